"""Council templates: every marker filled wherever it stands, the council's styles used, everything else left alone."""

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
import templates
from docx import Document
from docx.oxml.ns import qn
from lxml import etree
from package import Package, WriteMinutes

import invented
from libreoffice import paragraphs_of
from minutewright.domain.errors import BadInput
from minutewright.domain.ids import BlockId, ItemId
from minutewright.domain.meeting import MinutesState
from minutewright.domain.minutes import Block, Edition, OtherMinute, Run
from minutewright.domain.record import MeetingRecord
from minutewright.services.documents.house_style import shipped_house_style
from minutewright.services.documents.template.check import check_template
from minutewright.services.documents.template.fill import fill_template
from minutewright.services.documents.template.values import inline_values


def filled(
    template: Path,
    minutes: WriteMinutes,
    record: MeetingRecord | None = None,
    edition: Edition = Edition.FULL,
    styles: dict[str, str] | None = None,
    *,
    transcript_appendix: bool = False,
) -> Package:
    record = record or invented.record()
    made = minutes(record, edition, transcript_appendix=transcript_appendix)
    values = inline_values(record, shipped_house_style("uk-borough"), "")
    out = template.with_name(f"{template.stem} filled.docx")
    fill_template(template, made, values, "en-GB", out, styles=styles)
    return Package(out)


def own_findings(package: Package) -> list[str]:
    """Findings of the audit, without what python-docx's own base file brings into every template made with it."""
    return [
        row
        for row in package.findings()
        if "docDefaults differ" not in row and "stylesWithEffects" not in row
    ]


def words(package: Package) -> list[str]:
    """The text of every paragraph in every part, text boxes and tables included."""
    found = []
    for name, data in package.parts.items():
        if name.startswith("word/") and name.endswith(".xml"):
            for paragraph in etree.fromstring(data).iter(qn("w:p")):
                found.append("".join(text.text or "" for text in paragraph.iter(qn("w:t"))))
    return found


def test_a_council_template_is_filled_in_text_table_header_and_footer(
    tmp_path: Path, minutes: WriteMinutes
) -> None:
    package = filled(templates.council_template(tmp_path / "council.docx"), minutes)
    said = words(package)
    for line in (
        "Environment and Licensing Committee", "Wednesday 13 May 2026", "the Long Room, Harrowmere Town Hall, 7.00\u00a0pm",
        " Harrowmere Borough Council  ", "Charges for the Saturday market",
    ):  # fmt: skip
        assert line in said, line
    assert any(line.startswith("Environment and Licensing Committee, 13 May 2026 – ") for line in said)
    assert any("initials" in line.casefold() for line in said)
    assert not any("[[" in line for line in said)
    assert own_findings(package) == []


def test_numbers_and_references_are_right_beside_the_templates_own_lists(
    tmp_path: Path, minutes: WriteMinutes
) -> None:
    package = filled(templates.council_template(tmp_path / "council.docx"), minutes)
    lines = paragraphs_of(package.path, tmp_path)
    for line in (
        "5. Charges for the Saturday market", "6a. The Tern, Mere Street", "1. That the application be refused.",
        "2. That the applicant be told of the right of appeal.", "1. That the licence be varied as applied for.",
        "1. Printed on paper from Harrow Mill",
    ):  # fmt: skip
        assert line in [each.strip() for each in lines], line
    assert any("the matter in minute 6b" in line for line in lines)


def test_parts_without_markers_styles_or_lists_are_left_byte_for_byte(
    tmp_path: Path, minutes: WriteMinutes
) -> None:
    template = templates.edited(
        templates.council_template(tmp_path / "plain.docx"), tmp_path / "council.docx",
        customXml__item9_dot_xml=b"<kept  a='1'/>", word__media__extra_dot_bin=b"\x00\x01\x02" * 999,
    )  # fmt: skip
    before, after = Package(template).parts, filled(template, minutes).parts
    may_change = {
        "word/document.xml", "word/styles.xml", "word/stylesWithEffects.xml", "word/numbering.xml", "docProps/core.xml",
    }  # fmt: skip
    changed = {name for name in before if before[name] != after[name]}
    assert set(before) == set(after)
    assert changed - may_change == {"word/header1.xml", "word/footer1.xml"}
    assert "word/media/extra.bin" in after
    assert "customXml/item9.xml" in after


def test_the_templates_styles_are_used_and_ours_fill_the_rest(tmp_path: Path, minutes: WriteMinutes) -> None:
    template = templates.council_template(tmp_path / "council.docx")
    package = filled(template, minutes, styles={"Minutes Body": "Harrow Text"})
    assert "No questions had been received from the public." in package.in_style("Harrow Text")
    assert "Charges for the Saturday market" in package.in_style("Heading 1")
    assert any("known to traders" in line for line in package.in_style("List Bullet"))
    before = {style.style_id: etree.tostring(style.element) for style in Document(str(template)).styles}
    after = {style.style_id: etree.tostring(style.element) for style in package.document.styles}
    assert {key: after[key] for key in before} == before


