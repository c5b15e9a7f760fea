"""The minutes as a Word file: styles, numbers, references, page furniture, properties."""

from dataclasses import replace
from datetime import datetime

import pytest
from docx.oxml.ns import qn
from package import Package, WriteMinutes

import invented
from minutewright.domain.agenda import AgendaItem
from minutewright.domain.attendance import AttendanceStatus
from minutewright.domain.business import Decision, Resolution
from minutewright.domain.council import Numbering
from minutewright.domain.errors import BadInput
from minutewright.domain.ids import BlockId, DecisionId, ItemId, MotionId
from minutewright.domain.meeting import MeetingKind, MinutesState
from minutewright.domain.minutes import Block, BlockKind, Edition, Run
from minutewright.domain.record import MeetingRecord

STYLES = ("uk-borough", "uk-parish")


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("edition", list(Edition))
def test_the_audit_finds_nothing_in_any_edition_or_style(
    minutes: WriteMinutes, edition: Edition, style: str
) -> None:
    assert Package(minutes(invented.record(), edition, style, transcript_appendix=True)).findings() == []


def test_the_title_block_holds_council_body_and_opening_sentence(minutes: WriteMinutes) -> None:
    package = Package(minutes(invented.record()))
    assert package.in_style("Title") == ["Harrowmere Borough Council"]
    assert package.in_style("Subtitle") == ["Environment and Licensing Committee"]
    assert package.in_style("Minutes Opening") == [
        "MINUTES of the meeting of the Environment and Licensing Committee held in the Long Room, Harrowmere Town Hall "
        "on Wednesday 13 May 2026 at 7.00\u00a0pm."
    ]


def test_capitals_are_a_style_and_not_typed(minutes: WriteMinutes) -> None:
    for style, caps in (("uk-borough", "1"), ("uk-parish", "0")):
        document = Package(minutes(invented.record(), style=style)).document
        switches = [document.styles[name].element.find(f"{qn('w:rPr')}/{qn('w:caps')}").get(qn("w:val"))
                    for name in ("Title", "Heading 1")]  # fmt: skip
        assert switches == [caps, caps]


def test_attendance_prints_roles_honours_substitutes_and_the_meetings_own_label(
    minutes: WriteMinutes,
) -> None:
    package = Package(minutes(invented.record()))
    assert package.in_style("Minutes Attendance") == [
        "PRESENT:\tCouncillor H R Marrow, OBE (Chairman)",
        "ABSENT:\tCouncillor S J Tolland",
        "CABINET MEMBERS:\tCouncillor D Lindqvist, Portfolio Holder for Open Spaces",
    ]
    assert package.in_style("Minutes Attendance Group") == [
        "Harrowmere Borough Council Officers:-",
        "Invited to speak on the mere",
    ]
    lines = package.in_style("Minutes Attendance Continued")
    assert "Councillor N Okonjo, MBE JP" in lines
    assert "Councillor F Pettifer (substitute for Councillor S J Tolland)" in lines
    assert "Ines Toft – Head of Licensing and Street Scene" in lines
    assert lines[-1] == "Dr Maud Ferris – Chair, Friends of Harrow Mere"


def test_an_officer_of_the_council_is_not_said_to_be_of_it_again(minutes: WriteMinutes) -> None:
    record = invented.record()
    people = tuple(replace(person, organisation=record.council.name.upper()) for person in record.people)
    lines = Package(minutes(replace(record, people=people))).in_style("Minutes Attendance Continued")
    assert "Rufus Allardyce – Market Manager" in lines


def test_a_motion_ends_with_one_full_stop(minutes: WriteMinutes) -> None:
    record = invented.record()
    bare = tuple(replace(motion, text="That it be so") for motion in record.motions)
    assert (
        Package(minutes(replace(record, motions=bare)))
        .in_style("Minutes Motion")[0]
        .endswith(": That it be so.")
    )


def test_a_parish_lists_its_attendance_in_sentences(minutes: WriteMinutes) -> None:
    sentences = Package(minutes(invented.record(), style="uk-parish")).in_style("Minutes Attendance Sentence")
    assert sentences[1] == "Absent: Councillor S J Tolland and Councillor G Wexcombe."


