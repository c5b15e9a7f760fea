"""Actions, exclusions of the public and what stands with a decision, in the words of the house style."""

from minutewright.domain.agenda import exempt_item_ids
from minutewright.domain.business import Action, Decision, Exclusion
from minutewright.domain.house_style import HouseStyle
from minutewright.domain.ids import ItemId
from minutewright.domain.minutes import Run
from minutewright.domain.phrase import fill, fill_runs
from minutewright.domain.record import MeetingRecord
from minutewright.domain.recording import wall_clock_at

_PLACE = ItemId("place of several runs")


def action_runs(record: MeetingRecord, style: HouseStyle, action: Action) -> tuple[Run, ...]:
    """What somebody is to do, by when."""
    owner = record.person(action.owner)
    values: dict[str, str | Run] = {
        "text": action.text.strip().removesuffix("."),
        "owner": owner.full_name if owner else "",
        "due": style.dates.short_date(action.due) if action.due else "",
    }
    return fill_runs(style.actions.line, values)


def decision_word(style: HouseStyle, decision: Decision) -> str:
    """The word over a decision, with the body a recommendation goes to."""
    return fill(style.decisions.labels[decision.label], {"destination": decision.destination.strip()})


def clause_lead(style: HouseStyle, reference: str) -> str:
    """What stands before a clause that has a number in a register; empty where it has none."""
    return fill(style.decisions.reference, {"reference": reference}) if reference else ""


def reasons_of(style: HouseStyle, decision: Decision) -> tuple[tuple[Run, ...], ...]:
    """The reasons for a decision and the options that were rejected, each a paragraph, as far as they are given."""
    words = style.decisions
    given = (
        (words.reasons, "reasons", decision.reasons),
        (words.options_rejected, "options", decision.options_rejected),
    )
    return tuple(
        fill_runs(phrase, {field: text.strip().removesuffix(".")})
        for phrase, field, text in given
        if phrase and text.strip()
    )


def exclusion_runs(record: MeetingRecord, style: HouseStyle, exclusion: Exclusion) -> tuple[Run, ...]:
    """The resolution that excludes the public, with live references to the items it covers."""
    words = style.exclusion
    items = covered_items(record, exclusion)
    one_item = words.item_one if len(items) == 1 else words.item_many
    paragraphs = exclusion.paragraphs
    values: dict[str, str | Run] = {
        "power": exclusion.power or words.power,
        "paragraphs": _numbered(
            words.paragraph_one if len(paragraphs) == 1 else words.paragraph_many,
            style.names.listed(tuple(_ground(style, key) for key in paragraphs)),
        ),
        "test": words.test if exclusion.interest_test else "",
        "items": Run("", item_ref=_PLACE) if items else "",
    }
    numbers = _numbers(style, items)
    named = _put(fill_runs(one_item, {"numbers": Run("", item_ref=_PLACE)}), numbers)
    return _put(fill_runs(words.resolution, values), named)


def covered_items(record: MeetingRecord, exclusion: Exclusion) -> tuple[ItemId, ...]:
    """The items without the public: those it names, else all exempt ones that are minuted, in order."""
    exempt = exempt_item_ids(record.items)
    chosen = exclusion.covers or tuple(
        item.id for item in record.items if item.id in exempt and item.minuted and item.parent not in exempt
    )
    order = {item.id: item.order for item in record.items}
    return tuple(sorted(chosen, key=lambda key: order.get(key, 0)))


def exclusion_times(record: MeetingRecord, style: HouseStyle, exclusion: Exclusion) -> tuple[str, ...]:
    """When the public left and came back, as far as the wall clock of it is known."""
    told = (
        (style.exclusion.left, exclusion.left_ms),
        (style.exclusion.readmitted, exclusion.readmitted_ms),
    )
    lines = []
    for phrase, at_ms in told:
        wall = None if at_ms is None else wall_clock_at(record.files, at_ms)
        if phrase and wall is not None:
            lines.append(fill(phrase, {"time": style.dates.time_of_day(wall)}))
    return tuple(lines)


def _ground(style: HouseStyle, key: str) -> str:
    words = style.exclusion
    return fill(words.ground, {"key": key, "about": words.paragraphs.get(key, key)})


def _numbered(phrase: str, numbers: str) -> str:
    return fill(phrase, {"numbers": numbers}) if numbers else ""


def _numbers(style: HouseStyle, items: tuple[ItemId, ...]) -> tuple[Run, ...]:
    """The numbers of items in a row, each a live reference."""
    runs: list[Run] = []
    for place, key in enumerate(items):
        if place:
            runs.append(Run(style.names.last if place == len(items) - 1 else style.names.between))
        runs.append(Run("", item_ref=key))
    return tuple(runs)


def _put(runs: tuple[Run, ...], put: tuple[Run, ...]) -> tuple[Run, ...]:
    """Several runs where a phrase was filled with the one that keeps their place."""
    return tuple(new for run in runs for new in (put if run.item_ref == _PLACE else (run,)))
