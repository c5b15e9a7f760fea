"""Sound made elsewhere, of every common kind, comes in whole or not at all."""

import hashlib
import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
import soundfile

from minutewright.domain.errors import Cancelled, DiskFull, FolderError, NotAudio, RecorderError
from minutewright.services.processes.filelock import FileLock
from minutewright.services.sound.clock_file import Imported, read_lines
from minutewright.services.sound.import_audio import import_audio
from minutewright.services.sound.inventory import LOCK_FILE, read_inventory
from minutewright.services.sound.timeline import SoundTimeline
from tones import START, tone

RATE = 44100


def wav_of(path: Path, seconds: float = 2.0, rate: int = RATE, channels: int = 2) -> Path:
    soundfile.write(str(path), tone(round(seconds * rate), rate, channels), rate, subtype="PCM_16")
    return path


def with_ffmpeg(source: Path, wanted: Path, *options: str) -> Path:
    ffmpeg = shutil.which("ffmpeg")
    if ffmpeg is None:
        pytest.skip("ffmpeg, which makes this kind of file, is not installed")
    subprocess.run([ffmpeg, "-v", "error", "-i", str(source), *options, str(wanted)], check=True)
    return wanted


def make(folder: Path, kind: str) -> Path:
    wav = wav_of(folder / "original.wav")
    match kind:
        case "wav":
            return wav
        case "float.wav":
            soundfile.write(str(folder / "f.wav"), tone(2 * RATE, RATE, 2) / 32768, RATE, subtype="FLOAT")
            return folder / "f.wav"
        case "flac" | "mp3" | "ogg":
            soundfile.write(str(folder / f"a.{kind}"), tone(2 * RATE, RATE, 2) / 32768, RATE)
            return folder / f"a.{kind}"
        case "video.mp4":
            picture = ("-f", "lavfi", "-i", "color=size=32x32:duration=2", "-shortest")
            return with_ffmpeg(wav, folder / kind, *picture)
        case _:
            return with_ffmpeg(wav, folder / f"a.{kind}")


def loudness_of_440(sound: np.ndarray) -> float:
    """How much of the sound's energy lies at 440 Hz."""
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound)))) ** 2
    centre = round(440 * len(sound) / 16000)
    return float(spectrum[centre - 5 : centre + 6].sum() / spectrum.sum())


@pytest.mark.parametrize(
    "kind", ["wav", "float.wav", "flac", "mp3", "ogg", "m4a", "mp4", "video.mp4", "opus", "mka"]
)
def test_every_common_kind_comes_in_with_its_sound_and_its_length(tmp_path: Path, kind: str) -> None:
    source = make(tmp_path, kind)
    folder = tmp_path / "audio"
    shares: list[float] = []
    imported = import_audio(folder, [source], started_at=START, progress=shares.append)
    (file,) = imported.files
    assert imported.notes == ()
    assert file.name.endswith("x2.flac")
    assert file.source == source.name
    assert file.sample_rate == (48000 if kind == "opus" else RATE)
    assert abs(file.length_ms - 2000) < 120  # compressed kinds pad their first and last frame
    timeline = SoundTimeline(folder, imported.files)
    sound = timeline.read(300, 1700)
    assert loudness_of_440(sound) > 0.99
    assert 0.4 < np.abs(sound).max() < 0.6
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


@pytest.mark.parametrize("kind", ["wav", "float.wav", "flac"])
def test_what_was_not_compressed_comes_in_bit_for_bit(tmp_path: Path, kind: str) -> None:
    imported = import_audio(tmp_path / "audio", [make(tmp_path, kind)], started_at=START)
    read, _ = soundfile.read(str(tmp_path / "audio" / imported.files[0].name), dtype="int16", always_2d=True)
    assert np.array_equal(read, tone(2 * RATE, RATE, 2))


def test_the_hashes_of_the_original_and_of_the_copy_are_on_record(tmp_path: Path) -> None:
    source = wav_of(tmp_path / "a.wav")
    (file,) = import_audio(tmp_path / "audio", [source], started_at=START).files
    (line,) = read_lines(tmp_path / "audio")
    assert isinstance(line, Imported)
    assert line.source_sha256 == hashlib.sha256(source.read_bytes()).hexdigest()
    assert line.source_bytes == source.stat().st_size
    assert line.sha256 == file.sha256
    assert file.sha256 == hashlib.sha256((tmp_path / "audio" / file.name).read_bytes()).hexdigest()


