"""The sixty points of acceptance, 1 to 30: front matter and items (minutes-domain.md, section 8)."""

import re

from docx.oxml.ns import qn
from points import Meetings, Written


def _on(written: Written, style_id: str, tag: str) -> bool:
    found = written.style(style_id).find(f"{qn('w:rPr')}/{qn(tag)}")
    return found is not None and found.get(qn("w:val")) in (None, "1", "true")


def _attendance(written: Written) -> list[str]:
    start = next(row for row in written.printed if row.startswith("PRESENT:"))
    rows = written.printed[written.printed.index(start) :]
    return rows[: next(place for place, row in enumerate(rows) if row.startswith("1."))]


def test_01_the_council_is_the_title_centred(meetings: Meetings) -> None:
    reference = meetings.reference
    assert reference.texts("Title") == [reference.record.council.name]
    assert reference.style("Title").find(f"{qn('w:pPr')}/{qn('w:jc')}").get(qn("w:val")) == "center"


def test_02_the_body_is_in_capitals_by_its_style_not_by_its_letters(meetings: Meetings) -> None:
    reference = meetings.reference
    assert reference.texts("Subtitle") == [reference.record.body.name]
    assert reference.record.body.name != reference.record.body.name.upper()
    assert _on(reference, "Subtitle", "w:caps")


def test_03_the_opening_sentence_has_the_weekday(meetings: Meetings) -> None:
    assert meetings.reference.texts("Minutes Opening")[0].endswith("held on Wednesday 26 July 2017.")


def test_04_the_label_of_those_present_stands_once_and_bold(meetings: Meetings) -> None:
    runs = [
        run for row in meetings.reference.paragraphs for run in row.runs if run.text.startswith("PRESENT")
    ]
    assert [(run.text, run.bold) for run in runs] == [("PRESENT:", True)]


def test_05_seven_members_stand_in_their_order(meetings: Meetings) -> None:
    rows = _attendance(meetings.reference)
    members = rows[: next(place for place, row in enumerate(rows) if row.startswith("ABSENT"))]
    assert len(members) == 7
    names = [person.surname for person in meetings.reference.record.people[:7]]
    assert all(name in row for name, row in zip(names, members, strict=True))


def test_06_chairman_and_vice_chairman_are_named_so(meetings: Meetings) -> None:
    rows = _attendance(meetings.reference)
    assert rows[0].endswith("(Chairman)")
    assert rows[1].endswith("(Vice-Chairman)")


def test_07_honours_print_as_the_house_style_has_them(meetings: Meetings) -> None:
    assert ", MBE (Vice-Chairman)" in _attendance(meetings.reference)[1]


def test_08_the_absent_have_a_line(meetings: Meetings) -> None:
    assert sum(row.startswith("ABSENT: Councillor ") for row in meetings.reference.printed) == 1


def test_09_six_officers_stand_under_their_heading_with_their_posts(meetings: Meetings) -> None:
    rows = _attendance(meetings.reference)
    start = rows.index(f"{meetings.reference.record.council.name} Officers:-")
    assert all(" – " in row for row in rows[start + 1 : start + 7])
    assert rows[start + 7].startswith("CABINET MEMBERS:")


def test_10_a_cabinet_member_has_a_portfolio_and_wraps_hanging(meetings: Meetings) -> None:
    assert any(", Portfolio Holder for " in row for row in _attendance(meetings.reference))
    indent = meetings.reference.style("MinutesAttendance").find(f"{qn('w:pPr')}/{qn('w:ind')}")
    assert int(indent.get(qn("w:hanging"))) == int(indent.get(qn("w:left"))) > 2000


def test_11_a_long_label_stands_above_its_names(meetings: Meetings) -> None:
    label = next(row.group_label for row in meetings.reference.record.attendance if row.group_label)
    assert len(label) > 60
    assert label in meetings.reference.texts("Minutes Attendance Group")


def test_12_two_invitees_are_listed(meetings: Meetings) -> None:
    rows = _attendance(meetings.reference)
    start = next(place for place, row in enumerate(rows) if row.startswith("ALSO PRESENT"))
    assert len(rows[start + 1 :]) == 2


def test_13_there_is_no_layout_table_and_no_empty_paragraph(meetings: Meetings) -> None:
    for written in (meetings.reference, meetings.parish, meetings.city):
        assert all(row.text.strip() or row._p.xpath(".//w:tab") for row in written.paragraphs)
    assert meetings.reference.document.tables == []
    assert all(
        table._tbl.tblPr.find(qn("w:tblCaption")) is not None for table in meetings.parish.document.tables
    )


def test_14_the_apology_is_one_or_many(meetings: Meetings) -> None:
    assert "Council accepted the apology of Councillor T Belchamber." in meetings.parish.printed


