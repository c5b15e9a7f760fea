"""The commands of the Minutes page."""

from functools import partial
from typing import TYPE_CHECKING

from minutewright.domain.minutes import BlockKind
from minutewright.ui.actions.action import Action

if TYPE_CHECKING:
    from minutewright.ui.pages.minutes import MinutesPage


def minutes_actions(page: "MinutesPage") -> tuple[Action, ...]:
    """Drafting, adding, deciding, suggestions, and what the paragraph at the caret rests on."""
    return (
        Action(
            "minutes.draft", "Draft from what is confirmed", page.draft, keys=("Ctrl+D",), icon="minutes",
            enabled=page.has_meeting,
            hint="Put in what follows from attendance, marks, motions and decisions; what was said comes as suggestions",
        ),
        Action(
            "minutes.paragraph", "Paragraph", partial(page.add, BlockKind.PARAGRAPH), keys=("Ctrl+Return",),
            icon="add", enabled=page.has_item, hint="Add a paragraph under the one at the caret",
        ),
        Action(
            "minutes.subheading", "Sub-heading", partial(page.add, BlockKind.SUBHEADING), keys=("Ctrl+Shift+H",),
            enabled=page.has_item, hint="Add a sub-heading under the paragraph at the caret",
        ),
        Action(
            "minutes.bullet", "Bullet", partial(page.add, BlockKind.BULLET), keys=("Ctrl+Shift+L",), icon="list",
            enabled=page.has_item, hint="Add a list point under the paragraph at the caret",
        ),
        Action(
            "minutes.decision", "Decision…", page.take_decision, keys=("Ctrl+Shift+D",), icon="check",
            enabled=page.has_item, hint="Record a decision under this item",
        ),
        Action(
            "minutes.motion", "Motion…", page.take_motion, keys=("Ctrl+Shift+M",), icon="motion",
            enabled=page.has_item, hint="Record a motion under this item",
        ),
        Action(
            "minutes.vote", "Vote…", page.business.take_vote, keys=("Ctrl+Shift+V",), icon="vote",
            enabled=page.has_motion, hint="Record the vote on a motion under this item",
        ),
        Action(
            "minutes.change", "Change motion or decision", page.change, keys=("F2",), icon="edit",
            enabled=page.can_change,
        ),
        Action(
            "minutes.exempt", "Exempt", page.toggle_exempt, keys=("Ctrl+E",), icon="lock",
            enabled=page.has_block, checked=page.is_exempt,
            hint="Keep this paragraph out of the public minutes",
        ),
        Action(
            "minutes.summary", "Public summary", page.toggle_summary, keys=("Ctrl+Shift+U",),
            enabled=page.has_block, checked=page.is_summary,
            hint="Print this paragraph in the public minutes in place of the exempt ones",
        ),
        Action(
            "minutes.nil", "Nothing raised", page.toggle_nil, keys=("Ctrl+Shift+N",),
            enabled=page.has_item, checked=page.is_nil,
            hint="Say that nothing was raised under this item; the house style has the sentence for it",
        ),
        Action(
            "minutes.deeper", "List point further in", partial(page.indent, 2), keys=("Alt+Right",),
            icon="right", enabled=page.has_point,
        ),
        Action(
            "minutes.less_deep", "List point further out", partial(page.indent, 1), keys=("Alt+Left",),
            icon="left", enabled=page.has_point,
        ),
        Action(
            "minutes.up", "Move paragraph up", partial(page.shift, -1), keys=("Alt+Up",), icon="up",
            enabled=page.has_block,
        ),
        Action(
            "minutes.down", "Move paragraph down", partial(page.shift, 1), keys=("Alt+Down",), icon="down",
            enabled=page.has_block,
        ),
        Action(
            "minutes.delete", "Delete paragraph", page.delete, keys=("Ctrl+Shift+Del",), icon="delete",
            enabled=page.has_block,
        ),
        Action(
            "minutes.accept", "Accept", page.evidence.accept, keys=("Ctrl+Shift+Y",), icon="check",
            enabled=page.has_suggestion, hint="Take the chosen suggestion as it stands",
        ),
        Action(
            "minutes.edit", "Edit", page.evidence.edit, keys=("Ctrl+Shift+E",), icon="edit",
            enabled=page.has_suggestion, hint="Take the chosen suggestion and write on in it",
        ),
        Action(
            "minutes.reject", "Reject", page.evidence.reject, keys=("Ctrl+Shift+X",), icon="close",
            enabled=page.has_suggestion, hint="Drop the chosen suggestion",
        ),
        Action(
            "minutes.play", "Play", page.play, keys=("F4", "Ctrl+Space"), icon="play",
            enabled=page.can_play, words_now=lambda: "Stop" if page.plays else "Play",
            hint="Hear what the paragraph at the caret rests on",
        ),
    )  # fmt: skip
