"""The look of the Minutes page is read from what the Word writer really writes."""

import pytest

import invented
from minutewright.app.page_look import PageLook, page_look
from minutewright.services.documents.house_style import shipped_house_style
from minutewright.services.documents.page_lines import LineKind
from minutewright.services.documents.preview import ShownParagraph


@pytest.fixture(params=["uk-borough", "uk-parish"])
def look(request: pytest.FixtureRequest) -> PageLook:
    return page_look(invented.record(), shipped_house_style(request.param))


def test_every_kind_of_line_has_a_look(look: PageLook) -> None:
    assert {kind for kind, _ in look.kinds} == set(LineKind)


def test_deeper_points_stand_further_in(look: PageLook) -> None:
    for kind in (LineKind.BULLET, LineKind.LETTERED):
        assert look.of(kind, 2).left > look.of(kind, 1).left


def test_the_head_and_the_end_of_the_minutes_stand_round_the_items(look: PageLook) -> None:
    before = " ".join(row.text for row in look.before if isinstance(row, ShownParagraph)).casefold()
    after = " ".join(row.text for row in look.after if isinstance(row, ShownParagraph)).casefold()
    assert "environment and licensing committee" in before
    assert "ashdown" in before
    assert "closed at 9" in after
    assert "specimen" not in before + after
