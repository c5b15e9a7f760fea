"""The recorder beside what else records on this computer: killed at the same moments, what is left; and what it takes.

Linux only, on the software sound card of the tests. Needs pulseaudio, pulseaudio-utils and ffmpeg, as the tests do.

Ours and parecord record a signal in which each frame carries its number, and what they lost is counted from the frame
that had come to the microphone. That signal packs so well that a compressing recorder would be wronged, so ffmpeg
records speech, and what it lost is counted, in its favour, from what it had itself received: it writes that down
beside the file, raw and at once.
"""

import contextlib
import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import soundfile
import soxr

from benchmarks.table import show
from minutewright.services.resources import resource

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from hearing_back import WitnessFile, kept_by
from process_watch import ProcessWatch, processor_percent
from proof_signal import numbers_in, write_proof
from recording_rig import Recorder
from sound_rig import RATE, SoundRig, in_use

_FRAGMENTS = (
    "-movflags",
    "+empty_moov+default_base_moof",
    "-frag_duration",
    "1000000",
    "-flush_packets",
    "1",
)
KILLS = int(os.environ.get("MINUTEWRIGHT_KILLS", "12"))
COST_S = int(os.environ.get("MINUTEWRIGHT_COST_S", "60"))
KILLED_AFTER_S = (8.0, 20.0)
ROOM, HALL = "room_mic", "hall_mic"
NOISE = 15  # of 32768: a quiet room
OURS = "Minutewright"


@dataclass
class Peer:
    """Another program that records into one file; `command(file)` is its command line."""

    name: str
    suffix: str
    command: Callable[[Path], list[str]]
    lost_s: list[float] = field(default_factory=list)
    nothing_left: int = 0

    def start(self, folder: Path) -> "subprocess.Popen[bytes]":
        """Record into `folder` from now on."""
        line = self.command(folder / f"sound{self.suffix}")
        return subprocess.Popen(
            line,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )


def _parecord(kind: str) -> Callable[[Path], list[str]]:
    options = ["--format=s16le", f"--rate={RATE}", "--channels=2", f"--file-format={kind}"]
    return lambda file: ["parecord", "-d", ROOM, *options, str(file)]


def _ffmpeg(*codec: str) -> Callable[[Path], list[str]]:
    source = ["ffmpeg", "-v", "quiet", "-f", "pulse", "-sample_rate", str(RATE), "-channels", "2", "-i", HALL]
    return lambda file: [*source, *codec, str(file), "-f", "s16le", "-flush_packets", "1", f"{file}.raw"]


def peers() -> list[Peer]:
    """What a person might use instead, with the settings it comes with."""
    return [
        Peer("parecord, WAV", ".wav", _parecord("wav")),
        Peer("parecord, FLAC", ".flac", _parecord("flac")),
        Peer("ffmpeg, WAV", ".wav", _ffmpeg("-c:a", "pcm_s16le")),
        Peer("ffmpeg, FLAC", ".flac", _ffmpeg("-c:a", "flac")),
        Peer("ffmpeg, MP4 (AAC)", ".mp4", _ffmpeg("-c:a", "aac")),
        Peer("ffmpeg, MP4 in fragments of 1 s, written at once", ".mp4", _ffmpeg("-c:a", "aac", *_FRAGMENTS)),
        Peer("ffmpeg, Matroska (FLAC)", ".mkv", _ffmpeg("-c:a", "flac")),
    ]  # fmt: skip


def main() -> None:
    if not sys.platform.startswith("linux"):
        print("The benchmark `recorder` needs PulseAudio's sound card of software, which is for Linux.")
        return
    with tempfile.TemporaryDirectory() as made, in_use(SoundRig(Path(made), real_time=True)) as rig:
        folder = Path(made)
        proof = write_proof(folder / "proof.wav", 30 + KILLS * 30 + COST_S)
        rig.add_room("hall")
        rig.listen(folder / "witness.raw")
        rig.play(proof)
        rig.play(_speech(folder / "speech.wav", 30 + KILLS * 30 + COST_S), "hall")
        _killed(folder)
        _costs(folder)


