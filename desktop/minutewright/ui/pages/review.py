"""Review: the transcript beside the sound; reads and edits like a document, plays where you click."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from minutewright.app.workplace import Workplace
from minutewright.domain.errors import MinutewrightError
from minutewright.domain.ids import ItemId, PersonId, SegmentId
from minutewright.domain.recording import recording_length_ms
from minutewright.domain.tagging import count_unassigned, segment_at
from minutewright.domain.timecode import format_ms
from minutewright.services.clerk import editing
from minutewright.services.settings.options import ENGINE, MODEL
from minutewright.services.storage.changes import Changed
from minutewright.services.storage.store import MeetingStore
from minutewright.ui.actions.action import Action
from minutewright.ui.models.transcript_model import TranscriptModel
from minutewright.ui.page import Page, Shell
from minutewright.ui.pages.review_actions import review_actions
from minutewright.ui.theme import tokens as t
from minutewright.ui.widgets.empty_state import EmptyState
from minutewright.ui.widgets.find_bar import FindBar
from minutewright.ui.widgets.label import Label, Role
from minutewright.ui.widgets.overview_strip import OverviewStrip
from minutewright.ui.widgets.panel import Panel
from minutewright.ui.widgets.review_listening import Listening
from minutewright.ui.widgets.review_side import ReviewSide
from minutewright.ui.widgets.transcribe_bar import TranscribeBar
from minutewright.ui.widgets.transcript_view import TranscriptView

if TYPE_CHECKING:
    from minutewright.app.desk import Desk
    from minutewright.app.transcribing import Progress

_SHOWN_HERE = (
    "heard_segment",
    "clerk_segment",
    "mark",
    "voice",
    "pass",
    "person",
    "attendance",
    "agenda_item",
)


class ReviewPage(Page):
    """The reader's place in the text and the listener's place in the sound are two; a click brings them together."""

    title = "Review"

    def __init__(self, shell: Shell, workplace: Workplace) -> None:
        super().__init__(shell)
        self._workplace = workplace
        self._store: MeetingStore | None = None
        self._desk: Desk | None = None
        self._stop_listening: Callable[[], None] | None = None
        self.model = TranscriptModel()
        self.listening = Listening(self)

    def actions(self) -> Sequence[Action]:  # type: ignore[override]
        """Playing, correcting, tagging, finding, transcribing."""
        return review_actions(self)

    def lay_out(self) -> None:
        """Transport and transcription above, the strip under them, transcript and side."""
        theme, button = self.shell.theme, self.shell.actions.button
        outer = QVBoxLayout(self)
        outer.setContentsMargins(t.SPACE_6, t.SPACE_3, t.SPACE_6, t.SPACE_4)
        outer.setSpacing(t.SPACE_2)
        bar = QHBoxLayout()
        bar.setSpacing(t.SPACE_2)
        self.position = Label(theme, "0:00:00", Role.TITLE)
        self.position.setMinimumWidth(theme.scaled(84))
        self.speed = Label(theme, "1.0×", Role.QUIET)
        for name in ("play", "back", "forward", "slower", "faster"):
            bar.addWidget(button(f"review.{name}"))
        bar.addWidget(self.position)
        bar.addWidget(self.speed)
        bar.addStretch(1)
        self.transcribe_bar = TranscribeBar(theme, button("review.transcribe", primary=True))
        self.transcribe_bar.stopped.connect(self.stop_transcribing)
        bar.addWidget(self.transcribe_bar)
        outer.addLayout(bar)
        self.strip = OverviewStrip(theme)
        self.strip.sought.connect(self.listening.seek)
        outer.addWidget(self.strip)
        self.find_bar = FindBar(theme, self.model, self._replace)
        self.find_bar.found.connect(self._found)
        outer.addWidget(self.find_bar)
        row = QHBoxLayout()
        row.setSpacing(t.SPACE_4)
        row.addWidget(self._transcript(), 3)
        self.side = ReviewSide(theme, button("review.doubt"))
        self.side.setFixedWidth(theme.scaled(300))
        self.side.speaker_chosen.connect(self._give_speaker)
        self.side.item_chosen.connect(self._give_item)
        self.side.item_wanted.connect(lambda key: self._go_where(lambda s: (s.item_id or "") == key))
        self.side.person_wanted.connect(lambda key: self._go_where(lambda s: (s.speaker_id or "") == key))
        row.addWidget(self.side)
        outer.addLayout(row, 1)

    # -- the meeting comes and goes ----------------------------------------------------------------------------------

    def opened(self, store: MeetingStore) -> None:
        """Show the meeting's transcript and sound."""
        self._store, self._desk = store, self._workplace.desk(store)
        transcription = self._desk.transcription
        self._stop_listening = transcription.subscribe(self.shell.bridge.to_ui(self._progressed))
        models = tuple(self._desk.transcription.models())
        settings = self._workplace.settings
        self.transcribe_bar.offer_models(models, settings.get(MODEL), settings.get(ENGINE))
        self.transcribe_bar.show_progress(transcription.progress)
        self.listening.opened(self._desk)
        self._show()
        self._show_sound()

    def closed(self) -> None:
        """Show nothing."""
        if self._stop_listening:
            self._stop_listening()
        self.listening.closed()
        self._store = self._desk = self._stop_listening = None
        self.view.keep()
        self._show()

    def changed(self, event: Changed) -> None:
        """Draw what changed."""
        if event.touches(*_SHOWN_HERE):
            self._show()
        if event.touches("audio_file"):
            self._show_sound()

    def shown(self) -> None:
        """Reading begins in the transcript."""
        self.view.setFocus()
        if not self.view.currentIndex().isValid() and self.model.rowCount():
            self.view.go_to(self.model.segments[0].id)

    def left(self) -> None:
        """Keep what is being typed, and be quiet."""
        self.view.keep()
        self.listening.pause()

    def close_down(self) -> None:
        """The window goes."""
        self.view.keep()
        self.listening.closed()

    def show_time(self, at_ms: int) -> None:
        """Go to a recording time in words and sound."""
        segment = segment_at(self.model.segments, at_ms)
        if segment is not None:
            self.view.go_to(segment)
        self.listening.seek(at_ms)

    def show_item(self, item_id: ItemId) -> None:
        """Go to the first words under an item."""
        self._go_where(lambda segment: segment.item_id == item_id)

    # -- what is shown ---------------------------------------------------------------------------------------------

    def _transcript(self) -> QWidget:
        theme = self.shell.theme
        panel = Panel(theme)
        self.view = TranscriptView(theme, self.model)
        self.view.play_from.connect(self.listening.seek)
        self.view.edited.connect(self._edited)
        self.view.split_at.connect(self._split_at)
        self.view.join_up.connect(self._join_up)
        self.stack = QStackedWidget()
        self.no_words = EmptyState(
            theme, "Nothing is transcribed yet. Record or import the meeting, then transcribe it."
        )
        self.stack.addWidget(self.view)
        self.stack.addWidget(self.no_words)
        panel.body.addWidget(self.stack, 1)
        self.unassigned = Label(theme, "", Role.ATTENTION)
        self.unassigned.setContentsMargins(t.SPACE_4, t.SPACE_1, t.SPACE_4, t.SPACE_2)
        panel.body.addWidget(self.unassigned)
        return panel

    def _show(self) -> None:
        store = self._store
        self.model.show(store)
        self.side.show_meeting(store)
        self.stack.setCurrentWidget(self.view if self.model.rowCount() else self.no_words)
        count = count_unassigned(self.model.segments)
        parts = [f"under no item {format_ms(count.without_item_ms)}"] if count.without_item_ms else []
        parts += [f"nobody named {format_ms(count.without_speaker_ms)}"] if count.without_speaker_ms else []
        self.unassigned.setText("Unassigned: " + ", ".join(parts) if parts else "")
        self.unassigned.setVisible(bool(parts))
        self.strip.show_tags(self.model.items(), self.model.lanes())
        self.find_bar.refresh()
        self.shell.actions.refresh()

    def _show_sound(self) -> None:
        if self._desk is None or self._store is None:
            return
        from minutewright.services.sound.peaks import read_peaks

        sound, length = self._desk.sound(), recording_length_ms(self._store.files.all())
        columns = max(self.width(), 800)
        self.shell.tasks.run_task(
            lambda: read_peaks(sound, 0, max(length, 1), columns),
            lambda peaks: self.strip.show_sound(length, peaks),
        )
        self.shell.actions.refresh()

    def tick(self, at_ms: int, speed: float) -> None:
        """Playback is at `at_ms`: show it in the strip, the clock and the words."""
        self.position.setText(format_ms(at_ms))
        self.speed.setText(f"{speed:.1f}×")
        self.strip.show_position(at_ms)
        self.view.show_playing(segment_at(self.model.segments, at_ms))

    def _progressed(self, progress: "Progress") -> None:
        self.transcribe_bar.show_progress(progress)
        if progress.failure:
            self.shell.messages.error(progress.failure)
        elif not progress.running and progress.speech_ms and progress.seconds_left == 0:
            self.shell.messages.info(f"Transcribed: {format_ms(progress.speech_ms)} of speech.")
            for note in progress.notes:
                self.shell.messages.attention(note)
        self.shell.actions.refresh()

    # -- what is done ----------------------------------------------------------------------------------------------

    def transcribe(self) -> None:
        """Begin, or go on where an earlier run stopped."""
        if self._desk is not None:
            self._desk.transcription.start(
                self.transcribe_bar.engine.currentText(), self.transcribe_bar.model.currentText()
            )

    def stop_transcribing(self) -> None:
        """Stop; what is finished is kept."""
        if self._desk is not None:
            self._desk.transcription.cancel()

    def next_doubt(self) -> None:
        """Choose the next utterance with a doubtful word and play around the word."""
        current = self.view.currentIndex().row()
        count = self.model.rowCount()
        for step in range(1, count + 1):
            row = self.model.row((current + step) % count)
            if row.doubtful:
                self.view.go_to(row.segment.id)
                word = min(row.segment.words, key=lambda each: each.probability)
                self.listening.play_around(word.start_ms, word.end_ms)
                return
        self.shell.messages.info("No doubtful words are left.")

    def _edited(self, segment_id: SegmentId, words: str) -> None:
        self._write(lambda store: editing.edit_text(store, segment_id, words))

    def _split_at(self, segment_id: SegmentId, character: int) -> None:
        def split(store: MeetingStore) -> None:
            self.view.go_to(editing.split(store, segment_id, character))

        self._write(split)

    def _join_up(self, segment_id: SegmentId) -> None:
        def join(store: MeetingStore) -> None:
            self.view.go_to(editing.join_with_previous(store, segment_id))

        self._write(join)

    def edit(self) -> None:
        """Open the words of the chosen utterance."""
        self.view.open_editor()

    def ask_speaker(self) -> None:
        """Put the caret into the speaker field."""
        self.side.speaker.setFocus()

    def ask_item(self) -> None:
        """Go to the choice of items."""
        self.side.item.setFocus()

    def find_words(self) -> None:
        """Open the find bar."""
        self.find_bar.open_find()

    def find_and_replace(self) -> None:
        """Open the find bar with its second field."""
        self.find_bar.open_replace()

    def split(self) -> None:
        """Split the open utterance at the caret."""
        segment, caret = self.view.current_segment(), self.view.caret()
        if segment is not None and caret is not None:
            self.view.keep()
            self._split_at(segment.id, caret)
        else:
            self.view.open_editor()
            self.shell.messages.info("Put the caret where to split, then press Ctrl+Enter.")

    def join(self) -> None:
        """Join the utterance to the one above."""
        segment = self.view.current_segment()
        if segment is not None:
            self.view.keep()
            self._join_up(segment.id)

    def delete(self) -> None:
        """Take the chosen utterances out of the transcript."""
        ids = self.view.chosen_ids()
        self.view.keep()

        def delete(store: MeetingStore) -> None:
            with store.action("Delete from transcript"):
                for segment_id in ids:
                    editing.delete_segment(store, segment_id)

        self._write(delete)

    def check(self) -> None:
        """Mark the chosen utterances as checked, or take the mark back."""
        ids = self.view.chosen_ids()
        checked = {segment.id for segment in self.model.segments if segment.checked}
        self._write(lambda store: editing.set_checked(store, ids, not set(ids) <= checked))

    def give_seat(self, seat: str) -> None:
        """Give the chosen utterances to whoever has this seat."""
        if self._store is not None:
            person = next((row.person_id for row in self._store.attendance.all() if row.seat == seat), None)
            if person is None:
                self.shell.messages.info(f"Nobody sits at seat {seat}.")
            else:
                self._give_speaker(person)

    def _give_speaker(self, person: PersonId | MinutewrightError | None) -> None:
        if isinstance(person, MinutewrightError):
            self.shell.messages.report(person)
            return
        ids = self.view.chosen_ids()
        self.view.keep()
        self._write(lambda store: editing.set_speaker(store, ids, person))
        self.view.setFocus()

    def _give_item(self, item_id: ItemId | None) -> None:
        ids = self.view.chosen_ids()
        self._write(lambda store: editing.set_item(store, ids, item_id))
        self.view.setFocus()

    def _replace(self, changes: dict[SegmentId, str]) -> None:
        def replace(store: MeetingStore) -> None:
            count = editing.replace_everywhere(store, changes)
            self.shell.messages.info(f"Replaced in {count} places. Ctrl+Z takes it back.")

        self._write(replace)

    def _found(self, segment_id: SegmentId) -> None:
        self.view.go_to(segment_id)

    def follow(self) -> None:
        """Let the words follow playback again."""
        self.view.following = True
        self.listening.show()

    def _go_where(self, wanted: Callable[..., bool]) -> None:
        found = next((segment for segment in self.model.segments if wanted(segment)), None)
        if found is not None:
            self.view.go_to(found.id)
            self.listening.seek(found.start_ms)

    def _write(self, change: Callable[[MeetingStore], object]) -> None:
        store = self._store
        if store is None:
            return
        with self.shell.messages.reporting():
            change(store)
            self.model.show(store)

    def has_words(self) -> bool:
        """Whether there is a transcript."""
        return self.model.rowCount() > 0

    def has_sound(self) -> bool:
        """Whether there is sound."""
        return self._store is not None and recording_length_ms(self._store.files.all()) > 0

    def transcribing(self) -> bool:
        """Whether a transcription runs."""
        return self._desk is not None and self._desk.transcription.progress.running

    def can_transcribe(self) -> bool:
        """Whether one can be begun."""
        return self.has_sound() and not self.transcribing()
