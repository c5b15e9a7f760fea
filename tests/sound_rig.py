"""A sound card of software: a private PulseAudio with microphones to speak into and loudspeakers to listen at.

Any test may ask for `sound_rig` (one for the whole run) or, to break it, for `fresh_sound_rig` (one of its own).
Everything is real but the air: the program under test opens the microphones "room" and "lectern" and the
loudspeakers through PortAudio as it would on a clerk's computer.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

RATE = 48000

_ASOUND = """
pcm.!default { type pulse hint { show on description "Default" } }
pcm.room { type pulse device "room_mic" hint { show on description "Room microphone" } }
pcm.lectern { type pulse device "lectern_mic" hint { show on description "Lectern microphone" } }
pcm.heard { type pulse device "speakers.monitor" hint { show on description "What the clerk hears" } }
"""
# norewinds: an idle sink would otherwise sleep two seconds at a time and miss the beginning of what is played.
# Mixing between mono and stereo stays on: without it a mono file played into a stereo room is silence.
_PULSE = """
load-module module-native-protocol-unix socket={folder}/native auth-anonymous=1
load-module module-null-sink sink_name=room rate=48000 channels=2 format=s16le norewinds=1
load-module module-remap-source source_name=room_mic master=room.monitor source_properties=device.description=RoomMic
load-module module-null-sink sink_name=lectern rate=48000 channels=1 format=s16le norewinds=1
load-module module-remap-source source_name=lectern_mic master=lectern.monitor source_properties=device.description=LecternMic
load-module module-null-sink sink_name=speakers rate=48000 channels=2 format=s16le norewinds=1
set-default-sink speakers
set-default-source room_mic
"""


class SoundRig:
    """A running PulseAudio of our own. `environment` points this process's children (and PortAudio) at it.

    `real_time`: the sound server and what plays into it are ranked before everything else, where the system allows
    it, so that the card of software starves no sooner than one of metal would.
    """

    def __init__(self, folder: Path, *, real_time: bool = False) -> None:
        self.folder = folder
        self._ranked = ("chrt", "-f", "40") if real_time and _may_rank() else ()
        (folder / "asound.conf").write_text(_ASOUND, encoding="utf-8")
        (folder / "rig.pa").write_text(_PULSE.format(folder=folder), encoding="utf-8")
        (folder / "daemon.conf").write_text("", encoding="utf-8")
        self.environment = {
            "PULSE_SERVER": f"unix:{folder}/native",
            "PULSE_COOKIE": f"{folder}/cookie",
            "PULSE_RUNTIME_PATH": str(folder),
            "PULSE_STATE_PATH": str(folder),
            "PULSE_CONFIG": f"{folder}/daemon.conf",
            "ALSA_CONFIG_PATH": f"{folder}/asound.conf",
        }
        self._players: list[subprocess.Popen[bytes]] = []
        self._daemon: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the sound server and wait until its microphones are there."""
        (self.folder / "native").unlink(missing_ok=True)
        self._daemon = subprocess.Popen(
            [
                *self._ranked,
                *(
                    "pulseaudio",
                    "-n",
                    "-F",
                    str(self.folder / "rig.pa"),
                    "--daemonize=no",
                    "--exit-idle-time=-1",
                ),
                *("--use-pid-file=no", "--disable-shm=yes", "--realtime=no", "--high-priority=no"),
                f"--log-target=file:{self.folder}/log",
            ],
            env={**os.environ, **self.environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(500):
            if b"lectern_mic" in self._ask("list", "short", "sources"):
                return
            time.sleep(0.02)
        raise RuntimeError("the private PulseAudio did not start: " + str(self.folder / "log"))

    def stop(self) -> None:
        """End the sound server and everything that plays."""
        for player in self._players:
            if player.poll() is None:
                player.kill()
            player.wait()
        self._players.clear()
        if self._daemon is not None:
            self._daemon.send_signal(signal.SIGCONT)
            self._daemon.kill()
            self._daemon.wait()
            self._daemon = None

    def play(self, sound: Path, sink: str = "room") -> "subprocess.Popen[bytes]":
        """Play a WAV file into a room ("room", "lectern") and return at once; the returned process ends with it.

        The first instants of a file can be lost while the sink wakes: begin it with half a second of silence.
        """
        player = subprocess.Popen(
            [*self._ranked, "paplay", "-d", sink, str(sound)],
            env={**os.environ, **self.environment},
            stdin=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._players.append(player)
        return player

    def listen(self, sound: Path, sink: str = "room") -> "subprocess.Popen[bytes]":
        """Write what a microphone hears to `sound` (raw 16-bit stereo, at most some 20 ms late) until the returned
        process is ended: a witness that needs nothing of this process and, in a ranked rig, waits for nobody."""
        with sound.open("wb") as file:
            ear = subprocess.Popen(
                [
                    *self._ranked,
                    *("parec", "-d", f"{sink}_mic", "--raw", "--format=s16le", "--latency-msec=20"),
                    f"--rate={RATE}",
                    "--channels=2",
                ],
                env={**os.environ, **self.environment},
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=subprocess.DEVNULL,
            )
        self._players.append(ear)
        return ear

    def add_room(self, name: str) -> None:
        """One more microphone in a room of its own, for programs that are started from now on."""
        self.pactl(
            *("load-module", "module-null-sink", f"sink_name={name}", f"rate={RATE}"),
            *("channels=2", "format=s16le", "norewinds=1"),
        )
        self.pactl("load-module", "module-remap-source", f"source_name={name}_mic", f"master={name}.monitor")
        with (self.folder / "asound.conf").open("a", encoding="utf-8") as file:
            file.write(
                f'pcm.{name} {{ type pulse device "{name}_mic" hint {{ show on description "{name}" }} }}\n'
            )

    def unplug(self, sink: str = "room") -> None:
        """Take a microphone away, as by pulling its plug."""
        for line in reversed(self._ask("list", "short", "modules").decode().splitlines()):
            if f"source_name={sink}_mic" in line or f"sink_name={sink} " in line:
                self.pactl("unload-module", line.split("\t")[0])

    def plug(self, sink: str = "room") -> None:
        """Bring a microphone back."""
        channels = 2 if sink == "room" else 1
        self.pactl(
            *("load-module", "module-null-sink", f"sink_name={sink}", f"rate={RATE}"),
            *(f"channels={channels}", "format=s16le", "norewinds=1"),
        )
        self.pactl("load-module", "module-remap-source", f"source_name={sink}_mic", f"master={sink}.monitor")

    def suspend(self, sink: str = "room", *, on: bool = True) -> None:
        """Make a microphone fall silent without a word, as a stalled driver does, or wake it again."""
        self.pactl("suspend-sink", sink, "1" if on else "0")
        self.pactl("suspend-source", f"{sink}_mic", "1" if on else "0")

    def freeze(self) -> None:
        """Stop the sound server in its tracks; `thaw` lets it go on."""
        assert self._daemon
        self._daemon.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let a frozen sound server go on."""
        assert self._daemon
        self._daemon.send_signal(signal.SIGCONT)

    def crash(self) -> None:
        """Kill the sound server; `start` brings a new one."""
        assert self._daemon
        self._daemon.kill()
        self._daemon.wait()

    def pactl(self, *arguments: str) -> str:
        """Run a command of PulseAudio's own control program."""
        done = subprocess.run(
            ["pactl", *arguments],
            env={**os.environ, **self.environment},
            capture_output=True,
            check=True,
            timeout=20,
        )
        return done.stdout.decode()

    def _ask(self, *arguments: str) -> bytes:
        done = subprocess.run(
            ["pactl", *arguments], env={**os.environ, **self.environment}, capture_output=True, check=False
        )
        return done.stdout


class Witness:
    """A second ear on a microphone or on the loudspeakers: hears what is really there, by a stream of its own."""

    def __init__(self, device: str, channels: int = 2, rate: int = RATE) -> None:
        import sounddevice

        self._blocks: list[bytes] = []
        self._channels = channels
        self._stream = sounddevice.RawInputStream(
            device=device, channels=channels, samplerate=rate, dtype="int16", latency=0.5, callback=self._take
        )

    def _take(self, data: object, frames: int, at: object, status: object) -> None:
        self._blocks.append(bytes(data))  # type: ignore[call-overload]

    def __enter__(self) -> "Witness":
        self._stream.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self._stream.close()

    @property
    def frames(self) -> npt.NDArray[np.int16]:
        """What was heard so far: int16 of shape (n, channels)."""
        return np.frombuffer(b"".join(self._blocks), np.int16).reshape(-1, self._channels)


@contextlib.contextmanager
def in_use(rig: SoundRig) -> Iterator[SoundRig]:
    """Run the rig with this process's environment and PortAudio pointing at it."""
    kept = {name: os.environ.get(name) for name in rig.environment}
    rig.start()
    os.environ.update(rig.environment)
    reinitialise_portaudio()
    try:
        yield rig
    finally:
        rig.stop()
        for name, value in kept.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
        reinitialise_portaudio()


def _may_rank() -> bool:
    """Whether this system lets us give a program a real-time rank."""
    try:
        return subprocess.run(["chrt", "-f", "40", "true"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def reinitialise_portaudio() -> None:
    """Make PortAudio, which lists the devices once, list them again."""
    import sounddevice

    sounddevice._terminate()
    sounddevice._initialize()


def skip_where_missing() -> None:
    if not sys.platform.startswith("linux"):
        pytest.skip("the software sound card is made with PulseAudio, on Linux")
    for program in ("pulseaudio", "pactl", "paplay"):
        if shutil.which(program) is None:
            pytest.skip(f"{program}, part of the software sound card, is not installed")


def pytest_configure() -> None:
    """A run that is told to end takes its sound servers and recorders with it, as after Ctrl+C."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, signal.default_int_handler)


@pytest.fixture(scope="session")
def _session_rig(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SoundRig]:
    skip_where_missing()
    with in_use(SoundRig(tmp_path_factory.mktemp("rig"))) as rig:
        yield rig


@pytest.fixture
def sound_rig(_session_rig: SoundRig) -> Iterator[SoundRig]:
    """The software sound card of this run. Leave its microphones as they were."""
    yield _session_rig
    for player in list(_session_rig._players):
        if player.poll() is None:
            player.kill()
        player.wait()
        _session_rig._players.remove(player)


@pytest.fixture
def fresh_sound_rig(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SoundRig]:
    """A software sound card for this test alone: unplug it, freeze it, crash it."""
    skip_where_missing()
    with in_use(SoundRig(tmp_path_factory.mktemp("rig"))) as rig:
        yield rig


@pytest.fixture
def ranked_sound_rig(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SoundRig]:
    """A software sound card for this test alone, ranked before everything else that this computer does."""
    skip_where_missing()
    with in_use(SoundRig(tmp_path_factory.mktemp("rig"), real_time=True)) as rig:
        yield rig


@pytest.fixture
def no_sound_card(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A computer with neither microphone nor loudspeaker."""
    if not sys.platform.startswith("linux"):
        pytest.skip("sound devices can be hidden on Linux only")
    (tmp_path / "no_devices.conf").write_text('pcm.!default { type pulse device "none" }\n', encoding="utf-8")
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(tmp_path / "no_devices.conf"))
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/none")
    reinitialise_portaudio()
    yield
    monkeypatch.undo()
    reinitialise_portaudio()