def test_a_group_with_nobody_in_it_does_not_print(minutes: WriteMinutes) -> None:
    record = invented.record()
    present = tuple(replace(row, status=AttendanceStatus.PRESENT) for row in record.attendance)
    package = Package(minutes(replace(record, attendance=present)))
    assert not any("ABSENT" in line for line in package.in_style("Minutes Attendance"))


def test_a_person_not_to_be_listed_is_not(minutes: WriteMinutes) -> None:
    record = invented.record()
    hidden = tuple(replace(row, listed=row.order != 11) for row in record.attendance)
    assert "Invited to speak" not in Package(minutes(replace(record, attendance=hidden))).everything()


def test_a_long_label_widens_the_column_and_a_longer_one_goes_above(minutes: WriteMinutes) -> None:
    from minutewright.services.documents.house_style import shipped_house_style
    from minutewright.services.documents.word.front_matter import column_width_pt, listed_groups

    style = shipped_house_style("uk-borough")
    record = invented.record()

    def with_label(label: str) -> float:
        first, *others = style.attendance
        groups = listed_groups(record, replace(style, attendance=(replace(first, label=label), *others)))
        return column_width_pt(groups)

    assert with_label("PRESENT:") == 142
    assert 142 < with_label("MEMBERS PRESENT TONIGHT:") < 230
    assert with_label("MEMBERS OF THE COMMITTEE PRESENT AT THIS MEETING:") == 142


def test_there_is_no_layout_table_and_no_empty_paragraph(minutes: WriteMinutes) -> None:
    package = Package(minutes(invented.record(), transcript_appendix=True))
    assert [paragraph.text for paragraph in package.paragraphs if not paragraph.text.strip()] == []
    assert len(package.document.tables) == 1  # the recorded vote, which is data


def test_items_are_numbered_headings_without_a_typed_number(minutes: WriteMinutes) -> None:
    package = Package(minutes(invented.record()))
    titles = [item.title for item in invented.items() if item.parent is None]
    assert package.in_style("Heading 1") == titles
    assert package.in_style("Minutes Sub-item") == ["The Tern, Mere Street", "Kiosk at the bandstand"]


def test_an_item_that_is_not_minuted_does_not_print(minutes: WriteMinutes) -> None:
    record = invented.record()
    items = tuple(replace(item, minuted=item.number != "4") for item in record.items)
    assert "Questions from the public" not in Package(minutes(replace(record, items=items))).everything()


def test_only_confirmed_blocks_print(minutes: WriteMinutes) -> None:
    assert "not confirmed" not in Package(minutes(invented.record())).everything()


def test_each_decision_numbers_its_clauses_afresh(minutes: WriteMinutes) -> None:
    package = Package(minutes(invented.record()))
    lists: dict[str | None, list[str]] = {}
    for paragraph in package.paragraphs:
        if paragraph.style.name == "Minutes Resolution":
            lists.setdefault(package.list_of(paragraph), []).append(paragraph.text)
    assert [len(texts) for texts in lists.values()] == [1, 3, 1, 2, 1, 1, 1]
    numbering = package.document.part.numbering_part.element
    for num_id in lists:
        starts = numbering.xpath(f"w:num[@w:numId='{num_id}']/w:lvlOverride/w:startOverride/@w:val")
        assert starts == ["1"]


def test_the_word_over_a_decision_is_the_house_styles_and_stays_with_it(minutes: WriteMinutes) -> None:
    package = Package(minutes(invented.record()))
    assert package.in_style("Minutes Resolved") == [
        "RESOLVED:", "RESOLVED:", "AGREED:", "RESOLVED:", "RESOLVED:", "RESOLVED:", "RESOLVED:"
    ]  # fmt: skip
    assert package.document.styles["Minutes Resolved"].paragraph_format.keep_with_next


def test_a_parish_does_not_number_a_single_clause(minutes: WriteMinutes) -> None:
    package = Package(minutes(invented.record(), style="uk-parish"))
    assert "AGREED That the licence be varied as applied for." in package.in_style(
        "Minutes Resolution Single"
    )


def test_a_decision_without_clauses_prints_nothing(minutes: WriteMinutes) -> None:
    record = invented.record()
    empty = tuple(replace(row, resolutions=()) for row in record.decisions)
    assert Package(minutes(replace(record, decisions=empty))).in_style("Minutes Resolved") == []


