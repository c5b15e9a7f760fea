"""Half an hour of a real recording on a computer that is kept as busy as it can be: not one frame may be missing.

`MINUTEWRIGHT_SOAK_S` sets for how long (1800 s when not set).
"""

import contextlib
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import soundfile
from figures import Figures

from committee import begin_committee
from hearing_back import WitnessFile, kept_by
from minutewright.app.profile import Profile
from minutewright.app.recording import take_sound
from minutewright.domain.errors import ModelCorrupt, ModelMissing
from minutewright.domain.ids import AudioFileId
from minutewright.domain.recording import AudioFile
from minutewright.services.capture.lock import running_recorder
from minutewright.services.capture.recovery import recover
from minutewright.services.resources import resource
from minutewright.services.transcription.client import Transcriber
from minutewright.services.transcription.engine import DEFAULT_ENGINE
from minutewright.services.transcription.messages import BlockHeard, Failed, Finished, Transcribe
from minutewright.services.transcription.models import ModelShelf
from process_watch import ProcessWatch, growth_mb_per_hour, processor_percent, processor_s
from proof_signal import LEAD_IN_S, write_proof
from recording_rig import Recorder
from sound_rig import RATE, SoundRig

SOAK_S = int(os.environ.get("MINUTEWRIGHT_SOAK_S", "1800"))
WARM_UP_S = min(180.0, SOAK_S / 4)
HANG_S = 0.5
MOST_GROWTH_MB_PER_HOUR = 2.0
MOST_PROCESSOR_PERCENT = 5.0
SAMPLE_REPEATED = 9
# A page more or less is megabytes an hour in a run that is shorter.
LONG_ENOUGH_S = 180

pytestmark = [pytest.mark.reliability, pytest.mark.timeout(SOAK_S * 2 + 600)]


class Whisper:
    """The program's own transcriber with real weights, two blocks at a time, over and over."""

    def __init__(self, log: Path) -> None:
        try:
            model = ModelShelf(Profile.of_user().models).find("base")
        except (ModelMissing, ModelCorrupt):
            pytest.skip("the base model is not on this computer: minutewright models fetch base")
        sample = resource("sample", "meeting.flac")
        about = soundfile.info(str(sample))
        file = AudioFile(
            AudioFileId("0"), 1, sample.name, 0, about.frames, about.samplerate, 1, datetime.now(UTC)
        )
        files = tuple(
            replace(file, id=AudioFileId(str(n)), number=n + 1, start_ms=n * file.length_ms)
            for n in range(SAMPLE_REPEATED)
        )
        self._job = Transcribe(DEFAULT_ENGINE, model, sample.parent, files, "en", (), (), 2)
        self._transcriber = Transcriber(log)
        self._going_on = True
        self.heard_s = 0.0
        self.failure = ""
        self._begin()

    @property
    def pid(self) -> int | None:
        """Its process, while it runs."""
        return self._transcriber.pid

    def close(self) -> None:
        """End it."""
        self._going_on = False
        self._transcriber.close()

    def _begin(self) -> None:
        self._transcriber.start(self._job, self._take_in)

    def _take_in(self, answer: object) -> None:
        if isinstance(answer, BlockHeard):
            self.heard_s += (answer.end_ms - answer.start_ms) / 1000
        elif isinstance(answer, Failed):
            self.failure = answer.sentence
        elif isinstance(answer, Finished) and self._going_on:
            threading.Thread(target=self._begin, daemon=True).start()


class HangingWindow:
    """The real window, showing the meeting that is recorded, stopped in its tracks for half a second at random."""

    def __init__(self, profile: Path, meeting: Path, screen: str, log: Path) -> None:
        command = [sys.executable, "-m", "minutewright", "--profile", str(profile), "gui", str(meeting)]
        environment = {**os.environ, "DISPLAY": screen, "QT_QPA_PLATFORM": "xcb"}
        with log.open("wb") as output:
            self._process = subprocess.Popen(
                command, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=output
            )
        self.hangs = 0
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._hang_now_and_then, daemon=True)
        self._thread.start()

    @property
    def alive(self) -> bool:
        """Whether it is there still."""
        return self._process.poll() is None

    def close(self) -> None:
        """End it."""
        self._done.set()
        self._thread.join()
        self._process.kill()
        self._process.wait()

    def _hang_now_and_then(self) -> None:
        chance = random.Random(500)
        while not self._done.wait(chance.uniform(0.5, 5.0)) and self.alive:
            self._process.send_signal(signal.SIGSTOP)
            time.sleep(HANG_S)
            self._process.send_signal(signal.SIGCONT)
            self.hangs += 1