def test_files_follow_one_another_and_what_was_there_before(tmp_path: Path) -> None:
    folder = tmp_path / "audio"
    import_audio(folder, [wav_of(tmp_path / "a.wav", 1.0)], started_at=START)
    later = START + timedelta(hours=1, microseconds=123_456)
    sources = [wav_of(tmp_path / "b.wav", 0.5), wav_of(tmp_path / "c.wav", 0.25, 16000, 1)]
    imported = import_audio(folder, sources, started_at=later)
    assert [(file.number, file.start_ms, file.length_ms) for file in imported.files] == [
        (2, 1000, 500),
        (3, 1500, 250),
    ]
    assert imported.files[1].started_at - imported.files[0].started_at == timedelta(milliseconds=500)
    assert imported.files == read_inventory(folder).files[1:]
    assert read_inventory(folder).complete


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"Dear all, the minutes are attached.\n" * 200,
        b"%PDF-1.7\n" + bytes(range(256)) * 40,
        bytes(5000),
    ],
    ids=["empty", "text", "pdf", "zeros"],
)
@pytest.mark.parametrize("name", ["a.wav", "a.mp3", "a.m4a"])
def test_what_is_no_sound_is_refused_and_leaves_nothing(tmp_path: Path, content: bytes, name: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(NotAudio, match=name):
        import_audio(tmp_path / "audio", [tmp_path / name], started_at=START)
    assert list((tmp_path / "audio").iterdir()) == []


def test_random_bytes_are_no_sound(tmp_path: Path) -> None:
    (tmp_path / "a.mp3").write_bytes(np.random.default_rng(3).bytes(200_000))
    with pytest.raises(NotAudio):
        import_audio(tmp_path / "audio", [tmp_path / "a.mp3"], started_at=START)


def test_a_sound_file_of_no_length_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotAudio):
        import_audio(tmp_path / "audio", [wav_of(tmp_path / "a.wav", 0)], started_at=START)


def test_a_film_without_sound_is_refused(tmp_path: Path) -> None:
    wav = wav_of(tmp_path / "a.wav")
    film = with_ffmpeg(
        wav, tmp_path / "f.mp4", "-f", "lavfi", "-i", "color=size=32x32:duration=1", "-map", "1"
    )
    with pytest.raises(NotAudio):
        import_audio(tmp_path / "audio", [film], started_at=START)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotAudio, match="cannot be read"):
        import_audio(tmp_path / "audio", [tmp_path / "none.wav"], started_at=START)


def test_when_one_of_several_fails_none_is_added(tmp_path: Path) -> None:
    (tmp_path / "b.wav").write_bytes(b"nonsense")
    with pytest.raises(NotAudio):
        import_audio(tmp_path / "audio", [wav_of(tmp_path / "a.wav"), tmp_path / "b.wav"], started_at=START)
    assert list((tmp_path / "audio").iterdir()) == []


@pytest.mark.parametrize("kind", ["flac", "m4a"])
def test_of_a_damaged_file_what_can_be_read_is_added_with_a_note(tmp_path: Path, kind: str) -> None:
    wav = tmp_path / "long.wav"
    noise = np.random.default_rng(5).integers(-9000, 9000, RATE * 20, dtype=np.int16)
    soundfile.write(str(wav), noise, RATE)
    if kind == "flac":
        source = tmp_path / "a.flac"
        soundfile.write(str(source), noise, RATE)
    else:
        source = with_ffmpeg(wav, tmp_path / "a.m4a", "-movflags", "+faststart")
    data = source.read_bytes()
    source.write_bytes(data[: len(data) // 2])
    imported = import_audio(tmp_path / "audio", [source], started_at=START)
    assert 8000 < imported.files[0].length_ms < 12000
    if kind == "flac":
        assert "damaged" in imported.notes[0]


def test_cancelling_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        import_audio(
            tmp_path / "audio", [wav_of(tmp_path / "a.wav")], started_at=START, cancelled=lambda: True
        )
    assert list((tmp_path / "audio").iterdir()) == []


def test_more_channels_than_flac_holds_are_mixed(tmp_path: Path) -> None:
    (file,) = import_audio(
        tmp_path / "audio", [wav_of(tmp_path / "a.wav", channels=12)], started_at=START
    ).files
    assert file.channels == 1
    assert loudness_of_440(SoundTimeline(tmp_path / "audio", (file,)).read(0, 2000)) > 0.99


def test_nothing_is_added_while_a_recording_runs(tmp_path: Path) -> None:
    (tmp_path / "audio").mkdir()
    lock = FileLock.acquire(tmp_path / "audio" / LOCK_FILE)
    assert lock is not None
    with pytest.raises(RecorderError, match="Stop it"):
        import_audio(tmp_path / "audio", [wav_of(tmp_path / "a.wav")], started_at=START)
    lock.release()


def test_a_folder_that_cannot_be_made_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(FolderError):
        import_audio(tmp_path / "file" / "audio", [wav_of(tmp_path / "a.wav")], started_at=START)


def test_a_full_disk_leaves_the_meeting_as_it_was(small_disk: Path, tmp_path: Path) -> None:
    noise = np.random.default_rng(5).integers(-30000, 30000, RATE * 60, dtype=np.int16)
    soundfile.write(str(tmp_path / "a.wav"), noise, RATE)
    with pytest.raises(DiskFull, match="Nothing was added"):
        import_audio(small_disk / "audio", [tmp_path / "a.wav"], started_at=START)
    assert list((small_disk / "audio").iterdir()) == []
