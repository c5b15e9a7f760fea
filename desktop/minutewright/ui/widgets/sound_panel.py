"""The sound before the meeting: the microphone, how loud it is, five seconds heard back, and room on the disk."""

import time
from enum import Enum, auto
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from minutewright.app.sound_check import SoundBefore, SoundSources
from minutewright.domain.errors import MinutewrightError
from minutewright.services.settings.options import LOUDSPEAKER, MICROPHONE
from minutewright.services.settings.store import Settings
from minutewright.ui.page import Shell, named
from minutewright.ui.theme import tokens as t
from minutewright.ui.widgets.label import Label, Role
from minutewright.ui.widgets.level_meter import FLOOR_DBFS, LevelMeter
from minutewright.ui.widgets.panel import Panel
from minutewright.ui.widgets.sound_sources import DeviceChoice, SourceChoice
from minutewright.ui.widgets.stacking import stacking

if TYPE_CHECKING:
    from minutewright.services.capture.listening import Listening
    from minutewright.services.capture.messages import Level
    from minutewright.services.capture.soundcheck import SoundCheck

    Opened = tuple[tuple[str, ...], SoundSources, "Listening | MinutewrightError"]

DEFAULT = "The computer's microphone"
USUAL_RATE = 48_000  # Hz
LOOK_MS = 500
TRY_AGAIN_S = 5.0
STALLED_S = 1.5
_VERDICTS = {
    "good": "✓ Heard well",
    "silent": "Nothing was heard. Check that the microphone is connected and not muted.",
    "quiet": "Very quiet. Move the microphone nearer, or turn it up.",
    "clipped": "Too loud: it clips. Turn the microphone down, or move it away.",
    "hum": "There is a hum as loud as anything else. Try another socket or cable, and keep the microphone away from "
    "chargers and lamps.",
}


class Step(Enum):
    """Where a sound check stands."""

    NONE = auto()
    RECORDING = auto()
    PLAYING = auto()


def hours_of_disk(folder: Path) -> float:
    """Hours of sound at the usual rate for which there is room where the meeting is kept."""
    from minutewright.services.capture.plan import RecorderPlan
    from minutewright.services.capture.room_on_disk import RoomOnDisk

    room = RoomOnDisk(folder, RecorderPlan(folder).reserve_mb * 2**20)
    return max(0, room.minutes_left(USUAL_RATE, 1)) / 60


