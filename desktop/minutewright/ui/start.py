"""Starts the window: nothing heavier than Qt and the library's index is loaded before it is on the screen."""

import sys
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QLocale, QSettings, Qt, QTimer
from PySide6.QtWidgets import QApplication

from minutewright.app.workplace import Workplace
from minutewright.services.settings.options import LOOK, TEXT_SIZE
from minutewright.ui.faults import Faults
from minutewright.ui.first_paint import FirstPaint
from minutewright.ui.going_on import go_on
from minutewright.ui.messages import Messages
from minutewright.ui.sample import open_sample
from minutewright.ui.single_instance import SingleInstance
from minutewright.ui.theme.theme import Look, Theme
from minutewright.ui.window import Window


@dataclass(frozen=True, slots=True)
class StartOptions:
    """What the command line asks of the window: a meeting folder to open, or the sample, or only to be timed."""

    folder: Path | None = None
    sample: bool = False
    exit_after_paint: bool = False


def start(options: StartOptions, workplace: Workplace) -> int:
    """Show the window and run until it is closed; returns the exit code (0, also when an earlier window was raised)."""
    app = application()
    instance = SingleInstance(workplace.profile.folder)
    if not instance.claim():
        asked = "" if options.folder is None else str(options.folder.resolve())
        if instance.hand_over(asked):
            return 0
    messages = Messages()
    faults = Faults(messages)
    try:
        window = make_window(app, workplace, messages)
        instance.asked.connect(lambda folder: come_forward(window, folder))
        if options.exit_after_paint:
            FirstPaint(window)
        window.show()
        QTimer.singleShot(0, lambda: _open_first(window, workplace, options))
        code = app.exec()
        window.deleteLater()
        app.processEvents()
        return code
    finally:
        faults.remove()
        instance.release()


def application() -> QApplication:
    """The one QApplication of the process."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("Minutewright")
    app.setApplicationDisplayName("Minutewright")
    app.setDesktopFileName("minutewright")
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    return app


def make_window(app: QApplication, workplace: Workplace, messages: Messages) -> Window:
    """A window over a workplace, not shown yet."""
    settings = workplace.settings
    theme = Theme(app, Look(settings.get(LOOK)), settings.get(TEXT_SIZE))
    app.setWindowIcon(theme.icon("minutes", theme.tokens.accent))
    geometry = QSettings(str(workplace.profile.folder / "window.ini"), QSettings.Format.IniFormat)
    return Window(theme, workplace, geometry, messages)


def _open_first(window: Window, workplace: Workplace, options: StartOptions) -> None:
    if options.folder is not None:
        _open_folder(window, options.folder)
    elif options.sample:
        open_sample(window.shell, workplace)


def come_forward(window: Window, folder: str) -> None:
    """Another start asked for this window, perhaps with a meeting's folder."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.raise_()
    window.activateWindow()
    if folder:
        _open_folder(window, Path(folder))


def _open_folder(window: Window, folder: Path) -> None:
    """Open a meeting where its work goes on; what was said of an earlier one is taken away."""
    window.message_bar.dismiss()
    with window.messages.reporting():
        window.session.open(folder)
        go_on(window.shell)
