"""The parts of a template that change or come new, with what the package must say of them."""

import posixpath

from lxml import etree

from minutewright.services.documents.word_package import (
    CONTENT_TYPES,
    OFFICE,
    RELATIONSHIPS,
    TYPES,
    Element,
    WordPackage,
    relationships_part,
    w,
)

_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_MAIN_TYPE = f"{OFFICE}.document.main+xml"


class NewParts:
    """Gathers what is to be written instead of, or beside, the parts of a package."""

    def __init__(self, package: WordPackage) -> None:
        self._package = package
        self._roots: dict[str, Element] = {}
        self._bytes: dict[str, bytes] = {}

    def own(self, kind: str) -> Element | None:
        """The package's own part of a kind (`styles`), to be changed; None if it has none."""
        found = self._package.related(kind)
        if not found:
            return None
        if found[0] not in self._roots:
            self._roots[found[0]] = self._package.xml(found[0])
        return self._roots[found[0]]

    def add(self, kind: str, root: Element) -> None:
        """A part that the package lacks, linked from its main part."""
        folder = posixpath.dirname(self._package.main)
        name = posixpath.join(folder, f"{kind}.xml")
        number = 1
        while name in self._package.parts:
            number += 1
            name = posixpath.join(folder, f"{kind}{number}.xml")
        self._roots[name] = root
        self._link(self._package.main, f"{_LINK}/{kind}", posixpath.basename(name))
        self._declare(name, f"{OFFICE}.{kind}+xml")

    def change(self, part: str, root: Element) -> None:
        """A part that is to be written anew."""
        self._roots[part] = root

    def link_to(self, address: str) -> str:
        """The id of a link from the main part to somewhere outside the file."""
        return self._link(self._package.main, f"{_LINK}/hyperlink", address, outside=True)

    def as_document(self) -> None:
        """A template (.dotx) becomes a document: the one word by which Word tells them apart."""
        if self._package.type_of(self._package.main) != _MAIN_TYPE:
            types = self._types()
            for row in types.iter(f"{{{TYPES}}}Override"):
                if row.get("PartName", "").lstrip("/") == self._package.main:
                    row.set("ContentType", _MAIN_TYPE)
                    return
            self._declare(self._package.main, _MAIN_TYPE)

    def put_properties(self, data: bytes) -> None:
        """Title, author, language and state are those of the minutes, not of the template."""
        links = self._package.relationships("")
        name = next((row.target for row in links if row.kind.endswith("/core-properties")), "")
        if name not in self._package.parts:
            name = "docProps/core.xml"
            self._link("", _CORE, name)
            self._declare(name, _CORE_TYPE)
        self._bytes[name] = data

    def bytes(self) -> dict[str, bytes]:
        """Every part, written."""
        written = {
            part: etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            for part, root in self._roots.items()
        }
        return written | self._bytes

    def _types(self) -> Element:
        return self._roots.setdefault(CONTENT_TYPES, self._package.types)

    def _declare(self, part: str, kind: str) -> None:
        row = etree.SubElement(self._types(), f"{{{TYPES}}}Override")
        row.set("PartName", f"/{part}")
        row.set("ContentType", kind)

    def _link(self, part: str, kind: str, target: str, *, outside: bool = False) -> str:
        name = relationships_part(part)
        if name not in self._roots:
            has = name in self._package.parts
            self._roots[name] = (
                self._package.xml(name)
                if has
                else etree.Element(f"{{{RELATIONSHIPS}}}Relationships", nsmap={None: RELATIONSHIPS})
            )
        root = self._roots[name]
        taken = {row.get("Id") for row in root}
        number = len(taken) + 1
        while f"rId{number}" in taken:
            number += 1
        row = etree.SubElement(root, f"{{{RELATIONSHIPS}}}Relationship")
        row.set("Id", f"rId{number}")
        row.set("Type", kind)
        row.set("Target", target)
        if outside:
            row.set("TargetMode", "External")
        return f"rId{number}"


def own_or_new(parts: NewParts, kind: str, like: Element | None) -> Element:
    """The package's part of a kind, or a new one: without `like` an empty one, else one with its defaults."""
    found = parts.own(kind)
    if found is not None:
        return found
    root = etree.Element(w(kind), nsmap={"w": w("p")[1:-2]})
    if like is not None:
        for row in like:
            if row.tag != w("style"):
                root.append(etree.fromstring(etree.tostring(row)))
    parts.add(kind, root)
    return root
