"""*Check my template*: which markers it has, lacks and misspells, and whose styles the minutes will take."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from minutewright.services.documents.template.markers import (
    BY_NAME,
    MARKERS,
    Marker,
    Need,
    mistyped_in,
    suggestion,
)
from minutewright.services.documents.template.places import (
    Found,
    find_markers,
    paragraphs,
    text_of,
    text_parts,
)
from minutewright.services.documents.template.styles import MappedStyle, StyleMap, paragraph_style_names
from minutewright.services.documents.word_package import Element, WordPackage, open_word_package, w
from minutewright.services.resources import resource

_ONCE = ("minutes", "attendance", "signature", "transcript", "opening")
_PRINTING = (
    "MinutesOpening", "MinutesAttendance", "MinutesAttendanceContinued", "MinutesAttendanceGroup",
    "MinutesAttendanceSentence", "Heading1", "MinutesSubItem", "Heading2", "MinutesBody", "MinutesBullet",
    "MinutesBullet2", "MinutesLettered", "MinutesLettered2", "MinutesMotion", "MinutesVote", "MinutesResolved",
    "MinutesResolution", "MinutesResolutionSingle", "MinutesNote", "MinutesAction", "MinutesExempt", "MinutesClosing",
    "MinutesSignature", "MinutesSignatureTitle", "MinutesInitials", "MinutesMark",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FoundMarker:
    """A marker that the template has: as written, in which part of the page, and what is wrong there, if anything."""

    name: str
    written: str
    where: str
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class UnknownMarker:
    """What looks like a marker and is none, in its line; `meant` is the marker it nearly is, or empty."""

    written: str
    where: str
    line: str
    meant: str = ""


@dataclass(frozen=True, slots=True)
class TemplateReport:
    """What a template holds. It can be used if `troubles` is empty; `remarks` are worth knowing and stop nothing."""

    file_name: str
    found: tuple[FoundMarker, ...]
    missing: tuple[Marker, ...]
    unknown: tuple[UnknownMarker, ...]
    styles: tuple[MappedStyle, ...]
    style_names: tuple[str, ...]
    troubles: tuple[str, ...]
    remarks: tuple[str, ...]

    @property
    def usable(self) -> bool:
        """Whether minutes can be written into it as it is."""
        return not self.troubles


def check_template(path: Path, styles: Mapping[str, str] | None = None) -> TemplateReport:
    """Look a template over. `styles` is the council's mapping of styles, ours to theirs.

    Raises:
        BadInput: it is no Word file that can be used at all: damaged, protected, with macros, and so on.
    """
    with open_word_package(path) as package:
        roots = {part: package.xml(part) for part in text_parts(package)}
        marks = [mark for part, root in roots.items() for mark in find_markers(part, root, package.main)]
        found = _found(marks)
        names = {mark.name for mark in found}
        missing = tuple(
            marker for marker in MARKERS if marker.need is not Need.OPTIONAL and marker.name not in names
        )
        own_styles = package.related("styles")
        theirs = package.xml(own_styles[0]) if own_styles else None
        style_map = _map(theirs, styles or {})
        troubles = tuple(
            dict.fromkeys(
                [*(mark.trouble for mark in found if mark.trouble), *_missing(missing), *_twice(marks)]
            )
        )
        return TemplateReport(
            package.name,
            found,
            missing,
            _unknown(marks, roots, package.main),
            tuple(style_map.mapped.values()) if style_map else (),
            paragraph_style_names(theirs) if theirs is not None else (),
            troubles,
            _remarks(package, theirs, style_map, missing),
        )


def _found(marks: list[Found]) -> tuple[FoundMarker, ...]:
    rows = (
        FoundMarker(mark.name, mark.written, mark.where.value, mark.trouble) for mark in marks if mark.known
    )
    return tuple(dict.fromkeys(rows))


def _unknown(marks: list[Found], roots: Mapping[str, Element], main: str) -> tuple[UnknownMarker, ...]:
    rows = [
        UnknownMarker(mark.written, mark.where.value, mark.line, suggestion(mark.name))
        for mark in marks
        if not mark.known
    ]
    for part, root in roots.items():
        for paragraph in paragraphs(root):
            line = text_of(paragraph)
            for written, meant in mistyped_in(line):
                where = "the text" if part == main else "a header, footer or note"
                rows.append(UnknownMarker(written, where, line.strip(), meant))
    return tuple(dict.fromkeys(rows))


def _missing(missing: tuple[Marker, ...]) -> list[str]:
    return [
        f"{marker.written} is missing. {marker.missing} Type it on a line of its own."
        for marker in missing
        if marker.need is Need.REQUIRED
    ]


def _twice(marks: list[Found]) -> list[str]:
    return [
        f"{BY_NAME[name].written} stands there more than once. Leave one of them."
        for name in _ONCE
        if sum(mark.name == name and not mark.is_copy for mark in marks) > 1
    ]


def _map(theirs: Element | None, chosen: Mapping[str, str]) -> StyleMap | None:
    if theirs is None:
        return None
    with open_word_package(resource("word", "base.docx")) as base:
        ours = base.xml(base.related("styles")[0])
    made = StyleMap(ours, theirs, chosen)
    known = {style.get(w("styleId")) for style in ours.findall(w("style"))}
    for style_id in _PRINTING:
        if style_id in known:
            made.resolve(style_id)
    made.mapped = {key: row for key, row in made.mapped.items() if key in _PRINTING}
    return made


def _remarks(
    package: WordPackage, styles: Element | None, mapped: StyleMap | None, missing: tuple[Marker, ...]
) -> tuple[str, ...]:
    rows = [
        f"{marker.written} is not there. {marker.missing}" for marker in missing if marker.need is Need.USUAL
    ]
    if styles is None:
        rows.append("The file has no styles of its own; ours are used.")
    if mapped is not None:
        rows += [
            f"The style “{name}” of your mapping is not in the template." for name in mapped.unknown_choices()
        ]
    main = package.xml(package.main)
    if next(main.iter(w("ins"), w("del"), w("moveFrom"), w("moveTo")), None) is not None:
        rows.append("The template holds tracked changes. Accept them in Word, or they print as they are.")
    for row in package.relationships(package.main):
        if row.external and not row.kind.endswith("/hyperlink"):
            rows.append(f"The template asks Word to fetch something from elsewhere: {row.target}")
    return tuple(rows)
