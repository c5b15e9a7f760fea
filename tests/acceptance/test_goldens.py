"""The invented meetings print to the letter what their goldens say, and pass the audit (`make_goldens.py` writes them)."""

import pytest
from make_goldens import CASES, GOLDENS, lines_of
from points import Meetings, Written

_FIXTURES = {
    "parish-full": "parish",
    "parish-public": "parish_public",
    "parish-in-borough-style": "borough",
    "city-public": "city",
}


@pytest.mark.parametrize("name", CASES)
def test_a_meeting_prints_what_its_golden_says(meetings: Meetings, name: str) -> None:
    written: Written = getattr(meetings, _FIXTURES[name])
    expected = (GOLDENS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    assert lines_of(written.path, written.path.parent) == expected


@pytest.mark.parametrize("name", CASES)
def test_the_audit_finds_nothing_in_it(meetings: Meetings, name: str) -> None:
    assert getattr(meetings, _FIXTURES[name]).findings() == []
