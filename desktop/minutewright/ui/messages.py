"""The one door through which anything is said to the user: never a dialog, never a traceback."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal

from minutewright.domain.errors import MinutewrightError

log = logging.getLogger(__name__)

UNEXPECTED = (
    "Something in the program went wrong just now. What you had typed and recorded is stored. "
    "Try again; if it happens twice, close and reopen the window."
)


class Severity(StrEnum):
    """How much it matters: for information, worth attention, or something did not work."""

    INFO = "info"
    ATTENTION = "attention"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing the user can do about a message: a button with its words."""

    words: str
    run: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Message:
    """One message: plain sentences, and at most one offer."""

    text: str
    severity: Severity = Severity.INFO
    offer: Offer | None = None


class Messages(QObject):
    """Takes messages from any thread and hands them, on the UI thread, to the message bar."""

    posted = Signal(object)
    withdrawn = Signal(str)
    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._arrived.connect(self.posted, Qt.ConnectionType.QueuedConnection)

    def info(self, text: str, offer: Offer | None = None) -> None:
        """Say what happened; it goes away by itself."""
        self._arrived.emit(Message(text, Severity.INFO, offer))

    def attention(self, text: str, offer: Offer | None = None) -> None:
        """Say something the user should look at; it stays until closed or replaced."""
        self._arrived.emit(Message(text, Severity.ATTENTION, offer))

    def error(self, text: str, offer: Offer | None = None) -> None:
        """Say that something did not work, what was kept and what to do."""
        self._arrived.emit(Message(text, Severity.ERROR, offer))

    def withdraw(self, text: str) -> None:
        """What this message says is no longer so: take it away if it is still shown. From the UI thread."""
        self.withdrawn.emit(text)

    def report(self, error: BaseException) -> None:
        """Say what an exception means: an error of ours by its own sentence, any other logged and said plainly."""
        if isinstance(error, MinutewrightError):
            log.info("Told the user: %s", error)
            self.error(str(error))
            return
        log.error("Unexpected error", exc_info=(type(error), error, error.__traceback__))
        self.error(UNEXPECTED)

    @contextmanager
    def reporting(self) -> Iterator[None]:
        """Run something the user asked for; what it raises is reported and ends there."""
        try:
            yield
        except Exception as error:  # noqa: BLE001 - the door: everything is logged and said
            self.report(error)
