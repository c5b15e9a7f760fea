"""The line over the Meeting page: how long sound has been taken, the wall clock, how loud it is, and how long the disk lasts."""

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from minutewright.domain.errors import BadInput
from minutewright.domain.timecode import format_ms, parse_ms
from minutewright.ui.page import named
from minutewright.ui.theme import tokens as t
from minutewright.ui.theme.theme import Theme
from minutewright.ui.widgets.clip_lamp import ClipLamp
from minutewright.ui.widgets.label import Label, Role
from minutewright.ui.widgets.level_meter import FLOOR_DBFS, LevelMeter
from minutewright.ui.widgets.panel import Panel
from minutewright.ui.wording import clock

NO_SPEECH_TOO_LONG_MS = 60_000
LITTLE_DISK_HOURS = 2.0
LAST_DISK_HOURS = 0.25


class RecordingBar(Panel):
    """Shows what it is told; `typed_time` is where marks go while nothing is recorded."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.elapsed = Label(theme, "", Role.ELAPSED)
        self.state = Label(theme, "", Role.STRONG)
        self.wall = Label(theme, "", Role.TITLE)
        self.meter = LevelMeter(theme)
        self.peak = Label(theme, "", Role.QUIET)
        self.clips = ClipLamp()
        self.heard = Label(theme, "", Role.QUIET)
        self.channel = Label(theme, "", Role.QUIET)
        self.computer_words = Label(theme, "This computer", Role.QUIET)
        self.computer_meter = LevelMeter(theme)
        self._sources = QWidget()
        self.disk = Label(theme, "", Role.QUIET)
        self.at_words = Label(theme, "Marks go to", Role.QUIET)
        self.typed_time = named(
            QLineEdit("0:00:00"), "Time for marks", "Recording time for marks, such as 0:12:30"
        )
        self.typed_time.setProperty("live", True)
        self.at_words.setBuddy(self.typed_time)
        self._theme = theme
        self._listen: QWidget | None = None
        self._speech_ms: int | None = None
        self._began_ms: int | None = None
        self._state = "idle"
        theme.changed.connect(self._fit)

    def lay_out(self, listen: QWidget, *buttons: QWidget) -> None:
        """Put everything in one line, the buttons at its end; `listen` only where there is room for it."""
        self._listen = listen
        row = QHBoxLayout()
        row.setContentsMargins(t.SPACE_4, t.SPACE_1, t.SPACE_2, t.SPACE_1)
        row.setSpacing(t.SPACE_4)
        level, told = QVBoxLayout(), QVBoxLayout()
        for pair, parts in ((level, (self.meter, self.peak)), (told, (self.heard, self.disk))):
            pair.setSpacing(0)
            pair.addStretch(1)
            for part in parts:
                pair.addWidget(part)
            pair.addStretch(1)
        for part in (self.elapsed, self.state, self.wall):
            row.addWidget(part)
        row.addLayout(level)
        row.addWidget(self.clips)
        row.addLayout(told)
        row.addStretch(1)
        row.addWidget(self.at_words)
        row.addWidget(self.typed_time)
        for button in (listen, *buttons):
            button.setProperty("live", True)
            row.addWidget(button)
        self.body.addLayout(row)
        second = QHBoxLayout(self._sources)
        second.setContentsMargins(t.SPACE_4, 0, t.SPACE_2, t.SPACE_2)
        second.setSpacing(t.SPACE_2)
        for source in (self.computer_words, self.computer_meter, self.channel):
            second.addWidget(source, 0, Qt.AlignmentFlag.AlignVCenter)
            source.hide()
        second.addStretch(1)
        self._sources.hide()
        self.body.addWidget(self._sources)
        self._fit()

    def show_time(self, state: str, at_ms: int, now: datetime) -> None:
        """Show the state of the recording (`idle`, `recording`, `paused`, `lost`), its time (ms) and the wall clock."""
        live = state in ("recording", "lost")
        self.elapsed.set_role(Role.LIVE if live else Role.ELAPSED)
        sign = {"recording": "● ", "lost": "● ", "paused": "❚❚ "}.get(state, "")
        self.elapsed.setText(f"{sign}{format_ms(at_ms)}")
        words = {
            "recording": "Recording",
            "lost": "Microphone lost",
            "paused": "Paused",
            "starting": "Starting…",
        }.get(state, "Not recording")
        if self.state.text() != words:
            self.state.setText(words)
            self.elapsed.setAccessibleName(f"{words}, recording time")
        self.state.set_role({"lost": Role.ATTENTION, "recording": Role.RECORDING}.get(state, Role.STRONG))
        self.wall.setText(clock(now.astimezone().time()))
        self.wall.setAccessibleName(f"Wall clock {self.wall.text()}")
        self._state = state
        if state in ("lost", "paused"):
            self.meter.set_level(FLOOR_DBFS, FLOOR_DBFS)
            self._show_speech(at_ms)
        self._show_parts()

    def show_level(
        self, rms_dbfs: float, peak_dbfs: float, clipped: bool, at_ms: int, *, speech: bool = False
    ) -> None:
        """Show how loud it is now (dBFS), and how long ago somebody spoke, at a recording time (ms)."""
        self.meter.set_level(rms_dbfs, peak_dbfs)
        self.clips.show_clipped(clipped)
        held = self.meter.held_dbfs
        self.peak.setText(f"peak {held:.0f} dB".replace("-", "−") if held > FLOOR_DBFS else "silence")
        if self._began_ms is None or at_ms < self._began_ms:
            self._began_ms = at_ms
        if speech:
            self._speech_ms = at_ms
        self._show_speech(at_ms)

    def show_channel(self, channel: int, name: str) -> None:
        """Show before which channel (1, 2, …; 0 for none) somebody seems to speak, and who sits there, if known."""
        words = f"Channel {channel}" + (f": {name}?" if name else "") if channel else "Channel –"
        if self.channel.text() != words:
            self.channel.setText(words)
        self.channel.setVisible(True)
        self._sources.show()

    def show_computer(self, words: str, rms_dbfs: float, peak_dbfs: float) -> None:
        """Show the sound of this computer: how it stands, in words, and how loud it is (dBFS)."""
        if self.computer_words.text() != words:
            self.computer_words.setText(words)
            self.computer_meter.setToolTip(words)
        self.computer_meter.set_level(rms_dbfs, peak_dbfs)
        self.computer_words.setVisible(True)
        self.computer_meter.setVisible(True)
        self._sources.show()

    def hide_sources(self) -> None:
        """One channel, and nothing of this computer."""
        for part in (self.channel, self.computer_words, self.computer_meter, self._sources):
            part.hide()

    def show_heard(self, speech_ms: int | None, clipped_times: int) -> None:
        """Show what a recorder knows that went on by itself: when somebody spoke last, how often it was too loud."""
        self._speech_ms = speech_ms
        self.clips.show_times(clipped_times)

    def forget(self) -> None:
        """Another recording, or none."""
        self._speech_ms = self._began_ms = None
        self.hide_sources()
        self.clips.show_times(0)

    def _show_speech(self, at_ms: int) -> None:
        since = self._began_ms if self._speech_ms is None else self._speech_ms
        silent_ms = max(at_ms - (since or 0), 0)
        late = silent_ms > NO_SPEECH_TOO_LONG_MS
        self.heard.set_role(Role.ATTENTION if late else Role.QUIET)
        sign = "▲ " if late else ""
        if self._speech_ms is None:
            self.heard.setText(f"{sign}no speech yet")
        elif silent_ms < 2_000:
            self.heard.setText("speech now")
        else:
            self.heard.setText(f"{sign}last speech {_minutes(silent_ms)} ago")

    def show_disk(self, hours: float) -> None:
        """Show how many hours of recording still fit on the disk."""
        words, role = disk_words(hours)
        self.disk.set_role(role)
        self.disk.setText(words)

    def time_for_marks(self) -> int:
        """The recording time (ms) in the field.

        Raises:
            BadInput: it is no time.
        """
        try:
            return parse_ms(self.typed_time.text())
        except BadInput:
            self.typed_time.setFocus()
            self.typed_time.selectAll()
            raise

    def _show_parts(self) -> None:
        """With large text there is room for what must be seen at once, and for warnings."""
        roomy, idle = self._theme.text_scale < t.LARGE_TEXT, self._state == "idle"
        self.meter.setVisible(not idle)
        self.state.setVisible(roomy or idle)
        self.peak.setVisible(not idle and roomy)
        self.heard.setVisible(not idle and (roomy or self.heard.role is Role.ATTENTION))
        self.disk.setVisible(roomy or self.disk.role is not Role.QUIET)
        self.at_words.setVisible(idle and roomy)
        if self._listen is not None:
            self._listen.setVisible(roomy and self._state in ("recording", "lost"))
        self.typed_time.setVisible(idle)

    def _fit(self) -> None:
        self.typed_time.setFixedWidth(self._theme.scaled(88))
        self.peak.setMinimumWidth(self._theme.scaled(76))
        self.heard.setMinimumWidth(self._theme.scaled(92))
        self._show_parts()


def disk_words(hours: float) -> tuple[str, Role]:
    """How long the disk lasts, with a sign of its own for little room (under 2 h) and for the last of it (under 15 min)."""
    minutes = max(round(hours * 60), 0)
    if hours < LAST_DISK_HOURS:
        return f"✖ {minutes} min of disk left", Role.RECORDING
    if hours < LITTLE_DISK_HOURS:
        return f"▲ {minutes // 60} h {minutes % 60:02} min of disk left", Role.ATTENTION
    return f"disk {hours:.0f} h", Role.QUIET


def _minutes(ms: int) -> str:
    """`0:42`, or with hours `1:02:03`."""
    text = format_ms(ms)
    return text.removeprefix("0:").removeprefix("0") if ms < 3_600_000 else text


def lamp_words(state: str, at_ms: int) -> str:
    """What the lamp at the foot of the window says of a state and a recording time (ms); empty while idle."""
    words = {"recording": f"Recording {format_ms(at_ms)}", "lost": "Microphone lost", "paused": "Paused"}
    return words.get(state, "")
