"""A line between two processes of this computer that carries typed messages; never a network socket."""

import contextlib
import os
import secrets
import shutil
import socket
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from multiprocessing.connection import Client, Connection, Listener, answer_challenge, deliver_challenge
from multiprocessing.context import AuthenticationError
from pathlib import Path
from typing import Generic, TypeVar

from minutewright.domain.errors import ChannelClosed, ProcessError
from minutewright.services.processes.messages import MessageSet

M = TypeVar("M")

# sun_path holds 104 bytes on macOS and 108 on Linux, the closing zero included.
_LONGEST_SOCKET_PATH = 100
_LOOK_UP_S = 0.25


@dataclass(frozen=True, slots=True)
class Address:
    """Where a process listens (a socket file, or a named pipe on Windows) and the key it asks for (hex)."""

    path: str
    key: str = ""


class Channel(Generic[M]):
    """One end of a line. `send`, `receive` and `close` may be called from any threads, at the same time."""

    def __init__(self, connection: "Connection[bytes, bytes]", messages: MessageSet[M]) -> None:
        self._connection = connection
        self._messages = messages
        self._sending = threading.Lock()
        self._receiving = threading.Lock()
        self._closing = threading.Lock()
        self._closed = False

    def send(self, message: M) -> None:
        """Send one message; blocks while the other side does not read and the system's buffer is full.

        Raises:
            ChannelClosed: the other side is gone, or this side was closed.
        """
        data = self._messages.encode(message)
        try:
            with self._sending:
                self._connection.send_bytes(data)
        except (OSError, EOFError, ValueError) as error:
            raise _ended() from error

    def receive(self, timeout_ms: int | None = None) -> M | None:
        """The next message, or None when none came within `timeout_ms` (None waits for ever).

        Raises:
            ChannelClosed: the other side is gone, or this side was closed.
            ProcessError: what came is no message of this set and version; the line stays open.
        """
        try:
            with self._receiving:
                if not self._wait(timeout_ms):
                    return None
                data = self._connection.recv_bytes()
        except (OSError, EOFError, ValueError) as error:
            raise _ended() from error
        return self._messages.decode(data)

    def close(self) -> None:
        """Close this end; the other side sees `ChannelClosed` once it has read what was sent."""
        with self._closing:
            if self._closed:
                return
            self._closed = True
            self._wake()
            # A descriptor that is closed while another thread uses it may by then be somebody else's.
            with self._sending, self._receiving, contextlib.suppress(OSError):
                self._connection.close()

    def _wait(self, timeout_ms: int | None) -> bool:
        """Whether there is something to read; raises EOFError when this end was closed meanwhile."""
        if sys.platform == "win32":
            # Nothing wakes a thread that waits for a named pipe, so it must look up now and then.
            deadline = None if timeout_ms is None else time.monotonic() + timeout_ms / 1000
            while not self._closed:
                left = _LOOK_UP_S if deadline is None else min(deadline - time.monotonic(), _LOOK_UP_S)
                if self._connection.poll(max(left, 0)):
                    return True
                if left <= 0:
                    return False
            raise EOFError
        return timeout_ms is None or self._connection.poll(timeout_ms / 1000)

    def _wake(self) -> None:
        """Let threads that wait in `send` or `receive` go."""
        if sys.platform != "win32":
            with (
                contextlib.suppress(OSError),
                socket.socket(fileno=os.dup(self._connection.fileno())) as twin,
            ):
                twin.shutdown(socket.SHUT_RDWR)


def _ended() -> ChannelClosed:
    return ChannelClosed("The other part of the program has ended.")


class ChannelListener(Generic[M]):
    """Waits for processes that know the key. `accept` in a thread of its own; `close` ends it."""

    def __init__(self, messages: MessageSet[M]) -> None:
        self._messages = messages
        self._folder, path = _new_path()
        self.address = Address(path, secrets.token_hex(32))
        self._closed = False
        self._accepting = threading.Lock()
        # Without a key here: the key is asked for in `admit`, so that one silent caller cannot hold up the rest.
        self._listener = Listener(path, family="AF_PIPE" if sys.platform == "win32" else "AF_UNIX")

    def accept(self) -> "Connection[bytes, bytes] | None":
        """The next caller, not yet asked for the key; None once the listener was closed."""
        with self._accepting:
            try:
                connection = self._listener.accept() if not self._closed else None
            except OSError:
                return None
            if connection is not None and self._closed:
                connection.close()
                return None
            return connection

    def admit(self, connection: "Connection[bytes, bytes]") -> Channel[M] | None:
        """Ask a caller for the key (this can wait as long as the caller likes); None when it does not know it."""
        key = bytes.fromhex(self.address.key)
        try:
            deliver_challenge(connection, key)
            answer_challenge(connection, key)
        except (AuthenticationError, OSError, EOFError):
            connection.close()
            return None
        return Channel(connection, self._messages)

    def close(self) -> None:
        """Stop listening and remove the socket file."""
        if self._closed:
            return
        self._closed = True
        # A thread inside accept() wakes only for a caller.
        with contextlib.suppress(OSError):
            Client(self.address.path).close()
        with self._accepting:
            self._listener.close()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)


def connect(address: Address, messages: MessageSet[M]) -> Channel[M]:
    """Call the process that listens at `address`.

    Raises:
        ProcessError: nobody listens there, or the key is wrong.
    """
    try:
        connection = Client(address.path, authkey=bytes.fromhex(address.key))
    except (OSError, EOFError, AuthenticationError, ValueError) as error:
        raise ProcessError("The other part of the program does not answer.") from error
    return Channel(connection, messages)


def _new_path() -> tuple[Path | None, str]:
    """A fresh private place to listen at: its folder (None for a pipe) and the path."""
    if sys.platform == "win32":
        return None, rf"\\.\pipe\minutewright-{secrets.token_hex(16)}"
    for parent in (os.environ.get("XDG_RUNTIME_DIR"), tempfile.gettempdir(), "/tmp"):
        if parent and len(os.fsencode(parent)) + 16 <= _LONGEST_SOCKET_PATH and os.access(parent, os.W_OK):
            folder = Path(tempfile.mkdtemp(prefix="mw-", dir=parent))
            return folder, str(folder / "s")
    raise ProcessError("There is no folder in which the parts of the program could meet: is the disk full?")
