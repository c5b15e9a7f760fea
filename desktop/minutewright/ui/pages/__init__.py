"""The places of the rail: library, prepare, meeting, review, minutes, publish. How to write a page: ui/page.py."""

from collections.abc import Callable
from dataclasses import dataclass

from minutewright.app.workplace import Workplace
from minutewright.ui.page import Page, Shell


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the rail. `build` imports and makes the page; it is called when the page is first shown.

    A place with `needs_meeting` cannot be gone to while no meeting is open.
    """

    id: str
    words: str
    icon: str
    build: Callable[[Shell, Workplace], Page]
    needs_meeting: bool = True


def _library(shell: Shell, workplace: Workplace) -> Page:
    from minutewright.ui.pages.library import LibraryPage

    return LibraryPage(shell, workplace)


def _prepare(shell: Shell, workplace: Workplace) -> Page:
    from minutewright.ui.pages.prepare import PreparePage

    return PreparePage(shell, workplace)


def _meeting(shell: Shell, workplace: Workplace) -> Page:
    from minutewright.ui.pages.meeting import MeetingPage

    return MeetingPage(shell, workplace)


def _review(shell: Shell, workplace: Workplace) -> Page:
    from minutewright.ui.pages.review import ReviewPage

    return ReviewPage(shell, workplace)


def _minutes(shell: Shell, workplace: Workplace) -> Page:
    from minutewright.ui.pages.minutes import MinutesPage

    return MinutesPage(shell, workplace)


def _publish(shell: Shell, workplace: Workplace) -> Page:
    from minutewright.ui.pages.publish import PublishPage

    return PublishPage(shell, workplace)


PLACES: tuple[Place, ...] = (
    Place("library", "Library", "library", _library, needs_meeting=False),
    Place("prepare", "Prepare", "prepare", _prepare),
    Place("meeting", "Meeting", "meeting", _meeting),
    Place("review", "Review", "review", _review),
    Place("minutes", "Minutes", "minutes", _minutes),
    Place("publish", "Publish", "publish", _publish),
)
