"""What is heard, recorded from the loudspeaker itself, is what the player says it plays."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from minutewright.domain.errors import DeviceError
from minutewright.services.playback.player import STEP_BACK_MS, Player
from minutewright.services.playback.stretching import pieces
from minutewright.services.sound.portaudio import renew_devices
from minutewright.services.sound.timeline import SoundTimeline
from sound_rig import RATE, SoundRig, Witness
from tones import write_wav

SECONDS = 30
STEP_HZ, FIRST_HZ = 40, 300
PATIENCE_S = 30


def ladder(rate: int = RATE) -> npt.NDArray[np.int16]:
    """Each second a tone of its own, so that a moment of sound tells its place."""
    times = np.arange(rate) / rate
    tones = [np.sin(2 * np.pi * (FIRST_HZ + STEP_HZ * second) * times) for second in range(SECONDS)]
    return np.round(12000 * np.concatenate(tones)).astype(np.int16)[:, None]


def pitch_hz(sound: npt.NDArray[np.int16], rate: int = RATE) -> float:
    mono = sound[:, 0].astype(np.float64) if sound.ndim == 2 else sound.astype(np.float64)
    spectrum = np.abs(np.fft.rfft(mono * np.hanning(len(mono)), 1 << 17))
    return float(spectrum.argmax()) * rate / (1 << 17)


@pytest.fixture
def timeline(tmp_path: Path) -> SoundTimeline:
    samples = ladder()
    cut = RATE * 13
    first = write_wav(tmp_path, samples[:cut], RATE)
    return SoundTimeline(
        tmp_path, (first, write_wav(tmp_path, samples[cut:], RATE, number=2, start_ms=13_000))
    )


@pytest.fixture
def player(sound_rig: SoundRig, timeline: SoundTimeline) -> Iterator[Player]:
    player = Player(timeline)
    yield player
    player.close()


@pytest.fixture
def heard(sound_rig: SoundRig) -> Iterator[Witness]:
    with Witness("heard") as witness:
        yield witness


def wait(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def second_heard(heard: Witness, player: Player) -> tuple[float, float]:
    """The place (s) that the last tenth of a second of the loudspeaker tells, and the one that the player tells."""
    count = len(heard.frames)
    position = player.position_ms
    wait(lambda: len(heard.frames) > count + RATE // 10)
    return (pitch_hz(heard.frames[-RATE // 10 :]) - FIRST_HZ) / STEP_HZ, position / 1000


def test_it_plays_from_where_it_is_told_and_knows_where_it_is(player: Player, heard: Witness) -> None:
    player.play(5000)
    assert player.playing
    assert player.position_ms >= 5000
    differences = []
    for _ in range(12):
        told, said = second_heard(heard, player)
        differences.append(said - (told + 0.5))
        time.sleep(0.1)
    # A tone stands for its whole second; the middle of what was heard lies within it.
    assert abs(float(np.median(differences))) < 0.6
    assert max(abs(difference) for difference in differences) < 1


def test_a_click_is_heard_when_the_clock_says_so(player: Player, heard: Witness) -> None:
    """A click in silence: the loudspeaker's own recording against the player's clock."""
    folder = player._timeline.folder
    samples = np.zeros((RATE * 6, 1), np.int16)
    samples[RATE * 3] = 30000
    clicks = SoundTimeline(folder, (write_wav(folder, samples, RATE, number=9),))
    other = Player(clicks)
    late = []
    for _ in range(3):
        before = len(heard.frames)
        other.play(2000)
        wait(lambda before=before: bool(np.abs(heard.frames[before:]).max(initial=0) > 10000))  # type: ignore[misc]
        late.append(other.position_ms - 3000)
        other.pause()
    other.close()
    # Heard means: through the monitor, in blocks of a tenth of a second, and looked at every 10 ms.
    assert all(-30 < ms < 300 for ms in late)


@pytest.mark.parametrize("speed", [0.5, 0.8, 1.4, 2.0])
def test_at_any_speed_the_pitch_stays_and_the_clock_runs_with_the_sound(
    player: Player, heard: Witness, speed: float
) -> None:
    player.speed = speed
    player.play(4000)
    wait(lambda: player.position_ms > 5200)
    for _ in range(6):
        told, said = second_heard(heard, player)
        assert abs(told - round(told)) < 0.35 or abs(said % 1 - 0.5) > 0.25
        assert abs(said - (told + 0.5)) < 1.1
    player.speed = 1.0
    told, said = second_heard(heard, player)
    assert abs(said - (told + 0.5)) < 1.3


def test_pausing_is_silence_and_resuming_steps_back(player: Player, heard: Witness) -> None:
    player.play(8000)
    wait(lambda: player.position_ms > 9000)
    player.pause()
    assert not player.playing
    position = player.position_ms
    wait(lambda: not np.abs(heard.frames[-RATE // 10 :]).any())
    assert player.position_ms == position
    player.play()
    assert position - STEP_BACK_MS <= player.position_ms < position
    wait(lambda: bool(np.abs(heard.frames[-RATE // 10 :]).any()))


def test_seeking_goes_there_and_plays_on(player: Player, heard: Witness) -> None:
    player.seek(3000)
    assert (player.position_ms, player.playing) == (3000, False)
    player.play()
    player.seek(20_000)
    assert player.position_ms >= 20_000
    time.sleep(0.4)
    told, said = second_heard(heard, player)
    assert abs(said - (told + 0.5)) < 1
    assert 20 <= said < 22
    player.seek(-5)
    assert player.position_ms < 1000
    player.seek(10**9)
    assert player.position_ms == player._timeline.length_ms


def test_at_the_end_it_stops_by_itself_when_all_was_heard(player: Player, heard: Witness) -> None:
    player.play(SECONDS * 1000 - 300)
    wait(lambda: not player.playing)
    player.close()
    assert player.position_ms == SECONDS * 1000
    count = len(heard.frames)
    wait(lambda: len(heard.frames) > count + RATE // 2)  # the witness hears late
    loud = np.flatnonzero(np.abs(heard.frames[:, 0]) > 500)
    assert (loud[-1] - loud[0]) * 1000 / RATE > 290
    player.play(1000)
    assert player.playing


def test_a_loudspeaker_that_is_not_used_is_given_back(player: Player) -> None:
    player.play(1000)
    assert not renew_devices()
    player.pause()
    wait(renew_devices)
    player.play()
    wait(lambda: player.position_ms > 500)


def test_without_loudspeaker_it_says_so(no_sound_card: None, timeline: SoundTimeline) -> None:
    player = Player(timeline)
    with pytest.raises(DeviceError, match="no loudspeaker"):
        player.play()
    assert not player.playing
    player.close()


def test_a_loudspeaker_that_does_not_exist_is_named(sound_rig: SoundRig, timeline: SoundTimeline) -> None:
    player = Player(timeline, "ballroom")
    with pytest.raises(DeviceError, match="ballroom"):
        player.play()
    player.close()


def test_an_empty_recording_ends_at_once(sound_rig: SoundRig, tmp_path: Path) -> None:
    player = Player(SoundTimeline(tmp_path, ()))
    player.play()
    wait(lambda: not player.playing)
    assert player.position_ms == 0
    player.close()


@pytest.mark.parametrize("speed", [0.5, 0.7, 1.0, 1.3, 2.0])
def test_pieces_follow_one_another_without_a_break_a_click_or_a_change_of_pitch(
    tmp_path: Path, speed: float
) -> None:
    times = np.arange(RATE * 12) / RATE
    tone = np.round(12000 * np.sin(2 * np.pi * 440 * times)).astype(np.int16)[:, None]
    timeline = SoundTimeline(tmp_path, (write_wav(tmp_path, tone, RATE),))
    found = list(pieces(timeline, RATE, 1000, speed))
    for before, after in zip(found, found[1:], strict=False):
        end_ms = before.start_ms + len(before.samples) * before.step_ms
        assert end_ms == pytest.approx(after.start_ms, abs=0.1)
    sound = np.concatenate([piece.samples for piece in found])
    assert len(sound) == pytest.approx(11 * RATE / speed, abs=10)
    middle = sound[RATE // 4 : -RATE // 4]
    steps = np.abs(np.diff(middle))
    # The steepest step of a 440 Hz sine of this size, and some for the stretcher's own ripple.
    assert steps.max() < 2 * np.pi * 440 / RATE * 0.37 * 1.6
    assert pitch_hz((middle * 32767).astype(np.int16)) == pytest.approx(440, abs=2)
    quiet = np.abs(middle[: len(middle) // 480 * 480].reshape(-1, 480)).max(axis=1)
    assert quiet.min() > 0.37 * 0.6
