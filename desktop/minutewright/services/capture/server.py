"""The recorder's door: whoever knows the key in the lock file may watch it and command it; one or several at once."""

import queue
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection

from minutewright.domain.errors import ChannelClosed, ProcessError
from minutewright.services.capture.messages import RECORDER, Command, Event, Level, Pause, Resume, Stop
from minutewright.services.processes.channel import Address, Channel, ChannelListener

# For a watcher that has stopped reading: levels are left out first, then the watcher.
_MOST_LEVELS_WAITING = 50
_MOST_WAITING = 2000


class RecorderServer:
    """Sends every event to every watcher and hands their commands on. Never waits for any of them."""

    def __init__(self, greet: Callable[[], Event | None], on_command: Callable[[Command], None]) -> None:
        """`greet` gives what a new watcher is told first, if anything; `on_command` is called from the watchers' threads."""
        self._greet = greet
        self._on_command = on_command
        self._listener: ChannelListener[Command | Event] = ChannelListener(RECORDER)
        self._watchers: list[_Watcher] = []
        self._lock = threading.Lock()
        self.somebody_came = threading.Event()
        threading.Thread(target=self._accept, name="door", daemon=True).start()

    @property
    def address(self) -> Address:
        """Where it listens, and the key."""
        return self._listener.address

    def publish(self, event: Event) -> None:
        """Tell every watcher."""
        with self._lock:
            self._watchers = [watcher for watcher in self._watchers if watcher.offer(event)]

    def close(self, last: Event, timeout_s: float = 2.0) -> None:
        """Tell every watcher the last event, wait a little until it is out, and close the door."""
        self.publish(last)
        with self._lock:
            for watcher in self._watchers:
                watcher.finish(timeout_s)
            self._watchers.clear()
        self._listener.close()

    def _accept(self) -> None:
        while (connection := self._listener.accept()) is not None:
            threading.Thread(target=self._admit, args=(connection,), name="visitor", daemon=True).start()

    def _admit(self, connection: "Connection[bytes, bytes]") -> None:
        channel = self._listener.admit(connection)
        if channel is None:
            return
        watcher = _Watcher(channel)
        with self._lock:
            greeting = self._greet()
            if greeting is not None:
                watcher.offer(greeting)
            self._watchers.append(watcher)
        self.somebody_came.set()
        self._listen(channel)

    def _listen(self, channel: Channel[Command | Event]) -> None:
        while True:
            try:
                message = channel.receive()
            except ChannelClosed:
                return
            except ProcessError:
                continue  # a command of another version: the watcher sees that nothing comes of it
            if isinstance(message, Pause | Resume | Stop):
                self._on_command(message)


class _Watcher:
    """One who watches: a queue and a thread that sends from it."""

    def __init__(self, channel: Channel[Command | Event]) -> None:
        self._channel = channel
        self._waiting: queue.Queue[Event | None] = queue.Queue(_MOST_WAITING)
        self._gone = False
        self._thread = threading.Thread(target=self._send, name="watcher", daemon=True)
        self._thread.start()

    def offer(self, event: Event) -> bool:
        """Queue an event; False when this watcher is gone or has not read for far too long."""
        if self._gone:
            return False
        if isinstance(event, Level) and self._waiting.qsize() > _MOST_LEVELS_WAITING:
            return True
        try:
            self._waiting.put_nowait(event)
        except queue.Full:
            self._channel.close()
            return False
        return True

    def finish(self, timeout_s: float) -> None:
        """Send what is queued, within the time, and close."""
        try:
            self._waiting.put_nowait(None)
        except queue.Full:
            pass
        else:
            self._thread.join(timeout_s)
        self._channel.close()

    def _send(self) -> None:
        while (event := self._waiting.get()) is not None:
            try:
                self._channel.send(event)
            except ChannelClosed:
                self._gone = True
                return
