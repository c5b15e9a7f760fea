"""Finished sound kept as FLAC: the same samples, and every second playable exactly once whenever it is broken off."""

import random
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from minutewright.domain.errors import Cancelled, RecorderError
from minutewright.services.capture.recovery import keep, recover
from minutewright.services.processes.filelock import FileLock
from minutewright.services.sound.clock_file import (
    CLOCK_FILE,
    Compacted,
    Overrun,
    SegmentOpened,
    append_line,
    read_lines,
)
from minutewright.services.sound.compacting import compact, lock_of_forms
from minutewright.services.sound.holdings import files_holding
from minutewright.services.sound.import_audio import import_audio
from minutewright.services.sound.inventory import LOCK_FILE, read_inventory
from minutewright.services.sound.peaks import read_peaks
from minutewright.services.sound.segment_name import SegmentName
from minutewright.services.sound.timeline import SoundTimeline
from minutewright.services.sound.wav import WavWriter
from sealed_sound import sealed_files
from tones import START, tone

RATE = 16000


def all_frames(folder: Path) -> npt.NDArray[np.int16]:
    timeline = SoundTimeline(folder, read_inventory(folder).files)
    frames = np.concatenate([timeline.frames(file, 0, file.frames) for file in timeline.files])
    assert timeline.notes == ()
    return frames


def test_files_turn_to_flac_with_the_same_sound_and_the_same_place_in_time(tmp_path: Path) -> None:
    wanted = sealed_files(tmp_path, 3)
    before = read_inventory(tmp_path)
    done = compact(tmp_path)
    after = read_inventory(tmp_path)
    assert (done.files, done.notes) == (3, ())
    assert done.bytes_after < done.bytes_before
    assert [path.suffix for path in sorted(tmp_path.glob("0*"))] == [".flac"] * 3
    assert np.array_equal(all_frames(tmp_path), wanted)
    assert [(f.id, f.start_ms, f.frames, f.started_at) for f in after.files] == [
        (f.id, f.start_ms, f.frames, f.started_at) for f in before.files
    ]
    assert after.complete
    assert all(file.sha256 for file in after.files)


def test_the_clock_file_knows_both_hashes(tmp_path: Path) -> None:
    sealed_files(tmp_path, 1)
    (wav,) = read_inventory(tmp_path).files
    compact(tmp_path)
    (flac,) = read_inventory(tmp_path).files
    (line,) = (line for line in read_lines(tmp_path) if isinstance(line, Compacted))
    assert (line.source, line.source_sha256) == (wav.name, wav.sha256)
    assert (line.name, line.sha256, line.frames) == (flac.name, flac.sha256, flac.frames)


def test_the_gaps_stay_where_they_are(tmp_path: Path) -> None:
    sealed_files(tmp_path, 2)
    name = read_inventory(tmp_path).files[1].name
    append_line(tmp_path, Overrun(name, 1600, 800))
    before = read_inventory(tmp_path)
    compact(tmp_path)
    assert read_inventory(tmp_path).gaps == before.gaps
    assert read_inventory(tmp_path).overrun_ms == before.overrun_ms == 50


def test_compacting_again_does_nothing(tmp_path: Path) -> None:
    sealed_files(tmp_path, 2)
    compact(tmp_path)
    lines = read_lines(tmp_path)
    assert compact(tmp_path).files == 0
    assert read_lines(tmp_path) == lines


def test_whoever_still_knows_the_old_names_hears_the_same(tmp_path: Path) -> None:
    sealed_files(tmp_path, 2)
    old = SoundTimeline(tmp_path, read_inventory(tmp_path).files)
    before = old.read(500, 1500, RATE)
    outline = read_peaks(old, 0, 2000, 50)
    compact(tmp_path)
    assert np.array_equal(old.read(500, 1500, RATE), before)
    assert old.notes == ()
    assert np.array_equal(
        read_peaks(SoundTimeline(tmp_path, read_inventory(tmp_path).files), 0, 2000, 50), outline
    )
    assert len(list(tmp_path.glob("*.flac.peaks"))) == 2
    assert not list(tmp_path.glob("*.wav*"))


