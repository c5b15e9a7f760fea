"""Phrases of a house style."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutewright.domain.errors import BadInput
from minutewright.domain.ids import ItemId
from minutewright.domain.minutes import Run
from minutewright.domain.phrase import fields_of, fill, fill_runs


def test_a_field_is_filled_in() -> None:
    assert fill("closed at {time}", {"time": "9.05 pm"}) == "closed at 9.05 pm"


def test_a_bracketed_part_prints_only_when_its_fields_are_known() -> None:
    phrase = "held[ in {venue}] on {date}[ at {time}]."
    assert fill(phrase, {"venue": "", "date": "4 May", "time": "7 pm"}) == "held on 4 May at 7 pm."
    assert fill(phrase, {"venue": "the Hall", "date": "4 May", "time": ""}) == "held in the Hall on 4 May."


def test_double_brackets_print_one() -> None:
    assert fill("[[Min. {n}]]", {"n": "4"}) == "[Min. 4]"


def test_stars_make_bold_runs_and_do_not_print() -> None:
    assert fill_runs("**Minutes** of {body}", {"body": "Parks"}) == (
        Run("Minutes", bold=True),
        Run(" of Parks"),
    )


def test_a_reference_keeps_being_one() -> None:
    runs = fill_runs("in minute {item}.", {"item": Run("", item_ref=ItemId("i"))})
    assert runs == (Run("in minute "), Run("", item_ref=ItemId("i")), Run("."))


def test_a_value_that_ends_with_a_full_stop_is_not_followed_by_another() -> None:
    assert fill("closed at {time}.", {"time": "9 p.m."}) == "closed at 9 p.m."


@pytest.mark.parametrize("phrase", ["a [b", "a b]", "a [b [c] d]", "]{x}"])
def test_brackets_that_do_not_match_are_refused(phrase: str) -> None:
    with pytest.raises(BadInput, match="bracket"):
        fields_of(phrase)


def test_an_unknown_field_is_named_with_those_that_are_known() -> None:
    with pytest.raises(BadInput, match="“tim”.*time"):
        fill("at {tim}", {"time": "9"})


@given(st.text(st.characters(codec="utf-8"), min_size=1).filter(lambda text: not text.endswith(".")))
def test_what_is_filled_in_is_never_read_as_a_phrase(value: str) -> None:
    assert fill("<{x}>", {"x": value}) == f"<{value}>"
    assert fill_runs("{x}", {"x": value}) == (Run(value),)
