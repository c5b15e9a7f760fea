"""Work that takes longer than a blink: on a thread of a small pool, its result back on the UI thread."""

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal

from minutewright.ui.messages import Messages

Result = TypeVar("Result")


class _Job(QRunnable):
    """Runs one function and tells how it ended through the signals of `Tasks`, which live on the UI thread."""

    def __init__(
        self, number: int, func: Callable[[], object], ended: Callable[[int, object, object], None]
    ) -> None:
        super().__init__()
        self._number, self._func, self._ended = number, func, ended

    def run(self) -> None:
        """On a thread of the pool."""
        try:
            result = self._func()
        except Exception as error:  # noqa: BLE001 - handed to the UI thread, which reports it
            self._ended(self._number, None, error)
        else:
            self._ended(self._number, result, None)


class Tasks(QObject):
    """Runs functions off the UI thread. One of these belongs to the window; pages get it as `shell.tasks`."""

    _ended = Signal(int, object, object)

    def __init__(self, messages: Messages, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._messages = messages
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(2)
        self._waiting: dict[
            int, tuple[Callable[[Any], object] | None, Callable[[BaseException], object] | None]
        ] = {}
        self._next = 0
        self._closed = False
        self._ended.connect(self._finish, Qt.ConnectionType.QueuedConnection)

    def run_task(
        self,
        func: Callable[[], Result],
        then: Callable[[Result], object] | None = None,
        failed: Callable[[BaseException], object] | None = None,
    ) -> None:
        """Call `func` on a thread, then `then(result)` on the UI thread; `func` must not touch a widget.

        What `func` raises goes to `failed` if given, else to the message bar. After `close()` nothing is begun or called back.
        """
        if self._closed:
            return
        self._next += 1
        self._waiting[self._next] = (then, failed)
        self._pool.start(_Job(self._next, func, self._ended.emit))

    def close(self) -> None:
        """Wait for what runs and forget what it would have called."""
        self._closed = True
        self._pool.clear()
        self._pool.waitForDone()
        self._waiting.clear()

    def _finish(self, number: int, result: object, error: BaseException | None) -> None:
        then, failed = self._waiting.pop(number, (None, None))
        if self._closed:
            return
        with self._messages.reporting():
            if error is None:
                if then:
                    then(result)
            elif failed:
                failed(error)
            else:
                self._messages.report(error)
