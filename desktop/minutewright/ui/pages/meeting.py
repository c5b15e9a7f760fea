"""Meeting: recording, and one key for everything that happens, each stamped with recording time and wall clock."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from minutewright.app.workplace import Workplace
from minutewright.domain.errors import BadInput
from minutewright.domain.ids import ItemId, PersonId
from minutewright.domain.marks import MarkKind
from minutewright.domain.recording import recording_length_ms
from minutewright.domain.tagging import Timeline
from minutewright.domain.timecode import format_ms
from minutewright.services.capture.messages import Failed
from minutewright.services.clerk.marking import add_mark, correct_last_speaker, mark_speaker_live
from minutewright.services.storage.changes import Changed
from minutewright.services.storage.store import MeetingStore
from minutewright.ui.actions.action import Action
from minutewright.ui.models.running_order import RunningOrder, item_times
from minutewright.ui.page import Page, Shell
from minutewright.ui.pages.destroying import Destroying
from minutewright.ui.pages.meeting_actions import IDLE, meeting_actions
from minutewright.ui.pages.meeting_pausing import MeetingPausing
from minutewright.ui.pages.meeting_sound import MeetingSound
from minutewright.ui.theme import tokens as t
from minutewright.ui.widgets.business_strips import ArrivalStrip, DeclarationStrip, MotionStrip, VoteStrip
from minutewright.ui.widgets.item_in_hand import ItemInHand
from minutewright.ui.widgets.key_button import KeyButton, key_grid
from minutewright.ui.widgets.marks_list import MarksList
from minutewright.ui.widgets.note_line import Moment, NoteLine
from minutewright.ui.widgets.panel import Panel
from minutewright.ui.widgets.recording_bar import RecordingBar
from minutewright.ui.widgets.recording_strips import EndStrip
from minutewright.ui.widgets.running_list import RunningList
from minutewright.ui.widgets.seats import SeatsPanel
from minutewright.ui.widgets.strip import Strips
from minutewright.ui.widgets.transport_button import TransportButton

if TYPE_CHECKING:
    from minutewright.app.desk import Desk
    from minutewright.app.recording import Recording

TICK_MS = 250
DISK_EVERY_TICKS = 40
_ON_THE_LIST = ("mark", "motion", "declaration", "gap", "audio_file", "agenda_item", "person")


class MeetingPage(Page):
    """A screen for one hand. Nothing on it is modal, and nothing takes away what is typed in the note line."""

    title = "Meeting"

    def __init__(self, shell: Shell, workplace: Workplace) -> None:
        super().__init__(shell)
        self._workplace = workplace
        self._store: MeetingStore | None = None
        self._desk: Desk | None = None
        self._stop_listening: Callable[[], None] | None = None
        self._ticks = 0
        self._state_shown = ""
        self.bar = RecordingBar(shell.theme)
        self.sound = MeetingSound(shell, self.bar, workplace.settings)
        self.order = RunningOrder()
        self.agenda = RunningList(shell.theme, self.order, "Agenda, Enter takes an item now")
        self.marks = MarksList(shell)
        self.note = NoteLine(self.now, self._take_note)
        self.in_hand = ItemInHand(shell.theme, self.marks, self.note)
        self.seats = SeatsPanel(shell, self._speaks, self._corrects)
        self.motion = MotionStrip(shell)
        self.vote = VoteStrip(shell)
        self.declaration = DeclarationStrip(shell)
        self.arrival = ArrivalStrip(shell)
        self.pausing = MeetingPausing(shell, self)
        self.pause = self.pausing.strip
        self.end = EndStrip(shell, self._end)
        self.destroying = Destroying(
            shell, workplace, lambda: self._store, self.sound.stop_listening, self._recorded_ms
        )
        self.strips = Strips(
            *(
                self.motion,
                self.vote,
                self.declaration,
                self.arrival,
                self.pause,
                self.end,
                self.destroying.strip,
            )
        )
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)
        self.agenda.taken.connect(lambda item_id: self._take_item(ItemId(item_id)))
        self.note.left_by_key.connect(self.agenda.setFocus)

    def actions(self) -> Sequence[Action]:  # type: ignore[override]
        """One key per thing that happens."""
        return meeting_actions(self)

    def lay_out(self) -> None:
        """Time and level above, then the agenda, what was taken down, and the seats."""
        button, theme = self.shell.actions.button, self.shell.theme
        column = QVBoxLayout(self)
        column.setContentsMargins(t.SPACE_4, t.SPACE_2, t.SPACE_4, t.SPACE_2)
        column.setSpacing(t.SPACE_2)
        self._start_button = button("meeting.start", primary=True)
        self._live_buttons = (KeyButton(self.shell.actions, "meeting.pause"), button("meeting.end"))
        listen = TransportButton(self.shell.actions, "meeting.listen_back", "Listen")
        self.bar.lay_out(listen, self._start_button, *self._live_buttons)
        column.addWidget(self.bar)
        column.addWidget(self.strips)
        behind = QWidget()
        row = QHBoxLayout(behind)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(t.SPACE_3)
        left = Panel(theme, "AGENDA")
        left.add_to_head(KeyButton(self.shell.actions, "meeting.opened", show_key=False))
        left.body.addWidget(self.agenda)
        steps = key_grid(self.shell.actions, "meeting.previous_item", "meeting.next_item", show_keys=False)
        steps.setContentsMargins(t.SPACE_2, 0, t.SPACE_2, t.SPACE_2)
        left.body.addLayout(steps)
        row.addWidget(left, 10)
        row.addWidget(self.in_hand, 16)
        right = QVBoxLayout()
        right.setSpacing(t.SPACE_2)
        right.addWidget(self.seats, 1)
        names = ("meeting.motion", "meeting.vote", "meeting.arrival", "meeting.declaration")
        right.addLayout(key_grid(self.shell.actions, *names))
        row.addLayout(right, 10)
        column.addWidget(behind, 1)
        self.destroying.give_room(behind)

    # -- the shell's calls -----------------------------------------------------------------------------------------

    def opened(self, store: MeetingStore) -> None:
        """Show the meeting and listen to its recorder."""
        self._store = store
        self._desk = self._workplace.desk(store)
        self.sound.begin(store.folder)
        self._stop_listening = self._desk.recording.subscribe(self.shell.bridge.to_ui(self._heard))
        self.bar.typed_time.setText(format_ms(recording_length_ms(store.files.all())))
        self._show_all()
        if self.isVisible():
            self._timer.start()

    def closed(self) -> None:
        """Take down a note that was begun, and show nothing."""
        self.sound.end()
        self.note.finish()
        self.strips.dismiss_all()
        self._timer.stop()
        if self._stop_listening:
            self._stop_listening()
        self._store, self._desk, self._stop_listening = None, None, None
        self.sound.show_lamp(IDLE, 0)
        self._show_all()

    def changed(self, event: Changed) -> None:
        """Show what was stored, undone or redone."""
        if event.touches("attendance", "person"):
            self.seats.show_people(self._store)
            self.sound.show_people(self._store)
        if event.touches("agenda_item"):
            self.order.show_items(self._store.items.all() if self._store else ())
        if event.touches(*_ON_THE_LIST):
            self.marks.show_meeting(self._store)
        self._tick()

    def shown(self) -> None:
        """The keys go to the agenda, so that every letter does what it says."""
        if self._store is not None:
            self._timer.start()
            self._take_place()
            self._tick()
        self.agenda.setFocus()

    def seen_warnings(self) -> None:
        """The clip lamp goes out."""
        self.bar.clips.acknowledge()

    def left(self) -> None:
        """Take down a note that was begun."""
        self.sound.stop_listening()
        self._timer.stop()
        self.note.finish()

    def close_down(self) -> None:
        """A recording goes on."""
        self.sound.stop_listening()
        self._timer.stop()

    def show_time(self, at_ms: int) -> None:
        """Show what was taken down at a recording time (ms)."""
        self.marks.show_time(at_ms)

    def show_item(self, item_id: ItemId) -> None:
        """Put the cursor on an item, without taking it."""
        self.agenda.put_cursor(item_id)

    # -- now --------------------------------------------------------------------------------------------------------

    @property
    def state(self) -> str:
        """`idle`, `recording`, `paused` or `lost`."""
        return str(self._desk.recording.state) if self._desk else IDLE

    def now(self) -> Moment:
        """The moment a mark gets: now while recording, else the time in the field.

        Raises:
            BadInput: there is no time in the field.
        """
        if self._desk is not None and self.state != IDLE:
            return Moment(self._desk.recording.now_ms(), datetime.now().astimezone())
        return Moment(self.bar.time_for_marks(), None)

    def _recorded_ms(self) -> int:
        """How much is recorded now."""
        return self._desk.recording.now_ms() if self._desk is not None else 0

    def has_sound(self) -> bool:
        """Whether something is recorded."""
        return self._recorded_ms() > 0

    def _take_place(self) -> None:
        """While nothing is recorded, marks go to where playback stands."""
        if self._store is None or self._desk is None or self.state != IDLE or not self._store.files.count():
            return
        position = self._desk.player().position_ms
        if position > 0:
            self.bar.typed_time.setText(format_ms(position))

    def _shown_ms(self) -> int:
        """The recording time that is shown; the field's last good time while nothing is recorded."""
        try:
            return self.now().at_ms
        except BadInput:
            return 0

    @property
    def recording(self) -> "Recording | None":
        """The recording of the meeting that is open."""
        return self._desk.recording if self._desk is not None else None

    def look(self) -> None:
        """Show at once how the recording stands."""
        self._tick()

    @property
    def open_store(self) -> MeetingStore | None:
        """The meeting that is open."""
        return self._store

    def has_meeting(self) -> bool:
        """Whether a meeting is open."""
        return self._store is not None

    def has_mark(self, kind: MarkKind) -> bool:
        """Whether there is a mark of a kind."""
        return self._store is not None and bool(self._store.marks.all("kind = ?", (kind.value,)))

    # -- showing ----------------------------------------------------------------------------------------------------

    def _show_all(self) -> None:
        self.order.show_items(self._store.items.all() if self._store else ())
        self.seats.show_people(self._store)
        self.sound.show_people(self._store)
        self.marks.show_meeting(self._store)
        self._ticks = 0
        self._show_state()
        self._tick()

    def _heard(self, event: object = None) -> None:
        """The recorder tells of a level, a new state, or what prevents it."""
        if self._desk is None:
            return
        recording = self._desk.recording
        self.sound.take_in(event)
        if isinstance(event, Failed):
            self.shell.messages.error(event.words)
        state, at_ms, level = self.state, recording.now_ms(), recording.level
        if level is not None and self.isVisible():
            self.sound.show_level(level, at_ms)
        self.sound.show_lamp(state, at_ms)
        self._show_state()

    def _show_state(self) -> None:
        state = self.state
        if state == self._state_shown:
            return
        if state == IDLE and self._state_shown and self._desk is not None:
            # Whatever ended it: what the clerk marks next belongs to the end of what was recorded.
            self.bar.typed_time.setText(format_ms(self._desk.recording.now_ms()))
        self._state_shown = state
        self._start_button.setVisible(state == IDLE)
        for button in self._live_buttons:
            button.setVisible(state != IDLE)
        self.shell.actions.refresh()

    def _tick(self) -> None:
        store, desk = self._store, self._desk
        state = self.state
        if store is None or desk is None:
            self.in_hand.show_item(None, 0)
            return
        self._show_state()
        self.sound.look(state)
        at_ms = desk.recording.now_ms() if state != IDLE else recording_length_ms(store.files.all())
        self.bar.show_time(state, at_ms, datetime.now().astimezone())
        if self._ticks % DISK_EVERY_TICKS == 0:
            self.bar.show_disk(desk.recording.hours_left())
        self._ticks += 1
        self._show_progress(store, self._shown_ms())

    def _show_progress(self, store: MeetingStore, at_ms: int) -> None:
        marks = store.marks.all()
        times = item_times(marks, at_ms)
        self.order.show_times(times)
        item = store.items.get(times.current) if times.current else None
        self.in_hand.show_item(item, at_ms - times.since_ms)
        speaker = Timeline(marks, MarkKind.SPEAKER).at(at_ms) if not times.closed else None
        self.seats.show_speaker(
            speaker.person_id if speaker else None, known=speaker is not None, at_ms=at_ms
        )

    # -- the recording ------------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Record from now on."""
        if self._desk is not None:
            self._desk.recording.start(None)
            self._ticks = 0
            self._tick()
            self.agenda.setFocus()

    def _end(self, closes: bool) -> None:
        if self._desk is None or self._store is None:
            return
        self.note.finish()
        if closes and not self.has_mark(MarkKind.CLOSED):
            self.stamp_meeting(MarkKind.CLOSED)
        self._desk.recording.stop()
        self._tick()

    # -- what happens ---------------------------------------------------------------------------------------------------

    def _take_item(self, item_id: ItemId) -> None:
        with self.shell.messages.reporting():
            if self._store is not None:
                now = self.now()
                if item_times(self._store.marks.all(), now.at_ms).current != item_id:
                    add_mark(self._store, MarkKind.ITEM, now.at_ms, wall=now.wall, item_id=item_id)
                self.agenda.put_cursor(item_id)
                self._tick()

    def neighbour(self, steps: int) -> ItemId | None:
        """The item so many steps from the one being taken; while none is, the first that was not taken yet."""
        return self.order.neighbour(steps)

    def step(self, steps: int) -> None:
        """Take the next item, or the one before."""
        if (item_id := self.neighbour(steps)) is not None:
            self._take_item(item_id)

    def _speaks(self, person_id: PersonId | None) -> None:
        with self.shell.messages.reporting():
            if self._store is None:
                return
            now = self.now()
            if now.wall is not None:
                mark_speaker_live(self._store, person_id, now.at_ms, now.wall)
            else:
                add_mark(self._store, MarkKind.SPEAKER, now.at_ms, person_id=person_id)

    def _corrects(self, person_id: PersonId | None) -> None:
        with self.shell.messages.reporting():
            if self._store is not None and correct_last_speaker(self._store, person_id) is None:
                self._speaks(person_id)

    def _take_note(self, kind: MarkKind, text: str, moment: Moment) -> None:
        with self.shell.messages.reporting():
            if self._store is not None:
                add_mark(self._store, kind, moment.at_ms, wall=moment.wall, text=text)

    def write_note(self) -> None:
        """The keys go to the note line."""
        self.note.setFocus()

    def stamp_meeting(self, kind: MarkKind) -> None:
        """Take down that the meeting opens or closes."""
        if self._store is not None:
            now = self.now()
            add_mark(self._store, kind, now.at_ms, wall=now.wall)
