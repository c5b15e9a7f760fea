"""Real child processes: started, ranked, logged, ended; and locks that die with their holder."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from minutewright.domain.errors import ProcessError
from minutewright.services.processes.child import Child, Priority, start_child
from minutewright.services.processes.filelock import FileLock, is_locked

HOLD = """
import sys, pathlib
from minutewright.services.processes.filelock import FileLock
lock = FileLock.acquire(pathlib.Path(sys.argv[1]))
lock.write("mine")
print("held", flush=True)
sys.stdin.read()
"""


def python(*arguments: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def close_pipes(process: "subprocess.Popen[bytes]") -> None:
    assert process.stdin
    assert process.stdout
    process.stdin.close()
    process.stdout.close()


def test_a_child_runs_this_program_and_its_output_goes_to_the_log(tmp_path: Path) -> None:
    log = tmp_path / "child.log"
    child = start_child("recorder", ["--no-such-option"], log=log, detached=True)
    code = child.wait(60_000)
    assert code is not None
    assert code != 0
    assert not child.alive
    assert log.read_text(encoding="utf-8")


def test_a_child_whose_log_cannot_be_written_is_not_started(tmp_path: Path) -> None:
    with pytest.raises(ProcessError, match="could not be started"):
        start_child("recorder", log=tmp_path / "missing" / "child.log")


def test_a_killed_child_is_gone_and_its_exit_code_says_so() -> None:
    process = python("-c", "import sys; sys.stdin.read()")
    child = Child(process)
    assert child.alive
    assert child.wait(1) is None
    child.kill()
    assert not child.alive
    assert child.wait() not in (None, 0)
    close_pipes(process)


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="reads niceness from Linux's /proc")
def test_a_running_child_can_be_ranked_lower() -> None:
    process = python("-c", "import sys; sys.stdin.read()")
    child = Child(process)
    child.set_priority(Priority.LOWER)
    assert os.getpriority(os.PRIO_PROCESS, child.pid) == 10
    child.kill()
    close_pipes(process)


def test_a_lock_is_held_by_one_process_and_ends_with_it_even_when_killed(tmp_path: Path) -> None:
    path = tmp_path / "recorder.lock"
    assert not is_locked(path)
    process = python("-c", HOLD, str(path))
    assert process.stdout
    assert process.stdout.readline().strip() == b"held"
    assert is_locked(path)
    assert FileLock.acquire(path) is None
    assert path.read_text(encoding="utf-8") == "mine"
    process.kill()
    process.wait()
    close_pipes(process)
    assert not is_locked(path)
    lock = FileLock.acquire(path)
    assert lock is not None
    lock.release()
    assert not path.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps files to their owner by other means")
def test_a_lock_file_is_readable_by_its_owner_only(tmp_path: Path) -> None:
    lock = FileLock.acquire(tmp_path / "recorder.lock")
    assert lock is not None
    assert lock.path.stat().st_mode & 0o777 == 0o600
    lock.release()
