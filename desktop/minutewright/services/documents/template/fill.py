"""Writes the minutes into a council's template: our pieces in its places, in its styles; all else as it was."""

import shutil
import zipfile
from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path
from typing import BinaryIO

from lxml import etree

from minutewright.domain.errors import BadInput
from minutewright.services.documents.atomic import write_whole
from minutewright.services.documents.template.made import MadeMinutes, read_made
from minutewright.services.documents.template.markers import BY_NAME, Place
from minutewright.services.documents.template.numbering import NumberingMap
from minutewright.services.documents.template.parts import NewParts, own_or_new
from minutewright.services.documents.template.places import Found, find_markers, paragraphs, text_parts
from minutewright.services.documents.template.pouring import Pourer
from minutewright.services.documents.template.putting import (
    put_blocks,
    put_control_blocks,
    put_control_text,
    put_texts,
    without_bookmarks,
)
from minutewright.services.documents.template.styles import StyleMap
from minutewright.services.documents.word_package import Element, WordPackage, open_word_package, w


def fill_template(
    template: Path,
    made: Path,
    values: Mapping[str, str],
    language: str,
    out: Path,
    *,
    styles: Mapping[str, str] | None = None,
) -> None:
    """Write `out` (.docx): the template with the minutes of `made`, a file of our own writer, in its places.

    values: the text for each marker within a line; `status` comes from `made`. language: a BCP 47 tag. styles: the
    council's choice, the name of one of our styles to the name of one of the template's. Parts of the template that
    hold no marker and no styles or lists are copied byte for byte.

    Raises:
        BadInput: the template cannot be used; the sentence says why and what to do.
        FolderError, DiskFull: nothing was written. What was at `out` before stays untouched in every case.
    """
    with open_word_package(template) as package, open_word_package(made) as ours:
        pieces = read_made(ours)
        filling = _Filling(package, pieces, {**values, "status": pieces.status}, language, styles or {})
        changed = filling.parts()
        write_whole(out, lambda file: _write(package, changed, file))


class _Filling:
    def __init__(
        self,
        package: WordPackage,
        made: MadeMinutes,
        values: Mapping[str, str],
        language: str,
        chosen: Mapping[str, str],
    ) -> None:
        self._package, self._made, self._values = package, made, values
        self._new = NewParts(package)
        self._roots = {part: package.xml(part) for part in text_parts(package)}
        self._body = self._roots[package.main].find(w("body"))
        styles = own_or_new(self._new, "styles", made.styles)
        numbering = own_or_new(self._new, "numbering", None)
        self._numbering = numbering
        self._styles = StyleMap(made.styles, styles, chosen)
        self._lists = NumberingMap(made.numbering, numbering, self._styles)
        own = _language_of(styles)
        self._free_bookmarks()
        self._pourer = Pourer(
            self._styles, self._lists, made.numbering, numbering,
            "" if own.casefold() == language.casefold() else language, self._highest_bookmark() + 1,
            lambda key: self._new.link_to(made.links.get(key, "")),
        )  # fmt: skip

    def parts(self) -> dict[str, bytes]:
        """Every part that is new or changed, as bytes."""
        found = [
            mark
            for part, root in self._roots.items()
            for mark in find_markers(part, root, self._package.main)
        ]
        _refuse_unusable(self._package.name, found)
        touched = {self._package.main}
        for mark in found:
            if mark.known:
                touched.add(mark.part)
        placed = {mark.name for mark in found}
        for mark in found:
            if mark.known and BY_NAME[mark.name].place is Place.PARAGRAPHS:
                self._put_blocks(mark, placed)
            elif mark.control is not None:
                put_control_text(mark.control, self._values[mark.name])
        for part, root in self._roots.items():
            for paragraph in list(paragraphs(root)):
                if put_texts(paragraph, self._values):
                    touched.add(part)
        self._put_unplaced(placed)
        self._folio()
        self._finish()
        for part in touched:
            self._new.change(part, self._roots[part])
        self._new.as_document()
        self._new.put_properties(self._made.properties)
        return self._new.bytes()

    def _put_blocks(self, mark: Found, placed: set[str]) -> None:
        pieces = self._made.pieces
        if mark.name == "initials":
            blocks = self._pourer.initials(pieces["initials"], _text_width(self._body))
        else:
            names = [mark.name]
            if mark.name == "minutes":
                names = [name for name in ("attendance",) if name not in placed] + names
                names += [name for name in ("signature",) if name not in placed]
            blocks = [block for name in names for block in self._pourer.poured(pieces[name])]
        if mark.is_copy:
            without_bookmarks(blocks)
        if mark.control is not None:
            put_control_blocks(mark.control, blocks)
        elif mark.paragraph is not None:
            put_blocks(mark.paragraph, blocks)

    def _put_unplaced(self, placed: set[str]) -> None:
        if "status" not in placed and self._made.status:
            mark = etree.fromstring(
                f'<w:p xmlns:w="{w("p")[1:-2]}"><w:pPr><w:pStyle w:val="MinutesMark"/></w:pPr></w:p>'
            )
            run = etree.SubElement(mark, w("r"))
            etree.SubElement(run, w("t")).text = self._made.status
            self._body.insert(0, self._pourer.poured([mark])[0])
        if "transcript" not in placed:
            end = self._body.findall(w("sectPr"))
            for block in self._pourer.poured(self._made.pieces["transcript"]):
                if end:
                    end[-1].addprevious(block)
                else:
                    self._body.append(block)

    def _folio(self) -> None:
        section = next(self._body.iter(w("sectPr")), None)
        if section is None or self._made.folio_start == "1":
            return
        number = section.find(w("pgNumType"))
        if number is None:
            number = section.makeelement(w("pgNumType"))
            after = [row for row in section if row.tag in {w(tag) for tag in _BEFORE_PAGE_NUMBER}]
            section.insert(section.index(after[-1]) + 1 if after else 0, number)
        number.set(w("start"), self._made.folio_start)

    def _finish(self) -> None:
        for style in self._styles.copied_styles():
            self._pourer.copied_style(style)
        self._styles.finish()
        self._lists.finish()
        # Word 2010 reads its styles from a part of their own.
        effects = self._new.own("stylesWithEffects")
        if effects is not None:
            known = {row.get(w("styleId")) for row in effects.findall(w("style"))}
            effects.extend(
                deepcopy(row) for row in self._styles.copied_styles() if row.get(w("styleId")) not in known
            )

    def _highest_bookmark(self) -> int:
        ids = [row.get(w("id"), "") for root in self._roots.values() for row in root.iter(w("bookmarkStart"))]
        return max([0, *(int(value) for value in ids if value.isdecimal())])

    def _free_bookmarks(self) -> None:
        """A template made of an earlier export may still hold its bookmarks; ours are the ones that count."""
        ours = {
            row.get(w("name")) for blocks in self._made.pieces.values() for block in blocks
            for row in block.iter(w("bookmarkStart"))
        }  # fmt: skip
        for root in self._roots.values():
            old = {row.get(w("id")) for row in root.iter(w("bookmarkStart")) if row.get(w("name")) in ours}
            for row in [*root.iter(w("bookmarkStart"), w("bookmarkEnd"))]:
                if row.get(w("id")) in old:
                    row.getparent().remove(row)