def test_markers_split_over_runs_are_found_and_filled(tmp_path: Path, minutes: WriteMinutes) -> None:
    package = filled(templates.split_runs(tmp_path / "split.docx"), minutes)
    assert "Meeting of Environment and Licensing Committee on Wednesday 13 May 2026" in words(package)
    assert own_findings(package) == []


def test_markers_in_text_boxes_are_filled_in_both_forms_of_the_box(
    tmp_path: Path, minutes: WriteMinutes
) -> None:
    package = filled(templates.text_boxes(tmp_path / "boxes.docx"), minutes)
    assert words(package).count("Harrowmere Borough Council: Wednesday 13 May 2026") == 2
    boxes = list(package.document.element.body.iter(qn("w:txbxContent")))
    inside = ["".join(text.text or "" for text in box.iter(qn("w:t"))) for box in boxes]
    assert sum("Councillor H R Marrow" in text for text in inside) == 2
    assert own_findings(package) == []


def test_content_controls_are_filled_by_tag_and_no_longer_tied_to_other_data(
    tmp_path: Path, minutes: WriteMinutes
) -> None:
    package = filled(templates.content_controls(tmp_path / "controls.docx"), minutes)
    control = next(package.document.element.body.iter(qn("w:sdt")))
    assert "".join(text.text for text in control.iter(qn("w:t"))) == "Environment and Licensing Committee"
    assert control.find(f"{qn('w:sdtPr')}/{qn('w:dataBinding')}") is None
    assert "Charges for the Saturday market" in package.in_style("Heading 1")
    assert "Here" not in words(package)
    assert own_findings(package) == []


def test_what_has_no_place_of_its_own_stands_with_the_minutes(tmp_path: Path, minutes: WriteMinutes) -> None:
    package = filled(
        templates.plain_template(tmp_path / "bare.docx", "Before", "[[minutes]]", "After"),
        minutes,
        transcript_appendix=True,
    )
    lines = [paragraph.text for paragraph in package.paragraphs]
    places = [
        next(place for place, line in enumerate(lines) if start in line)
        for start in (
            "DRAFT",
            "Before",
            "PRESENT",
            "Apologies for absence",
            "The meeting closed",
            "After",
            "Transcript",
        )
    ]
    assert places == sorted(places)


def test_a_dotx_becomes_a_document_and_takes_the_minutes_own_properties(
    tmp_path: Path, minutes: WriteMinutes
) -> None:
    plain = templates.plain_template(tmp_path / "plain.docx", "[[minutes]]")
    dotx = templates.edited(
        plain, tmp_path / "council.dotx",
        **{"[Content_Types]_dot_xml": lambda data: data.replace(b"document.main+xml", b"template.main+xml")},
    )  # fmt: skip
    package = filled(dotx, minutes)
    assert b"template.main+xml" not in package.parts["[Content_Types].xml"]
    core = package.document.core_properties
    assert (core.title, core.author) == (
        "Environment and Licensing Committee, minutes, 13 May 2026", "Harrowmere Borough Council",
    )  # fmt: skip


def test_confirmed_minutes_have_no_draft_mark_and_no_empty_line_where_it_stood(
    tmp_path: Path, minutes: WriteMinutes
) -> None:
    record = invented.record()
    confirmed = replace(record, meeting=replace(record.meeting, state=MinutesState.CONFIRMED, folio_start=41))
    template = templates.plain_template(tmp_path / "bare.docx", "Top", "[[status]]", "[[minutes]]")
    package = filled(template, minutes, confirmed, Edition.PUBLIC)
    assert package.paragraphs[0].text == "Top"
    assert package.paragraphs[1].text != ""
    assert "DRAFT" not in package.everything()
    assert package.document.sections[0]._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "41"


def test_nothing_exempt_is_anywhere_in_public_minutes_in_a_template(
    tmp_path: Path, minutes: WriteMinutes
) -> None:
    package = filled(
        templates.council_template(tmp_path / "council.docx"),
        minutes,
        edition=Edition.PUBLIC,
        transcript_appendix=True,
    )
    everything = package.everything()
    assert [secret for secret in invented.SECRETS if secret in everything] == []


def test_a_template_made_of_an_earlier_export_can_be_used(tmp_path: Path, minutes: WriteMinutes) -> None:
    old = minutes(invented.record())
    document = Document(str(old))
    document.add_paragraph("[[minutes]]")
    document.save(str(tmp_path / "reused.docx"))
    package = filled(tmp_path / "reused.docx", minutes)
    names = [row.get(qn("w:name")) for row in package.document.element.body.iter(qn("w:bookmarkStart"))]
    ids = [row.get(qn("w:id")) for row in package.document.element.body.iter(qn("w:bookmarkStart"))]
    assert len(names) == len(set(names))
    assert len(ids) == len(set(ids))
    assert own_findings(package) == []


