"""A sound file that is whole at every moment, whatever happens to its writer."""

import errno
import os
import struct
from pathlib import Path

import numpy as np
import pytest
import soundfile

from minutewright.domain.errors import DiskFull, FolderError
from minutewright.services.sound.wav import (
    HEADER_BYTES,
    WavWriter,
    mend_header,
    read_wav_frames,
    read_wav_shape,
)
from tones import tone


def test_after_every_block_another_program_reads_all_of_it(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    samples = tone(4800, 48000, 2)
    writer = WavWriter(path, 48000, 2)
    assert soundfile.info(str(path)).frames == 0
    for block in range(1, 5):
        writer.write(samples.tobytes())
        read, rate = soundfile.read(str(path), dtype="int16", always_2d=True)
        assert (len(read), rate) == (block * 4800, 48000)
        assert np.array_equal(read, np.tile(samples, (block, 1)))
    writer.close()


def test_silence_is_written_at_its_true_length(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    writer = WavWriter(path, 16000, 1)
    writer.write(tone(100, 16000).tobytes())
    assert writer.write_silence(16000) == 16000
    writer.write(tone(50, 16000).tobytes())
    writer.close()
    read, _ = soundfile.read(str(path), dtype="int16")
    assert len(read) == 16150
    assert not read[100:16100].any()
    assert np.array_equal(read[16100:], tone(50, 16000)[:, 0])


def test_silence_stops_where_the_format_ends(tmp_path: Path) -> None:
    writer = WavWriter(tmp_path / "a.wav", 192000, 32)
    most = (0xFFFFFFFF - 44) // 64
    assert writer.write_silence(most + 5) == most
    assert writer.room == 0
    writer.close()
    assert read_wav_shape(tmp_path / "a.wav", 1, 1).frames == most


def test_sound_stops_where_a_player_may_take_the_length_for_negative(tmp_path: Path) -> None:
    writer = WavWriter(tmp_path / "a.wav", 192000, 8)
    assert 44 + (writer.room + 1) * 16 > 2**31 - 1 >= 44 + writer.room * 16
    writer.write_silence(100)
    assert 44 + (writer.room + 100) * 16 <= 2**31 - 1
    writer.close()


def test_a_file_is_never_written_over(tmp_path: Path) -> None:
    (tmp_path / "a.wav").write_bytes(b"precious")
    with pytest.raises(FolderError):
        WavWriter(tmp_path / "a.wav", 16000, 1)
    assert (tmp_path / "a.wav").read_bytes() == b"precious"


@pytest.mark.skipif(not hasattr(os, "pwrite"), reason="stands in for a POSIX system call")
def test_a_disk_that_fails_keeps_what_went_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that takes part of a block and then breaks cannot be had for a test; the system call stands in for it."""
    writer = WavWriter(tmp_path / "a.wav", 16000, 1)
    writer.write(tone(1000, 16000).tobytes())
    real, failed = os.pwrite, []

    def failing(file: int, data: memoryview, offset: int) -> int:
        if failed or offset != HEADER_BYTES + 2000:
            if offset < HEADER_BYTES:
                return real(file, data, offset)
            raise OSError(errno.EIO, "Input/output error")
        failed.append(True)
        return real(file, data[:1001], offset)

    monkeypatch.setattr(os, "pwrite", failing)
    with pytest.raises(FolderError, match="kept"):
        writer.write(tone(1000, 16000, first=1000).tobytes())
    monkeypatch.undo()
    writer.close()
    read, _ = soundfile.read(str(tmp_path / "a.wav"), dtype="int16", always_2d=True)
    assert np.array_equal(read, tone(1500, 16000))


def test_no_room_is_its_own_error(small_disk: Path) -> None:
    writer = WavWriter(small_disk / "a.wav", 48000, 2)
    second = tone(48000, 48000, 2).tobytes()
    for _ in range(5):
        writer.write(second)
    with pytest.raises(DiskFull, match="is full"):
        writer.write(second * 10)
    assert writer.frames > 5 * 48000
    assert soundfile.info(str(writer.path)).frames == writer.frames
    writer.close()


def test_a_file_with_a_blank_header_is_still_read(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    samples = tone(300, 8000, 2)
    path.write_bytes(bytes(HEADER_BYTES) + samples.tobytes() + b"\x01\x02\x03")
    shape = read_wav_shape(path, 8000, 2)
    assert shape.frames == 300
    assert np.array_equal(read_wav_frames(path, shape, 0, 1000), samples)


def test_length_is_trusted_over_a_header_that_fell_behind_and_mended(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    writer = WavWriter(path, 8000, 1)
    writer.write(tone(300, 8000).tobytes())
    writer.close()
    with path.open("ab") as file:
        file.write(tone(100, 8000, first=300).tobytes() + b"\x00")
    shape = read_wav_shape(path, 8000, 1)
    assert shape.frames == 400
    assert soundfile.info(str(path)).frames == 300
    mend_header(path, shape)
    read, _ = soundfile.read(str(path), dtype="int16", always_2d=True)
    assert np.array_equal(read, tone(400, 8000))
    assert path.stat().st_size == HEADER_BYTES + 800


def test_sound_of_another_depth_is_not_taken_for_ours(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    soundfile.write(str(path), np.zeros(10, np.float32), 8000, subtype="FLOAT")
    with pytest.raises(ValueError, match="16-bit"):
        read_wav_shape(path, 8000, 1)


def test_the_header_says_what_the_standard_asks(tmp_path: Path) -> None:
    writer = WavWriter(tmp_path / "a.wav", 44100, 2)
    writer.write(bytes(4 * 7))
    writer.close()
    head = (tmp_path / "a.wav").read_bytes()[:HEADER_BYTES]
    assert struct.unpack("<I", head[4:8])[0] == 36 + 28
    assert struct.unpack("<HHIIHH", head[20:36]) == (1, 2, 44100, 176400, 4, 16)
    assert struct.unpack("<I", head[40:44])[0] == 28
