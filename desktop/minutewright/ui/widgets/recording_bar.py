"""The line over the Meeting page: how long sound has been taken, the wall clock, how loud it is, and how long the disk lasts."""

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from minutewright.domain.errors import BadInput
from minutewright.domain.timecode import format_ms, parse_ms
from minutewright.ui.page import named
from minutewright.ui.theme import tokens as t
from minutewright.ui.theme.theme import Theme
from minutewright.ui.widgets.label import Label, Role
from minutewright.ui.widgets.level_meter import FLOOR_DBFS, LevelMeter
from minutewright.ui.widgets.panel import Panel
from minutewright.ui.wording import clock

SOUND_DBFS = -50.0
QUIET_TOO_LONG_MS = 10_000
CLIP_SHOWN_MS = 2_000
LITTLE_DISK_HOURS = 3.0


class RecordingBar(Panel):
    """Shows what it is told; `typed_time` is where marks go while nothing is recorded."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.elapsed = Label(theme, "", Role.ELAPSED)
        self.state = Label(theme, "", Role.STRONG)
        self.wall = Label(theme, "", Role.TITLE)
        self.meter = LevelMeter(theme)
        self.peak = Label(theme, "", Role.QUIET)
        self.heard = Label(theme, "", Role.QUIET)
        self.disk = Label(theme, "", Role.QUIET)
        self.at_words = Label(theme, "Marks go to", Role.QUIET)
        self.typed_time = named(
            QLineEdit("0:00:00"), "Time for marks", "Recording time for marks, such as 0:12:30"
        )
        self.typed_time.setProperty("live", True)
        self.at_words.setBuddy(self.typed_time)
        self._theme = theme
        self._last_sound_ms: int | None = None
        self._clipped_ms: int | None = None
        self._state = "idle"
        theme.changed.connect(self._fit)

    def lay_out(self, *buttons: QWidget) -> None:
        """Put everything in one line, the buttons at its end."""
        row = QHBoxLayout()
        row.setContentsMargins(t.SPACE_4, t.SPACE_1, t.SPACE_2, t.SPACE_1)
        row.setSpacing(t.SPACE_4)
        level = QHBoxLayout()
        level.setSpacing(t.SPACE_2)
        level.addWidget(self.meter, 0, Qt.AlignmentFlag.AlignVCenter)
        level.addWidget(self.peak)
        for part in (self.elapsed, self.state, self.wall):
            row.addWidget(part)
        row.addLayout(level)
        for part in (self.heard, self.disk):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self.at_words)
        row.addWidget(self.typed_time)
        for button in buttons:
            button.setProperty("live", True)
            row.addWidget(button)
        self.body.addLayout(row)
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
        self._show_parts()

    def show_level(self, rms_dbfs: float, peak_dbfs: float, clipped: bool, at_ms: int) -> None:
        """Show how loud it is now (dBFS), and since when it has been silent, at a recording time (ms)."""
        self.meter.set_level(rms_dbfs, peak_dbfs)
        if peak_dbfs > SOUND_DBFS or self._last_sound_ms is None or self._last_sound_ms > at_ms:
            self._last_sound_ms = at_ms
        if clipped:
            self._clipped_ms = at_ms
        clips = self._clipped_ms is not None and 0 <= at_ms - self._clipped_ms < CLIP_SHOWN_MS
        self.peak.set_role(Role.ATTENTION if clips else Role.QUIET)
        loud = f"peak {peak_dbfs:.0f} dB" if peak_dbfs > FLOOR_DBFS else "silence"
        self.peak.setText("▲ too loud" if clips else loud.replace("-", "−"))
        silent = at_ms - self._last_sound_ms
        self.heard.set_role(Role.ATTENTION if silent > QUIET_TOO_LONG_MS else Role.QUIET)
        self.heard.setText(f"last sound {silent // 1000} s" if silent >= 1000 else "sound now")

    def show_disk(self, hours: float) -> None:
        """Show how many hours of recording still fit on the disk."""
        little = hours < LITTLE_DISK_HOURS
        self.disk.set_role(Role.ATTENTION if little else Role.QUIET)
        self.disk.setText(f"{hours:.1f} h of disk left" if little else f"disk {hours:.0f} h")

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
        self.state.setVisible(roomy or self._state in ("lost", "idle"))
        self.peak.setVisible(not idle and (roomy or self.peak.role is Role.ATTENTION))
        self.heard.setVisible(not idle and (roomy or self.heard.role is Role.ATTENTION))
        self.disk.setVisible(roomy or self.disk.role is Role.ATTENTION)
        self.at_words.setVisible(idle and roomy)
        self.typed_time.setVisible(idle)

    def _fit(self) -> None:
        self.typed_time.setFixedWidth(self._theme.scaled(88))
        self.peak.setMinimumWidth(self._theme.scaled(76))
        self.heard.setMinimumWidth(self._theme.scaled(92))
        self._show_parts()


def lamp_words(state: str, at_ms: int) -> str:
    """What the lamp at the foot of the window says of a state and a recording time (ms); empty while idle."""
    words = {"recording": f"Recording {format_ms(at_ms)}", "lost": "Microphone lost", "paused": "Paused"}
    return words.get(state, "")
