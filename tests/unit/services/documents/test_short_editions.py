"""Decision note, action list, extract, text item by item, transcript: what each holds, and that none holds a secret."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from package import Package

import invented
from minutewright.app.papers import export_minutes, export_short_edition
from minutewright.domain.errors import BadInput
from minutewright.domain.ids import ActionId, ItemId
from minutewright.domain.minutes import Edition, ShortEdition
from minutewright.services.documents.house_style import shipped_house_style
from minutewright.services.documents.short_editions import item_text
from minutewright.services.storage.store import MeetingStore
from stored_meeting import store_record

K = ShortEdition
FROM_MINUTES = [kind for kind in K if kind is not K.TRANSCRIPT]  # that has its tests in test_public_titles


@pytest.fixture
def meeting(tmp_path: Path) -> Iterator[MeetingStore]:
    """The invented meeting; its exempt items have titles for the public, and one more action stands in no paragraph."""
    record = invented.record()
    items = tuple(
        replace(item, public_title="A property matter") if item.exempt else item for item in record.items
    )
    loose = tuple(
        replace(record.actions[0], id=ActionId(f"loose-{item}"), item_id=ItemId(item), text=text)
        for item, text in (("item-5", "write to the traders"), ("item-9", "Quillonaction again"))
    )
    store = store_record(tmp_path / "m", replace(record, items=items, actions=(*record.actions, *loose)))
    yield store
    store.close()


def _write(meeting: MeetingStore, kind: ShortEdition, item: str = "item-5", **more: bool) -> str:
    wanted = ItemId(item) if kind is K.EXTRACT else None
    out = export_short_edition(meeting, kind, item_id=wanted, **more)
    assert "quillon" not in out.name.casefold()
    assert "boathouse" not in out.name.casefold()
    return out.read_text(encoding="utf-8") if out.suffix == ".txt" else Package(out).everything()


@pytest.mark.parametrize("item", ["item-5", "item-9"])
@pytest.mark.parametrize("kind", FROM_MINUTES)
def test_no_exempt_word_is_anywhere_in_a_paper_for_the_public(
    meeting: MeetingStore, kind: ShortEdition, item: str
) -> None:
    everything = _write(meeting, kind, item).casefold()
    assert "quillon" not in everything
    assert "boathouse" not in everything


@pytest.mark.parametrize("kind", FROM_MINUTES)
def test_the_secrets_are_there_when_they_are_asked_for(meeting: MeetingStore, kind: ShortEdition) -> None:
    assert "quillon" in _write(meeting, kind, "item-9", include_exempt=True).casefold()


def test_a_decision_note_holds_the_decisions_and_nothing_else(meeting: MeetingStore) -> None:
    out = export_short_edition(meeting, K.DECISION_NOTE)
    package = Package(out)
    assert "That the application be refused." in package.in_style("Minutes Resolution")
    assert package.in_style("Minutes Body") == []
    assert package.in_style("Minutes Signature") == []
    assert package.findings() == []


def test_an_action_list_holds_also_what_stands_in_no_paragraph(meeting: MeetingStore) -> None:
    lines = Package(export_short_edition(meeting, K.ACTION_LIST)).in_style("Minutes Action")
    assert any("write to the traders" in line for line in lines)


def test_a_list_without_actions_says_so(meeting: MeetingStore) -> None:
    with meeting.action("All done"):
        meeting.actions.put(*(replace(row, done=True) for row in meeting.actions.all()))
    assert Package(export_short_edition(meeting, K.ACTION_LIST)).in_style("Minutes Body") == [
        "Nothing to report."
    ]


def test_an_extract_holds_one_item_under_its_own_number(meeting: MeetingStore) -> None:
    package = Package(export_short_edition(meeting, K.EXTRACT, item_id=ItemId("item-6")))
    assert package.in_style("Heading 1") == ["Licensing applications"]
    with pytest.raises(BadInput, match="Choose an item"):
        export_short_edition(meeting, K.EXTRACT, item_id=ItemId("gone"))


def test_text_to_paste_has_the_numbers_and_words_of_the_minutes() -> None:
    text = item_text(invented.record(), shipped_house_style("uk-borough"))
    assert "5. CHARGES FOR THE SATURDAY MARKET" in text
    assert "1. That pitches on Saturdays cost £24 from 1 July 2026;" in text
    assert "No questions had been received from the public." in text


def test_a_paper_never_takes_the_place_of_a_file(meeting: MeetingStore, tmp_path: Path) -> None:
    out = tmp_path / "note.docx"
    out.write_text("mine", encoding="utf-8")
    assert export_short_edition(meeting, K.DECISION_NOTE, out) == tmp_path / "note 2.docx"
    assert out.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("appendix", [False, True])
def test_the_public_minutes_of_a_stored_meeting_hold_no_secret_in_any_part_or_name(
    meeting: MeetingStore, appendix: bool
) -> None:
    out = export_minutes(meeting, Edition.PUBLIC, transcript_appendix=appendix)
    parts = Package(out)
    hay = (parts.everything() + " ".join(parts.parts) + out.name).casefold()
    assert "quillon" not in hay
    assert "boathouse" not in hay
