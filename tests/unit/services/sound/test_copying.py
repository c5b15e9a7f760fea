"""A second copy that follows the first file by file, whatever happens to either."""

import hashlib
import shutil
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
import soundfile

from minutewright.services.capture.recovery import keep, recover
from minutewright.services.sound.clock_file import (
    CLOCK_FILE,
    SegmentClosed,
    SegmentOpened,
    SessionStarted,
    SessionStopped,
    append_line,
)
from minutewright.services.sound.compacting import compact
from minutewright.services.sound.copying import CopyAway, SoundCopy
from minutewright.services.sound.inventory import read_inventory
from minutewright.services.sound.segment_name import SegmentName
from minutewright.services.sound.wav import WavWriter
from sealed_sound import sealed_files
from tones import START, tone

RATE = 16000


@pytest.fixture
def meeting(tmp_path: Path) -> Path:
    folder = tmp_path / "Parks"
    (folder / "audio").mkdir(parents=True)
    append_line(folder / "audio", SessionStarted(START, 0, "Room", RATE, 1, "0.1.0"))
    return folder


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


def content(folder: Path) -> dict[str, str]:
    """Each file of an `audio/` folder with its SHA-256."""
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.iterdir()
        if path.suffix in (".wav", ".flac", ".jsonl")
    }


def writer_of(meeting: Path, number: int = 1) -> WavWriter:
    name = SegmentName(number, START + timedelta(seconds=number - 1), RATE, 1)
    append_line(meeting / "audio", SegmentOpened(str(name), name.started_at, 0))
    return WavWriter(meeting / "audio" / str(name), RATE, 1)


def seal(meeting: Path, writer: WavWriter) -> None:
    writer.close()
    sha256 = hashlib.sha256(writer.path.read_bytes()).hexdigest()
    append_line(meeting / "audio", SegmentClosed(writer.path.name, writer.frames, sha256))


def test_a_growing_file_can_be_played_whole_in_the_copy_after_each_step(meeting: Path, stick: Path) -> None:
    writer, copy = writer_of(meeting), SoundCopy(meeting, stick)
    whole = tone(5 * RATE, RATE)
    for second in range(5):
        writer.write(whole[second * RATE : (second + 1) * RATE].tobytes())
        found = copy.step()
        read, _ = soundfile.read(str(stick / "Parks" / "audio" / writer.path.name), dtype="int16")
        assert np.array_equal(read, whole[: (second + 1) * RATE, 0])
        assert found.lacking == (writer.path.name,)
    seal(meeting, writer)
    assert copy.step().lacking == ()
    assert content(stick / "Parks" / "audio") == content(meeting / "audio")


def test_what_was_changed_or_taken_away_in_the_copy_is_repaired_and_told(meeting: Path, stick: Path) -> None:
    sealed_files(meeting / "audio", 3)
    copy = SoundCopy(meeting, stick)
    assert copy.step().repaired == ()
    audio = stick / "Parks" / "audio"
    first, second, third = sorted(audio.glob("*.wav"))
    first.unlink()
    second.write_bytes(second.read_bytes()[:-500])
    found = copy.step()
    assert (found.alike, found.lacking) == (3, ())
    assert found.repaired == (first.name, second.name)
    assert content(audio) == content(meeting / "audio")
    data = bytearray(third.read_bytes())
    data[5000] ^= 1
    third.write_bytes(data)
    again = SoundCopy(meeting, stick).step()  # the next recorder, or the command, compares everything anew
    assert again.lacking == ()
    assert content(audio) == content(meeting / "audio")


def test_a_copy_that_was_away_is_compared_anew_when_it_is_back(meeting: Path, stick: Path) -> None:
    sealed_files(meeting / "audio", 2)
    copy = SoundCopy(meeting, stick)
    copy.step()
    away = stick.with_name("away")
    stick.rename(away)
    with pytest.raises(CopyAway):
        copy.step()
    path = sorted((away / "Parks" / "audio").glob("*.wav"))[0]
    data = bytearray(path.read_bytes())
    data[5000] ^= 1
    path.write_bytes(data)
    seal(meeting, writer_of(meeting, 3))
    away.rename(stick)
    assert copy.step().lacking == ()
    assert content(stick / "Parks" / "audio") == content(meeting / "audio")


