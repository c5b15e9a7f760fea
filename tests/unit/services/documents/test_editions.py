"""What an edition may hold. The public file must not hold an exempt word anywhere: text, properties, hidden or split."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from package import Package, WriteMinutes

import invented
from minutewright.domain.agenda import exempt_item_ids
from minutewright.domain.business import Action
from minutewright.domain.ids import ActionId, BlockId, ItemId
from minutewright.domain.minutes import Block, BlockKind, Edition, Publicity, Run, TableContent
from minutewright.services.documents.edition import for_edition, public_segments


@pytest.mark.parametrize("appendix", [False, True])
@pytest.mark.parametrize("style", ["uk-borough", "uk-parish"])
def test_no_exempt_word_is_anywhere_in_the_public_file(
    minutes: WriteMinutes, style: str, appendix: bool
) -> None:
    package = Package(minutes(invented.record(), Edition.PUBLIC, style, transcript_appendix=appendix))
    everything = package.everything()
    assert [secret for secret in invented.SECRETS if secret in everything] == []
    assert "Quillon" not in everything
    assert "Boathouse lease".casefold() in everything.casefold()  # that it was taken is public


def test_the_secrets_are_real(minutes: WriteMinutes) -> None:
    """The test above can fail: the full edition of the same meeting holds those that print."""
    everything = Package(minutes(invented.record(), Edition.FULL, transcript_appendix=True)).everything()
    found = {secret for secret in invented.SECRETS if secret in everything}
    assert {
        "Quillonblock",
        "Quillonpoint",
        "Quillonclause",
        "Quillonmotion",
        "Quillonspeech",
        "Quillonsource",
    } <= found
    whole = repr(invented.record())
    assert all(secret in whole for secret in invented.SECRETS)


def test_the_record_of_the_public_edition_holds_none_either() -> None:
    public = for_edition(invented.record(), Edition.PUBLIC).record
    assert "Quillon" not in repr(public)


def test_a_summary_stands_in_for_exempt_matter_and_a_phrase_where_there_is_none(
    minutes: WriteMinutes,
) -> None:
    package = Package(minutes(invented.record(), Edition.PUBLIC))
    assert "Members considered two offers and accepted one." in package.in_style("Minutes Body")
    assert len(package.in_style("Minutes Exempt")) == 1
    full = Package(minutes(invented.record(), Edition.FULL))
    assert "Members considered two offers and accepted one." not in full.in_style("Minutes Body")
    assert full.in_style("Minutes Exempt") == []


def test_a_forgotten_mark_under_an_exempt_item_does_not_publish() -> None:
    forgotten = Block(BlockId("x"), ItemId("item-9"), 99, runs=(Run("Quillon"),), publicity=Publicity.PUBLIC)
    record = invented.record()
    content = for_edition(replace(record, blocks=(*record.blocks, forgotten)), Edition.PUBLIC)
    assert forgotten not in content.record.blocks


def test_sub_items_of_an_exempt_item_are_exempt() -> None:
    record = invented.record()
    items = tuple(replace(item, exempt=True) if item.number == "6" else item for item in record.items)
    assert {"item-6", "item-6a", "item-6b"} <= exempt_item_ids(items)
    public = for_edition(replace(record, items=items), Edition.PUBLIC).record
    assert "The pitch lay within" not in repr(public)


def test_the_exempt_edition_holds_only_items_with_exempt_matter_under_their_own_numbers(
    minutes: WriteMinutes,
) -> None:
    package = Package(minutes(invented.record(), Edition.EXEMPT))
    assert package.in_style("Heading 1") == [
        "Reed bed at Harrow Mere: first year", "Boathouse lease", "Staffing of the market office"
    ]  # fmt: skip
    marks = [p.text for p in package.document.sections[0].header.paragraphs if p.style.name == "Minutes Mark"]
    assert marks[0].startswith("EXEMPT")
    numbering = package.document.part.numbering_part.element
    starts = numbering.xpath("w:num[w:abstractNumId/@w:val='1']/w:lvlOverride/w:startOverride/@w:val")
    assert starts == ["7", "9"]


def test_the_full_edition_is_marked_only_if_it_holds_something_exempt(minutes: WriteMinutes) -> None:
    def marks(record: object) -> list[str]:
        header = Package(minutes(record, Edition.FULL)).document.sections[0].header
        return [p.text for p in header.paragraphs if p.text.startswith("EXEMPT")]

    record = invented.record()
    assert marks(record)
    plain = replace(
        record,
        items=tuple(replace(item, exempt=False) for item in record.items),
        blocks=tuple(block for block in record.blocks if block.publicity is Publicity.PUBLIC),
        decisions=tuple(replace(row, exempt=False) for row in record.decisions),
    )
    assert not marks(plain)


def test_what_was_said_off_the_items_is_public_only_where_nothing_is_exempt() -> None:
    record = invented.record()
    assert not any(segment.item_id is None for segment in public_segments(record))
    open_meeting = replace(
        record, items=tuple(replace(item, exempt=False) for item in record.items), blocks=(), decisions=()
    )
    assert public_segments(open_meeting) == tuple(replace(row, heard_text="") for row in record.segments)


def test_speech_behind_an_exempt_passage_of_a_public_item_is_left_out() -> None:
    said = [segment.text for segment in public_segments(invented.record()) if segment.item_id == "item-7"]
    assert said == []


@given(
    st.lists(
        st.tuples(
            st.sampled_from([item.id for item in invented.items()]),
            st.sampled_from([BlockKind.PARAGRAPH, BlockKind.BULLET, BlockKind.NOTE, BlockKind.SUBHEADING]),
            st.sampled_from(list(Publicity)),
            st.booleans(),
        ),
        max_size=30,
    ),
    st.sets(st.sampled_from([item.id for item in invented.items()])),
)
def test_whatever_is_marked_the_public_record_holds_no_exempt_block(
    rows: list[tuple[ItemId, BlockKind, Publicity, bool]], exempt: set[ItemId]
) -> None:
    record = invented.record()
    items = tuple(replace(item, exempt=item.id in exempt) for item in record.items)
    blocks = tuple(
        Block(BlockId(f"b{n}"), item, n, kind, (Run(f"word{n}"),), publicity=publicity, confirmed=confirmed)
        for n, (item, kind, publicity, confirmed) in enumerate(rows)
    )
    content = for_edition(replace(record, items=items, blocks=blocks), Edition.PUBLIC)
    secret_items = exempt_item_ids(items)
    for block in content.record.blocks:
        assert block.confirmed
        assert block.publicity is not Publicity.EXEMPT
        assert block.item_id not in secret_items or block.publicity is Publicity.SUMMARY


def test_actions_tables_and_lists_of_an_exempt_item_are_nowhere_in_the_public_file(
    minutes: WriteMinutes,
) -> None:
    record = invented.record()
    table = TableContent("Quillontable", ("Quillonhead",), (("Quilloncell",),))
    actions = (
        Action(ActionId("action-9"), ItemId("item-9"), "Quillonact under an exempt item"),
        Action(ActionId("action-5"), ItemId("item-5"), "Quillonact in an exempt paragraph"),
    )
    exempt, public = Publicity.EXEMPT, Publicity.PUBLIC
    rows = (("item-9", BlockKind.TABLE, public, None), ("item-9", BlockKind.ACTION, public, "action-9"),
            ("item-5", BlockKind.ACTION, exempt, "action-5"), ("item-5", BlockKind.TABLE, exempt, None),
            ("item-5", BlockKind.ACTION, public, "action-9"))  # fmt: skip
    blocks = tuple(
        Block(
            BlockId(f"secret-{place}"), ItemId(item), 800 + place, kind, publicity=publicity,
            action_id=ActionId(action) if action else None, table=None if action else table,
        )
        for place, (item, kind, publicity, action) in enumerate(rows)
    )  # fmt: skip
    record = replace(record, actions=actions, blocks=(*record.blocks, *blocks))
    whole, published = (
        Package(minutes(record)).everything(),
        Package(minutes(record, Edition.PUBLIC)).everything(),
    )
    for secret in ("Quillontable", "Quillonhead", "Quilloncell", "Quillonact"):
        assert secret in whole
        assert secret not in published