def test_lists_have_two_levels_and_a_deeper_point_does_not_end_a_lettered_list(minutes: WriteMinutes) -> None:
    package = Package(minutes(invented.record()))
    assert package.in_style("Minutes Bullet 2") == [
        "most for the corner pitches;", "least for single tables;", "the baker;", "the florist;"
    ]  # fmt: skip
    lettered = [p for p in package.paragraphs if p.style.name == "Minutes Lettered"]
    first, second = [package.list_of(p) for p in lettered[:3]], [package.list_of(p) for p in lettered[3:]]
    assert len(set(first)) == 1
    assert len(set(second)) == 1
    assert first[0] != second[0]


def test_list_ends_print_as_typed_or_are_completed(minutes: WriteMinutes) -> None:
    record = _with_points(invented.record(), "first", "second?", "third")
    typed = Package(minutes(record, style="uk-borough")).in_style("Minutes Bullet")
    completed = Package(minutes(record, style="uk-parish")).in_style("Minutes Bullet")
    assert typed[-3:] == ["first", "second?", "third"]
    assert completed[-3:] == ["first;", "second?", "third."]


def _with_points(record: MeetingRecord, *texts: str) -> MeetingRecord:
    points = tuple(
        Block(BlockId(f"point-{n}"), ItemId("item-10"), 900 + n, BlockKind.BULLET, (Run(text),))
        for n, text in enumerate(texts)
    )
    return replace(record, blocks=record.blocks + points)


def test_bold_and_italic_runs_keep_their_look(minutes: WriteMinutes) -> None:
    runs = [run for paragraph in Package(minutes(invented.record())).paragraphs for run in paragraph.runs]
    assert any(run.bold and run.text == "A flat charge –" for run in runs)
    assert any(run.italic and run.text == "Osmunda regalis" for run in runs)


def test_references_are_fields_that_point_at_bookmarks(minutes: WriteMinutes) -> None:
    package = Package(minutes(invented.record()))
    body = package.document.element.body
    fields = [text.text.split() for text in body.iter(qn("w:instrText"))]
    names = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
    assert len(names) == len(set(names))
    assert sum(name.startswith("minute_") for name in names) == 12
    assert fields == [["REF", "minute_item_5", "\\n", "\\h"], ["REF", "minute_item_6b", "\\n", "\\h"]]
    assert {field[1] for field in fields} <= set(names)


def test_references_follow_when_an_item_is_added_before(minutes: WriteMinutes) -> None:
    record = invented.record()
    added = AgendaItem(ItemId("item-new"), "0", "Welcome", 1)
    package = Package(minutes(replace(record, items=(added, *record.items))))
    declaration = next(p.text for p in package.paragraphs if "declared" in p.text)
    assert "in minute 6," in declaration


@pytest.mark.parametrize("gone", [False, True])
def test_a_reference_to_nowhere_stops_the_export_with_a_sentence(minutes: WriteMinutes, gone: bool) -> None:
    record = invented.record()
    items = tuple(replace(item, minuted=False) if item.number == "5" else item for item in record.items)
    if gone:
        items = tuple(item for item in record.items if item.number != "5")
    with pytest.raises(BadInput, match="refer to"):
        minutes(replace(record, items=items))


@pytest.mark.parametrize("kind", [BlockKind.DECISION, BlockKind.MOTION])
def test_a_place_whose_decision_or_motion_is_gone_stops_the_export(
    minutes: WriteMinutes, kind: BlockKind
) -> None:
    record = invented.record()
    lost = Block(
        BlockId("lost"), ItemId("item-7"), 999, kind, decision_id=DecisionId("x"), motion_id=MotionId("x")
    )
    with pytest.raises(BadInput, match="Under “Reed bed at Harrow Mere: first year”.*no longer exists"):
        minutes(replace(record, blocks=(*record.blocks, lost)))


def test_motions_print_with_movers_counts_and_outcome(minutes: WriteMinutes) -> None:
    package = Package(minutes(invented.record()))
    assert package.in_style("Minutes Motion")[:2] == [
        "Amendment moved by Councillor P Ashdown: That the charge be £20.",
        "Moved by Councillor T L Birchall, seconded by Councillor F Pettifer: That the new charges be adopted.",
    ]
    votes = package.in_style("Minutes Vote")
    assert votes[0] == (
        "For: 1. Against: 3. Abstained: 0. Councillor P Ashdown asked for a vote in favour to be recorded. "
        "The amendment was declared LOST."
    )
    assert votes[2].endswith(
        "The Chairman gave a casting vote for the motion. The motion was declared CARRIED."
    )


