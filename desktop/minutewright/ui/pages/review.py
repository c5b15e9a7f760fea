"""Review: the transcript beside the sound; reads and edits like a document, plays where you click."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from minutewright.app.workplace import Workplace
from minutewright.domain.ids import ItemId
from minutewright.domain.pauses import gap_sentence
from minutewright.domain.recording import recording_length_ms
from minutewright.domain.timecode import format_ms
from minutewright.services.settings.options import ENGINE, MODEL
from minutewright.services.storage.changes import Changed
from minutewright.services.storage.store import MeetingStore
from minutewright.ui.actions.action import Action
from minutewright.ui.models.overview import overview
from minutewright.ui.models.review_counts import Count, Counter
from minutewright.ui.models.running_order import short_time
from minutewright.ui.models.transcript_model import TranscriptModel
from minutewright.ui.page import Page, Shell
from minutewright.ui.pages.destroying import Destroying
from minutewright.ui.pages.review_actions import review_actions
from minutewright.ui.pages.review_channels import ChannelSuggestions
from minutewright.ui.pages.review_places import ReviewPlaces
from minutewright.ui.pages.review_writing import ReviewWriting
from minutewright.ui.theme import tokens as t
from minutewright.ui.widgets.empty_state import EmptyState
from minutewright.ui.widgets.find_bar import FindBar
from minutewright.ui.widgets.label import Label, Role
from minutewright.ui.widgets.overview_strip import OverviewStrip
from minutewright.ui.widgets.panel import Panel
from minutewright.ui.widgets.review_listening import Listening
from minutewright.ui.widgets.review_side import NOBODY, ReviewSide
from minutewright.ui.widgets.stacking import stacking
from minutewright.ui.widgets.strip import Strips
from minutewright.ui.widgets.transcribe_bar import TranscribeBar
from minutewright.ui.widgets.transcript_view import TranscriptView
from minutewright.ui.widgets.transport_button import TransportButton

if TYPE_CHECKING:
    from minutewright.app.desk import Desk
    from minutewright.app.transcribing import Progress

_TEXT = ("heard_segment", "clerk_segment", "mark", "voice", "pass", "person", "attendance", "agenda_item")
_NAMES = ("person", "attendance", "agenda_item", "voice")
KEYS = "Enter writes   Esc plays and pauses   Ctrl+1 to 9 say who speaks   F8 next doubtful word"
SHORT = {"back": "3 s", "forward": "3 s", "slower": "Slower", "faster": "Faster"}
SIDE, WIDEST_SIDE = 316, 480


class ReviewPage(Page):
    """The reader's place in the text and the listener's place in the sound are two; a click brings them together."""

    title = "Review"

    def __init__(self, shell: Shell, workplace: Workplace) -> None:
        super().__init__(shell)
        self._workplace = workplace
        self.store: MeetingStore | None = None
        self._desk: Desk | None = None
        self._stop_listening: Callable[[], None] | None = None
        self._counter = Counter()
        self.model = TranscriptModel()
        self.listening = Listening(self)
        self.writing = ReviewWriting(self)
        self.places = ReviewPlaces(self)
        self.destroying = Destroying(shell, workplace, lambda: self.store, self._let_go)
        self.strips = Strips(self.destroying.strip)
        self.channels = ChannelSuggestions(shell, lambda: self.store)

    def actions(self) -> Sequence[Action]:  # type: ignore[override]
        """Playing, correcting, tagging, finding, transcribing."""
        return review_actions(self)

    def lay_out(self) -> None:
        """Transport and transcription above, the strip under them, transcript and side."""
        theme, button = self.shell.theme, self.shell.actions.button
        outer = QVBoxLayout(self)
        outer.setContentsMargins(t.SPACE_4, t.SPACE_2, t.SPACE_4, t.SPACE_2)
        outer.setSpacing(t.SPACE_2)
        transport = QHBoxLayout()
        transport.setSpacing(t.SPACE_2)
        transport.addWidget(button("review.play"))
        for name, short in SHORT.items():
            transport.addWidget(TransportButton(self.shell.actions, f"review.{name}", short))
        self.position = Label(theme, "0:00:00", Role.TITLE)
        self.speed = Label(theme, "1.0×", Role.QUIET)
        transport.addSpacing(t.SPACE_2)
        transport.addWidget(self.position)
        transport.addWidget(self.speed)
        transport.addStretch(1)
        self.transcribe_bar = TranscribeBar(theme, button("review.transcribe"))
        self.transcribe_bar.stopped.connect(self.stop_transcribing)
        outer.addLayout(stacking(theme, (transport, 1), (self.transcribe_bar, 0)))
        self.strip = OverviewStrip(theme)
        self.strip.sought.connect(self.listening.seek)
        outer.addWidget(self.strip)
        outer.addWidget(self.strips)
        behind = QWidget()
        row = QHBoxLayout(behind)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(t.SPACE_3)
        row.addWidget(self._transcript(), 1)
        self.find_bar = FindBar(
            theme, self.model, self.writing.replace_all, lambda: self.view.currentIndex().row()
        )
        self.find_bar.found.connect(self.view.go_to)
        self.find_bar.places.connect(self.view.light_up)
        outer.addWidget(self.find_bar)
        self.side = ReviewSide(self.shell, button("review.doubt"))
        self.side.speaker_given.connect(self.writing.give_speaker)
        self.side.item_given.connect(self.writing.give_item)
        self.side.item_wanted.connect(self.places.go_to_item)
        self.side.who_wanted.connect(self.places.go_to_speaker)
        self._side_area = QScrollArea()
        self._side_area.setWidget(self.side)
        self._side_area.setWidgetResizable(True)
        self._side_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._side_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        row.addWidget(self._side_area)
        outer.addWidget(behind, 1)
        self.destroying.give_room(behind)
        theme.changed.connect(self._fit)
        self._fit()

    def _transcript(self) -> QWidget:
        theme, button = self.shell.theme, self.shell.actions.button
        panel = Panel(theme)
        self.view = TranscriptView(theme, self.model)
        self.view.play_from.connect(self._play_from)
        self.view.edited.connect(self.writing.edit_words)
        self.view.left_behind.connect(self.writing.keep_left_behind)
        self.view.split_at.connect(self.writing.split_at)
        self.view.join_up.connect(self.writing.join_up)
        self.view.following_changed.connect(lambda _: self._show_way_back())
        self.view.selectionModel().selectionChanged.connect(lambda *_: self._show_chosen())
        self.no_words = EmptyState(
            theme,
            "Nothing is transcribed yet. Record the meeting or import its sound, then transcribe it here.",
            button("review.transcribe", primary=True),
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(self.view)
        self.stack.addWidget(self.no_words)
        panel.body.addWidget(self.stack, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(t.SPACE_4, 0, t.SPACE_2, t.SPACE_1)
        self.unassigned = Label(theme, "", Role.ATTENTION, wrap=True)
        self.way_back = button("review.follow")
        self.way_back.hide()
        foot.addWidget(self.unassigned, 1)
        foot.addWidget(self.way_back)
        panel.body.addLayout(foot)
        return panel

    def _fit(self) -> None:
        """The side takes a third of the window at most, however large the text is."""
        self._side_area.setFixedWidth(min(self.shell.theme.scaled(SIDE), WIDEST_SIDE))
        self.position.setMinimumWidth(self.shell.theme.scaled(76))

    # -- the shell's calls -------------------------------------------------------------------------------------------

    def opened(self, store: MeetingStore) -> None:
        """Show the meeting's transcript and sound."""
        self.store, self._desk = store, self._workplace.desk(store)
        transcription, settings = self._desk.transcription, self._workplace.settings
        self._stop_listening = transcription.subscribe(self.shell.bridge.to_ui(self._progressed))
        self.transcribe_bar.offer_models(
            transcription.models(), settings.get(MODEL), settings.get(ENGINE), transcription.hour_takes_ms
        )
        self.transcribe_bar.show_progress(transcription.progress)
        self.listening.opened(self._desk)
        self._show_names()
        self.show_words(renamed=True)
        self._show_sound()

    def closed(self) -> None:
        """Store what is being typed, and show nothing."""
        self.view.keep()
        self.strips.dismiss_all()
        self.find_bar.dismiss()
        if self._stop_listening:
            self._stop_listening()
        self.listening.closed()
        self.store = self._desk = self._stop_listening = None
        self.show_words()

    def changed(self, event: Changed) -> None:
        """Draw what changed."""
        if event.touches(*_NAMES):
            self._show_names()
        if event.touches(*_TEXT):
            self.show_words(renamed=event.touches(*_NAMES))
        if event.touches("audio_file", "gap"):
            self._show_sound()

    def shown(self) -> None:
        """Reading begins in the transcript."""
        self.view.setFocus()
        self.shell.status.set_words(KEYS)
        if not self.view.currentIndex().isValid() and self.model.rowCount():
            self.view.choose(0)

    def left(self) -> None:
        """Store what is being typed, and be quiet."""
        self.view.keep()
        self.listening.pause()

    def close_down(self) -> None:
        """The window goes."""
        self.view.keep()
        self.listening.closed()

    def show_time(self, at_ms: int) -> None:
        """Go to a recording time in words and sound."""
        place = self.model.place_at(at_ms)
        if place >= 0:
            self.view.choose(place)
        self.listening.seek(at_ms)

    def show_item(self, item_id: ItemId) -> None:
        """Go to the first words under an item."""
        self.places.go_to_item(item_id)

    # -- what is shown -------------------------------------------------------------------------------------------------

    def show_words(self, *, renamed: bool = False) -> None:
        """Show the transcript as it is stored now, and what is counted in it."""
        store, before = self.store, self.model.segments
        self.model.show(store)
        segments = self.model.segments
        if segments and segments is before and not renamed:
            return
        self.stack.setCurrentWidget(self.view if segments else self.no_words)
        counts = self._counter.count(segments)
        self.side.show_counts(store, counts)
        nowhere, nobody = counts.items.get(None, Count()).spoken_ms, counts.whole.unnamed_ms
        parts = [f"{short_time(nowhere)} under no item"] if nowhere else []
        parts += [f"{short_time(nobody)} with nobody named"] if nobody else []
        self.unassigned.setText("Unassigned: " + ", ".join(parts) if parts else "")
        self._show_overview()
        self._show_chosen()
        self.find_bar.refresh()
        self.shell.actions.refresh()

    def _show_names(self) -> None:
        self.side.show_meeting(self.store)
        self.find_bar.offer(self.store.items.all() if self.store else ())

    def _show_overview(self) -> None:
        self.strip.show_tags(*(overview(self.store, self.model.segments) if self.store else ((), ())))

    def _show_sound(self) -> None:
        if self._desk is None or self.store is None:
            return
        from minutewright.services.sound.peaks import read_peaks

        sound, length, store = self._desk.sound(), recording_length_ms(self.store.files.all()), self.store
        columns = max(self.width(), 1600)

        def show(peaks: object) -> None:
            if self.store is store:
                self.strip.show_sound(length, peaks)  # type: ignore[arg-type]

        self.shell.tasks.run_task(lambda: read_peaks(sound, 0, max(length, 1), columns), show)
        self._show_overview()
        record = self.store.record()
        self.strip.show_gaps(
            tuple(
                (gap.at_ms, gap.at_ms + gap.filled_ms, gap_sentence(record, gap, include_exempt=True))
                for gap in record.gaps
            )
        )
        self.shell.actions.refresh()

    def _show_chosen(self) -> None:
        segment = self.view.current_segment()
        if segment is None:
            self.side.show_chosen(0, "Speaker", "Agenda item")
            return
        row = self.model.row(self.model.place_of(segment.id))
        item = f"{row.item.number}  {row.item.title}" if row.item else "Under no item"
        self.side.show_chosen(len(self.view.chosen_ids()), row.speaker or NOBODY, item)

    def _show_way_back(self) -> None:
        self.way_back.setVisible(self.can_follow())
        self.shell.actions.refresh()

    def tick(self, at_ms: int, speed: float) -> None:
        """Playback is at `at_ms`: show it in the strip, the clock and the words."""
        self.position.setText(format_ms(at_ms))
        self.speed.setText(f"{speed:.1f}×")
        self.strip.show_position(at_ms)
        self.view.show_playing(at_ms if self.listening.playing or at_ms else None)
        if self.way_back.isVisible() != self.can_follow():
            self._show_way_back()

    def _progressed(self, progress: "Progress") -> None:
        self.transcribe_bar.show_progress(progress)
        if progress.failure:
            self.shell.messages.error(progress.failure)
        elif not progress.running and progress.speech_ms and progress.seconds_left == 0:
            self.shell.messages.info(f"Transcribed: {format_ms(progress.speech_ms)} of speech.")
            for note in progress.notes:
                self.shell.messages.attention(note)
        self.shell.actions.refresh()

    def _play_from(self, at_ms: int) -> None:
        with self.shell.messages.reporting():
            if self.has_sound():
                self.listening.play(at_ms)

    # -- what the actions ask ----------------------------------------------------------------------------------------

    def edit(self) -> None:
        """Open the words of the current utterance."""
        self.view.open_editor()

    def ask_speaker(self) -> None:
        """Put the caret into the speaker field."""
        self.view.keep()
        self.side.speaker.setFocus()

    def ask_item(self) -> None:
        """Put the caret into the item field."""
        self.view.keep()
        self.side.item.setFocus()

    def ask_to_destroy(self) -> None:
        """Open the strip for the chosen utterances, or for the ten seconds before the place that is heard."""
        self.view.keep()
        chosen = [self.model.segments[self.model.place_of(each)] for each in self.view.chosen_ids()]
        end_ms = max((each.end_ms for each in chosen), default=self.listening.position_ms)
        start_ms = min((each.start_ms for each in chosen), default=max(end_ms - 10_000, 0))
        self.destroying.strip.open_span(start_ms, end_ms)

    def _let_go(self) -> None:
        """Nothing here may hold or bring back what is to be destroyed."""
        self.view.keep()
        self.listening.pause()
        self.stop_transcribing()

    def find_words(self) -> None:
        """Open the find bar."""
        self.view.keep()
        self.find_bar.open_find()

    def find_and_replace(self) -> None:
        """Open the find bar with its second field."""
        self.view.keep()
        self.find_bar.open_replace()

    def transcribe(self) -> None:
        """Begin, or go on where an earlier run stopped."""
        if self._desk is not None:
            bar = self.transcribe_bar
            self._desk.transcription.start(bar.engine.currentText(), bar.chosen_model())

    def stop_transcribing(self) -> None:
        """Stop; what is finished is kept."""
        if self._desk is not None:
            self._desk.transcription.cancel()

    def has_words(self) -> bool:
        """Whether there is a transcript."""
        return self.model.rowCount() > 0

    def in_words(self) -> bool:
        """Whether the keyboard is in the transcript."""
        return self.has_words() and (self.view.hasFocus() or self.view.is_editing)

    def has_sound(self) -> bool:
        """Whether there is sound."""
        return self.store is not None and recording_length_ms(self.store.files.all()) > 0

    def can_follow(self) -> bool:
        """Whether the words have been left behind by what is playing."""
        return self.has_words() and self.listening.playing and not self.view.following

    def transcribing(self) -> bool:
        """Whether a transcription runs."""
        return self._desk is not None and self._desk.transcription.progress.running

    def can_transcribe(self) -> bool:
        """Whether one can be begun."""
        return self.has_sound() and not self.transcribing()
