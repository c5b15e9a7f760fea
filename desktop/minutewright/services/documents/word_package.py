"""Opens a Word file that somebody else made: whole, harmless and of bounded size, or refused with one plain sentence."""

import posixpath
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from minutewright.domain.errors import BadInput

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
CONTENT_TYPES = "[Content_Types].xml"
OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
# Strict Open XML (ISO 29500) names the same things differently; Word saves it only where it is asked to.
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"

MAX_FILE = 60 * 1024 * 1024  # bytes of the file as it lies on the disk
MAX_WHOLE = 200 * 1024 * 1024  # bytes of all parts, unpacked
MAX_XML = 40 * 1024 * 1024  # bytes of one XML part, unpacked
MAX_PARTS = 4000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MACROS = ("vbaproject.bin", "vbadata.xml")

Element = Any  # lxml has no types of its own


def w(tag: str) -> str:
    """The full name of an element or attribute of WordprocessingML."""
    return f"{{{W}}}{tag}"


@dataclass(frozen=True, slots=True)
class Relationship:
    """One link from a part to another; `target` is the other part's name, or an address where it is `external`."""

    id: str
    kind: str
    target: str
    external: bool


class WordPackage:
    """A Word file open for reading. Use `open_word_package`."""

    def __init__(self, name: str, archive: zipfile.ZipFile) -> None:
        self.name = name
        self.archive = archive
        self.parts = {info.filename: info for info in archive.infolist() if not info.is_dir()}
        self.types = self.xml(CONTENT_TYPES)
        self.main = self._main_part()

    def read(self, part: str) -> bytes:
        """The bytes of an XML part.

        Raises:
            BadInput: it is missing, too large or damaged.
        """
        info = self.parts.get(part)
        if info is None:
            raise _refused(self.name, f"is damaged: its part “{part}” is missing", "Save it in Word again.")
        if info.file_size > MAX_XML:
            raise _refused(
                self.name, f"holds a part of {info.file_size // 2**20} MB (“{part}”)", "Use a smaller one."
            )
        try:
            return self.archive.read(info)
        except (
            zipfile.BadZipFile,
            EOFError,
            OSError,
            ValueError,
            NotImplementedError,
            RuntimeError,
        ) as error:
            raise _damaged(self.name) from error
        except Exception as error:  # zlib.error and lzma.LZMAError have no common root but Exception
            raise _damaged(self.name) from error

    def xml(self, part: str) -> Element:
        """The root element of an XML part. Nothing outside the part is read, and no entity is filled in.

        Raises:
            BadInput: it is missing, damaged, or declares entities, which no word processor writes.
        """
        data = self.read(part)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise _refused(
                self.name, f"is damaged: “{part}” cannot be read", "Save it in Word again."
            ) from error
        if root.getroottree().docinfo.doctype:
            raise _refused(
                self.name,
                f"was not written by a word processor: “{part}” asks for other files to be read into it",
                "Nothing was read. Ask where the file comes from.",
            )
        return root

    def relationships(self, part: str) -> tuple[Relationship, ...]:
        """What a part links to, in order; nothing where it links to nothing."""
        name = relationships_part(part)
        if name not in self.parts:
            return ()
        folder = posixpath.dirname(part)
        found = []
        for row in self.xml(name).iter(f"{{{RELATIONSHIPS}}}Relationship"):
            external = row.get("TargetMode") == "External"
            target = row.get("Target") or ""
            if not external:
                target = (
                    posixpath.normpath(posixpath.join(folder, target)) if target[:1] != "/" else target[1:]
                )
            found.append(Relationship(row.get("Id") or "", row.get("Type") or "", target, external))
        return tuple(found)

    def related(self, kind: str) -> tuple[str, ...]:
        """The parts of one kind (`header`, `styles`) that the main part links to and that are there."""
        return tuple(
            row.target
            for row in self.relationships(self.main)
            if row.kind.rpartition("/")[2] == kind and not row.external and row.target in self.parts
        )

    def type_of(self, part: str) -> str:
        """The content type that the file declares for a part; empty if it declares none."""
        ending = part.rpartition(".")[2].casefold()
        default = ""
        for row in self.types:
            if row.get("PartName", "").lstrip("/") == part:
                return str(row.get("ContentType", ""))
            if row.get("Extension", "").casefold() == ending:
                default = str(row.get("ContentType", ""))
        return default

    def _main_part(self) -> str:
        kinds = [row for row in self.relationships("") if row.kind.endswith("/officeDocument")]
        if not kinds or kinds[0].external or kinds[0].target not in self.parts:
            raise _refused(
                self.name, "holds no Word document", "Open it in Word and save it as .docx, then choose that."
            )
        return kinds[0].target