def test_a_file_that_changed_since_it_was_sealed_stays_as_it_is(tmp_path: Path) -> None:
    sealed_files(tmp_path, 2)
    path = tmp_path / read_inventory(tmp_path).files[0].name
    data = bytearray(path.read_bytes())
    data[1000] ^= 1
    path.write_bytes(data)
    done = compact(tmp_path)
    assert done.files == 1
    assert path.name in done.notes[0]
    assert path.read_bytes() == bytes(data)


def test_a_file_that_is_not_sealed_and_one_of_many_channels_stay_as_they_are(tmp_path: Path) -> None:
    sealed_files(tmp_path, 1, channels=10)
    writer = WavWriter(tmp_path / "000002_20260304T190001.000Z_16000x1.wav", RATE, 1)
    writer.write(tone(100, RATE).tobytes())
    writer.close()
    done = compact(tmp_path)
    assert done.files == 0
    assert "channels" in done.notes[0]
    assert len(list(tmp_path.glob("*.wav"))) == 2


def test_nothing_is_compacted_while_a_recorder_is_at_work(tmp_path: Path) -> None:
    sealed_files(tmp_path, 2)
    lock = FileLock.acquire(tmp_path / LOCK_FILE)
    assert lock
    with pytest.raises(RecorderError):
        compact(tmp_path)
    lock.release()
    began: list[FileLock] = []

    def begin(done: float) -> None:
        found = FileLock.acquire(tmp_path / LOCK_FILE)
        assert found
        began.append(found)

    with pytest.raises(RecorderError):
        compact(tmp_path, begin)
    began[0].release()
    assert len(list(tmp_path.glob("*.flac"))) == 1
    assert len(list(tmp_path.glob("*.wav"))) == 1


def test_two_never_replace_files_at_once(tmp_path: Path) -> None:
    sealed_files(tmp_path, 1)
    with lock_of_forms(tmp_path), pytest.raises(RecorderError):
        compact(tmp_path)
    assert compact(tmp_path).files == 1


def test_stopping_in_the_middle_of_a_file_leaves_nothing_behind(tmp_path: Path) -> None:
    wanted = sealed_files(tmp_path, 1, seconds=10)
    asked = iter([False, False, False, True])
    with pytest.raises(Cancelled):
        compact(tmp_path, cancelled=lambda: next(asked))
    assert not list(tmp_path.glob("*.part"))
    assert np.array_equal(all_frames(tmp_path), wanted)


def test_both_forms_side_by_side_count_once(tmp_path: Path) -> None:
    """A kill between renaming and telling, and one between telling and removing."""
    wanted = sealed_files(tmp_path, 1)
    wav = tmp_path / read_inventory(tmp_path).files[0].name
    data, told = wav.read_bytes(), (tmp_path / CLOCK_FILE).read_bytes()
    compact(tmp_path)
    wav.write_bytes(data)
    assert np.array_equal(all_frames(tmp_path), wanted)
    assert read_inventory(tmp_path).complete
    after = (tmp_path / CLOCK_FILE).read_bytes()
    (tmp_path / CLOCK_FILE).write_bytes(told)
    assert [file.name for file in read_inventory(tmp_path).files] == [wav.name]
    assert read_inventory(tmp_path).complete
    (tmp_path / CLOCK_FILE).write_bytes(after)
    compact(tmp_path)
    assert not wav.exists()
    assert np.array_equal(all_frames(tmp_path), wanted)


def test_a_damaged_flac_beside_its_wav_never_costs_the_wav(tmp_path: Path) -> None:
    wanted = sealed_files(tmp_path, 1)
    wav = tmp_path / read_inventory(tmp_path).files[0].name
    data = wav.read_bytes()
    compact(tmp_path)
    wav.write_bytes(data)
    flac = wav.with_suffix(".flac")
    flac.write_bytes(flac.read_bytes()[:-100])
    compact(tmp_path)
    assert wav.read_bytes() == data
    assert len(wanted) == RATE


