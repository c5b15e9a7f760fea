"""House styles as data: the wording of minutes comes from a file, and a bad file is told plainly."""

from datetime import date, time
from pathlib import Path

import pytest

from minutewright.domain.errors import BadInput
from minutewright.services.documents.house_style import (
    read_house_style,
    shipped_house_style,
    shipped_house_styles,
)
from minutewright.services.resources import resource


def test_every_shipped_house_style_can_be_read() -> None:
    styles = shipped_house_styles()
    assert {"uk-borough", "uk-parish"} <= styles.keys()
    assert all(shipped_house_style(identifier).name == name for identifier, name in styles.items())


def test_a_house_style_that_is_not_there_is_answered_with_those_that_are() -> None:
    with pytest.raises(BadInput, match="uk-borough, uk-parish"):
        shipped_house_style("../word/base")


def test_dates_and_times_print_as_the_style_says() -> None:
    dates = shipped_house_style("uk-borough").dates
    assert dates.long_date(date(2026, 5, 13)) == "Wednesday 13 May 2026"
    assert dates.short_date(date(2026, 5, 1)) == "1 May 2026"
    assert dates.time_of_day(time(21, 5, 59)) == "9.05\u00a0pm"
    assert dates.time_of_day(time(0, 0)) == "12.00\u00a0am"
    assert dates.time_of_day(time(12, 30)) == "12.30\u00a0pm"


def test_names_in_a_row_end_with_and() -> None:
    names = shipped_house_style("uk-borough").names
    assert names.listed(()) == ""
    assert names.listed(("A",)) == "A"
    assert names.listed(("A", "B")) == "A and B"
    assert names.listed(("A", "B", "C")) == "A, B and C"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('name = "UK borough', 'nam = "UK borough', "name"),
        ('show = "divided"', 'show = "often"', "never, divided, always at motions.show"),
        ("The meeting closed at {time}", "closed at {tim}", "phrases.closing: “tim”"),
        ("held[ in {venue}]", "held[ in {venue}", "title.opening"),
        ("caps = true", "caps = 3", "true or false at title.caps"),
        ("[nil]", '[nil]\nsinging = "x"', "singing"),
        ("[nil]", "[nil", "TOML"),
        ('morning = "am"', "morning = 3", "dates.morning"),
        ('["member", "co-opted"]', '["member", "visitor"]', r"attendance\[1\].capacities\[1\]"),
        ('lost = "The {motion} was declared LOST."\n', "", "motions.outcomes.lost"),
        ('"October", ', "", "12 months"),
    ],
)
def test_a_house_style_that_cannot_be_used_says_where(tmp_path: Path, old: str, new: str, told: str) -> None:
    text = resource("house_styles", "uk-borough.toml").read_text(encoding="utf-8")
    assert old in text
    bad = tmp_path / "ours.toml"
    bad.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BadInput, match=told) as caught:
        read_house_style(bad)
    assert "ours.toml" in str(caught.value)


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    bad = tmp_path / "style.toml"
    bad.write_bytes(b"\xff\xfe\x00name")
    with pytest.raises(BadInput, match="not a valid TOML"):
        read_house_style(bad)
    with pytest.raises(BadInput, match="cannot be read"):
        read_house_style(tmp_path / "nowhere.toml")
