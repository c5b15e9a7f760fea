"""The minutes as our writer made them, taken apart into the pieces that a template has places for."""

from dataclasses import dataclass

from minutewright.services.documents.template.places import text_of
from minutewright.services.documents.word_package import Element, WordPackage, w

_OPENING = ("MinutesOpening",)
_HEAD = ("Title", "Subtitle")
_CLOSING = ("MinutesClosing", "MinutesSignature", "MinutesSignatureTitle")
_ITEM_BOOKMARK = "minute_"


@dataclass(frozen=True, slots=True)
class MadeMinutes:
    """Paragraphs and tables of a document of ours by the marker that they stand for, its styles, lists and properties.

    `links` are addresses outside the file by the id they have in it; `status` holds the draft mark and the exempt mark, as far as this edition has them.
    """

    pieces: dict[str, list[Element]]
    status: str
    styles: Element
    numbering: Element
    properties: bytes
    folio_start: str
    links: dict[str, str]


def read_made(package: WordPackage) -> MadeMinutes:
    """Take a document of ours apart. What stands between the opening and the first item is the attendance."""
    body = package.xml(package.main).find(w("body"))
    pieces: dict[str, list[Element]] = {
        name: [] for name in ("opening", "attendance", "minutes", "signature", "transcript", "initials")
    }
    _sort([block for block in body if block.tag in (w("p"), w("tbl"))], pieces)
    status = []
    for part in package.related("header"):
        for paragraph in package.xml(part).iter(w("p")):
            if style_of(paragraph) == "MinutesMark":
                status.append(text_of(paragraph))
            elif style_of(paragraph) == "MinutesInitials":
                pieces["initials"].append(paragraph)
    start = body.find(f"{w('sectPr')}/{w('pgNumType')}")
    properties = next(
        row.target for row in package.relationships("") if row.kind.endswith("/core-properties")
    )
    return MadeMinutes(
        pieces,
        "; ".join(dict.fromkeys(status)),
        package.xml(package.related("styles")[0]),
        package.xml(package.related("numbering")[0]),
        package.read(properties),
        start.get(w("start"), "1") if start is not None else "1",
        {row.id: row.target for row in package.relationships(package.main) if row.external},
    )


def _sort(blocks: list[Element], pieces: dict[str, list[Element]]) -> None:
    here, in_items = "attendance", False
    for block in blocks:
        style = style_of(block)
        if style in _HEAD or style in _OPENING:
            pieces["opening"] += [block] if style in _OPENING else []
            continue
        if not in_items and _begins_item(block):
            here, in_items = "minutes", True
        elif style in _CLOSING:
            here = "signature"
        elif style.startswith("Transcript"):
            here = "transcript"
        pieces[here].append(block)


def style_of(block: Element) -> str:
    """The id of a paragraph's style; empty for a table or a paragraph without one."""
    found = block.find(f"{w('pPr')}/{w('pStyle')}")
    return str(found.get(w("val"))) if found is not None else ""


def _begins_item(block: Element) -> bool:
    return any(row.get(w("name"), "").startswith(_ITEM_BOOKMARK) for row in block.iter(w("bookmarkStart")))
