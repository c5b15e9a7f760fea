"""The commands that work on every page."""

from functools import partial
from typing import TYPE_CHECKING

from minutewright.services.settings.options import LOOK, TEXT_SIZE
from minutewright.services.settings.store import Settings
from minutewright.ui.actions.action import Action, Group
from minutewright.ui.theme.theme import TEXT_SCALES, Look
from minutewright.ui.widgets.alarm_banner import SEEN_KEY

if TYPE_CHECKING:
    from minutewright.ui.window import Window


def window_actions(window: "Window", settings: Settings) -> tuple[Action, ...]:
    """Undo and redo, the places, the look, the command palette and the key sheet."""
    session = window.session
    return (
        Action(
            "meeting.close",
            "Close meeting",
            window.close_meeting,
            keys=("Ctrl+W",),
            icon="close",
            group=Group.FILE,
            enabled=lambda: session.store is not None,
        ),
        Action(
            "window.proof",
            "Proof of the recording…",
            window.proof_sheet.open,
            keys=("Ctrl+Shift+F",),
            icon="check",
            group=Group.FILE,
            enabled=lambda: session.store is not None and bool(session.store.files.count()),
            hint="Read every sound file again and say whether it is still what was recorded",
        ),
        Action("window.quit", "Quit", window.close, keys=("Ctrl+Q",), group=Group.FILE),
        Action(
            "edit.undo",
            "Undo",
            session.undo,
            keys=("Ctrl+Z",),
            icon="undo",
            group=Group.EDIT,
            enabled=lambda: bool(session.undo_words()),
            words_now=lambda: f"Undo {session.undo_words()}".strip(),
        ),
        Action(
            "edit.redo",
            "Redo",
            session.redo,
            keys=("Ctrl+Y", "Ctrl+Shift+Z"),
            icon="redo",
            group=Group.EDIT,
            enabled=lambda: bool(session.redo_words()),
            words_now=lambda: f"Redo {session.redo_words()}".strip(),
        ),
        Action(
            "window.seen",
            "I have seen the warnings",
            window.seen_warnings,
            keys=(SEEN_KEY,),
            group=Group.VIEW,
            hint="Warnings that are over go; those that go on stay in sight, without a sound",
        ),
        *_places(window),
        *_looks(window, settings),
        Action(
            "help.commands",
            "Command palette",
            window.show_commands,
            keys=("Ctrl+K",),
            icon="commands",
            group=Group.HELP,
        ),
        Action(
            "help.keys",
            "Keys that work here",
            window.show_keys,
            keys=("F1",),
            icon="keyboard",
            group=Group.HELP,
        ),
    )


def _places(window: "Window") -> tuple[Action, ...]:
    return tuple(
        Action(
            f"go.{place.id}",
            place.words,
            partial(window.go, place.id),
            keys=(f"Alt+{number}",),
            icon=place.icon,
            group=Group.GO,
            enabled=partial(window.can_go, place.id),
        )
        for number, place in enumerate(window.places, start=1)
    )


def _looks(window: "Window", settings: Settings) -> tuple[Action, ...]:
    theme = window.shell.theme
    words = {
        Look.SYSTEM: "Colours as the system has them",
        Look.LIGHT: "Light colours",
        Look.DARK: "Dark colours",
    }

    def look(wanted: Look) -> None:
        settings.set(LOOK, wanted.value)
        theme.set_look(wanted)

    def looks(wanted: Look) -> bool:
        return theme.look is wanted

    def size(steps: int) -> None:
        nearest = min(range(len(TEXT_SCALES)), key=lambda place: abs(TEXT_SCALES[place] - theme.text_scale))
        wanted = TEXT_SCALES[max(0, min(nearest + steps, len(TEXT_SCALES) - 1))] if steps else TEXT_SCALES[0]
        settings.set(TEXT_SIZE, wanted)
        theme.set_text_scale(wanted)

    return (
        *(
            Action(
                f"view.{wanted.value}",
                words[wanted],
                partial(look, wanted),
                group=Group.VIEW,
                checked=partial(looks, wanted),
                enabled=lambda: not settings.locked(LOOK) and not theme.high_contrast,
            )
            for wanted in Look
        ),
        Action(
            "view.larger",
            "Larger text",
            lambda: size(1),
            keys=("Ctrl++", "Ctrl+="),
            icon="text-larger",
            group=Group.VIEW,
            enabled=lambda: theme.text_scale < TEXT_SCALES[-1],
        ),
        Action(
            "view.smaller",
            "Smaller text",
            lambda: size(-1),
            keys=("Ctrl+-",),
            icon="text-smaller",
            group=Group.VIEW,
            enabled=lambda: theme.text_scale > TEXT_SCALES[0],
        ),
        Action(
            "view.usual",
            "Usual text size",
            lambda: size(0),
            keys=("Ctrl+0",),
            group=Group.VIEW,
            enabled=lambda: theme.text_scale != TEXT_SCALES[0],
        ),
    )
