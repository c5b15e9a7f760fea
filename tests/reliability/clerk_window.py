"""The real window with a clerk at it who takes something down five times a second, until somebody kills it.

    python clerk_window.py PROFILE MEETING

Each line it prints is one thing that is so: `opened STATE`, then `done MARK` for each mark that the window has stored.
"""

import sys
from itertools import cycle
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from minutewright.app.profile import Profile
from minutewright.app.workplace import Workplace
from minutewright.services.settings.options import CHANNELS, MICROPHONE
from minutewright.ui.pages.meeting import MeetingPage
from minutewright.ui.start import StartOptions, application, start
from minutewright.ui.window import Window

EVERY_MS = 200
SEATS = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


class Clerk(QObject):
    """Presses keys of the Meeting page."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._seats = cycle(SEATS)
        self._notes = 0
        self._known: set[str] = set()
        self._opened = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._act)
        self._timer.start(EVERY_MS)

    def _act(self) -> None:
        window = next((each for each in self._app.topLevelWidgets() if isinstance(each, Window)), None)
        store = window.session.store if window else None
        if window is None or store is None:
            return
        page = window.page("meeting")
        assert isinstance(page, MeetingPage)
        if not self._opened:
            if page.state == "starting":
                return
            self._opened = True
            self._known = {mark.id for mark in store.marks.all()}
            _say(f"opened {page.state}")
        self._press(page)
        for mark in store.marks.all():
            if mark.id not in self._known:
                self._known.add(mark.id)
                _say(f"done {mark.id}")

    def _press(self, page: MeetingPage) -> None:
        self._notes += 1
        if self._notes % 3:
            QTest.keyClick(page.agenda, next(self._seats))
        else:
            page.write_note()
            QTest.keyClicks(page.note, f"remark {self._notes}")
            QTest.keyClick(page.note, Qt.Key.Key_Return)


if __name__ == "__main__":
    Clerk(application())
    workplace = Workplace(Profile.in_folder(Path(sys.argv[1])))
    workplace.settings.set(MICROPHONE, "room")
    workplace.settings.set(CHANNELS, 2)
    sys.exit(start(StartOptions(folder=Path(sys.argv[2])), workplace))
