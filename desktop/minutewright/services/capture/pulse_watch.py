"""On Linux: notices when the sound server moves our recording to another microphone, which it does without a word.

Measured in the project's recording study: when a microphone is unplugged, PulseAudio goes on delivering sound, of
whatever microphone is left; no flag, no pause and no error shows it. Its control program does.
"""

import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable

_TIMEOUT_S = 3


class PulseWatch:
    """Calls `moved(from, to)` (names of the server's sources) from its own thread after each such move."""

    def __init__(self, moved: Callable[[str, str], None], *, follow_loudspeaker: bool = False) -> None:
        """With `follow_loudspeaker` a change of the default loudspeaker counts as a move too."""
        self._moved = moved
        self._follows = follow_loudspeaker
        self._expected: str | None = None
        self._loudspeaker: str | None = None
        self._lock = threading.Lock()
        self._process: subprocess.Popen[str] | None = None

    def listen(self) -> None:
        """Begin to listen, or begin again when the sound server had ended. Where there is neither PulseAudio nor
        PipeWire, or no `pactl`, nothing ever comes. To be called from a thread that lives as long as the recorder:
        the listening ends with it."""
        pactl = shutil.which("pactl") if sys.platform == "linux" else None
        if pactl is None or (self._process is not None and self._process.poll() is None):
            return
        self.close()
        try:
            self._process = subprocess.Popen(
                [*_ending_with_us(), pactl, "subscribe"],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                encoding="utf-8",
                errors="replace",
                env={**os.environ, "LC_ALL": "C"},
            )
        except OSError:
            return
        threading.Thread(target=self._listen, args=(self._process,), name="pulse-watch", daemon=True).start()

    def expect_here(self) -> None:
        """The recording was just opened: where it is attached now is where it belongs."""
        source = _our_source() if self._process else None
        loudspeaker = _default_sink() if self._follows and self._process else None
        with self._lock:
            self._expected = source
            self._loudspeaker = loudspeaker

    def close(self) -> None:
        """Stop listening."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def _listen(self, process: "subprocess.Popen[str]") -> None:
        assert process.stdout
        with process.stdout as lines:
            for line in lines:
                if "source-output" in line and ("'change'" in line or "'remove'" in line):
                    self._check()
                elif self._follows and "'change' on server" in line:
                    self._check_loudspeaker()

    def _check(self) -> None:
        source = _our_source()
        with self._lock:
            expected = self._expected
            if source is None or expected is None or source == expected:
                return
            self._expected = source
        self._moved(expected, source)

    def _check_loudspeaker(self) -> None:
        now = _default_sink()
        with self._lock:
            before, self._loudspeaker = self._loudspeaker, now or self._loudspeaker
        if before is not None and now is not None and before != now:
            self._moved(before, now)


def _ending_with_us() -> list[str]:
    """What to put before a command so that it ends when this process is killed.

    `pactl` outlives a reader that is gone, and after 64 killed recorders PulseAudio would let nobody in any more.
    """
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig", "TERM", "--"] if setpriv else []


def _default_sink() -> str | None:
    """The name of the loudspeaker that programs play to, if the server will say."""
    try:
        done = subprocess.run(
            ["pactl", "get-default-sink"],
            capture_output=True,
            check=True,
            timeout=_TIMEOUT_S,
            env={**os.environ, "LC_ALL": "C"},
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.decode(errors="replace").strip() or None


def _our_source() -> str | None:
    """The name of the source that this process records from, if the server will say."""
    names = {entry.get("index"): entry.get("name") for entry in _list("sources")}
    for output in _list("source-outputs"):
        properties = output.get("properties")
        if isinstance(properties, dict) and properties.get("application.process.id") == str(os.getpid()):
            name = names.get(output.get("source"))
            return str(name) if name else None
    return None


def source_words(name: str) -> str:
    """What the server calls one of its sources in words, such as `Boundary microphone`; its name if it will not say."""
    for source in _list("sources"):
        words = source.get("description")
        if source.get("name") == name and isinstance(words, str) and words.strip():
            return words.strip()
    return name


def _list(kind: str) -> list[dict[str, object]]:
    try:
        done = subprocess.run(
            ["pactl", "--format=json", "list", kind],
            capture_output=True,
            check=True,
            timeout=_TIMEOUT_S,
            env={**os.environ, "LC_ALL": "C"},
        )
        found = json.loads(done.stdout)
    except (OSError, subprocess.SubprocessError, ValueError):
        return []
    return [entry for entry in found if isinstance(entry, dict)] if isinstance(found, list) else []
