"""Minute numbers."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutewright.domain.agenda import AgendaItem
from minutewright.domain.council import Numbering, RunsOn
from minutewright.domain.errors import BadInput
from minutewright.domain.ids import ItemId
from minutewright.domain.numbering import letter_of, number_pattern, numbered_items, numbering_after

DAY = date(2026, 5, 13)


@pytest.mark.parametrize(
    ("pattern", "shown"),
    [
        ("{n}", "7"),
        ("{n:03}", "007"),
        ("{yy}/{n:03}", "26/007"),
        ("C{n}/{yyyy}", "C7/2026"),
        ("MPC {n}", "MPC 7"),
    ],
)
def test_a_pattern_prints_the_number_its_way(pattern: str, shown: str) -> None:
    assert number_pattern(Numbering(pattern), DAY).number(7) == shown


def test_the_council_year_of_a_number_begins_in_may() -> None:
    numbering = Numbering("C{n:03}/{yy}", runs_on=RunsOn.YEAR, year_month=5, year_day=14)
    assert number_pattern(numbering, date(2026, 1, 20)).number(48) == "C048/25"
    assert number_pattern(numbering, date(2026, 5, 13)).number(48) == "C048/25"
    assert number_pattern(numbering, date(2026, 5, 14)).number(1) == "C001/26"
    spoken = replace(numbering, pattern="{yyyy}/{yy_end}-{n}")
    assert number_pattern(spoken, date(2026, 1, 20)).number(7) == "2025/26-7"


@pytest.mark.parametrize(
    ("runs_on", "in_april", "in_may"),
    [(RunsOn.ALWAYS, 26, 26), (RunsOn.YEAR, 26, 1), (RunsOn.MEETING, 1, 1)],
)
def test_numbers_run_on_as_far_as_the_body_has_it(runs_on: RunsOn, in_april: int, in_may: int) -> None:
    numbering = Numbering(first=24, runs_on=runs_on, year_month=5)
    items = (_item("a", 0), _item("b", 1), _item("b1", 2, "b"))
    march = date(2026, 3, 4)
    assert numbering_after(numbering, items, march, date(2026, 4, 8)).first == in_april
    assert numbering_after(numbering, items, march, date(2026, 5, 13)).first == in_may


def test_a_number_that_is_fixed_is_gone_on_from() -> None:
    items = (_item("a", 0), replace(_item("b", 1), minute_number=30), _item("c", 2))
    assert [row.number for row in numbered_items(items, 24)] == [24, 30, 31]


@pytest.mark.parametrize("pattern", ["", "n", "{n}{n}", "{x}{n}", "{yy}", "{n:3}"])
def test_a_pattern_that_makes_no_number_is_refused(pattern: str) -> None:
    with pytest.raises(BadInput, match="pattern"):
        number_pattern(Numbering(pattern), DAY)


def _item(key: str, order: int, parent: str | None = None, minuted: bool = True) -> AgendaItem:
    return AgendaItem(
        ItemId(key), key, key, order, parent=ItemId(parent) if parent else None, minuted=minuted
    )


def test_sub_items_follow_their_item_and_take_letters() -> None:
    rows = numbered_items(
        (_item("a", 1), _item("b", 2), _item("b1", 5, "b"), _item("c", 3), _item("b2", 9, "b")), 24
    )
    assert [(row.item.id, row.number, row.letter) for row in rows] == [
        ("a", 24, 0), ("b", 25, 0), ("b1", 25, 1), ("b2", 25, 2), ("c", 26, 0)
    ]  # fmt: skip


def test_an_item_that_is_not_minuted_takes_no_number() -> None:
    rows = numbered_items((_item("a", 1, minuted=False), _item("b", 2), _item("a1", 3, "a")))
    assert [(row.item.id, row.number) for row in rows] == [("b", 1)]


@given(st.lists(st.booleans(), max_size=40), st.integers(1, 999))
def test_numbers_run_on_without_a_hole_whatever_is_left_out(minuted: list[bool], first: int) -> None:
    items = tuple(_item(f"i{place}", place, minuted=keep) for place, keep in enumerate(minuted))
    assert [row.number for row in numbered_items(items, first)] == [first + n for n in range(sum(minuted))]


def test_letters_go_on_after_z_as_in_word() -> None:
    assert [letter_of(place) for place in (1, 26, 27, 52, 53)] == ["a", "z", "aa", "zz", "aaa"]