class SoundPanel(Panel):
    """Listens only while it is shown and nothing is being recorded; a check lets go of the microphone first."""

    def __init__(self, shell: Shell, settings: Settings, sound: SoundBefore) -> None:
        super().__init__(shell.theme, margin=t.SPACE_3)
        self._shell, self._settings, self._sound = shell, settings, sound
        self._listening: Listening | None = None
        self._asked = 0
        self.step = Step.NONE
        self.meter = LevelMeter(shell.theme)
        self.devices = named(DeviceChoice(), "Microphone", "The microphone to record with")
        self.sources = SourceChoice(shell, settings)
        self._heard_s = 0.0
        self._opening = False
        self._look = QTimer(self)
        self._look.setInterval(LOOK_MS)
        self._look.timeout.connect(self._look_after)
        self.words = Label(shell.theme, "", Role.QUIET, wrap=True)
        self.disk = Label(shell.theme, "", Role.QUIET)
        self.devices.activated.connect(self._chosen)
        self.devices.looked_at.connect(self.refresh)

    def lay_out(self, check: QWidget, record: QWidget, *more: QWidget) -> None:
        """Level, microphone, check, what was found, and the button that starts; below, `more` to choose and the disk."""
        level, ready = QHBoxLayout(), QHBoxLayout()
        self.devices.setMinimumContentsLength(22)
        for row, widget, stretch in (
            (level, Label(self._shell.theme, "Level", Role.QUIET), 0),
            (level, self.meter, 0),
            (level, self.devices, 1),
            (level, check, 0),
            (ready, self.words, 1),
            (ready, record, 0),
        ):
            row.setSpacing(t.SPACE_3)
            row.addWidget(widget, stretch)
        self.body.addLayout(stacking(self._shell.theme, (level, 0), (ready, 1)))
        for row_below in (self.sources.widgets, (*more, self.disk)):
            below = stacking(self._shell.theme, *((widget, 0) for widget in row_below))
            below.addStretch(1)
            self.body.addLayout(below)

    @property
    def can_check(self) -> bool:
        """Whether a microphone is open and no check is running."""
        return self._listening is not None and self.step is Step.NONE

    def begin(self, folder: Path) -> None:
        """Start listening, if not already; `folder` is where the sound will be written."""
        hours = hours_of_disk(folder)
        self.disk.setText(f"{hours:.0f} h of disk" if hours >= 2 else f"{hours * 60:.0f} min of disk")
        self.disk.set_role(Role.QUIET if hours >= 4 else Role.ATTENTION)
        self._look.start()
        if self._listening is None and self.step is Step.NONE:
            self._open()

    def refresh(self) -> None:
        """Look anew which microphones there are, without keeping anybody waiting."""
        self._open_anew(self.words.text(), self.words.role)

    def _open_anew(self, words: str = "", role: Role = Role.QUIET) -> None:
        if self._look.isActive() and not self._opening and self.step is Step.NONE:
            old, self._listening = self._listening, None
            self._open(words, role, old=old)

    def end(self) -> None:
        """Let go of the microphone; a check that runs is forgotten."""
        self._asked += 1
        self._look.stop()
        self.step = Step.NONE
        self._sound.stop()
        self._let_go()
        self._shell.actions.refresh()

    def run_check(self) -> None:
        """Record five seconds, play them back, and say what they were like."""
        if not self.can_check:
            return
        self._let_go()
        self._asked += 1
        asked, wanted = self._asked, self._wanted()
        on_level = self._shell.bridge.to_ui(partial(self._level, asked))
        self.step = Step.RECORDING
        self._say("Speak now, from where the members sit: five seconds are recorded …")
        self._shell.tasks.run_task(
            lambda: self._sound.check(wanted, on_level),
            partial(self._recorded, asked),
            partial(self._broke_off, asked),
        )
        self._shell.actions.refresh()

    # -- the microphone ------------------------------------------------------------------------------------------------

    def _wanted(self) -> str | None:
        return self._settings.get(MICROPHONE) or None

    def _let_go(self) -> None:
        listening, self._listening = self._listening, None
        self.meter.set_level(FLOOR_DBFS, FLOOR_DBFS)
        if listening is not None:
            listening.close()

    def _look_after(self) -> None:
        """A microphone that was open and brings nothing any more was unplugged, or its sound system hangs."""
        silent_s = time.monotonic() - self._heard_s
        if self._listening is not None and silent_s > STALLED_S:
            self._heard_s = time.monotonic()
            self._say("No sound comes from the microphone. It is looked for again …", Role.ATTENTION)
            self._open_anew()
        elif self._listening is None and silent_s > TRY_AGAIN_S:
            self._heard_s = time.monotonic()
            self._open_anew()

    def _open(self, words: str = "", role: Role = Role.QUIET, *, old: "Listening | None" = None) -> None:
        self._asked += 1
        self._opening = True
        asked, wanted = self._asked, self._wanted()
        on_level = self._shell.bridge.to_ui(partial(self._level, asked))

        def try_it() -> "Opened":
            if old is not None:
                old.close()
            names = self._sound.microphones()
            sources = self._sound.sources()
            try:
                return names, sources, self._sound.listen(wanted, on_level)
            except MinutewrightError as error:
                return names, sources, error

        def opened(result: "Opened") -> None:
            names, sources, listening = result
            self._opening = False
            if asked == self._asked:
                self._heard_s = time.monotonic()
                self.sources.show_sources(sources, wanted or "")
            if isinstance(listening, MinutewrightError):
                if asked == self._asked:
                    self._list(names, wanted)
                    self._say(str(listening), Role.ATTENTION)
            elif asked == self._asked:
                self._listening = listening
                self._list(names, wanted)
                self._say(words, role)
            else:
                listening.close()
            self._shell.actions.refresh()

        self._shell.tasks.run_task(try_it, opened, partial(self._broke_off, asked))

    def _list(self, names: tuple[str, ...], wanted: str | None) -> None:
        items = [(DEFAULT, ""), *((name, name) for name in names)]
        if wanted and wanted not in names:
            items.append((f"{wanted} (not connected)", wanted))
        # The clerk may be looking at the list right now: it is left alone where nothing has changed.
        if items != [
            (self.devices.itemText(row), self.devices.itemData(row)) for row in range(self.devices.count())
        ]:
            self.devices.clear()
            for text, name in items:
                self.devices.addItem(text, name)
        self.devices.setCurrentIndex(max(0, self.devices.findData(wanted or "")))
        self.devices.setEnabled(bool(names) and not self._settings.locked(MICROPHONE))

    def _chosen(self, row: int) -> None:
        with self._shell.messages.reporting():
            self._settings.set(MICROPHONE, str(self.devices.itemData(row)))
            self.end()
            self._look.start()
            self._open()

    def _level(self, asked: int, level: "Level") -> None:
        if asked == self._asked:
            self._heard_s = time.monotonic()
            self.meter.set_level(level.rms_dbfs, level.peak_dbfs)

    # -- the check -----------------------------------------------------------------------------------------------------

    def _recorded(self, asked: int, check: "SoundCheck") -> None:
        if asked != self._asked:
            return
        self.step = Step.PLAYING
        self._say("This is what was recorded …")
        speaker = self._settings.get(LOUDSPEAKER) or None
        self._shell.tasks.run_task(
            lambda: self._sound.hear_back(check, speaker),
            lambda _: self._heard(asked, check),
            partial(self._broke_off, asked),
        )

    def _heard(self, asked: int, check: "SoundCheck") -> None:
        if asked != self._asked:
            return
        self.step = Step.NONE
        good = check.verdict.value == "good"
        words = _VERDICTS[check.verdict.value] + (f" (loudest {check.peak_dbfs:.0f} dB)." if good else "")
        self._open(words, Role.DONE if good else Role.ATTENTION)

    def _broke_off(self, asked: int, error: BaseException) -> None:
        self._opening = False
        if asked != self._asked:
            return
        self.step = Step.NONE
        if not isinstance(error, MinutewrightError):
            self._shell.messages.report(error)
        elif self._listening is None:
            self._say(str(error), Role.ATTENTION)
        self._shell.actions.refresh()

    def _say(self, words: str, role: Role = Role.QUIET) -> None:
        self.words.setText(words)
        self.words.set_role(role)
