"""Files that are no templates, or are made to do harm: each gets one plain sentence, and little memory."""

import struct
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import templates

from minutewright.domain.errors import BadInput
from minutewright.services.documents.template.check import check_template

ENTITIES = b"""<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p>
</w:body></w:document>"""
LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:body><w:p><w:r><w:t>&c;</w:t></w:r></w:p></w:body></w:document>"""


def good(folder: Path) -> Path:
    return templates.plain_template(folder / "good.docx", "[[minutes]]")


def corrupt(folder: Path) -> Path:
    data = bytearray(good(folder).read_bytes())
    data[len(data) // 3 : len(data) // 3 + 400] = b"\x00" * 400
    out = folder / "corrupt.docx"
    out.write_bytes(data)
    return out


def cut_short(folder: Path) -> Path:
    out = folder / "short.docx"
    out.write_bytes(good(folder).read_bytes()[:5000])
    return out


def with_macros(folder: Path) -> Path:
    return templates.edited(
        good(folder), folder / "macros.docx", word__vbaProject_dot_bin=b"\xd0\xcf\x11\xe0 macros"
    )


def macro_type(folder: Path) -> Path:
    kind = b"application/vnd.ms-word.document.macroEnabled.main+xml"
    old = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return templates.edited(
        good(folder),
        folder / "macros.docm",
        **{"[Content_Types]_dot_xml": lambda data: data.replace(old, kind)},
    )


def bomb(folder: Path) -> Path:
    """300 MB of nothing in a few hundred kilobytes."""
    out = templates.edited(good(folder), folder / "bomb.docx")
    with (
        zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as file,
        file.open("word/media/big.bin", "w", force_zip64=True) as part,
    ):
        for _ in range(300):
            part.write(b"\x00" * 2**20)
    return out


def large_text(folder: Path) -> Path:
    """60 MB of document part."""
    return templates.edited(
        good(folder), folder / "large.docx",
        word__document_dot_xml=lambda data: data.replace(b"</w:body>", b"<!--" + b"a" * (60 * 2**20) + b"--></w:body>"),
    )  # fmt: skip


def entities(folder: Path) -> Path:
    return templates.edited(good(folder), folder / "entities.docx", word__document_dot_xml=ENTITIES)


def laughs(folder: Path) -> Path:
    return templates.edited(good(folder), folder / "laughs.docx", word__document_dot_xml=LAUGHS)


def outside(folder: Path) -> Path:
    out = templates.edited(good(folder), folder / "outside.docx")
    with zipfile.ZipFile(out, "a") as file:
        file.writestr("../../evil.txt", "out")
    return out


def twice(folder: Path) -> Path:
    out = templates.edited(good(folder), folder / "twice.docx")
    with zipfile.ZipFile(out, "a") as file:
        file.writestr("word/Document.xml", "again")
    return out


def no_document(folder: Path) -> Path:
    return templates.edited(good(folder), folder / "none.docx", word__document_dot_xml=None)


def protected(folder: Path) -> Path:
    out = folder / "protected.docx"
    out.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(900) + "EncryptedPackage".encode("utf-16-le") + bytes(900)
    )
    return out


def old_word(folder: Path) -> Path:
    out = folder / "old.doc"
    out.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000))
    return out


def zip_password(folder: Path) -> Path:
    """Every entry is marked as encrypted, as zip programs do."""
    data = bytearray(good(folder).read_bytes())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            flags = struct.unpack_from("<H", data, at + place)[0]
            struct.pack_into("<H", data, at + place, flags | 1)
            at = data.find(mark, at + 4)
    out = folder / "locked.docx"
    out.write_bytes(data)
    return out


def picture(folder: Path) -> Path:
    out = folder / "picture.docx"
    out.write_bytes(templates.PIXEL)
    return out


def empty(folder: Path) -> Path:
    out = folder / "empty.docx"
    out.write_bytes(b"")
    return out


def other_zip(folder: Path) -> Path:
    out = folder / "other.docx"
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("readme.txt", "no document")
    return out


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (corrupt, "damaged"), (cut_short, "damaged"), (with_macros, "macros"), (macro_type, "macros"),
        (bomb, "would take 3.. MB when unpacked"), (large_text, "holds a part of 60 MB"),
        (entities, "was not written by a word processor"), (laughs, "was not written by a word processor"),
        (outside, "outside itself"), (twice, "twice"), (no_document, "holds no Word document"),
        (protected, "protected by a password"), (old_word, "old form"), (zip_password, "protected by a password"),
        (picture, "not a Word file"), (empty, "not a Word file"), (other_zip, "no Word file"),
    ],
)  # fmt: skip
def test_each_hostile_file_is_refused_with_one_plain_sentence(
    tmp_path: Path, make: Callable[[Path], Path], said: str
) -> None:
    path = make(tmp_path)
    with pytest.raises(BadInput, match=said) as refused:
        check_template(path)
    sentence = str(refused.value)
    assert sentence.startswith(f"“{path.name}”")
    assert len(sentence) < 250
    assert "\n" not in sentence


def test_a_zip_bomb_is_refused_before_anything_of_it_is_unpacked(tmp_path: Path) -> None:
    path = bomb(tmp_path)
    tracemalloc.start()
    try:
        with pytest.raises(BadInput):
            check_template(path)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 5 * 2**20


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be read"):
        check_template(tmp_path / "gone.docx")
