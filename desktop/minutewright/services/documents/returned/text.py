"""The paragraphs of a Word file with everything in them: tracked changes, content controls, fields, comments.

Word keeps an insertion beside the text and a deletion within it; a reader that takes only the plain runs loses both.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from minutewright.services.documents.word_package import Element, w

_INSERTED, _DELETED = ("ins", "moveTo"), ("del", "moveFrom")
_WITHIN = ("hyperlink", "smartTag", "customXml", "fldSimple", "sdt", "sdtContent", "dir", "bdo")
_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
_OFF = ("0", "false", "off", "none")


@dataclass(frozen=True, slots=True)
class Hand:
    """Who made a tracked change, and when, as far as the file says."""

    name: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class TextPiece:
    """Text of one look in a paragraph; `ref` is the bookmark that a REF field points to.

    `inserted` and `deleted` name whose tracked change it is.
    """

    text: str
    bold: bool = False
    italic: bool = False
    ref: str = ""
    inserted: Hand | None = None
    deleted: Hand | None = None


@dataclass(slots=True)
class TextParagraph:
    """A paragraph: its pieces, the bookmarks that begin in it, the comments on it, the name of its style.

    `mark_inserted` and `mark_deleted`: its end was tracked as put in or taken out, which splits or joins paragraphs.
    """

    style: str
    pieces: list[TextPiece] = field(default_factory=list)
    bookmarks: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    mark_inserted: Hand | None = None
    mark_deleted: Hand | None = None


class TextReader:
    """Reads the paragraphs of one part. `commented` gathers the words that each comment stands on."""

    def __init__(self, style_names: dict[str, str]) -> None:
        self._style_names = style_names
        self.commented: dict[str, str] = {}
        self._open_comments: set[str] = set()

    def paragraphs(self, root: Element) -> Iterator[TextParagraph]:
        """Every paragraph in order, also those in tables and content controls; not those in text boxes."""
        for element in root.iter(w("p")):
            if not any(parent.tag == w("txbxContent") for parent in element.iterancestors()):
                yield self._paragraph(element)

    def _paragraph(self, element: Element) -> TextParagraph:
        properties = element.find(w("pPr"))
        named = properties.find(w("pStyle")) if properties is not None else None
        style_id = named.get(w("val")) if named is not None else ""
        made = TextParagraph(self._style_names.get(style_id, style_id))
        mark = properties.find(w("rPr")) if properties is not None else None
        if mark is not None:
            made.mark_inserted = _hand(
                next((row for tag in _INSERTED if (row := mark.find(w(tag))) is not None), None)
            )
            made.mark_deleted = _hand(
                next((row for tag in _DELETED if (row := mark.find(w(tag))) is not None), None)
            )
        # Bookmarks and comments may begin between two paragraphs, before the one they are about.
        before = element.getprevious()
        while before is not None and before.tag in (
            w("bookmarkStart"),
            w("commentRangeStart"),
            w("bookmarkEnd"),
        ):
            self._mark(made, before)
            before = before.getprevious()
        _Walk(self, made).over(element, None, None)
        return made

    def _mark(self, made: TextParagraph, row: Element) -> None:
        key = row.get(w("id"), "")
        if row.tag == w("bookmarkStart"):
            made.bookmarks.append(row.get(w("name"), ""))
        elif row.tag == w("commentRangeStart"):
            self._open_comments.add(key)
            made.comments.append(key)
        elif row.tag == w("commentRangeEnd"):
            self._open_comments.discard(key)
        elif row.tag == w("commentReference") and key not in made.comments and key not in self.commented:
            made.comments.append(key)

    def _said(self, text: str) -> None:
        for key in self._open_comments:
            self.commented[key] = self.commented.get(key, "") + text


class _Walk:
    """One paragraph, run by run; remembers the field it is in."""

    def __init__(self, reader: TextReader, made: TextParagraph) -> None:
        self._reader, self._made = reader, made
        self._fields: list[tuple[str, bool]] = []  # instruction so far, and whether its result has begun

    def over(
        self, parent: Element, inserted: Hand | None, deleted: Hand | None, ref: str | None = None
    ) -> None:
        for row in parent:
            tag = row.tag.rpartition("}")[2] if isinstance(row.tag, str) else ""
            if tag == "r":
                self._run(row, inserted, deleted, ref)
            elif tag in _INSERTED:
                self.over(row, _hand(row), deleted, ref)
            elif tag in _DELETED:
                self.over(row, inserted, _hand(row), ref)
            elif tag == "fldSimple":
                self.over(row, inserted, deleted, _ref_of(row.get(w("instr"), "")))
            elif tag in _WITHIN:
                self.over(row, inserted, deleted, ref)
            elif tag in ("bookmarkStart", "commentRangeStart", "commentRangeEnd"):
                self._reader._mark(self._made, row)

    def _run(self, run: Element, inserted: Hand | None, deleted: Hand | None, ref: str | None) -> None:
        look = run.find(w("rPr"))
        for child in run:
            tag = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else ""
            if tag == "fldChar":
                self._field(child.get(w("fldCharType"), ""))
            elif tag == "instrText" and self._fields:
                self._fields[-1] = (self._fields[-1][0] + (child.text or ""), self._fields[-1][1])
            elif tag == "commentReference":
                self._reader._mark(self._made, child)
            elif text := _text(tag, child):
                self._say(text, look, inserted, deleted, ref)

    def _say(
        self, text: str, look: Element | None, inserted: Hand | None, deleted: Hand | None, ref: str | None
    ) -> None:
        if self._fields:
            instruction, shown = self._fields[-1]
            if not shown:
                return
            ref = _ref_of(instruction)
        if ref == "PAGE":
            return
        if deleted is None:
            self._reader._said(text)
        self._made.pieces.append(
            TextPiece(text, _is_on(look, "b"), _is_on(look, "i"), ref or "", inserted, deleted)
        )

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(("", False))
        elif kind == "separate" and self._fields:
            self._fields[-1] = (self._fields[-1][0], True)
        elif kind == "end" and self._fields:
            self._fields.pop()


def _text(tag: str, child: Element) -> str:
    if tag in ("t", "delText"):
        return child.text or ""
    if tag == "br" and child.get(w("type")) in ("page", "column"):
        return ""
    return _BREAKS.get(tag, "")


def _ref_of(instruction: str) -> str:
    """The bookmark that a field points to; `PAGE` for a number that the page decides; empty for any other field."""
    words = instruction.split()
    if not words:
        return ""
    if words[0].upper() in ("PAGE", "NUMPAGES", "SECTIONPAGES"):
        return "PAGE"
    return words[1] if words[0].upper() in ("REF", "PAGEREF") and len(words) > 1 else ""


def _hand(row: Element | None) -> Hand | None:
    if row is None:
        return None
    return Hand(row.get(w("author"), ""), moment(row.get(w("date"), "")))


def moment(written: str) -> datetime | None:
    """A time as Word writes it; None where it is none."""
    try:
        return datetime.fromisoformat(written).astimezone() if written else None
    except ValueError:
        return None


def _is_on(look: Element | None, tag: str) -> bool:
    row = look.find(w(tag)) if look is not None else None
    return row is not None and row.get(w("val"), "1") not in _OFF