def test_a_folder_that_holds_another_meeting_is_left_alone(
    meeting: Path, stick: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other" / "Parks"
    (other / "audio").mkdir(parents=True)
    append_line(other / "audio", SessionStarted(START + timedelta(days=1), 0, "Room", RATE, 1, "0.1.0"))
    sealed_files(other / "audio", 1)
    SoundCopy(other, stick).step()
    before = content(stick / "Parks" / "audio")
    sealed_files(meeting / "audio", 2)
    copy = SoundCopy(meeting, stick)
    copy.step()
    assert copy.folder == stick / "Parks (2)"
    assert content(stick / "Parks" / "audio") == before
    assert content(stick / "Parks (2)" / "audio") == content(meeting / "audio")
    again = SoundCopy(meeting, stick)
    again.step()
    assert again.folder == copy.folder


def test_a_meeting_is_never_its_own_copy(meeting: Path) -> None:
    with pytest.raises(CopyAway):
        SoundCopy(meeting, meeting.parent).step()


def test_a_folder_that_is_not_there_is_not_made(meeting: Path, tmp_path: Path) -> None:
    with pytest.raises(CopyAway):
        SoundCopy(meeting, tmp_path / "no stick").step()
    assert not (tmp_path / "no stick").exists()


def test_compacted_sound_takes_the_place_of_its_wav_in_the_copy(meeting: Path, stick: Path) -> None:
    sealed_files(meeting / "audio", 2)
    SoundCopy(meeting, stick).step()
    compact(meeting / "audio")
    assert SoundCopy(meeting, stick).step().lacking == ()
    assert content(stick / "Parks" / "audio") == content(meeting / "audio")
    assert not list((stick / "Parks" / "audio").glob("*.wav"))


def test_a_file_that_was_rewritten_and_sealed_anew_is_copied_anew(meeting: Path, stick: Path) -> None:
    """As when a span of sound is destroyed."""
    sealed_files(meeting / "audio", 2)
    copy = SoundCopy(meeting, stick)
    copy.step()
    path = sorted((meeting / "audio").glob("*.wav"))[0]
    data = bytearray(path.read_bytes())
    data[44:] = bytes(len(data) - 44)
    path.write_bytes(data)
    append_line(meeting / "audio", SegmentClosed(path.name, RATE, hashlib.sha256(data).hexdigest()))
    assert copy.step().lacking == ()
    assert content(stick / "Parks" / "audio") == content(meeting / "audio")


def test_a_meeting_is_recovered_from_the_copy_alone(meeting: Path, stick: Path) -> None:
    whole = sealed_files(meeting / "audio", 3)
    writer = writer_of(meeting, 4)
    writer.write(whole[:8000].tobytes())
    SoundCopy(meeting, stick).step()
    writer.close()
    shutil.rmtree(meeting)
    found = recover(stick / "Parks")
    assert not found.complete
    kept = keep(stick / "Parks")
    assert kept.complete
    assert [file.length_ms for file in kept.files] == [1000, 1000, 1000, 500]
    assert (stick / "Parks" / "audio" / CLOCK_FILE).exists()


def test_a_copy_that_was_killed_between_two_steps_is_known_again(meeting: Path, stick: Path) -> None:
    sealed_files(meeting / "audio", 1)
    SoundCopy(meeting, stick).step()
    (stick / "Parks" / "audio" / CLOCK_FILE).write_bytes(
        (meeting / "audio" / CLOCK_FILE).read_bytes().splitlines(keepends=True)[0]
    )
    append_line(meeting / "audio", SessionStopped(START, 0))
    copy = SoundCopy(meeting, stick)
    copy.step()
    assert copy.folder == stick / "Parks"
    assert read_inventory(stick / "Parks" / "audio") == read_inventory(meeting / "audio")


def test_a_hurried_step_brings_what_is_new_and_a_thorough_one_looks_at_everything(
    meeting: Path, stick: Path
) -> None:
    sealed_files(meeting / "audio", 2)
    copy = SoundCopy(meeting, stick)
    copy.step()
    audio = stick / "Parks" / "audio"
    path = sorted(audio.glob("*.wav"))[0]
    path.unlink()
    writer = writer_of(meeting, 3)
    writer.write(tone(RATE, RATE).tobytes())
    assert copy.step(thorough=False).lacking == (writer.path.name,)
    assert not path.exists()
    seal(meeting, writer)
    assert copy.step(thorough=False).lacking == ()
    append_line(meeting / "audio", SessionStopped(START, 0))
    copy.step(thorough=False)
    assert (audio / CLOCK_FILE).read_bytes() == (meeting / "audio" / CLOCK_FILE).read_bytes()
    assert copy.step().repaired == (path.name,)
    assert content(audio) == content(meeting / "audio")
