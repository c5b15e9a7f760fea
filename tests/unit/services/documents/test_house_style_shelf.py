"""House styles as files: one can be given out, changed, checked and taken in; a bad one is told with its line."""

from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest

import invented
from minutewright.domain.errors import BadInput
from minutewright.domain.minutes import Edition
from minutewright.services.documents.house_style import (
    house_style_from,
    house_style_of,
    house_style_text,
    shipped_house_style,
    shipped_house_styles,
)
from minutewright.services.documents.house_style_shelf import HouseStyleShelf
from minutewright.services.documents.word import write_minutes
from minutewright.services.resources import resource


@pytest.fixture
def shelf(tmp_path: Path) -> HouseStyleShelf:
    return HouseStyleShelf(tmp_path / "profile" / "house_styles")


@pytest.mark.parametrize("name", ["uk-borough", "uk-parish", "us-city", "cy-community"])
def test_a_house_style_written_back_reads_equal(name: str) -> None:
    assert name in shipped_house_styles()
    style = shipped_house_style(name)
    assert house_style_from(house_style_text(style), "again.toml") == style


def test_a_style_is_given_out_changed_and_taken_in(shelf: HouseStyleShelf, tmp_path: Path) -> None:
    out = tmp_path / "Our Style.toml"
    shelf.give_out("uk-parish", out)
    assert house_style_from(out.read_text(encoding="utf-8"), "x") == shipped_house_style("uk-parish")
    out.write_text(out.read_text(encoding="utf-8").replace('resolved = "RESOLVED"', 'resolved = "IT WAS RESOLVED"'),
                   encoding="utf-8")  # fmt: skip
    taken = shelf.take_in(out)
    assert (taken.identifier, taken.own) == ("our-style", True)
    assert [row.identifier for row in shelf.styles()][-1] == "our-style"
    assert shelf.style("our-style").decisions.labels["resolved"] == "IT WAS RESOLVED"  # type: ignore[index]


def test_a_meeting_carries_its_councils_own_style_with_it(shelf: HouseStyleShelf, tmp_path: Path) -> None:
    out = tmp_path / "own.toml"
    shelf.give_out("uk-borough", out)
    out.write_text(out.read_text(encoding="utf-8").replace("RESOLVED:", "IT WAS RESOLVED"), encoding="utf-8")
    shelf.take_in(out)
    record = invented.record()
    record = replace(
        record, council=replace(record.council, house_style="own", style_text=shelf.own_text("own"))
    )
    write_minutes(record, house_style_of(record.council), Edition.FULL, tmp_path / "minutes.docx")
    assert shelf.own_text("uk-borough") == ""
    assert house_style_of(record.council).decisions.labels["resolved"] == "IT WAS RESOLVED"  # type: ignore[index]


def test_a_name_that_is_taken_is_not_lost(shelf: HouseStyleShelf, tmp_path: Path) -> None:
    out = tmp_path / "ours.toml"
    shelf.give_out("uk-parish", out)
    with pytest.raises(BadInput, match="comes with the program"):
        shelf.take_in(out, "uk-borough")
    shelf.take_in(out)
    with pytest.raises(BadInput, match="already"):
        shelf.take_in(out)
    shelf.take_in(out, replace=True)
    with pytest.raises(BadInput, match="no house style “nothing”"):
        shelf.text("nothing")
    with pytest.raises(BadInput, match="no house style"):
        shelf.text("../../etc/passwd")


def test_a_style_that_was_spoilt_on_the_shelf_is_listed_with_its_fault(
    shelf: HouseStyleShelf, tmp_path: Path
) -> None:
    out = tmp_path / "ours.toml"
    shelf.give_out("uk-parish", out)
    shelf.take_in(out)
    (tmp_path / "profile" / "house_styles" / "ours.toml").write_text("name = 3", encoding="utf-8")
    assert "ours.toml" in shelf.styles()[-1].fault


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('show = "divided"', 'show = "often"', "at motions.show"),
        (
            'lost = "The {motion} was declared LOST."',
            'lost = "The {vote} was LOST."',
            "motions.outcomes.lost: “vote”",
        ),
        ('line = "{name}[, {portfolio}]"', 'line = "{name}[, {portfolio}"', "opens a bracket"),
        ("size = 12", "size = 99", "between 6 and 24"),
        ('language = "en-GB"', 'language = "English, please"', "no tag of a language"),
        ('pattern = "{n}"', 'pattern = "{number}"', "minute numbers"),
        ("year_day = 1", "year_day = 31\nyear_day2 = 2", "year_day2"),
        ("caps = true\n\n[title.kinds]", 'caps = "yes"\n\n[title.kinds]', "true or false"),
    ],
)
def test_a_bad_file_is_told_in_one_sentence_with_its_line(
    shelf: HouseStyleShelf, tmp_path: Path, old: str, new: str, told: str
) -> None:
    text = resource("house_styles", "uk-borough.toml").read_text(encoding="utf-8")
    assert old in text
    bad = tmp_path / "bad.toml"
    spoilt = text.replace(old, new, 1)
    bad.write_text(spoilt, encoding="utf-8")
    with pytest.raises(BadInput, match=told) as caught:
        shelf.take_in(bad)
    sentence = str(caught.value)
    assert "\n" not in sentence
    line = int(sentence.rpartition("(line ")[2].partition(")")[0])
    wrong = spoilt.splitlines()[line - 1]
    assert wrong in new or wrong.startswith("[numbering]")
    assert shelf.styles()[-1].own is False


def test_the_hour_noon_and_ordinals_print_where_a_style_has_them() -> None:
    dates = replace(
        shipped_house_style("uk-borough").dates, full_hour="{hour}\u00a0{half}", noon="12 noon",
        long="{weekday} {nth} {month}", ordinals=("st", "nd", "rd", *["th"] * 28),
    )  # fmt: skip
    assert [dates.time_of_day(time(*at)) for at in ((19, 0), (12, 0), (19, 5))] == [
        "7\u00a0pm",
        "12 noon",
        "7.05\u00a0pm",
    ]
    assert dates.long_date(date(2026, 5, 13)) == "Wednesday 13th May"


def test_wording_and_language_are_apart_from_the_program(tmp_path: Path) -> None:
    """Welsh minutes: the house style's words and dates are Welsh, and each run says in which language it is."""
    from docx import Document
    from docx.oxml.ns import qn

    record = invented.record()
    items = (replace(record.items[0], title="Ymddiheuriadau", second_title="Apologies"), *record.items[1:])
    out = tmp_path / "cofnodion.docx"
    write_minutes(replace(record, items=items), shipped_house_style("cy-community"), Edition.PUBLIC, out)
    document = Document(str(out))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert any("13 Mai 2026" in text for text in texts)
    assert any(text.startswith("PENDERFYNWYD ") for text in texts)
    heading = next(row for row in document.paragraphs if row.text == "Ymddiheuriadau / Apologies")
    tags = [run._r.find(f"{qn('w:rPr')}/{qn('w:lang')}") for run in heading.runs]
    assert [None if tag is None else tag.get(qn("w:val")) for tag in tags] == [None, "en-GB"]
    assert {tag.get(qn("w:val")) for tag in document.styles.element.iter(qn("w:lang"))} == {"cy-GB"}
    assert document.core_properties.language == "cy-GB"