def _speech(path: Path, seconds: int) -> Path:
    """The sample meeting over and over, in a room that is not quite silent: 48 kHz stereo."""
    sample, rate = soundfile.read(resource("sample", "meeting.flac"), dtype="float32")
    once = soxr.resample(sample, rate, RATE)
    noise = np.random.default_rng(1)
    with soundfile.SoundFile(str(path), "w", RATE, 2, subtype="PCM_16") as file:
        for _ in range(-(-seconds * RATE // len(once))):
            file.write(once[:, None] + noise.normal(0, NOISE / 32768, (len(once), 2)).astype(np.float32))
    return path


def _killed(folder: Path) -> None:
    witness = WitnessFile(folder / "witness.raw")
    chance = random.Random(12)
    others = peers()
    ours: list[float] = []
    for number in range(KILLS):
        place = folder / f"kill {number}"
        place.mkdir()
        recorder = Recorder(place / "meeting")
        recorder.start()
        running = [(peer, peer.start(_made(place / str(n)))) for n, peer in enumerate(others)]
        pid = recorder.pid
        time.sleep(chance.uniform(*KILLED_AFTER_S))
        os.kill(pid, signal.SIGKILL)
        heard = [witness.newest() or 0]
        for _, process in running:
            process.kill()
            heard.append(witness.newest() or 0)
        recorder.client.wait_stopped()
        recorder.end()
        ours.append((heard[0] - kept_by(recorder).runs[-1][1]) / RATE)
        for n, (peer, process) in enumerate(running):
            process.wait()
            _judge(peer, place / str(n) / f"sound{peer.suffix}", heard[n + 1])
    rows = [(OURS, f"{statistics.median(ours):.2f}", f"{max(ours):.2f}", f"0 of {KILLS}")]
    for peer in others:
        middle, most = (
            ("–", "–")
            if not peer.lost_s
            else (f"{statistics.median(peer.lost_s):.2f}", f"{max(peer.lost_s):.2f}")
        )
        rows.append((peer.name, middle, most, f"{peer.nothing_left} of {KILLS}"))
    show(
        f"Killed {KILLS} times at the same moments, 8 to 20 s after it began (python -m benchmarks recorder)",
        ("recorder", "lost, median s", "lost, most s", "nothing can be read"),
        rows,
    )


def _judge(peer: Peer, file: Path, heard: int) -> None:
    """How much of what had come by the kill the more forgiving of two readers cannot give back."""
    frames = max(_by_libsndfile(file), _by_ffmpeg(file))
    if not frames:
        peer.nothing_left += 1
        return
    raw = Path(f"{file}.raw")
    if raw.exists():
        came = raw.stat().st_size // 4
    else:
        beginning = soundfile.read(str(file), frames=RATE, dtype="int16", always_2d=True)[0]
        came = heard - int(numbers_in(beginning)[0]) + 1
    peer.lost_s.append(max(0.0, (came - frames) / RATE))


def _by_libsndfile(file: Path) -> int:
    """Frames that libsndfile reads before it gives up."""
    frames = 0
    with contextlib.suppress(soundfile.LibsndfileError, OSError), soundfile.SoundFile(str(file)) as opened:
        while len(block := opened.read(4096, dtype="int16", always_2d=True)):
            frames += len(block)
    return frames


def _by_ffmpeg(file: Path) -> int:
    """Frames that ffmpeg decodes."""
    command = ["ffmpeg", "-v", "quiet", "-i", str(file), "-f", "s16le", "-ac", "2", "-ar", str(RATE), "-"]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    return len(done.stdout) // 4


def _costs(folder: Path) -> None:
    place = _made(folder / "costs")
    wide, narrow = Recorder(place / "wide"), Recorder(place / "narrow")
    wide.start()
    narrow.start(rate=16_000, channels=1)
    chosen = [peer for peer in peers() if peer.name in ("parecord, WAV", "ffmpeg, WAV", "ffmpeg, FLAC")]
    with _running(chosen, place) as running:
        pids = [(f"{OURS}, 48 kHz stereo", wide.pid), (f"{OURS}, 16 kHz mono", narrow.pid)]
        pids += [(f"{peer.name}, 48 kHz stereo", process.pid) for peer, process in running]
        time.sleep(5)
        watches = [(name, ProcessWatch(pid)) for name, pid in pids]
        time.sleep(COST_S)
        for _, watch in watches:
            watch.close()
    for recorder in (wide, narrow):
        recorder.stop()
        recorder.end()
    show(
        f"Processor and memory over {COST_S} s, all at once (python -m benchmarks recorder)",
        ("recorder", "% of one core", "memory, MB"),
        [
            (name, f"{processor_percent(watch.samples):.2f}", f"{watch.samples[-1].memory_mb:.0f}")
            for name, watch in watches
        ],
    )


@contextlib.contextmanager
def _running(chosen: list[Peer], place: Path) -> "Iterator[list[tuple[Peer, subprocess.Popen[bytes]]]]":
    started = [(peer, peer.start(_made(place / str(n)))) for n, peer in enumerate(chosen)]
    try:
        yield started
    finally:
        for _, process in started:
            process.kill()
            process.wait()


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder
