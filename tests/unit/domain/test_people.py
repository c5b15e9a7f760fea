"""People are told apart, and found by what a clerk types."""

import pytest

from minutewright.domain.ids import PersonId
from minutewright.domain.people import Person, badge_of, calling_name, find_person

HARPREET = Person(PersonId("p1"), "Singh", title="Cllr", forename="Harpreet")
HARJIT = Person(PersonId("p2"), "Singh", title="Cllr", forename="Harjit")
LLYR = Person(PersonId("p3"), "Llŷr", title="Cllr", forename="Nia")
CONOR = Person(PersonId("p4"), "Ó Súilleabháin", forename="Conor")
MCKAY = Person(PersonId("p5"), "McKay", title="Cllr", forename="Ann")
BEN = Person(PersonId("p6"), "McKay", title="Cllr", forename="Ben")
EVERYBODY = (HARPREET, HARJIT, LLYR, CONOR, MCKAY, BEN)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("llyr", LLYR),
        ("Cllr Llŷr", LLYR),
        ("o suilleabhain", CONOR),
        ("Harpreet Singh", HARPREET),
        ("cllr harjit singh", HARJIT),
        ("A McKay", MCKAY),
        ("Cllr B McKay", BEN),
        ("Singh", None),
        ("Cllr Singh", None),
        ("H Singh", None),
        ("Nobody", None),
    ],
)
def test_somebody_is_found_by_any_of_their_names_and_only_if_nobody_else_has_it(
    typed: str, meant: Person | None
) -> None:
    assert find_person(EVERYBODY, typed) is meant


def test_namesakes_are_called_by_forename_too() -> None:
    assert calling_name(HARPREET, EVERYBODY) == "Cllr Harpreet Singh"
    assert calling_name(LLYR, EVERYBODY) == "Cllr Llŷr"


def test_what_somebody_is_called_finds_them() -> None:
    for person in EVERYBODY:
        assert find_person(EVERYBODY, calling_name(person, EVERYBODY)) is person


def test_namesakes_have_badges_of_their_own() -> None:
    assert badge_of(LLYR, EVERYBODY) == "LL"
    assert [badge_of(person, EVERYBODY) for person in (HARPREET, HARJIT)] == ["HP", "HJ"]
    assert [badge_of(person, EVERYBODY) for person in (MCKAY, BEN)] == ["AM", "BM"]


def test_two_people_of_the_very_same_name_keep_the_badge_of_their_surname() -> None:
    twin = Person(PersonId("p7"), "Singh", title="Cllr", forename="Harjit")
    assert badge_of(twin, (HARJIT, twin)) == "SI"
