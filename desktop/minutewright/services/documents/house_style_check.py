"""What a house style must have, and which fields each of its phrases may use; where in its file a fault stands."""

import re
from collections.abc import Iterator
from datetime import date

from minutewright.domain import house_style as words
from minutewright.domain.business import Choice, DecisionLabel, InterestKind, MotionKind, MotionOutcome
from minutewright.domain.business_words import ExclusionWords, MotionWords
from minutewright.domain.errors import BadInput
from minutewright.domain.house_style import HouseStyle
from minutewright.domain.meeting import MeetingKind
from minutewright.domain.numbering import council_year, number_pattern
from minutewright.domain.phrase import fields_of

_DATE = {"weekday", "day", "nth", "month", "year"}
_CLOCK = {"hour", "hour24", "minute", "half"}
_INTEREST = {"name", "kind", "item", "title", "nature"}
_MOVED = {"mover", "seconder", "text"}
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def line_of(text: str, place: str) -> str:
    """` (line 12)`: where in a TOML file a place such as `motions.show` or `attendance[1].line` is; empty if nowhere.

    Of a place that is missing it is where its table begins.
    """
    wanted = tuple(re.findall(r"[^.\[\]'\"]+", place))
    found, best = 0, 0
    table: tuple[str, ...] = ()
    seen: dict[tuple[str, ...], int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        header = re.match(r"\s*(\[\[?)\s*([\w.\-]+)\s*\]\]?", line)
        key = re.match(r"\s*[\"']?([\w\-]+)[\"']?\s*=", line)
        if header:
            table = tuple(header.group(2).split("."))
            if header.group(1) == "[[":
                seen[table] = seen.get(table, -1) + 1
                table = (*table, str(seen[table]))
            path = table
        elif key:
            path = (*table, key.group(1))
        else:
            continue
        if len(path) > best and path == wanted[: len(path)]:
            found, best = number, len(path)
    return f" (line {found})" if found else ""


def check_house_style(style: HouseStyle, name: str, text: str) -> None:
    """Refuse a style that lacks words or asks for what it cannot have.

    Raises:
        BadInput: with the place and the line.
    """
    for place, fault in _faults(style):
        raise BadInput(f"The house style “{name}”, {place}: {fault}{line_of(text, place)}.")


def faults_of(style: HouseStyle) -> dict[str, str]:
    """What stands in the way of printing with a style: the place of each fault, and one sentence."""
    found: dict[str, str] = {}
    for place, fault in _faults(style):
        found.setdefault(place, f"{fault[:1].upper()}{fault[1:]}.")
    return found


def phrase_fields(style: HouseStyle) -> dict[str, tuple[str, ...]]:
    """The place of each phrase of a style, and the fields that it may use."""
    return {place: tuple(sorted(allowed)) for place, _, allowed in _phrases(style)}


def _faults(style: HouseStyle) -> Iterator[tuple[str, str]]:
    yield from _numbers(style)
    if not style.attendance:
        yield "attendance", "there is no group, so no one present would print"
    for place, given, kind in (
        ("title.kinds", style.title.kinds, MeetingKind),
        ("motions.kinds", style.motions.kinds, MotionKind),
        ("motions.moved", style.motions.moved, MotionKind),
        ("motions.outcomes", style.motions.outcomes, MotionOutcome),
        ("motions.choices", style.motions.choices, Choice),
        ("motions.on_request", style.motions.on_request, Choice),
        ("motions.lists", style.motions.lists, Choice),
        ("decisions.labels", style.decisions.labels, DecisionLabel),
        ("interests", style.interests, InterestKind),
    ):
        for row in kind:
            if row not in given:
                yield f"{place}.{row}", "there are no words for it"
    for place, phrase, allowed in _phrases(style):
        try:
            unknown = fields_of(phrase) - allowed
        except BadInput as error:
            yield place, str(error).rstrip(".")
            continue
        if unknown:
            may = ", ".join(sorted(allowed)) or "no field"
            yield place, f"“{min(unknown)}” is not known there. It may use: {may}"


def _numbers(style: HouseStyle) -> Iterator[tuple[str, str]]:
    dates = style.dates
    if len(dates.months) != 12:
        yield "dates.months", f"there must be 12 months, and there are {len(dates.months)}"
    if len(dates.weekdays) != 7:
        yield "dates.weekdays", f"there must be 7 weekdays, and there are {len(dates.weekdays)}"
    if dates.ordinals and len(dates.ordinals) != 31:
        yield "dates.ordinals", f"there must be 31 endings, and there are {len(dates.ordinals)}"
    for place, tag in (("language", style.language), ("second_language", style.second_language)):
        if not _LANGUAGE.fullmatch(tag) and (tag or place == "language"):
            yield place, f"“{tag}” is no tag of a language, such as en-GB"
    try:
        number_pattern(style.numbering, date(2026, 1, 1))
        council_year(style.numbering, date(2026, 1, 1))
        date(2028, style.numbering.year_month, style.numbering.year_day)
    except BadInput as error:
        yield "numbering.pattern", str(error).rstrip(".")
    except ValueError:
        yield "numbering.year_day", "there is no such day on which a year could begin"
    yield from _sizes(style.look)


def _sizes(look: words.PageLook) -> Iterator[tuple[str, str]]:
    if not 6 <= look.size <= 24:
        yield "look.size", "type is between 6 and 24 points"
    if not 1 <= look.side_margin <= 6:
        yield "look.side_margin", "margins are between 1 and 6 cm"
    if not look.font.strip():
        yield "look.font", "the font needs a name"


def _phrases(style: HouseStyle) -> Iterator[tuple[str, str, set[str]]]:
    """Every phrase of a style with where it stands and the fields it may use."""
    yield "dates.long", style.dates.long, _DATE
    yield "dates.short", style.dates.short, _DATE
    for key in ("clock", "full_hour", "noon", "midnight"):
        yield f"dates.{key}", getattr(style.dates, key), _CLOCK
    yield "names.role", style.names.role, {"role"}
    yield "names.substitute", style.names.substitute, {"name"}
    yield from _title_phrases(style.title)
    for place, group in enumerate(style.attendance):
        yield f"attendance[{place}].label", group.label, {"council", "body", "body_short"}
        fields = {"name", "role", "post", "organisation", "portfolio"}
        yield f"attendance[{place}].line", group.line, fields
    yield "items.number", style.items.number, {"number"}
    yield "items.sub_number", style.items.sub_number, {"number", "letter", "place"}
    yield "items.second_title", style.items.second_title, {"title"}
    yield "lists.letter", style.lists.letter, {"letter"}
    yield from _decision_phrases(style)
    yield from _motion_phrases(style.motions)
    yield from _exclusion_phrases(style.exclusion)
    yield from _stock_phrases(style.phrases)
    for kind, phrase in style.nil.items():
        yield f"nil.{kind}", phrase, {"chair_title", "body", "body_short"}
    for line in style.page.initials:
        yield "page.initials", line, {"chair_title"}
    yield "transcript.audio_time", style.transcript.audio_time, {"from", "to", "clock", "speaker"}
    yield "page.footer", style.page.footer, {"page", "pages"}
    yield "page.folio_footer", style.page.folio_footer, {"page", "pages"}
    for line in style.signature.lines:
        yield "signature.lines", line, {"name", "chair_title", "clerk", "clerk_post", "rule"}


def _title_phrases(title: words.TitleWords) -> Iterator[tuple[str, str, set[str]]]:
    yield "title.opening", title.opening, {"council", "body", "kind", "date", "time", "venue"}
    yield "title.document", title.document, {"body", "date"}
    yield "title.called_to_order", title.called_to_order, {"chair", "chair_title", "time"}
    yield "title.quorum", title.quorum, {"count", "quorum"}
    yield "title.public_one", title.public_one, {"count"}
    yield "title.public_many", title.public_many, {"count"}


def _decision_phrases(style: HouseStyle) -> Iterator[tuple[str, str, set[str]]]:
    decisions = style.decisions
    for label, phrase in decisions.labels.items():
        yield f"decisions.labels.{label}", phrase, {"destination"}
    yield "decisions.number", decisions.number, {"number"}
    yield "decisions.reference", decisions.reference, {"reference"}
    yield "decisions.reasons", decisions.reasons, {"reasons"}
    yield "decisions.options_rejected", decisions.options_rejected, {"options"}
    yield "actions.line", style.actions.line, {"text", "owner", "due"}
    yield "references.other_minute", style.references.other_minute, {"body", "number", "date"}
    yield "references.paper", style.references.paper, {"label", "pages", "appendix"}


def _motion_phrases(motions: MotionWords) -> Iterator[tuple[str, str, set[str]]]:
    for kind, phrase in motions.moved.items():
        yield f"motions.moved.{kind}", phrase, _MOVED
    yield "motions.put", motions.put, {"motion"}
    yield "motions.as_amended", motions.as_amended, {"motion", *_MOVED}
    for outcome, phrase in motions.outcomes.items():
        yield f"motions.outcomes.{outcome}", phrase, {"motion"}
    yield "motions.assent", motions.assent, {"motion"}
    yield "motions.count", motions.count, {"for", "against", "abstained", "abstaining", "recused", "absent"}
    yield "motions.casting_vote", motions.casting_vote, {"chair_title", "choice", "motion"}
    for choice, phrase in motions.on_request.items():
        yield f"motions.on_request.{choice}", phrase, {"name"}
    for choice, phrase in motions.lists.items():
        yield f"motions.lists.{choice}", phrase, {"names", "count"}


def _exclusion_phrases(exclusion: ExclusionWords) -> Iterator[tuple[str, str, set[str]]]:
    yield "exclusion.resolution", exclusion.resolution, {"power", "items", "paragraphs", "test"}
    yield "exclusion.ground", exclusion.ground, {"key", "about"}
    for key in ("paragraph_one", "paragraph_many", "item_one", "item_many"):
        yield f"exclusion.{key}", getattr(exclusion, key), {"numbers"}
    for key in ("power", "test"):
        yield f"exclusion.{key}", getattr(exclusion, key), set()
    yield "exclusion.left", exclusion.left, {"time"}
    yield "exclusion.readmitted", exclusion.readmitted, {"time"}


def _stock_phrases(phrases: words.Phrases) -> Iterator[tuple[str, str, set[str]]]:
    yield "phrases.closing", phrases.closing, {"time"}
    yield "phrases.apology_one", phrases.apology_one, {"names"}
    yield "phrases.apology_many", phrases.apology_many, {"names"}
    yield "phrases.substitute", phrases.substitute, {"member", "name"}
    yield "phrases.declaration", phrases.declaration, _INTEREST
    yield "phrases.declaration_left_room", phrases.declaration_left_room, _INTEREST
    yield "phrases.declaration_general", phrases.declaration_general, {"name", "kind", "nature"}
    yield "phrases.dispensation", phrases.dispensation, {"name", "dispensation"}
    yield "phrases.arrived", phrases.arrived, {"name", "time"}
    yield "phrases.left", phrases.left, {"name", "time"}
    yield "phrases.chair_taken", phrases.chair_taken, {"name", "time"}
    yield "phrases.adjourned", phrases.adjourned, {"time", "resumed"}
    yield "phrases.exempt", phrases.exempt, set()
