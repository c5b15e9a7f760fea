"""Reads a house style from its TOML file and checks every phrase in it before anything is printed with it."""

import tomllib
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

from cattrs import ClassValidationError, Converter, transform_error
from cattrs.v import format_exception

from minutewright.domain import house_style as words
from minutewright.domain.agenda import ItemKind
from minutewright.domain.attendance import AttendanceStatus, Capacity
from minutewright.domain.business import Choice, DecisionLabel, InterestKind, MotionKind, MotionOutcome
from minutewright.domain.errors import BadInput
from minutewright.domain.house_style import HouseStyle
from minutewright.domain.meeting import MeetingKind
from minutewright.domain.phrase import fields_of
from minutewright.services.resources import resource

_DATE = {"weekday", "day", "month", "year"}
_INTEREST = {"name", "kind", "item", "title", "nature"}


def shipped_house_styles() -> dict[str, str]:
    """The house styles that come with the program: identifier (`uk-borough`) to the name the clerk reads."""
    return {
        path.stem: read_house_style(path).name for path in sorted(resource("house_styles").glob("*.toml"))
    }


def shipped_house_style(identifier: str) -> HouseStyle:
    """The shipped house style with this identifier, which is what `Council.house_style` holds.

    Raises:
        BadInput: there is none of that name.
    """
    path = resource("house_styles") / f"{identifier}.toml"
    if not path.is_file() or path.parent != resource("house_styles"):
        known = ", ".join(sorted(file.stem for file in resource("house_styles").glob("*.toml")))
        raise BadInput(f"There is no house style “{identifier}”. Choose one of: {known}.")
    return read_house_style(path)