def test_a_recorded_vote_is_a_table_with_a_header_row_and_words_for_a_screen_reader(
    minutes: WriteMinutes,
) -> None:
    table = Package(minutes(invented.record())).document.tables[0]
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0] == ["Member", "Vote"]
    assert rows[2] == ["Councillor P Ashdown", "Against"]
    assert len(rows) == 6
    assert table._tbl.xpath("w:tr[1]/w:trPr/w:tblHeader")
    assert table._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val")) == "How each member voted"


def test_a_motion_carried_without_division_prints_only_where_the_style_says_so(minutes: WriteMinutes) -> None:
    record = invented.record()
    agreed = tuple(replace(motion, vote=None) for motion in record.motions)
    record = replace(record, motions=agreed)
    assert len(Package(minutes(record, style="uk-borough")).in_style("Minutes Motion")) == 1  # the amendment
    assert len(Package(minutes(record, style="uk-parish")).in_style("Minutes Motion")) == 3


def test_headings_lead_ins_and_the_last_lines_stay_with_what_follows(minutes: WriteMinutes) -> None:
    package = Package(minutes(invented.record()))
    keep = {p.text: p.paragraph_format.keep_with_next for p in package.paragraphs}
    assert package.document.styles["Heading 1"].paragraph_format.keep_with_next
    assert keep["In answer to questions the Market Manager said that:"]
    assert keep["That the post be filled (Quillonclause again)."]
    assert keep["The meeting closed at 9.05\u00a0pm"]
    assert keep["Councillor H R Marrow"]
    assert not keep["Chairman"]


def test_the_closing_sentence_is_left_out_while_the_time_is_not_known(minutes: WriteMinutes) -> None:
    record = invented.record()
    package = Package(minutes(replace(record, meeting=replace(record.meeting, closed_at=None))))
    assert package.in_style("Minutes Closing") == []
    assert package.in_style("Minutes Signature") == ["Councillor H R Marrow"]


def test_without_a_chair_the_signature_has_the_title_alone(minutes: WriteMinutes) -> None:
    record = invented.record()
    nobody = tuple(replace(row, role="") for row in record.attendance)
    package = Package(minutes(replace(record, attendance=nobody)))
    assert package.in_style("Minutes Signature") == ["Chairman"]
    assert package.in_style("Minutes Signature Title") == []


def test_the_initials_box_stands_in_the_header_of_every_page(minutes: WriteMinutes) -> None:
    section = Package(minutes(invented.record())).document.sections[0]
    box = next(p for p in section.header.paragraphs if p.style.name == "Minutes Initials")
    assert box.text == "Chairman’s\ninitials"
    assert box.style.element.find(f"{qn('w:pPr')}/{qn('w:pBdr')}") is not None
    assert not section.different_first_page_header_footer


@pytest.mark.parametrize("state", list(MinutesState))
def test_the_draft_mark_stands_only_before_confirmation(minutes: WriteMinutes, state: MinutesState) -> None:
    record = invented.record()
    package = Package(minutes(replace(record, meeting=replace(record.meeting, state=state))))
    confirmed = state in (MinutesState.CONFIRMED, MinutesState.SIGNED, MinutesState.ARCHIVED)
    marks = [p.text for p in package.document.sections[0].header.paragraphs if p.style.name == "Minutes Mark"]
    assert any(mark.startswith("DRAFT") for mark in marks) is not confirmed
    assert package.document.core_properties.content_status == ("Final" if confirmed else "Draft")


def test_page_numbers_start_where_the_last_meeting_ended(minutes: WriteMinutes) -> None:
    record = invented.record()
    first = Package(minutes(record)).document.sections[0]
    assert first.footer.paragraphs[0].text == "Page 1 of 1"
    later = replace(record, meeting=replace(record.meeting, folio_start=41))
    section = Package(minutes(later)).document.sections[0]
    assert section._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "41"
    fields = [text.text.strip() for text in section.footer._element.iter(qn("w:instrText"))]
    assert fields == ["PAGE"]  # “page 41 of 5” would be nonsense