def test_the_check_lists_found_missing_and_unknown_markers_with_what_was_meant(tmp_path: Path) -> None:
    report = check_template(
        templates.plain_template(
            tmp_path / "odd.docx", "[[Council]] [[commitee]] [[zebra]]", "{{date}} and [venue]", "[[minuets]]",
            "Members: [[attendance]]", "A citation [2019] and [sic] are no markers",
        )
    )  # fmt: skip
    assert [marker.name for marker in report.found] == ["council", "attendance"]
    assert "minutes" in [marker.name for marker in report.missing]
    assert [(row.written, row.meant) for row in report.unknown] == [
        ("[[commitee]]", ""), ("[[zebra]]", ""), ("[[minuets]]", "minutes"), ("{{date}}", "date"), ("[venue]", "venue"),
    ]  # fmt: skip
    assert not report.usable
    assert report.troubles[0].startswith("[[attendance]] must stand alone on its line.")
    assert "[[minutes]] is missing" in report.troubles[1]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (("[[body]]",), "no [[minutes]]"),
        (("Here: [[minutes]]",), "must stand alone"),
        (("[[minutes]]", "[[minutes]]"), "more than once"),
    ],
)
def test_a_template_that_cannot_hold_the_minutes_is_refused_with_a_sentence(
    tmp_path: Path, minutes: WriteMinutes, lines: tuple[str, ...], said: str
) -> None:
    with pytest.raises(BadInput, match=said.replace("[", r"\[")):
        filled(templates.plain_template(tmp_path / "no.docx", *lines), minutes)
    assert not (tmp_path / "no filled.docx").exists()


def test_a_template_without_styles_or_numbering_gets_ours(tmp_path: Path, minutes: WriteMinutes) -> None:
    whole = templates.plain_template(tmp_path / "whole.docx", "[[body]]", "[[minutes]]")

    def without(data: bytes) -> bytes:
        root = etree.fromstring(data)
        for row in list(root):
            text = row.get("Target", "") + row.get("PartName", "")
            if any(name in text for name in ("styles", "numbering")):
                root.remove(row)
        return etree.tostring(root)

    bare = templates.edited(
        whole, tmp_path / "bare.docx", word__styles_dot_xml=None, word__stylesWithEffects_dot_xml=None,
        word__numbering_dot_xml=None, word___rels__document_dot_xml_dot_rels=without,
        **{"[Content_Types]_dot_xml": without},
    )  # fmt: skip
    assert check_template(bare).usable
    package = filled(bare, minutes)
    assert "5. Charges for the Saturday market".casefold() in [
        line.strip().casefold() for line in paragraphs_of(package.path, tmp_path)
    ]
    assert own_findings(package) == []


def test_names_of_every_kind_of_letter_make_a_valid_file(tmp_path: Path, minutes: WriteMinutes) -> None:
    record = invented.record()
    name = "Pwyllgor <Tŷ & Ŵyl> \"Llanŵr\" 🦆 ועדת הגינון \x07'[[minutes]]'"
    record = replace(
        record, body=replace(record.body, name=name), council=replace(record.council, name=name[:30])
    )
    package = filled(templates.council_template(tmp_path / "council.docx"), minutes, record)
    assert own_findings(package) == []
    shown = name.replace("\x07", "")
    assert package.paragraphs[0].text == shown
    assert any("ועדת הגינון" in line for line in paragraphs_of(package.path, tmp_path))


def test_the_templates_file_is_only_read(tmp_path: Path, minutes: WriteMinutes) -> None:
    template = templates.council_template(tmp_path / "council.docx")
    before = template.read_bytes()
    filled(template, minutes)
    check_template(template)
    assert template.read_bytes() == before
    assert zipfile.is_zipfile(template)


def test_a_link_to_a_minute_of_another_meeting_is_still_a_link(tmp_path: Path, minutes: WriteMinutes) -> None:
    record = invented.record()
    other = OtherMinute("36", "Council", address="https://harrowmere.example/minutes?id=36&x=1")
    block = Block(BlockId("linked"), ItemId("item-4"), 900, runs=(Run("See "), Run("", minute_ref=other)))
    record = replace(record, blocks=(*record.blocks, block))
    package = filled(templates.council_template(tmp_path / "council.docx"), minutes, record)
    link = next(package.document.element.body.iter(qn("w:hyperlink")))
    relation = package.document.part.rels[link.get(qn("r:id"))]
    assert (relation.is_external, relation.target_ref) == (True, other.address)
    assert own_findings(package) == []