def test_killed_at_any_moment_every_second_is_there_exactly_once(tmp_path: Path) -> None:
    wanted = sealed_files(tmp_path, 8, seconds=4)
    program = (
        "import sys; from pathlib import Path; from minutewright.services.sound.compacting import compact\n"
        "import soundfile; print('now', flush=True); compact(Path(sys.argv[1]))"
    )
    chance, kills = random.Random(7), 0
    for _ in range(40):
        with subprocess.Popen(
            [sys.executable, "-c", program, str(tmp_path)], stdout=subprocess.PIPE
        ) as process:
            assert process.stdout
            process.stdout.readline()
            time.sleep(chance.uniform(0, 0.08))
            process.kill()
            kills += process.wait() == -signal.SIGKILL
        assert np.array_equal(all_frames(tmp_path), wanted)
        assert read_inventory(tmp_path).complete
        if not list(tmp_path.glob("*.wav")):
            break
    assert kills
    compact(tmp_path)
    assert np.array_equal(all_frames(tmp_path), wanted)
    assert {path.suffix for path in tmp_path.iterdir()} <= {".flac", ".jsonl", ".lock"}


def test_a_span_is_found_in_every_form_and_every_copy(tmp_path: Path) -> None:
    from datetime import UTC, datetime

    from minutewright.services.sound.clock_file import CopyKept

    meeting, copy = tmp_path / "meeting", tmp_path / "stick" / "meeting"
    for place in (meeting, copy):
        (place / "audio").mkdir(parents=True)
        sealed_files(place / "audio", 3)
    compact(meeting / "audio")
    for folder in (copy, tmp_path / "pulled out"):
        append_line(meeting / "audio", CopyKept(datetime.now(UTC), str(folder)))
    read_peaks(SoundTimeline(meeting / "audio", read_inventory(meeting / "audio").files), 0, 3000, 9)
    found = files_holding(meeting, 1500, 2250)
    assert [(each.path.parent.parent, each.path.suffix, each.first, each.end) for each in found.sound] == [
        (meeting, ".flac", 8000, 16000),
        (copy, ".wav", 8000, 16000),
        (meeting, ".flac", 0, 4000),
        (copy, ".wav", 0, 4000),
    ]
    assert [trace.name[-11:] for trace in found.traces] == [".flac.peaks"] * 2
    assert found.out_of_reach == (tmp_path / "pulled out",)
    assert files_holding(meeting, 3000, 4000).sound == ()


def test_imported_sound_is_left_alone(tmp_path: Path) -> None:
    source = tmp_path / "phone.wav"
    writer = WavWriter(source, RATE, 1)
    writer.write(tone(RATE, RATE).tobytes())
    writer.close()
    import_audio(tmp_path / "audio", [source], started_at=START)
    before = read_inventory(tmp_path / "audio")
    compact(tmp_path / "audio")
    assert read_inventory(tmp_path / "audio") == before


def test_without_the_clock_file_compacted_sound_is_sealed_anew(tmp_path: Path) -> None:
    audio = tmp_path / "audio"
    audio.mkdir()
    wanted = sealed_files(audio, 2)
    compact(audio)
    (audio / CLOCK_FILE).unlink()
    assert not recover(tmp_path).complete
    assert keep(tmp_path).complete
    assert all(file.sha256 for file in recover(tmp_path).files)
    assert np.array_equal(all_frames(audio), wanted)


def test_compacted_sound_is_kept_and_mended_like_any_other_when_a_recorder_died(tmp_path: Path) -> None:
    audio = tmp_path / "audio"
    audio.mkdir()
    sealed_files(audio, 2)
    compact(audio)
    name = SegmentName(3, START + timedelta(seconds=2), RATE, 1)
    append_line(audio, SegmentOpened(str(name), name.started_at, 0))
    writer = WavWriter(audio / str(name), RATE, 1)
    writer.write(tone(8000, RATE).tobytes())
    assert not recover(tmp_path).complete
    found = keep(tmp_path)
    writer.close()
    assert found.complete
    assert [(Path(file.name).suffix, file.start_ms) for file in found.files] == [
        (".flac", 0),
        (".flac", 1000),
        (".wav", 2000),
    ]
    assert compact(audio).files == 1
