"""What Publish makes beside the minutes: decision note, actions, extract, text; and the last minutes confirmed."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from minutewright.app.approval import confirm_last_minutes
from minutewright.app.workplace import Workplace
from minutewright.domain.minutes import ShortEdition
from minutewright.ui.actions.action import Action
from minutewright.ui.page import Shell
from minutewright.ui.wording import SHORT_EDITIONS, short_date

if TYPE_CHECKING:
    from minutewright.ui.pages.publish import PublishPage


class PublishPapers:
    """The commands for it; none of the papers holds exempt matter."""

    def __init__(self, page: "PublishPage", shell: Shell, workplace: Workplace) -> None:
        self._page, self._shell, self._workplace = page, shell, workplace

    def actions(self, with_meeting: Callable[[], bool]) -> tuple[Action, ...]:
        """The commands."""
        return (
            *(
                Action(
                    f"publish.{kind.value}", name, partial(self.export, kind), enabled=with_meeting,
                    hint="Write it into the meeting's folder, without exempt matter",
                )
                for kind, name in SHORT_EDITIONS.items()
            ),
            Action(
                "publish.extract", "Extract of one item", self.export_extract, enabled=with_meeting,
                hint="Write the item of the chosen open point as a paper of its own, without exempt matter",
            ),
            Action(
                "publish.confirm_last", "Confirm the last minutes", self.confirm_last, enabled=with_meeting,
                hint="This meeting confirmed the minutes of the one before: mark those; whoever presides here signs them",
            ),
        )  # fmt: skip

    def export(self, kind: ShortEdition) -> None:
        """Write one of the papers into the meeting's folder."""
        if self._page.store is not None:
            from minutewright.app.papers import export_short_edition

            self._page.say_written(export_short_edition(self._page.store, kind))

    def export_extract(self) -> None:
        """Write the item of the open point at the cursor, or the first item, as a paper of its own."""
        store = self._page.store
        if store is None:
            return
        from minutewright.app.papers import export_short_edition

        point = self._page.point_at_cursor()
        first = next((item.id for item in store.items.all() if item.minuted), None)
        chosen = point.item_id if point is not None and point.item_id is not None else first
        self._page.say_written(export_short_edition(store, ShortEdition.EXTRACT, item_id=chosen))

    def confirm_last(self) -> None:
        """Mark the minutes of the last meeting as confirmed by this one; it is undone in that meeting."""
        if self._page.store is not None:
            done = confirm_last_minutes(self._page.store, self._workplace.library)
            self._shell.messages.info(
                f"The minutes of {short_date(done.held_on)} are confirmed; {done.signatory} signs them. "
                "To take it back, open that meeting and undo."
            )
