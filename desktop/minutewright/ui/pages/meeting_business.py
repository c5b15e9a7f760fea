"""Motions, votes, declarations and arrivals, taken down in strips of the Meeting page."""

from typing import TYPE_CHECKING

from minutewright.domain.business import MotionOutcome
from minutewright.domain.errors import BadInput

if TYPE_CHECKING:
    from minutewright.ui.pages.meeting import MeetingPage


def take_motion(page: "MeetingPage") -> None:
    """A motion under the item being taken, made now.

    Raises:
        BadInput: no item is being taken.
    """
    if page.open_store is None:
        return
    if page.order.current is None:
        raise BadInput("No item is being taken. Take the item first, then the motion under it.")
    page.motion.open(page.open_store, page.order.current, page.now().at_ms)


def take_vote(page: "MeetingPage") -> None:
    """The vote on a motion under the item being taken.

    Raises:
        BadInput: there is none.
    """
    if page.open_store is None:
        return
    here = [row for row in page.open_store.motions.all() if row.item_id == page.order.current]
    waiting = [row for row in here if row.outcome is MotionOutcome.OPEN]
    if not here:
        raise BadInput("There is no motion under this item. Press M to take one down, then V for the vote.")
    page.vote.open(page.open_store, tuple(here), (waiting or here)[-1])


def take_declaration(page: "MeetingPage") -> None:
    """A declaration of interest, made now."""
    if page.open_store is not None:
        page.declaration.open(page.open_store, page.order.current, page.now().at_ms)


def take_arrival(page: "MeetingPage") -> None:
    """Somebody comes or goes now."""
    if page.open_store is not None:
        now = page.now()
        page.arrival.open(page.open_store, now.at_ms, now.wall, page.order.current)