@contextlib.contextmanager
def busy_computer(folder: Path, meeting: Path, screen: str) -> "Iterator[tuple[Whisper, HangingWindow]]":
    """Whisper on both cores and a window that hangs."""
    whisper = Whisper(folder / "transcriber.log")
    try:
        window = HangingWindow(folder / "profile", meeting, screen, folder / "window.log")
        try:
            yield whisper, window
        finally:
            window.close()
    finally:
        whisper.close()


def memory_over_time(watch: ProcessWatch) -> str:
    """The memory at every tenth of the time, warming up included."""
    began, ended = watch.samples[0].at_s, watch.samples[-1].at_s
    marks = [began + (ended - began) * n / 10 for n in range(11)]
    shown = [min(watch.samples, key=lambda sample: abs(sample.at_s - mark)) for mark in marks]
    return "\n".join(f"{(each.at_s - began) / 60:5.1f} min {each.memory_mb:6.1f} MB" for each in shown)


def test_half_an_hour_beside_whisper_and_a_hanging_window_loses_not_one_frame(
    ranked_sound_rig: SoundRig, recorder: Recorder, screen: str, tmp_path: Path, figures: Figures
) -> None:
    proof = write_proof(tmp_path / "proof.wav", SOAK_S)
    with begin_committee(recorder.folder) as store:
        recorder.start()
        take_sound(store)
    pid = recorder.pid
    ear = ranked_sound_rig.listen(tmp_path / "witness.raw")
    watch = ProcessWatch(pid)
    time.sleep(1)
    began = time.monotonic()
    with busy_computer(tmp_path, recorder.folder, screen) as (whisper, window):
        player = ranked_sound_rig.play(proof)
        used_s = 0.0
        while player.poll() is None:
            time.sleep(1)
            with contextlib.suppress(OSError, TypeError):
                used_s = max(used_s, processor_s(whisper.pid))  # type: ignore[arg-type]
            assert window.alive, (tmp_path / "window.log").read_text(encoding="utf-8")
            assert not whisper.failure, whisper.failure
        lasted_s = time.monotonic() - began
        place = running_recorder(recorder.folder / "audio")
        assert place
        assert place.pid == pid
    recorder.record_until(recorder.client.position_ms + 2000)
    watch.close()
    state = recorder.client.state
    assert state
    recorder.stop()
    ear.terminate()
    ear.wait()

    heard, kept = WitnessFile(tmp_path / "witness.raw").all(), kept_by(recorder)
    found = recover(recorder.folder)
    steady = watch.after(WARM_UP_S)
    growth, cost = growth_mb_per_hour(steady), processor_percent(steady)
    sizes = [each.memory_mb for each in steady]
    lost, card_lost = kept.lacks(heard), SOAK_S * RATE - len(heard)
    how = (
        f"{SOAK_S / 60:.3g} min at 48 kHz stereo, every frame numbered; Whisper (base) heard {whisper.heard_s / 60:.0f} min "
        f"beside it with {used_s / lasted_s:.2f} cores, the window was stopped {window.hangs} times for 0.5 s"
    )
    figures.tell(
        "A busy computer and a hanging window cost no sound",
        how,
        "0 frames",
        f"{lost} of {len(heard)} frames lost, {state.overrun_ms} ms overrun, {len(found.gaps)} gaps "
        f"(the card of software itself lost {card_lost})",
        kept=lost == 0 and kept.in_order and not state.overrun_ms and not found.gaps,
    )
    figures.tell(
        "Memory stays flat",
        f"the recorder in that soak, every 2 s after {WARM_UP_S:.0f} s",
        f"{MOST_GROWTH_MB_PER_HOUR:g} MB an hour",
        f"{growth:+.2f} MB an hour ({min(sizes):.1f} to {max(sizes):.1f} MB)",
        memory_over_time(watch),
        kept=SOAK_S < LONG_ENOUGH_S or growth < MOST_GROWTH_MB_PER_HOUR,
    )
    figures.tell(
        "The recorder takes little of the computer, also at 48 kHz stereo",
        "the recorder in that soak",
        f"{MOST_PROCESSOR_PERCENT:g} % of one core",
        f"{cost:.2f} % of one core",
        kept=cost < MOST_PROCESSOR_PERCENT,
    )
    assert whisper.heard_s > 0
    assert window.hangs > SOAK_S / 10
    assert len(heard) > (SOAK_S - LEAD_IN_S) * RATE * 0.99
    assert lost == 0
    assert kept.in_order
    assert kept.other <= heard.other
    assert found.complete
    assert found.gaps == ()
    assert state.overrun_ms == 0
    assert cost < MOST_PROCESSOR_PERCENT
    if SOAK_S >= LONG_ENOUGH_S:
        assert growth < MOST_GROWTH_MB_PER_HOUR
