"""What of the sound is recorded: how many channels of the microphone, and what this computer plays besides."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from minutewright.app.sound_check import SoundSources
from minutewright.services.settings.options import CHANNELS, COMPUTER_SOUND, COMPUTER_SOUND_FROM
from minutewright.services.settings.store import Settings
from minutewright.ui.page import Shell, named

ANYTHING = 32
"""A sound server that mixes as it is told says that every microphone of its has so many channels."""


class DeviceChoice(QComboBox):
    """A list of devices that tells when it is about to be looked at, so that what was plugged in since is in it."""

    looked_at = Signal()

    def showPopup(self) -> None:
        """Tell first."""
        self.looked_at.emit()
        super().showPopup()


class SourceChoice:
    """The fields and the settings behind them; whoever lays out the page takes `widgets`."""

    def __init__(self, shell: Shell, settings: Settings) -> None:
        self._shell, self._settings = shell, settings
        self.channels = named(QComboBox(), "Channels", "How many channels of the microphone are kept")
        self.computer = QCheckBox("Also record this computer’s sound")
        self.computer.setToolTip("What a remote meeting says, on a track of its own beside the microphone")
        self.computer_from = named(
            QComboBox(), "This computer’s sound", "Which loudspeaker’s sound is recorded"
        )
        self.computer_from.setMinimumContentsLength(16)
        self.computer_from.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._shown = SoundSources((), ())
        self._microphone = ""
        self.channels.activated.connect(self._chose_channels)
        self.computer.clicked.connect(self._chose_computer)
        self.computer_from.activated.connect(self._chose_source)
        self.show_sources(self._shown, "")

    @property
    def widgets(self) -> tuple[QWidget, ...]:
        """In the order in which they stand."""
        return (self.channels, self.computer, self.computer_from)

    def show_sources(self, sources: SoundSources, microphone: str) -> None:
        """Show what there is for a microphone by name (empty: the default)."""
        self._shown, self._microphone = sources, microphone
        kept, most = self._settings.get(CHANNELS), sources.channels_of(microphone)
        self.channels.clear()
        for count in CHANNELS.choices:
            if count <= max(most, kept):
                words = "One channel" if count == 1 else f"Keep {count} channels"
                self.channels.addItem(
                    words if count <= most or count == 1 else f"{words} (it has {most})", count
                )
        self.channels.setCurrentIndex(self.channels.findData(kept))
        self.channels.setVisible(self.channels.count() > 1)
        self.channels.setEnabled(not self._settings.locked(CHANNELS))
        wanted = self._settings.get(COMPUTER_SOUND)
        self.computer.setChecked(wanted)
        self.computer.setEnabled(
            not self._settings.locked(COMPUTER_SOUND) and (wanted or bool(sources.computer))
        )
        chosen = self._settings.get(COMPUTER_SOUND_FROM)
        self.computer_from.clear()
        for place, label in enumerate(sources.computer):
            self.computer_from.addItem(label, "" if place == 0 else label)
        if chosen and chosen not in sources.computer:
            self.computer_from.addItem(f"{chosen} (not there)", chosen)
        self.computer_from.setCurrentIndex(max(0, self.computer_from.findData(chosen)))
        self.computer_from.setVisible(wanted and self.computer_from.count() > 2)

    def _chose_channels(self, row: int) -> None:
        with self._shell.messages.reporting():
            self._settings.set(CHANNELS, int(self.channels.itemData(row)))

    def _chose_computer(self, wanted: bool) -> None:
        with self._shell.messages.reporting():
            self._settings.set(COMPUTER_SOUND, wanted)
        self.show_sources(self._shown, self._microphone)

    def _chose_source(self, row: int) -> None:
        with self._shell.messages.reporting():
            self._settings.set(COMPUTER_SOUND_FROM, str(self.computer_from.itemData(row)))