def test_the_files_properties_say_what_it_is_and_who_it_is_from(minutes: WriteMinutes) -> None:
    core = Package(minutes(invented.record())).document.core_properties
    assert core.title == "Environment and Licensing Committee, minutes, 13 May 2026"
    assert core.author == core.last_modified_by == "Harrowmere Borough Council"
    assert (core.language, core.category, core.comments) == ("en-GB", "Minutes", "")


def test_nothing_says_python_docx(minutes: WriteMinutes) -> None:
    assert "python-docx" not in Package(minutes(invented.record())).everything()


@pytest.mark.parametrize(
    ("pattern", "text", "form"),
    [("{n}", "%1.", "decimal"), ("{yy}/{n:02}", "26/%1.", "decimalZero"), ("EL{n:03}", "EL%1.", "custom")],
)
def test_minute_numbers_follow_the_bodys_pattern(
    minutes: WriteMinutes, pattern: str, text: str, form: str
) -> None:
    record = invented.record()
    record = replace(record, body=replace(record.body, numbering=Numbering(pattern, 24)))
    package = Package(minutes(record))
    level = package.document.part.numbering_part.element.xpath(
        "w:abstractNum[@w:abstractNumId='1']/w:lvl[1]"
    )[0]
    assert level.find(qn("w:lvlText")).get(qn("w:val")) == text
    assert level.find(qn("w:numFmt")).get(qn("w:val")) == form
    assert level.find(qn("w:start")).get(qn("w:val")) == "24"
    assert package.findings() == []


def test_the_kind_of_meeting_is_in_the_opening_sentence(minutes: WriteMinutes) -> None:
    record = invented.record()
    annual = replace(
        record, meeting=replace(record.meeting, kind=MeetingKind.ANNUAL, venue="", starts_at=None)
    )
    assert Package(minutes(annual)).in_style("Minutes Opening") == [
        "MINUTES of the annual meeting of the Environment and Licensing Committee held on Wednesday 13 May 2026."
    ]


def test_the_transcript_is_an_appendix_on_request_only(minutes: WriteMinutes) -> None:
    assert Package(minutes(invented.record())).in_style("Transcript Appendix") == []
    package = Package(minutes(invented.record(), transcript_appendix=True))
    assert package.in_style("Transcript Appendix") == ["Transcript"]
    assert "0:05:10\tCouncillor Birchall: I move the report." in package.in_style("Transcript Line")
    assert package.document.styles["Transcript Appendix"].paragraph_format.page_break_before


def test_an_empty_meeting_makes_a_valid_document(minutes: WriteMinutes) -> None:
    whole = invented.record()
    package = Package(
        minutes(MeetingRecord(whole.council, whole.body, replace(whole.meeting, closed_at=None)))
    )
    assert package.findings() == []
    assert package.in_style("Title") == ["Harrowmere Borough Council"]


def test_sixty_items_and_eighty_members_make_a_valid_document(minutes: WriteMinutes) -> None:
    record = invented.record()
    items = tuple(AgendaItem(ItemId(f"i{n}"), str(n), f"Item about {n}", n) for n in range(1, 61))
    decisions = tuple(
        Decision(DecisionId(f"d{n}"), ItemId(f"i{n}"), 1, (Resolution("That it be noted."),))
        for n in range(1, 61)
    )
    blocks = tuple(
        Block(BlockId(f"b{n}"), ItemId(f"i{n}"), 1, BlockKind.DECISION, decision_id=DecisionId(f"d{n}"))
        for n in range(1, 61)
    )
    member, row = record.people[2], record.attendance[2]
    people = tuple(replace(member, id=f"p{n}", surname=f"Member{n}") for n in range(80))
    rows = tuple(replace(row, id=f"a{n}", person_id=f"p{n}", order=n) for n in range(80))
    package = Package(
        minutes(
            replace(
                record,
                items=items,
                decisions=decisions,
                motions=(),
                blocks=blocks,
                people=people,
                attendance=rows,
            )
        )
    )
    assert package.findings() == []
    assert len(package.in_style("Heading 1")) == 60


def test_the_time_of_closing_is_that_of_the_clock_on_the_wall(minutes: WriteMinutes) -> None:
    record = invented.record()
    noon = datetime(2026, 5, 13, 12, 0, tzinfo=invented.EVENING)
    package = Package(minutes(replace(record, meeting=replace(record.meeting, closed_at=noon))))
    assert package.in_style("Minutes Closing") == ["The meeting closed at 12.00\u00a0pm"]