_BEFORE_PAGE_NUMBER = (
    "headerReference", "footerReference", "footnotePr", "endnotePr", "type", "pgSz", "pgMar", "paperSrc", "pgBorders",
    "lnNumType",
)  # fmt: skip


def _refuse_unusable(name: str, found: list[Found]) -> None:
    if not any(mark.name == "minutes" for mark in found):
        raise BadInput(
            f"“{name}” has no [[minutes]], so there is no place for the minutes. "
            "Type [[minutes]] on a line of its own in the template, save it, and choose it again."
        )
    trouble = next((mark.trouble for mark in found if mark.trouble), "")
    if trouble:
        raise BadInput(f"“{name}” cannot be used yet: {trouble}")
    for once in ("minutes", "attendance", "signature", "transcript", "opening"):
        if sum(mark.name == once and not mark.is_copy for mark in found) > 1:
            raise BadInput(f"“{name}” holds [[{once}]] more than once. Leave one of them in the template.")


def _language_of(styles: Element) -> str:
    row = styles.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}/{w('lang')}")
    return str(row.get(w("val"), "")) if row is not None else ""


def _text_width(body: Element) -> int:
    """Twips between the margins of the first section; those of A4 with an inch where it does not say."""
    section = next(body.iter(w("sectPr")), None)
    size = section.find(w("pgSz")) if section is not None else None
    margin = section.find(w("pgMar")) if section is not None else None
    values = [
        row.get(w(name), "") if row is not None else ""
        for row, name in ((size, "w"), (margin, "left"), (margin, "right"))
    ]
    wide, left, right = (
        int(value) if value.isdecimal() else given
        for value, given in zip(values, (11906, 1440, 1440), strict=True)
    )
    return max(0, wide - left - right)


def _write(package: WordPackage, changed: Mapping[str, bytes], file: BinaryIO) -> None:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as out:
        for info in package.archive.infolist():
            if info.is_dir():
                continue
            kept = zipfile.ZipInfo(info.filename, info.date_time)
            kept.compress_type = info.compress_type
            if info.filename in changed:
                out.writestr(kept, changed[info.filename])
            else:
                with package.archive.open(info) as source, out.open(kept, "w") as target:
                    shutil.copyfileobj(source, target)
        for part, data in changed.items():
            if part not in package.parts:
                out.writestr(part, data)
