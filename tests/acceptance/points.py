"""What the sixty points are checked on: the reference and the invented meetings, written once, and looked into."""

import re
import zipfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from make_goldens import build, write
from openxml_audit import OpenXmlValidator
from rebuild_reference import BLOCKS, build_record

from libreoffice import paragraphs_of, pdf_of, pdf_text
from minutewright.domain.minutes import Edition
from minutewright.domain.record import MeetingRecord
from minutewright.services.documents.house_style import shipped_house_style
from minutewright.services.documents.word import write_minutes


@dataclass(frozen=True)
class Written:
    """A Word file taken apart."""

    path: Path
    record: MeetingRecord

    @cached_property
    def parts(self) -> dict[str, str]:
        with zipfile.ZipFile(self.path) as package:
            return {name: package.read(name).decode("utf-8", "replace") for name in package.namelist()}

    @cached_property
    def document(self) -> Any:
        return Document(str(self.path))

    @cached_property
    def paragraphs(self) -> list[Any]:
        return list(self.document.paragraphs)

    def texts(self, style: str) -> list[str]:
        return [row.text for row in self.paragraphs if row.style.name == style]

    def style(self, style_id: str) -> Any:
        return self.document.styles.element.xpath(f"w:style[@w:styleId='{style_id}']")[0]

    def lists(self, style: str) -> list[str]:
        """The list of each paragraph in a style."""
        rows = (row._p.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}") for row in self.paragraphs
                if row.style.name == style)  # fmt: skip
        return ["" if row is None else row.get(qn("w:val")) for row in rows]

    def under(self, title: str) -> list[Any]:
        """The paragraphs under the item whose heading has these words."""
        places = [
            at
            for at, row in enumerate(self.paragraphs)
            if row.style.name in ("Heading 1", "Minutes Sub-item")
        ]
        start = next(at for at in places if title.casefold() in self.paragraphs[at].text.casefold())
        end = next((at for at in places if at > start), len(self.paragraphs))
        return self.paragraphs[start + 1 : end]

    @cached_property
    def header(self) -> str:
        return "\n".join(row.text for row in self.document.sections[0].header.paragraphs)

    @cached_property
    def printed(self) -> list[str]:
        lines = (re.sub(r"\s+", " ", line).strip() for line in paragraphs_of(self.path, self.path.parent))
        return [line for line in lines if line]

    @cached_property
    def pages(self) -> list[str]:
        return pdf_text(pdf_of(self.path, self.path.parent), "-layout").split("\f")[:-1]

    def findings(self) -> list[str]:
        return [str(error) for error in OpenXmlValidator().validate(str(self.path)).errors]


class Meetings:
    """The fixtures, each built when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made: dict[str, Written] = {}

    @property
    def reference(self) -> Written:
        if not BLOCKS.is_file():
            pytest.skip("the reference minutes are not beside the checkout")
        if "reference" not in self._made:
            record = build_record()
            self._made["reference"] = self.written(record, "uk-borough", "reference")
        return self._made["reference"]

    @property
    def parish(self) -> Written:
        return self._case("parish-full")

    @property
    def parish_public(self) -> Written:
        return self._case("parish-public")

    @property
    def borough(self) -> Written:
        return self._case("parish-in-borough-style")

    @property
    def city(self) -> Written:
        return self._case("city-public")

    def written(
        self, record: MeetingRecord, style: str, name: str, edition: Edition = Edition.FULL, **options: bool
    ) -> Written:
        out = self._folder / f"{name}.docx"
        write_minutes(record, shipped_house_style(style), edition, out, **options)
        return Written(out, record)

    def _case(self, name: str) -> Written:
        if name not in self._made:
            record = build(name, self._folder)
            self._made[name] = Written(write(name, record, self._folder), record)
        return self._made[name]
