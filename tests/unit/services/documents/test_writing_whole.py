"""A document is written whole or not at all, and the reason is told in a sentence."""

import errno
import os
from pathlib import Path
from typing import BinaryIO

import pytest

import invented
from minutewright.domain.errors import BadInput, DiskFull, FolderError
from minutewright.domain.minutes import Edition
from minutewright.services.documents.atomic import write_whole
from minutewright.services.documents.house_style import shipped_house_style
from minutewright.services.documents.word import write_minutes


def _write(out: Path) -> None:
    write_minutes(invented.record(), shipped_house_style("uk-borough"), Edition.FULL, out)


def _fails_with(number: int):
    def write(file: BinaryIO) -> None:
        file.write(b"half of it")
        raise OSError(number, os.strerror(number))

    return write


def test_a_document_replaces_an_older_one_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    out = tmp_path / "minutes.docx"
    out.write_bytes(b"older")
    _write(out)
    assert out.read_bytes()[:2] == b"PK"
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.parametrize(
    ("number", "error", "told"),
    [(errno.ENOSPC, DiskFull, "no room left"), (errno.EIO, FolderError, "was not written"), (errno.EACCES, FolderError, "open in Word")],
)  # fmt: skip
def test_when_writing_fails_the_older_document_is_untouched(
    tmp_path: Path, number: int, error: type[Exception], told: str
) -> None:
    out = tmp_path / "minutes.docx"
    out.write_bytes(b"older")
    with pytest.raises(error, match=told):
        write_whole(out, _fails_with(number))
    assert out.read_bytes() == b"older"
    assert list(tmp_path.iterdir()) == [out]


def test_a_really_full_disk_is_told_as_one(tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")

    def write(file: BinaryIO) -> None:
        with open("/dev/full", "wb", buffering=0) as full:
            full.write(b"x")

    with pytest.raises(DiskFull, match="Free some space"):
        write_whole(tmp_path / "minutes.docx", write)
    assert list(tmp_path.iterdir()) == []


def test_a_record_that_cannot_be_printed_leaves_no_file(tmp_path: Path) -> None:
    record = invented.record()
    broken = type(record)(
        record.council, record.body, record.meeting, blocks=record.blocks, items=record.items[:3]
    )
    with pytest.raises(BadInput):
        write_minutes(broken, shipped_house_style("uk-borough"), Edition.FULL, tmp_path / "minutes.docx")
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(FolderError, match="nowhere does not exist"):
        _write(tmp_path / "nowhere" / "minutes.docx")


def test_a_folder_in_the_place_of_the_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "minutes.docx").mkdir()
    with pytest.raises(FolderError, match="cannot be replaced"):
        _write(tmp_path / "minutes.docx")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_is_not_writable_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(FolderError, match="cannot be written to"):
        _write(tmp_path / "minutes.docx")
    tmp_path.chmod(0o700)


@pytest.mark.parametrize("lock", ["~$nutes.docx", ".~lock.minutes.docx#"])
def test_a_document_that_is_open_is_not_replaced(tmp_path: Path, lock: str) -> None:
    out = tmp_path / "minutes.docx"
    _write(out)
    before = out.read_bytes()
    (tmp_path / lock).write_bytes(b"")
    with pytest.raises(FolderError, match="seems to be open"):
        _write(out)
    assert out.read_bytes() == before
