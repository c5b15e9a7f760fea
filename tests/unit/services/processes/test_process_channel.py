"""Two ends of a real line: typed messages, a key, and no network."""

import os
import socket
import stat
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from minutewright.domain.errors import ChannelClosed, ProcessError
from minutewright.services.processes.channel import Channel, ChannelListener, connect
from minutewright.services.processes.messages import MessageSet


@dataclass(frozen=True)
class Say:
    words: str


WORDS: MessageSet[Say] = MessageSet("words", 1, (Say,))


@pytest.fixture
def listener() -> Iterator[ChannelListener[Say]]:
    listener = ChannelListener(WORDS)
    yield listener
    listener.close()


class Answering:
    """Accepts one caller in a thread."""

    def __init__(self, listener: ChannelListener[Say]) -> None:
        self.channel: Channel[Say] | None = None
        self._thread = threading.Thread(target=self._run, args=(listener,))
        self._thread.start()

    def _run(self, listener: ChannelListener[Say]) -> None:
        connection = listener.accept()
        if connection is not None:
            self.channel = listener.admit(connection)

    def join(self) -> Channel[Say]:
        self._thread.join(10)
        assert self.channel is not None
        return self.channel


def pair(listener: ChannelListener[Say]) -> tuple[Channel[Say], Channel[Say]]:
    answering = Answering(listener)
    ours = connect(listener.address, WORDS)
    return ours, answering.join()


def test_messages_arrive_in_order_both_ways(listener: ChannelListener[Say]) -> None:
    ours, theirs = pair(listener)
    for number in range(3):
        ours.send(Say(f"{number}"))
    assert [theirs.receive(5000) for _ in range(3)] == [Say("0"), Say("1"), Say("2")]
    theirs.send(Say("answer"))
    assert ours.receive() == Say("answer")
    ours.close()
    theirs.close()


def test_nothing_within_the_time_is_none(listener: ChannelListener[Say]) -> None:
    ours, theirs = pair(listener)
    assert ours.receive(1) is None
    ours.close()
    theirs.close()


def test_what_was_sent_before_the_other_side_closed_is_still_read(listener: ChannelListener[Say]) -> None:
    ours, theirs = pair(listener)
    theirs.send(Say("last words"))
    theirs.close()
    assert ours.receive(5000) == Say("last words")
    with pytest.raises(ChannelClosed):
        ours.receive(5000)
    ours.close()
    with pytest.raises(ChannelClosed):
        ours.send(Say("anybody?"))


def test_a_caller_with_the_wrong_key_is_turned_away(listener: ChannelListener[Say]) -> None:
    answering = Answering(listener)
    with pytest.raises(ProcessError, match="does not answer"):
        connect(replace(listener.address, key="00" * 32), WORDS)
    answering._thread.join(10)
    assert answering.channel is None


def test_a_place_where_nobody_listens_is_said_plainly(listener: ChannelListener[Say]) -> None:
    listener.close()
    with pytest.raises(ProcessError, match="does not answer"):
        connect(listener.address, WORDS)


def test_closing_the_listener_frees_the_thread_that_waits_and_removes_its_file(
    listener: ChannelListener[Say],
) -> None:
    thread = threading.Thread(target=listener.accept)
    thread.start()
    listener.close()
    thread.join(10)
    assert not thread.is_alive()
    assert not Path(listener.address.path).exists()


@pytest.mark.skipif(sys.platform == "win32", reason="named pipes have no folder")
def test_only_the_user_can_reach_the_socket_and_its_path_is_short(listener: ChannelListener[Say]) -> None:
    folder = Path(listener.address.path).parent
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert len(os.fsencode(listener.address.path)) <= 100


def test_no_network_socket_is_ever_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    families: list[int] = []
    original = socket.socket.__init__

    def watched(self: socket.socket, family: int = -1, *args: object, **kwargs: object) -> None:
        families.append(family)
        original(self, family, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "__init__", watched)
    listener = ChannelListener(WORDS)
    ours, theirs = pair(listener)
    ours.send(Say("hello"))
    assert theirs.receive(5000) == Say("hello")
    for end in (ours, theirs, listener):
        end.close()
    assert sys.platform == "win32" or families
    assert not {socket.AF_INET, socket.AF_INET6} & set(families)
