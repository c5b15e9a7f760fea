"""A private message bus with a stand-in for systemd-logind: gives out inhibitor locks and knows which are still held."""

import os
import shutil
import socket
import subprocess
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

NAME, PATH = "org.freedesktop.login1", "/org/freedesktop/login1"


@dataclass(frozen=True, slots=True)
class Lock:
    """What a program asked for; `held` until the program lets go of its end or dies."""

    what: str
    who: str
    why: str
    mode: str
    end: socket.socket

    @property
    def held(self) -> bool:
        """Whether the other end is still open somewhere."""
        self.end.setblocking(False)
        try:
            return self.end.recv(1) != b""
        except BlockingIOError:
            return True


class FakeLogind:
    """Answers `Inhibit` on a bus of its own; refuses to give what is in `refused`."""

    def __init__(self, folder: Path) -> None:
        self.address = f"unix:path={folder}/bus"
        self.locks: list[Lock] = []
        self.refused: set[str] = set()
        self._bus = subprocess.Popen(
            [
                "dbus-daemon",
                "--session",
                "--nofork",
                "--nopidfile",
                f"--address={self.address}",
                "--print-address",
            ],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert self._bus.stdout
        self._bus.stdout.readline()
        from jeepney.bus_messages import message_bus
        from jeepney.io.blocking import Proxy, open_dbus_connection

        self._line: Any = open_dbus_connection(self.address, enable_fds=True)
        Proxy(message_bus, self._line).RequestName(NAME)
        self._thread = threading.Thread(target=self._serve, name="fake-logind", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """End the bus and let every lock go."""
        self._bus.kill()
        self._bus.wait()
        assert self._bus.stdout
        self._bus.stdout.close()
        self._thread.join(5)
        self._line.close()
        for lock in self.locks:
            lock.end.close()

    def _serve(self) -> None:
        from jeepney import HeaderFields, MessageType, new_error, new_method_return

        while True:
            try:
                call = self._line.receive()
            except (OSError, EOFError):
                return
            if call.header.message_type is not MessageType.method_call:
                continue
            if call.header.fields.get(HeaderFields.member) != "Inhibit":
                self._line.send(new_error(call, "org.freedesktop.DBus.Error.UnknownMethod"))
                continue
            what, who, why, mode = call.body
            if self.refused & set(what.split(":")):
                self._line.send(
                    new_error(call, "org.freedesktop.DBus.Error.AccessDenied", "s", ("Permission denied",))
                )
                continue
            ours, theirs = socket.socketpair()
            self.locks.append(Lock(what, who, why, mode, ours))
            self._line.send(new_method_return(call, "h", (theirs,)))
            theirs.close()


@pytest.fixture
def logind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A fake logind that every program started from here takes for the system's."""
    pytest.importorskip("jeepney")
    for program in ("dbus-daemon", "systemd-inhibit"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed")
    fake = FakeLogind(tmp_path)
    monkeypatch.setitem(os.environ, "DBUS_SYSTEM_BUS_ADDRESS", fake.address)
    yield fake
    fake.close()
