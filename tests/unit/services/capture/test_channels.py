"""A microphone of eight channels: every channel kept in its place, mixed for listening, the loudest one told."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from minutewright.services.sound.loudest import read_hints
from recording_rig import Recorder
from sound_rig import RATE, SoundRig, in_use, skip_where_missing

CHANNELS = 8
CHANNEL_MAP = "front-left,front-right,rear-left,rear-right,front-center,lfe,side-left,side-right"
TURNS = ((1, 3), (4, 6), (7, 8))
TURN_S = 2


@pytest.fixture
def eight_channels(tmp_path: Path) -> Iterator[SoundRig]:
    """A sound card of eight channels that leaves each in its place."""
    skip_where_missing()
    folder = tmp_path / "rig"
    folder.mkdir()
    rig = SoundRig(folder)
    # Otherwise PulseAudio mixes channels that are not there, and silences the one for low frequencies.
    (folder / "daemon.conf").write_text("enable-remixing = no\n", encoding="utf-8")
    with (folder / "asound.conf").open("a", encoding="utf-8") as file:
        file.write('pcm.iface8 { type pulse device "iface8.monitor" hint { show on description "Eight" } }\n')
    with (folder / "rig.pa").open("a", encoding="utf-8") as file:
        file.write(
            f"load-module module-null-sink sink_name=iface8 rate={RATE} channels=8 format=s16le norewinds=1 "
            f"channel_map={CHANNEL_MAP}\n"
        )
    with in_use(rig):
        yield rig


def voices(path: Path) -> Path:
    """Every channel has a tone of its own all the time, softly, and a loud noise in its turn."""
    chance = np.random.default_rng(5)
    parts = []
    for pair in ((), *TURNS, ()):
        for channel in pair or (0,):
            times = np.arange(TURN_S * RATE) / RATE
            part = np.stack(
                [0.0004 * np.sin(2 * np.pi * (300 + 100 * each) * times) for each in range(CHANNELS)], axis=1
            )
            if channel:
                part[:, channel - 1] += 0.1 * chance.standard_normal(len(times))
            parts.append(part)
    soundfile.write(str(path), np.concatenate(parts), RATE, subtype="PCM_16")
    return path


def test_each_channel_is_kept_in_its_place_and_who_speaks_before_it_is_told(
    eight_channels: SoundRig, recorder: Recorder, tmp_path: Path
) -> None:
    state = recorder.start("iface8", channels=CHANNELS)
    assert state.channels == CHANNELS
    play = ["paplay", "-d", "iface8", f"--channel-map={CHANNEL_MAP}", str(voices(tmp_path / "voices.wav"))]
    eight_channels._players.append(subprocess.Popen(play))
    recorder.record_until(17_500)
    found = recorder.stop()
    assert {file.channels for file in found.files} == {CHANNELS}
    frames = recorder.frames()
    begins = int(np.flatnonzero(np.abs(frames[:, 0].astype(int)) > 8)[0])
    for channel in range(CHANNELS):
        spectrum = np.abs(np.fft.rfft(frames[begins + 2000 : begins + 2000 + RATE, channel]))
        assert int(spectrum.argmax()) == 300 + 100 * channel
    # Mixed for listening: all eight tones at once.
    start_ms = begins * 1000 // RATE + 100
    mixed = np.abs(np.fft.rfft(recorder.sound().read(start_ms, start_ms + 1000, 16_000)))
    assert set(np.argsort(mixed)[-CHANNELS:]) == {300 + 100 * channel for channel in range(CHANNELS)}
    spoken = [channel for pair in TURNS for channel in pair]
    hints = read_hints(recorder.sound())
    assert [hint.channel for hint in hints] == spoken
    for hint, place in zip(hints, range(len(spoken)), strict=True):
        wanted = begins * 1000 / RATE + (place + 1) * TURN_S * 1000
        assert abs(hint.start_ms - wanted) <= 200
    live = [level.loudest for level in recorder.levels]
    seen = [live[0], *(now for before, now in zip(live, live[1:], strict=False) if now != before)]
    assert [channel for channel in seen if channel] == spoken


def test_a_microphone_with_fewer_channels_gives_what_it_has(sound_rig: SoundRig, recorder: Recorder) -> None:
    recorder.start("room", channels=1)
    recorder.record_until(1000)
    assert {file.channels for file in recorder.stop().files} == {1}
