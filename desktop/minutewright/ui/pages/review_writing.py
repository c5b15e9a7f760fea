"""What the clerk's hand does to the transcript on the Review page; every step is one action that can be undone."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from minutewright.domain.ids import ItemId, PersonId, SegmentId
from minutewright.domain.transcript import Segment
from minutewright.services.clerk import editing
from minutewright.services.storage.store import MeetingStore
from minutewright.ui.messages import Offer

if TYPE_CHECKING:
    from minutewright.ui.pages.review import ReviewPage


class ReviewWriting:
    """Writes through the clerk's actions and shows at once what was stored."""

    def __init__(self, page: "ReviewPage") -> None:
        self._page = page

    # -- words -----------------------------------------------------------------------------------------------------------

    def edit_words(self, segment_id: SegmentId, words: str) -> None:
        """Put other words in an utterance."""
        self._write(lambda store: editing.edit_text(store, segment_id, words))

    def keep_left_behind(self, segment: Segment, words: str) -> None:
        """Keep words that were being typed when a new transcription came in."""
        self._write(lambda store: editing.edit_text(store, segment.id, words, seen=segment))

    def split_at(self, segment_id: SegmentId, character: int) -> None:
        """Split an utterance at a character, and go on writing in the second half."""

        def split(store: MeetingStore) -> None:
            second = editing.split(store, segment_id, character)
            self._page.show_words()
            self._page.view.edit_at(second, 0)

        self._write(split)

    def join_up(self, segment_id: SegmentId) -> None:
        """Join an utterance to the one above, and go on writing where they meet."""

        def join(store: MeetingStore) -> None:
            view = self._page.view
            editing_now = view.is_editing
            place = self._page.model.place_of(segment_id)
            seam = len(self._page.model.segments[place - 1].text) if place > 0 else 0
            upper = editing.join_with_previous(store, segment_id)
            self._page.show_words()
            if editing_now:
                view.edit_at(upper, seam)
            else:
                view.go_to(upper)

        self._write(join)

    def split_here(self) -> None:
        """Split the open utterance at the caret; where none is open, open one to put the caret into."""
        view = self._page.view
        segment, caret = view.current_segment(), view.caret()
        if segment is not None and caret is not None:
            view.editor.split.emit(caret)
        else:
            view.open_editor()
            self._page.shell.messages.info("Put the caret where to split, then press Ctrl+Enter.")

    def join_here(self) -> None:
        """Join the current utterance to the one above."""
        segment = self._page.view.current_segment()
        if segment is not None:
            self._page.view.keep()
            self.join_up(segment.id)

    def delete(self) -> None:
        """Take the chosen utterances out of the transcript."""
        view, model = self._page.view, self._page.model
        view.keep()
        ids = view.chosen_ids()
        if not ids:
            return
        row = model.place_of(ids[0])

        def delete(store: MeetingStore) -> None:
            with store.action("Delete from transcript"):
                for segment_id in ids:
                    editing.delete_segment(store, segment_id)
            self._page.show_words()
            if model.rowCount():
                view.choose(min(row, model.rowCount() - 1))

        self._write(delete)

    def check(self) -> None:
        """Mark the chosen utterances as checked and go on to the next, or take the mark back."""
        view, model = self._page.view, self._page.model
        view.keep()
        ids = view.chosen_ids()
        checked = all(segment.checked for segment in self._segments(ids))
        self._write(lambda store: editing.set_checked(store, ids, not checked))
        if ids and not checked:
            view.choose(min(model.place_of(ids[-1]) + 1, model.rowCount() - 1))

    def replace_all(self, changes: dict[SegmentId, str]) -> None:
        """Put new words in many utterances, as one step."""

        def replace(store: MeetingStore) -> None:
            count = editing.replace_everywhere(store, changes)
            words = "Replaced in 1 utterance." if count == 1 else f"Replaced in {count} utterances."
            self._page.shell.messages.info(words, Offer("Undo", self._page.shell.session.undo))

        self._write(replace)

    # -- speaker and item --------------------------------------------------------------------------------------------------

    def give_seat(self, seat: str) -> None:
        """Give this turn, or the utterances that are selected, to whoever has this seat."""
        store = self._page.store
        if store is None:
            return
        person = next((row.person_id for row in store.attendance.all() if row.seat == seat), None)
        if person is None:
            self._page.shell.messages.info(f"Nobody sits at seat {seat}. Seats are given on Prepare.")
        else:
            self._give(self._page.view.turn_ids(), person)

    def give_speaker(self, person: PersonId | None, only_this: bool) -> None:
        """Give a voice, else this turn, to somebody, or, with `only_this`, the chosen utterances; None: as marked."""
        view, store = self._page.view, self._page.store
        segment = view.current_segment()
        voice = store.voices.get(segment.voice_id) if store and segment and segment.voice_id else None
        view.keep()
        if only_this or len(view.chosen_ids()) > 1:
            self._give(view.chosen_ids(), person)
        elif voice is not None:
            self._write(lambda store: editing.name_voice(store, voice, person))
        else:
            self._give(view.turn_ids(), person)
        view.setFocus()

    def give_item(self, item_id: ItemId | None) -> None:
        """Put the chosen utterances under an item; None gives them back to the marks."""
        view = self._page.view
        view.keep()
        ids = view.chosen_ids()
        self._write(lambda store: editing.set_item(store, ids, item_id))
        view.setFocus()

    def _give(self, ids: list[SegmentId], person: PersonId | None) -> None:
        self._write(lambda store: editing.set_speaker(store, ids, person))

    def _segments(self, ids: Iterable[SegmentId]) -> list[Segment]:
        model = self._page.model
        return [model.segments[model.place_of(segment_id)] for segment_id in ids]

    def _write(self, change: Callable[[MeetingStore], object]) -> None:
        store = self._page.store
        if store is not None:
            with self._page.shell.messages.reporting():
                change(store)
                self._page.show_words()
