"""From the threads of services to the UI thread."""

from collections.abc import Callable
from typing import ParamSpec

from PySide6.QtCore import QObject, Qt, Signal

from minutewright.ui.messages import Messages

P = ParamSpec("P")


class Bridge(QObject):
    """Makes callbacks that services may call from any thread and that run, in order, on the UI thread.

    `recorder.subscribe(shell.bridge.to_ui(self._on_level))`
    """

    _crossing = Signal(object)

    def __init__(self, messages: Messages, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._messages = messages
        self._open = True
        self._crossing.connect(self._call, Qt.ConnectionType.QueuedConnection)

    def to_ui(self, callback: Callable[P, object]) -> Callable[P, None]:
        """A function for a service to call; `callback` gets the same arguments on the UI thread, a moment later."""

        def cross(*args: P.args, **kwargs: P.kwargs) -> None:
            if self._open:
                self._crossing.emit(lambda: callback(*args, **kwargs))

        return cross

    def close(self) -> None:
        """Let nothing more across: the window is going."""
        self._open = False

    def _call(self, call: Callable[[], object]) -> None:
        if self._open:
            with self._messages.reporting():
                call()