@contextmanager
def open_word_package(path: Path) -> Iterator[WordPackage]:
    """A .docx or .dotx open for reading.

    Sizes are judged by what the file declares before anything is unpacked, so that a small file cannot grow in memory.

    Raises:
        BadInput: it cannot be read, is no Word file, is protected by a password, is damaged, is too large, holds
            macros, or names parts outside itself. The sentence says which.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(8)
            if head == _OLE:
                raise _old_form(path.name, file.read(MAX_FILE))
    except OSError as error:
        raise BadInput(f"“{path.name}” cannot be read: {error.strerror or error}.") from error
    if size > MAX_FILE:
        raise _refused(
            path.name, f"is too large ({size // 2**20} MB)", "Use pictures of a smaller size in it."
        )
    if head[:2] != b"PK":
        raise _refused(path.name, "is not a Word file", "Choose a .docx or .dotx file.")
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        raise _damaged(path.name) from error
    with archive:
        _refuse_harmful(path.name, archive)
        package = WordPackage(path.name, archive)
        _refuse_macros(path.name, package)
        if _STRICT in package.read(package.main)[:4000]:
            raise _refused(
                path.name,
                "is saved as “Strict Open XML Document”",
                "Save it in Word as “Word Document (.docx)”.",
            )
        yield package


def relationships_part(part: str) -> str:
    """Where a part's links are; the empty name stands for the whole file."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _refuse_harmful(name: str, archive: zipfile.ZipFile) -> None:
    infos = archive.infolist()
    if len(infos) > MAX_PARTS:
        raise _refused(name, f"holds {len(infos)} parts, which no Word file does", "It was not read.")
    seen: set[str] = set()
    for info in infos:
        part = info.filename
        if (
            part.startswith(("/", "\\"))
            or "\\" in part
            or ".." in part.split("/")
            or ":" in part.split("/")[0]
        ):
            raise _refused(
                name,
                "names a part outside itself, which can be an attack",
                "It was not read. Ask where it is from.",
            )
        if part.casefold() in seen:
            raise _refused(name, f"holds the part “{part}” twice", "It was not read. Save it in Word again.")
        seen.add(part.casefold())
        if info.flag_bits & 1:
            raise _refused(name, "is protected by a password", "Take the password off in Word and try again.")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise _damaged(name)
    whole = sum(info.file_size for info in infos)
    if whole > MAX_WHOLE:
        raise _refused(
            name, f"would take {whole // 2**20} MB when unpacked", "It was not read. Use a smaller one."
        )
    if CONTENT_TYPES.casefold() not in seen or "_rels/.rels" not in seen:
        raise _refused(
            name, "is no Word file, although it is packed like one", "Choose a .docx or .dotx file."
        )


def _refuse_macros(name: str, package: WordPackage) -> None:
    parts = [part.casefold() for part in package.parts]
    types = " ".join(row.get("ContentType", "") for row in package.types).casefold()
    holds = any(part.endswith(_MACROS) or "/activex/" in part for part in parts)
    if holds or "macroenabled" in types or "vbaproject" in types:
        raise _refused(
            name,
            "holds macros (small programs)",
            "Minutewright does not use such files. Save it in Word without macros, as .docx or .dotx.",
        )


def _old_form(name: str, rest: bytes) -> BadInput:
    if _ENCRYPTED in rest:
        return _refused(name, "is protected by a password", "Take the password off in Word and try again.")
    return _refused(name, "is in Word’s old form (.doc)", "Open it in Word and save it as .docx.")


def _damaged(name: str) -> BadInput:
    return _refused(name, "is damaged and cannot be unpacked", "Get it again, or save it in Word again.")


def _refused(name: str, what: str, advice: str) -> BadInput:
    return BadInput(f"“{name}” {what}. {advice}")
