"""What stands over an agenda's items: the body, the day, the hour and the place."""

from datetime import date, time

import pytest

from minutewright.domain.agenda import AgendaHead
from minutewright.services.documents.agenda.read import read_head
from minutewright.services.resources import resource

ITEMS = (
    "\n1. Apologies for absence\n2. Declarations of interest\n3. Minutes of the meeting of 9 October 2026\n"
)


@pytest.mark.parametrize(
    ("head", "read"),
    [
        (
            "BRACKMERE BOROUGH COUNCIL\nHARBOUR AND TOWN COMMITTEE\n\nWednesday, 18 November 2026 at 6.30 pm\n"
            "Council Chamber, Town Hall, Quay Street\nAGENDA",
            AgendaHead(
                "Brackmere Borough Council", "Harbour and Town Committee", date(2026, 11, 18), time(18, 30),
                "Council Chamber, Town Hall, Quay Street",
            ),
        ),
        (
            "Nether Wallow Parish Council\nYou are summoned to a meeting of the Parish Council to be held in the Village "
            "Hall, Church Lane on Tuesday 3rd March 2026 at 19:30.",
            AgendaHead(
                "Nether Wallow Parish Council", "Nether Wallow Parish Council", date(2026, 3, 3), time(19, 30),
                "the Village Hall, Church Lane",
            ),
        ),
        (
            "Fernwood City Council Regular Meeting\nMarch 3, 2026, 7:00 PM\nLocation: City Hall, Room 2",
            AgendaHead(
                "Fernwood City Council", "Fernwood City Council", date(2026, 3, 3), time(19), "City Hall, Room 2"
            ),
        ),
        ("Audit Panel\nDate: 1 May 2026\nTime: 12 noon\nVenue: Room 4", AgendaHead("", "Audit Panel", date(2026, 5, 1), time(12), "Room 4")),
        ("Audit Panel", AgendaHead(body="Audit Panel")),
    ],
)  # fmt: skip
def test_the_head_of_an_agenda_is_read(head: str, read: AgendaHead) -> None:
    assert read_head(head + ITEMS) == read


def test_nothing_is_guessed_where_two_days_are_named_or_a_day_is_none() -> None:
    assert read_head("Audit Panel\n3 March 2026 or 10 March 2026 at 7 pm" + ITEMS).held_on is None
    assert read_head("Audit Panel\n31 February 2026 at 7 pm" + ITEMS).held_on is None


def test_the_same_head_is_read_from_word_and_from_text() -> None:
    word, text = (read_head(resource("sample", name)) for name in ("agenda.docx", "agenda.txt"))
    assert word == text
    assert word.starts_at == time(19)
