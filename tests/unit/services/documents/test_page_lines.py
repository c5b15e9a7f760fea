"""The page to write on says the same as the document that is printed."""

from dataclasses import replace
from pathlib import Path

import pytest

import invented
from minutewright.domain.ids import BlockId
from minutewright.domain.minutes import Block, BlockKind, Edition, Publicity, Run
from minutewright.services.documents.house_style import shipped_house_style
from minutewright.services.documents.page_lines import LineKind, page_lines, shown_text
from minutewright.services.documents.preview import ShownParagraph, read_preview
from minutewright.services.documents.word.write import write_minutes

STYLES = ("uk-borough", "uk-parish")


def printed(tmp_path: Path, style_name: str) -> list[tuple[str, str]]:
    """Label and words of each paragraph of the full minutes, from the first item to the last line under an item."""
    style = replace(
        shipped_house_style(style_name),
        lists=replace(
            shipped_house_style(style_name).lists,
            punctuation=shipped_house_style("uk-borough").lists.punctuation,
        ),
    )
    path = tmp_path / "minutes.docx"
    write_minutes(without_summaries(), style, Edition.FULL, path)
    paragraphs = [block for block in read_preview(path).blocks if isinstance(block, ShownParagraph)]
    first = next(place for place, row in enumerate(paragraphs) if row.level == 1)
    return [(row.label, row.text.removeprefix(row.label).strip()) for row in paragraphs[first:]]


def without_summaries():
    """Summaries print in the public edition only, so the full one is compared without them."""
    record = invented.record()
    kept = tuple(block for block in record.blocks if block.publicity is not Publicity.SUMMARY)
    return replace(record, blocks=kept)


@pytest.mark.parametrize("style_name", STYLES)
def test_every_line_of_the_page_stands_in_the_document_in_the_same_order(
    tmp_path: Path, style_name: str
) -> None:
    style = shipped_house_style(style_name)
    page = page_lines(without_summaries(), style)
    wanted = printed(tmp_path, style_name)
    at = 0
    for line in page.lines:
        if not line.printed or line.kind is LineKind.TABLE_ROW:
            continue
        words = shown_text(line, page)
        if line.kind is LineKind.SINGLE_CLAUSE:
            words, label = f"{line.label} {words}", ""
        else:
            label = line.label
        found = (wanted[at][0], " ".join(wanted[at][1].split()).casefold())
        assert found == (label, " ".join(words.split()).casefold()), (line, wanted[at])
        at += 1
    assert at > 20


def test_what_is_only_suggested_is_no_line_of_the_page() -> None:
    record = without_summaries()
    suggested = replace(record, blocks=tuple(replace(block, confirmed=False) for block in record.blocks))
    kinds = {line.kind for line in page_lines(suggested, shipped_house_style("uk-borough")).lines}
    assert kinds == {LineKind.ITEM, LineKind.SUB_ITEM}


def test_a_reference_shows_the_number_of_its_item_as_it_is_now() -> None:
    record = invented.record()
    cited = page_lines(record, shipped_house_style("uk-borough")).cited
    items = tuple(replace(item, order=-1) if item.number == "7" else item for item in record.items)
    moved = page_lines(replace(record, items=items), shipped_house_style("uk-borough")).cited
    key = next(item.id for item in record.items if item.number == "7")
    assert (cited[key], moved[key]) == ("7", "1")


def test_points_inside_a_lettered_list_count_in_small_roman_and_begin_anew_under_each_letter() -> None:
    record = invented.record()
    item = record.items[0].id
    levels = (1, 2, 2, 1, 2)
    blocks = tuple(
        Block(BlockId(f"b{place}"), item, place, BlockKind.LETTERED, (Run("point"),), level)
        for place, level in enumerate(levels)
    )
    lines = page_lines(replace(record, blocks=blocks), shipped_house_style("uk-borough")).lines
    assert [line.label for line in lines if line.block_id] == ["a)", "i)", "ii)", "b)", "i)"]