def test_15_sixteen_items_are_heading_1(meetings: Meetings) -> None:
    assert len(meetings.reference.texts("Heading 1")) == 16


def test_16_their_numbers_are_words_own(meetings: Meetings) -> None:
    assert not any(re.match(r"\d+\.", text) for text in meetings.reference.texts("Heading 1"))
    assert [row.split(" ")[0] for row in meetings.reference.printed if re.match(r"16\.", row)] == ["16."]


def test_17_a_heading_of_two_lines_hangs(meetings: Meetings) -> None:
    numbering = meetings.reference.document.part.numbering_part.element
    indent = numbering.xpath("w:abstractNum[@w:abstractNumId='1']/w:lvl[@w:ilvl='0']/w:pPr/w:ind")[0]
    assert indent.get(qn("w:hanging")) == indent.get(qn("w:left")) != "0"


def test_18_headings_stay_with_what_follows(meetings: Meetings) -> None:
    for style_id in ("Heading1", "Heading2", "MinutesSubItem", "MinutesResolved", "MinutesTableCaption"):
        assert meetings.reference.style(style_id).find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None


def test_19_the_agenda_number_is_kept_apart(meetings: Meetings) -> None:
    assert meetings.parish.record.items[4].number == "5"
    assert "45/26 Allotment rents" in meetings.parish.printed


def test_20_eleven_sub_headings_all_in_item_8(meetings: Meetings) -> None:
    assert len(meetings.reference.texts("Heading 2")) == 11
    under = meetings.reference.under(meetings.reference.texts("Heading 1")[7])
    assert sum(row.style.name == "Heading 2" for row in under) == 11


def test_21_three_paragraphs_begin_with_bold_words(meetings: Meetings) -> None:
    bold = [
        row for row in meetings.reference.paragraphs if row.style.name == "Minutes Body" and row.runs[0].bold
    ]
    assert len(bold) == 3


def test_22_there_are_65_paragraphs_of_narrative(meetings: Meetings) -> None:
    assert len(meetings.reference.texts("Minutes Body")) == 65


def test_23_twenty_lists_hold_123_bullets(meetings: Meetings) -> None:
    styles = [row.style.name for row in meetings.reference.paragraphs]
    starts = [place for place, name in enumerate(styles)
              if name == "Minutes Bullet" and styles[place - 1] != "Minutes Bullet"]  # fmt: skip
    assert (len(starts), styles.count("Minutes Bullet")) == (20, 123)


def test_24_list_ends_print_as_they_are_given_or_are_completed(meetings: Meetings) -> None:
    given = [block.text for block in meetings.reference.record.blocks if block.kind == "bullet"]
    assert meetings.reference.texts("Minutes Bullet") == given
    assert meetings.parish.texts("Minutes Bullet")[-1] == "no plot stood empty."


def test_25_the_lettered_list_counts_a_and_b(meetings: Meetings) -> None:
    lettered = meetings.reference.texts("Minutes Lettered")
    printed = [row for row in meetings.reference.printed if re.match(r"[ab]\) ", row)]
    assert [row[3:] for row in printed] == [re.sub(r"\s+", " ", text).strip() for text in lettered]
    assert [row[:2] for row in printed] == ["a)", "b)"]


def test_26_an_item_without_a_decision_prints_no_resolved(meetings: Meetings) -> None:
    under = meetings.reference.under(meetings.reference.texts("Heading 1")[1])
    assert [row.style.name for row in under] == ["Minutes Body"]


def test_27_an_item_with_nothing_raised_prints_its_sentence(meetings: Meetings) -> None:
    assert [row.text for row in meetings.parish.under("Correspondence")][0] == "None."


def test_28_late_arrivals_and_departures_are_told_under_their_item(meetings: Meetings) -> None:
    assert (
        meetings.parish.under("Public participation")[0].text
        == "Councillor D Feather arrived at 7:39\u00a0p.m."
    )
    assert meetings.parish.under("Village green")[0].text == "Councillor L Quarm left at 8:25\u00a0p.m."


def test_29_an_adjournment_and_a_change_of_chair_are_told(meetings: Meetings) -> None:
    notes = [row.text.replace("\u00a0", " ") for row in meetings.parish.under("Village green")[1:3]]
    assert notes == ["The meeting stood adjourned from 8:30 p.m. to 8:40 p.m.",
                     "Councillor P Venn took the chair at 8:42 p.m."]  # fmt: skip


def test_30_a_question_from_the_public_has_its_answer(meetings: Meetings) -> None:
    styles = [row.style.name for row in meetings.parish.under("Public participation")[1:]]
    assert styles == ["Minutes Question", "Minutes Answer"]
