"""Nothing leaves the computer: no network socket is opened in normal use, by the program or by what it starts."""

from pathlib import Path

import pytest

from e2e.program import Program
from minutewright.services.resources import resource

WATCH = """
import os, socket, traceback
_first = socket.socket.__init__
def _watched(self, family=-1, *arguments, **named):
    fileno = named.get("fileno", arguments[2] if len(arguments) > 2 else None)
    if fileno is None and family in (-1, socket.AF_INET, socket.AF_INET6):
        with open(os.environ["SOCKETS_SEEN"], "a", encoding="utf-8") as seen:
            traceback.print_stack(file=seen)
    _first(self, family, *arguments, **named)
socket.socket.__init__ = _watched
def _no_names(*arguments, **named):
    with open(os.environ["SOCKETS_SEEN"], "a", encoding="utf-8") as seen:
        traceback.print_stack(file=seen)
    raise OSError("names of the network are not looked up here")
socket.getaddrinfo = _no_names
with open(os.environ["SOCKETS_SEEN"] + ".watched", "a", encoding="utf-8") as watched:
    watched.write(f"{os.getpid()}\\n")
"""


@pytest.mark.timeout(300)
def test_no_network_socket_is_opened_from_the_agenda_to_the_minutes(
    program: Program, base_model: Path, tmp_path: Path
) -> None:
    watch, seen = tmp_path / "watch", tmp_path / "sockets.txt"
    watch.mkdir()
    (watch / "sitecustomize.py").write_text(WATCH, encoding="utf-8")
    watched = {"PYTHONPATH": str(watch), "SOCKETS_SEEN": str(seen)}
    folder = tmp_path / "meeting"
    commands = [
        ("new", folder, "--body", "Parks Committee", "--date", "2026-11-22",
         "--agenda", resource("sample", "agenda.docx"), "--register", resource("sample", "register.csv")),
        ("import-audio", folder, resource("sample", "meeting.flac")),
        ("mark", folder, "--at", "0:00:01", "--item", "1"),
        ("transcribe", folder),
        ("transcript", folder, "--format", "docx", "--out", tmp_path / "transcript.docx"),
        ("minutes", folder, "--out", tmp_path / "minutes.docx"),
        ("show", folder),
        ("models", "list"),
    ]  # fmt: skip
    for command in commands:
        answer = program(*command, **watched)
        assert answer.code == 0, answer.err
    processes = (tmp_path / "sockets.txt.watched").read_text(encoding="utf-8").split()
    assert len(set(processes)) > len(commands), "the transcriber is watched too"
    assert not seen.exists(), seen.read_text(encoding="utf-8")
