"""The sound thread's rank: taken only in the recorder, kept to itself, and lost when it runs wild."""

import subprocess
import sys

import pytest

pytestmark = [
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="ranks of threads are Linux's"),
    pytest.mark.usefixtures("_may_rank"),
]

RANKED = """
import hashlib, os, subprocess, sys, threading
from minutewright.services.capture import rank

def policies():
    own = os.sched_getscheduler(threading.get_native_id()) & 0xFF
    child = subprocess.run([sys.executable, "-c", "import os; print(os.sched_getscheduler(0))"], capture_output=True)
    return own, int(child.stdout)

def run(do):
    found = []
    thread = threading.Thread(target=lambda: found.append(do()))
    thread.start()
    while thread.is_alive():
        thread.join(0.05)  # as the recorder does: a main thread that waits for ever hears no signal
    return found[0]

def raised():
    rank.raise_own_thread()
    return policies()

def wild():
    rank.raise_own_thread()
    before = os.sched_getscheduler(threading.get_native_id()) & 0xFF
    hashlib.pbkdf2_hmac("sha256", b"", b"", 3_000_000)  # seconds of pure work that waits for nothing and nobody
    return before, os.sched_getscheduler(threading.get_native_id()) & 0xFF
"""


def say(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", RANKED + code], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.fixture(scope="module")
def _may_rank() -> None:
    code = "rank.permit_real_time(); print(run(raised)[0])"
    if say(code) != "1":
        pytest.skip("this user may not rank threads as real-time")


def test_it_is_taken_only_where_it_is_permitted() -> None:
    assert say("print(run(raised))") == "(0, 0)"


def test_it_is_the_threads_own_and_no_child_inherits_it() -> None:
    assert say("rank.permit_real_time(); print(run(raised))") == "(1, 0)"


def test_a_main_thread_never_takes_it() -> None:
    assert say("rank.permit_real_time(); print(raised())") == "(0, 0)"


def test_a_thread_that_runs_wild_loses_it_and_the_process_goes_on() -> None:
    assert say("rank.permit_real_time(); print(run(wild), run(raised))") == "(1, 0) (0, 0)"
