"""What the recorder takes of the computer in an ordinary meeting: 16 kHz, one channel."""

import time

import pytest
from figures import Figures

from process_watch import ProcessWatch, processor_percent
from recording_rig import Recorder
from sound_rig import SoundRig

pytestmark = [pytest.mark.reliability, pytest.mark.timeout(600)]
WARM_UP_S, MEASURED_S = 10, 120
MOST_PERCENT = 2.0


def test_the_recorder_takes_under_two_per_cent_of_one_core(
    ranked_sound_rig: SoundRig, recorder: Recorder, figures: Figures
) -> None:
    """Processor time, not the host's clock: a busy computer makes it hardly any longer."""
    recorder.start(rate=16_000, channels=1)
    watch = ProcessWatch(recorder.pid)
    time.sleep(WARM_UP_S + MEASURED_S)
    watch.close()
    percent = processor_percent(watch.after(WARM_UP_S))
    memory = watch.samples[-1].memory_mb
    found = recorder.stop()
    figures.tell(
        "The recorder takes less than two hundredths of one core at 16 kHz mono",
        f"processor time over {MEASURED_S} s of recording, a window watching",
        f"{MOST_PERCENT:g} %",
        f"{percent:.2f} % of one core, {memory:.0f} MB",
    )
    assert found.files[0].sample_rate == 16_000
    assert found.files[-1].end_ms > MEASURED_S * 1000
    assert percent < MOST_PERCENT
