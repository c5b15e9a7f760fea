"""The title for the public: what an exempt item is really called is nowhere that the public reads."""

from dataclasses import replace
from pathlib import Path

import pytest
from package import Package, WriteMinutes

import invented
from minutewright.domain.ids import BlockId, ItemId, SegmentId
from minutewright.domain.minutes import Block, Edition, Run
from minutewright.domain.record import MeetingRecord
from minutewright.services.documents.edition import for_edition
from minutewright.services.documents.public_titles import with_public_titles
from minutewright.services.documents.transcript_export.write import TranscriptFormat, write_transcript

TITLE, PUBLIC = "Boathouse lease", "A property matter"


def _record() -> MeetingRecord:
    """The invented meeting, its exempt title repeated in a paragraph, over two runs, in a decision, and aloud."""
    record = invented.record()
    items = tuple(
        replace(item, public_title=PUBLIC, second_title="Les y cychod") if item.title == TITLE else item
        for item in record.items
    )
    blocks = (
        Block(BlockId("said"), ItemId("item-2"), 900, runs=(Run("An interest in the boathouse  LEASE."),)),
        Block(
            BlockId("split"),
            ItemId("item-2"),
            901,
            runs=(Run("Of the Boathouse ", bold=True), Run("lease, no.")),
        ),
    )
    decisions = tuple(
        replace(
            row,
            resolutions=tuple(replace(one, text=f"{one.text} Boathouse lease") for one in row.resolutions),
        )
        for row in record.decisions
    )
    spoken = next(segment for segment in record.segments if segment.item_id == "item-5")
    aloud = replace(spoken, id=SegmentId("aloud"), text="Next but two is the Boathouse lease.", words=())
    under = replace(
        spoken,
        id=SegmentId("under"),
        item_id=ItemId("item-9"),
        text="Quillonword of the boathouse lease.",
        words=(),
    )
    return replace(
        record, items=items, blocks=(*record.blocks, *blocks), decisions=decisions,
        segments=(*record.segments, aloud, under),
    )  # fmt: skip


def _holds(text: str) -> bool:
    folded = " ".join(text.casefold().split())
    return TITLE.casefold() in folded or "cychod" in folded or "quillonword" in folded


@pytest.mark.parametrize("appendix", [False, True])
def test_the_title_is_nowhere_in_the_public_file(minutes: WriteMinutes, appendix: bool) -> None:
    everything = Package(minutes(_record(), Edition.PUBLIC, transcript_appendix=appendix)).everything()
    assert not _holds(everything)
    assert PUBLIC.casefold() in everything.casefold()


@pytest.mark.parametrize("format_", TranscriptFormat)
def test_the_title_is_in_no_public_transcript(tmp_path: Path, format_: TranscriptFormat) -> None:
    out = tmp_path / f"t.{format_}"
    write_transcript(_record(), out, format_)
    text = Package(out).everything() if format_ is TranscriptFormat.DOCX else out.read_text(encoding="utf-8")
    assert not _holds(text)
    assert f"Next but two is the {PUBLIC}." in text


def test_the_full_edition_keeps_the_title(minutes: WriteMinutes, tmp_path: Path) -> None:
    assert _holds(Package(minutes(_record(), Edition.FULL)).everything())
    out = tmp_path / "t.txt"
    write_transcript(_record(), out, TranscriptFormat.TXT, include_exempt=True)
    assert "Quillonword of the boathouse lease." in out.read_text(encoding="utf-8")


def test_a_title_of_one_word_takes_no_other_word_and_no_id_with_it() -> None:
    record = _record()
    items = tuple(replace(item, title="Report") if item.public_title else item for item in record.items)
    block = Block(BlockId("Report"), ItemId("item-2"), 902, runs=(Run("The report on Report, Reports."),))
    masked = with_public_titles(replace(record, items=items, blocks=(block,)))
    assert masked.blocks[0].text == f"The report on {PUBLIC}, Reports."
    assert masked.blocks[0].id == "Report"


def test_without_a_title_for_the_public_nothing_changes() -> None:
    record = invented.record()
    assert with_public_titles(record) is record
    assert any(item.title == TITLE for item in for_edition(record, Edition.PUBLIC).record.items)
