"""The commands of the review: what they are called, their keys, and when they can be used."""

from functools import partial
from typing import TYPE_CHECKING

from minutewright.ui.actions.action import Action

if TYPE_CHECKING:
    from minutewright.ui.pages.review import ReviewPage


def review_actions(page: "ReviewPage") -> tuple[Action, ...]:
    """Playing, correcting, tagging, finding, transcribing."""
    return (*_playing(page), *_correcting(page), *_tagging(page), *_finding(page))


def _playing(page: "ReviewPage") -> tuple[Action, ...]:
    listening, sound = page.listening, page.has_sound
    return (
        Action("review.play", "Play", listening.toggle, ("Esc",), "play", sound, words_now=listening.words),
        Action("review.back", "Back 3 s", partial(listening.skip, -3000), ("F2",), "back", sound),
        Action("review.forward", "Forward 3 s", partial(listening.skip, 3000), ("F3",), "forward", sound),
        Action("review.slower", "Slower", partial(listening.faster, -1), ("F5",), "left", sound),
        Action("review.faster", "Faster", partial(listening.faster, 1), ("F6",), "right", sound),
        Action(
            "review.follow", "Back to where it plays", page.places.follow, ("F7",), "down", page.can_follow
        ),
        Action(
            "review.doubt", "Next doubtful word", page.places.next_doubt, ("F8",), "attention", page.has_words
        ),
    )


def _correcting(page: "ReviewPage") -> tuple[Action, ...]:
    some = page.has_words
    return (
        Action(
            "review.edit",
            "Edit words",
            page.edit,
            ("F4",),
            "edit",
            some,
            hint="Edit words; Enter does it too",
        ),
        Action(
            "review.split",
            "Split at the caret",
            page.writing.split_here,
            ("Ctrl+Shift+Return",),
            "split",
            some,
        ),
        Action("review.join", "Join to the one above", page.writing.join_here, ("Ctrl+J",), "join", some),
        Action(
            "review.delete",
            "Delete from transcript",
            page.writing.delete,
            ("Ctrl+Del", "Del"),
            "delete",
            page.in_words,
        ),
        Action(
            "review.destroy",
            "Destroy for good…",
            page.ask_to_destroy,
            ("Ctrl+Shift+Del",),
            "remove",
            page.has_sound,
            hint="Sound, words and every copy of a span that was captured by mistake; asks a second question",
        ),
        Action(
            "review.destroyed",
            "Save the list of what was destroyed",
            page.destroying.save_list,
            (),
            "list",
            page.has_sound,
        ),
        Action("review.check", "Mark as checked", page.writing.check, ("Ctrl+M",), "check", some),
    )


def _tagging(page: "ReviewPage") -> tuple[Action, ...]:
    some = page.has_words
    return (
        Action("review.speaker", "Speaker…", page.ask_speaker, ("Ctrl+R",), "person", some),
        Action(
            "review.channels",
            "Suggest speakers by channel",
            page.channels.suggest,
            ("Ctrl+Shift+U",),
            "people",
            page.channels.can_suggest,
            hint="Who may be speaking, by the loudest channel of the microphone; nobody is named yet",
        ),
        Action("review.item", "Agenda item…", page.ask_item, ("Ctrl+T",), "list", some),
        *(
            Action(
                f"review.seat{seat}",
                f"Speaker at seat {seat}",
                partial(page.writing.give_seat, seat),
                (f"Ctrl+{seat}",),
                "",
                some,
            )
            for seat in "123456789"
        ),
    )


def _finding(page: "ReviewPage") -> tuple[Action, ...]:
    some = page.has_words
    return (
        Action("review.find", "Find", page.find_words, ("Ctrl+F",), "search", some),
        Action("review.replace", "Replace", page.find_and_replace, ("Ctrl+H",), "search", some),
        Action(
            "review.transcribe",
            "Transcribe",
            page.transcribe,
            ("Ctrl+Shift+R",),
            "transcribe",
            page.can_transcribe,
        ),
        Action("review.stop", "Stop transcribing", page.stop_transcribing, (), "stop", page.transcribing),
    )
