"""A written .docx taken apart, for tests that look inside it."""

import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from lxml import etree
from openxml_audit import OpenXmlValidator

WriteMinutes = Callable[..., Path]


@dataclass(frozen=True)
class Package:
    path: Path

    @cached_property
    def parts(self) -> dict[str, bytes]:
        with zipfile.ZipFile(self.path) as package:
            return {name: package.read(name) for name in package.namelist()}

    @cached_property
    def document(self) -> Any:
        return Document(str(self.path))

    @property
    def paragraphs(self) -> list[Any]:
        return list(self.document.paragraphs)

    def in_style(self, name: str) -> list[str]:
        return [paragraph.text for paragraph in self.paragraphs if paragraph.style.name == name]

    def list_of(self, paragraph: Any) -> str | None:
        found = paragraph._p.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")
        return None if found is None else found.get(qn("w:val"))

    def findings(self) -> list[str]:
        """What the audit finds; none means that Word opens it without a repair."""
        return [str(error) for error in OpenXmlValidator().validate(str(self.path)).errors]

    def everything(self) -> str:
        """All text of all parts, tags and attributes included; text split over runs is also there joined."""
        texts = []
        for data in self.parts.values():
            raw = data.decode("utf-8", errors="replace")
            texts += [raw, "".join(etree.fromstring(data).itertext()) if raw.lstrip().startswith("<") else ""]
        return "\n".join(texts)