def read_house_style(path: Path) -> HouseStyle:
    """The house style in a TOML file.

    Raises:
        BadInput: the file cannot be read, is no TOML, lacks something, has something unknown, or holds a phrase that
            asks for a field it cannot have. The sentence names the place.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadInput(f"The house style “{path.name}” cannot be read: {error.strerror or error}.") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadInput(f"The house style “{path.name}” is not a valid TOML file: {error}.") from error
    try:
        style = _converter().structure(data, HouseStyle)
    except ClassValidationError as error:
        first = transform_error(error, path="", format_exception=_words_of)[0].replace(" @ .", " at ")
        raise BadInput(f"The house style “{path.name}” cannot be used: {first}.") from error
    _check(style, path.name)
    return style


def _converter() -> Converter:
    converter = Converter(forbid_extra_keys=True)
    converter.register_structure_hook(str, _text)
    converter.register_structure_hook(bool, _yes_or_no)
    # A StrEnum is a str too, so each needs its own hook to go before the one for text.
    for kind in (Capacity, AttendanceStatus, MeetingKind, ItemKind, DecisionLabel, InterestKind, Choice,
                 MotionKind, MotionOutcome, words.GroupLayout, words.PrintMotions, words.ListPunctuation):  # fmt: skip
        converter.register_structure_hook(kind, _choice)
    converter.register_structure_hook_func(lambda kind: kind == tuple[str, ...], _lines)
    return converter


def _lines(value: object, _: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueError(f"“{value}” should be a list of texts in square brackets")
    return tuple(_text(line, str) for line in value)


def _words_of(error: BaseException, kind: type | None) -> str:
    return str(error) if type(error) is ValueError else str(format_exception(error, kind))


def _text(value: object, _: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f"“{value}” should be text in quotes")
    return value


def _yes_or_no(value: object, _: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"“{value}” should be true or false")
    return value


def _choice(value: object, kind: type[StrEnum]) -> StrEnum:
    if not isinstance(value, str) or value not in list(kind):
        raise ValueError(f"“{value}” should be one of {', '.join(kind)}")
    return kind(value)


def _check(style: HouseStyle, file_name: str) -> None:
    if len(style.dates.months) != 12 or len(style.dates.weekdays) != 7:
        raise BadInput(f"The house style “{file_name}” must name 12 months and 7 weekdays.")
    if not style.attendance:
        raise BadInput(
            f"The house style “{file_name}” has no attendance group, so no one present would print."
        )
    for place, given, kind in (
        ("title.kinds", style.title.kinds, MeetingKind),
        ("motions.kinds", style.motions.kinds, MotionKind),
        ("motions.moved", style.motions.moved, MotionKind),
        ("motions.outcomes", style.motions.outcomes, MotionOutcome),
        ("motions.choices", style.motions.choices, Choice),
        ("motions.on_request", style.motions.on_request, Choice),
        ("decisions.labels", style.decisions.labels, DecisionLabel),
        ("interests", style.interests, InterestKind),
    ):
        missing = [row for row in kind if row not in given]
        if missing:
            raise BadInput(f"The house style “{file_name}” has no words for {place}.{missing[0]}.")
    for place, phrase, allowed in _phrases(style):
        try:
            unknown = fields_of(phrase) - allowed
        except BadInput as error:
            raise BadInput(f"The house style “{file_name}”, {place}: {error}") from error
        if unknown:
            raise BadInput(
                f"The house style “{file_name}”, {place}: “{min(unknown)}” is not known there. "
                f"It may use: {', '.join(sorted(allowed)) or 'no field'}."
            )


def _phrases(style: HouseStyle) -> Iterator[tuple[str, str, set[str]]]:
    """Every phrase of a style with where it stands and the fields it may use."""
    yield "dates.long", style.dates.long, _DATE
    yield "dates.short", style.dates.short, _DATE
    yield "dates.clock", style.dates.clock, {"hour", "hour24", "minute", "half"}
    yield "names.role", style.names.role, {"role"}
    yield "names.substitute", style.names.substitute, {"name"}
    yield "title.opening", style.title.opening, {"council", "body", "kind", "date", "time", "venue"}
    yield "title.document", style.title.document, {"body", "date"}
    for group in style.attendance:
        yield "attendance label", group.label, {"council", "body", "body_short"}
        yield "attendance line", group.line, {"name", "role", "post", "organisation", "portfolio"}
    yield "items.number", style.items.number, {"number"}
    yield "items.sub_number", style.items.sub_number, {"number", "letter"}
    yield "lists.letter", style.lists.letter, {"letter"}
    yield "decisions.number", style.decisions.number, {"number"}
    yield from _motion_phrases(style.motions)
    yield from _stock_phrases(style.phrases)
    for kind, phrase in style.nil.items():
        yield f"nil.{kind}", phrase, {"chair_title", "body", "body_short"}
    for line in style.page.initials:
        yield "page.initials", line, {"chair_title"}
    yield "page.footer", style.page.footer, {"page", "pages"}
    yield "page.folio_footer", style.page.folio_footer, {"page", "pages"}
    for line in style.signature.lines:
        yield "signature", line, {"name", "chair_title", "rule"}


def _motion_phrases(motions: words.MotionWords) -> Iterator[tuple[str, str, set[str]]]:
    for kind, phrase in motions.moved.items():
        yield f"motions.moved.{kind}", phrase, {"mover", "seconder", "text"}
    for outcome, phrase in motions.outcomes.items():
        yield f"motions.outcomes.{outcome}", phrase, {"motion"}
    yield "motions.count", motions.count, {"for", "against", "abstained"}
    yield "motions.casting_vote", motions.casting_vote, {"chair_title", "choice", "motion"}
    for choice, phrase in motions.on_request.items():
        yield f"motions.on_request.{choice}", phrase, {"name"}


def _stock_phrases(phrases: words.Phrases) -> Iterator[tuple[str, str, set[str]]]:
    yield "phrases.closing", phrases.closing, {"time"}
    yield "phrases.apology_one", phrases.apology_one, {"names"}
    yield "phrases.apology_many", phrases.apology_many, {"names"}
    yield "phrases.substitute", phrases.substitute, {"member", "name"}
    yield "phrases.declaration", phrases.declaration, _INTEREST
    yield "phrases.declaration_left_room", phrases.declaration_left_room, _INTEREST
    yield "phrases.declaration_general", phrases.declaration_general, {"name", "kind", "nature"}
    yield "phrases.arrived", phrases.arrived, {"name", "time"}
    yield "phrases.left", phrases.left, {"name", "time"}
    yield "phrases.adjourned", phrases.adjourned, {"time", "resumed"}
    yield "phrases.exempt", phrases.exempt, set()
