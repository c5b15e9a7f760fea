"""A draft that comes back: every change is found, none is invented, and each is taken or left as one undoable action."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from marked_up import MarkedUp

import invented
from libreoffice import convert
from libreoffice_hand import edit
from minutewright.app.papers import export_minutes
from minutewright.app.returned import read_returned
from minutewright.domain.errors import BadInput
from minutewright.domain.ids import BlockId, ItemId, MeetingId
from minutewright.domain.minutes import Block, BlockKind, Edition, Run
from minutewright.domain.returned import ChangeKind, PieceMark, ReturnedChange, ReturnedDraft
from minutewright.services.clerk.minuting import delete_block, write_block
from minutewright.services.clerk.returning import leave_change, settle_remark, take_change, take_changes
from minutewright.services.documents.template.shelf import ChosenTemplate
from minutewright.services.drafting.open_points import OpenPointKind, open_points
from minutewright.services.storage.store import MeetingStore
from stored_meeting import store_record

CHAIR, OFFICER = "H R Marrow", "Ines Toft"
NONE = "No questions had been received from the public."
ACTION = ChangeKind


@pytest.fixture
def store(tmp_path: Path) -> Iterator[MeetingStore]:
    record = invented.record()
    blocks = tuple(
        replace(block, runs=(Run(NONE),)) if NONE in block.text else block for block in record.blocks
    )
    extra = (
        Block(
            BlockId("extra-1"),
            ItemId("item-7"),
            901,
            BlockKind.PARAGRAPH,
            (Run("The Chair thanked Dr Ferris for her work."),),
        ),
        Block(
            BlockId("extra-2"),
            ItemId("item-7"),
            902,
            BlockKind.PARAGRAPH,
            (Run("A second visit was planned for September."),),
        ),
    )
    with store_record(tmp_path / "meeting", replace(record, blocks=(*blocks, *extra))) as made:
        yield made


@pytest.fixture
def came_back(store: MeetingStore, tmp_path: Path) -> Callable[..., ReturnedDraft]:
    """Exports the full minutes, lets a word processor's hand mark them up, and reads them."""

    def read(*edits: Callable[[MarkedUp], None], name: str = "returned.docx") -> ReturnedDraft:
        out = tmp_path / "sent.docx"
        if not out.exists():
            export_minutes(store, Edition.FULL, out)
        marked = MarkedUp(out)
        for change in edits:
            change(marked)
        return read_returned(store, marked.save(tmp_path / name))

    return read


def only(draft: ReturnedDraft) -> ReturnedChange:
    assert len(draft.changes) == 1, [(change.kind, change.ours, change.theirs) for change in draft.changes]
    return draft.changes[0]


def texts(store: MeetingStore, item: str) -> list[str]:
    return [block.text for block in store.record().blocks_of(ItemId(item)) if block.runs]


def test_a_file_that_nobody_changed_has_no_changes(
    store: MeetingStore, came_back: Callable[..., ReturnedDraft]
) -> None:
    draft = came_back()
    assert (draft.changes, draft.version, draft.formatting, draft.remarks) == ((), 1, 0, ())


@pytest.mark.parametrize("edition", list(Edition))
def test_a_file_that_libreoffice_saved_has_no_changes(
    store: MeetingStore, tmp_path: Path, edition: Edition
) -> None:
    out = export_minutes(store, edition, transcript_appendix=True)
    again = tmp_path / "again"
    again.mkdir()
    draft = read_returned(store, convert(out, "docx", again))
    assert (draft.changes, draft.version) == ((), 1)


def test_a_tracked_change_says_who_when_where_and_both_wordings(
    came_back: Callable[..., ReturnedDraft],
) -> None:
    change = only(came_back(lambda file: file.replace("had been received", "were asked", CHAIR)))
    assert (change.kind, change.who, change.tracked) == (ChangeKind.CHANGED, (CHAIR,), True)
    assert change.at is not None
    assert change.at.isoformat().startswith("2026-05-20")
    assert change.place == "Item 4 (Questions from the public), paragraph 1"
    assert (change.ours, change.theirs) == (NONE, "No questions were asked from the public.")
    marked = [(piece.text, piece.mark) for piece in change.pieces]
    assert marked[0] == ("No questions ", PieceMark.SAME)
    assert {mark for _, mark in marked} == set(PieceMark)


def test_a_taken_change_is_one_action_and_undo_brings_it_back(
    store: MeetingStore, came_back: Callable[..., ReturnedDraft]
) -> None:
    def edit(file: MarkedUp) -> None:
        file.replace("had been received", "were asked", CHAIR)

    before = store.record()
    draft = came_back(edit)
    take_change(store, only(draft), draft.file_name)
    assert texts(store, "item-4") == ["No questions were asked from the public."]
    again = came_back(edit)
    assert (again.changes, again.answered) == ((), 0)
    store.undo()
    assert store.record() == before
    assert only(came_back(edit)).id == only(draft).id


def test_a_change_that_was_left_is_not_asked_about_again_until_that_is_undone(
    store: MeetingStore, came_back: Callable[..., ReturnedDraft]
) -> None:
    def edit(file: MarkedUp) -> None:
        file.replace("had been received", "were asked", CHAIR)

    leave_change(store, only(came_back(edit)))
    assert texts(store, "item-4") == [NONE]
    assert (came_back(edit).changes, came_back(edit).answered) == ((), 1)
    store.undo()
    assert len(came_back(edit).changes) == 1


def test_a_change_made_without_tracking_is_found_and_said_to_be_untracked(
    came_back: Callable[..., ReturnedDraft],
) -> None:
    change = only(came_back(lambda file: file.replace("No questions", "No question")))
    assert (change.tracked, change.who) == (False, ())
    assert change.theirs == "No question had been received from the public."


def test_a_paragraph_added_with_or_without_tracking_goes_behind_its_neighbour(
    store: MeetingStore, came_back: Callable[..., ReturnedDraft]
) -> None:
    for author in (CHAIR, None):
        draft = came_back(
            lambda file, author=author: file.add_after("thanked Dr Ferris", "She replied.", author)
        )
        change = only(draft)
        assert (change.kind, change.theirs, change.who) == (
            ChangeKind.ADDED,
            "She replied.",
            (CHAIR,) if author else (),
        )
        take_change(store, change, draft.file_name)
        found = texts(store, "item-7")
        assert found.index("She replied.") == found.index("The Chair thanked Dr Ferris for her work.") + 1
        store.undo()


def test_paragraphs_added_in_a_row_keep_their_order_when_all_are_taken(
    store: MeetingStore, came_back: Callable[..., ReturnedDraft]
) -> None:
    def edit(file: MarkedUp) -> None:
        file.add_after("thanked Dr Ferris", "First.", CHAIR)
        file.add_after("First.", "Second.", CHAIR)
        file.add_after("Second.", "Third.", CHAIR)

    draft = came_back(edit)
    assert take_changes(store, draft.changes, draft.file_name) == 3
    found = texts(store, "item-7")
    at = found.index("First.")
    assert found[at - 1 : at + 3] == [
        "The Chair thanked Dr Ferris for her work.",
        "First.",
        "Second.",
        "Third.",
    ]
    assert came_back(edit).changes == ()
    store.undo()
    assert "First." not in texts(store, "item-7")


@pytest.mark.parametrize("author", [CHAIR, None])
def test_a_paragraph_taken_out_is_found_and_taken(
    store: MeetingStore, came_back: Callable[..., ReturnedDraft], author: str | None
) -> None:
    draft = came_back(lambda file: file.remove("A second visit", author))
    change = only(draft)
    assert (change.kind, change.ours, change.theirs) == (
        ACTION.REMOVED,
        "A second visit was planned for September.",
        "",
    )
    assert change.who == ((CHAIR,) if author else ())
    take_change(store, change, draft.file_name)
    assert "A second visit was planned for September." not in texts(store, "item-7")


@pytest.mark.parametrize("tracked", [True, False])
def test_a_paragraph_that_was_moved_is_moved_and_not_removed_and_added(
    store: MeetingStore, came_back: Callable[..., ReturnedDraft], tracked: bool
) -> None:
    def edit(file: MarkedUp) -> None:
        if tracked:
            file.move_tracked("A second visit", "No questions", CHAIR)
        else:
            file.move_after("A second visit", "No questions")

    draft = came_back(edit)
    change = only(draft)
    assert change.kind is ChangeKind.MOVED
    take_change(store, change, draft.file_name)
    assert texts(store, "item-4") == [NONE, "A second visit was planned for September."]
    assert "A second visit was planned for September." not in texts(store, "item-7")


def test_references_and_bold_words_survive_a_change_beside_them(
    store: MeetingStore, came_back: Callable[..., ReturnedDraft]
) -> None:
    draft = came_back(lambda file: file.replace("two had asked", "three had asked", OFFICER))
    take_change(store, only(draft), draft.file_name)
    block = next(row for row in store.blocks.all() if "three had asked" in row.text)
    assert [run.item_ref for run in block.runs if run.item_ref] == [ItemId("item-6b")]
    bold = came_back(lambda file: file.replace("simple to collect", "easy to collect", OFFICER))
    take_change(store, next(row for row in bold.changes if "easy" in row.theirs), bold.file_name)
    block = next(row for row in store.blocks.all() if "easy to collect" in row.text)
    assert block.runs[0] == Run("A flat charge –", bold=True)


def test_resolutions_are_changed_added_and_taken_out_in_their_decision(
    store: MeetingStore, came_back: Callable[..., ReturnedDraft]
) -> None:
    def edit(file: MarkedUp) -> None:
        file.replace("£24 from", "£25 from", CHAIR)
        file.remove("one Saturday free", CHAIR)
        file.add_after("takings to the November meeting", "That the charges be advertised.", CHAIR)

    draft = came_back(edit)
    assert [change.kind for change in draft.changes] == [
        ChangeKind.CHANGED,
        ChangeKind.REMOVED,
        ChangeKind.ADDED,
    ]
    take_changes(store, draft.changes, draft.file_name)
    decision = next(row for row in store.decisions.all() if row.id == "decision-2")
    assert [row.text for row in decision.resolutions] == [
        "That pitches on Saturdays cost £25 from 1 July 2026;",
        "That the Market Manager report on takings to the November meeting.",
        "That the charges be advertised.",
    ]


def test_headings_and_motions_are_changed_where_they_are_kept(
    store: MeetingStore, came_back: Callable[..., ReturnedDraft]
) -> None:
    draft = came_back(
        lambda file: file.replace("Boathouse lease", "Boathouse: new lease", CHAIR),
        lambda file: file.replace(
            "That the new charges be adopted", "That the new charges be approved", CHAIR
        ),
    )
    take_changes(store, draft.changes, draft.file_name)
    assert store.items.get("item-9").title == "Boathouse: new lease"  # type: ignore[union-attr]
    assert any("new charges be approved" in row.text for row in store.motions.all())


def test_what_cannot_be_put_in_by_itself_becomes_an_open_point(
    store: MeetingStore, came_back: Callable[..., ReturnedDraft]
) -> None:
    draft = came_back(
        lambda file: file.replace("Councillor P Ashdown (Vice-Chairman)", "Councillor Paul Ashdown", CHAIR)
    )
    change = only(draft)
    assert not change.takeable
    take_change(store, change, draft.file_name)
    points = [point for point in open_points(store.record()) if point.kind is OpenPointKind.REMARK]
    assert len(points) == 1
    assert "Councillor Paul Ashdown" in points[0].sentence
    assert CHAIR in points[0].sentence


def test_comments_with_replies_become_open_points_at_their_place_and_can_be_settled(
    store: MeetingStore, came_back: Callable[..., ReturnedDraft]
) -> None:
    draft = came_back(
        lambda file: file.comment("No questions", CHAIR, "Was this asked?", (OFFICER, "Yes, twice."))
    )
    change = only(draft)
    assert (change.kind, change.who, change.ours) == (ChangeKind.COMMENT, (CHAIR,), NONE)
    assert change.theirs == f"Was this asked?\n{OFFICER}: Yes, twice."
    take_change(store, change, draft.file_name)
    point = next(point for point in open_points(store.record()) if point.kind is OpenPointKind.REMARK)
    assert point.item_id == "item-4"
    assert point.remark_id is not None
    settle_remark(store, point.remark_id)
    assert not [point for point in open_points(store.record()) if point.kind is OpenPointKind.REMARK]


def test_changes_of_look_are_counted_and_content_controls_are_read_through(
    came_back: Callable[..., ReturnedDraft],
) -> None:
    draft = came_back(
        lambda file: file.control("No questions"), lambda file: file.restyled("thanked Dr Ferris")
    )
    assert (draft.changes, draft.formatting) == ((), 1)
    inside = came_back(
        lambda file: file.control("No questions"),
        lambda file: file.replace("No questions", "No question", CHAIR),
    )
    assert only(inside).theirs.startswith("No question had")


def test_many_hands_at_once_are_all_told_and_none_is_invented(
    came_back: Callable[..., ReturnedDraft],
) -> None:
    draft = came_back(
        lambda file: file.replace("had been received", "were asked", CHAIR),
        lambda file: file.replace("the baker", "the bakers", OFFICER),
        lambda file: file.remove("no charge before Easter", OFFICER),
        lambda file: file.add_after("A second visit", "It would be on a Tuesday.", CHAIR),
        lambda file: file.replace("be refused", "be deferred"),
        lambda file: file.comment("thanked Dr Ferris", OFFICER, "Nice."),
        lambda file: file.move_after("no other pitch was free", "The Head of Licensing explained"),
    )
    told = [(change.kind.value, change.theirs or change.ours) for change in draft.changes]
    assert sorted(told) == sorted(
        [
            ("changed", "No questions were asked from the public."), ("changed", "the bakers;"),
            ("removed", "no charge before Easter."), ("added", "It would be on a Tuesday."),
            ("changed", "That the application be deferred."), ("comment", "Nice."), ("moved", "no other pitch was free."),
        ]
    )  # fmt: skip


def test_a_draft_of_another_meeting_is_refused_and_another_file_too(
    store: MeetingStore, tmp_path: Path, came_back: Callable[..., ReturnedDraft]
) -> None:
    record = invented.record()
    other = replace(record, meeting=replace(record.meeting, id=MeetingId("meeting-elsewhere")))
    with store_record(tmp_path / "other", other) as elsewhere:
        sent = export_minutes(elsewhere, Edition.FULL)
    with pytest.raises(BadInput, match="another meeting"):
        read_returned(store, sent)
    came_back()
    from docx import Document

    document = Document()
    document.add_paragraph("A shopping list that has nothing to do with minutes at all.")
    document.save(str(tmp_path / "list.docx"))
    with pytest.raises(BadInput, match="does not look like a draft of these minutes"):
        read_returned(store, tmp_path / "list.docx")


def test_an_earlier_version_is_said_and_compared_with_what_was_sent(
    store: MeetingStore, came_back: Callable[..., ReturnedDraft]
) -> None:
    came_back()
    block = next(row for row in store.blocks.all() if row.text == NONE)
    write_block(store, block.id, (Run("Nobody asked anything."),))
    delete_block(store, BlockId("extra-2"))
    export_minutes(store, Edition.FULL)
    draft = came_back(lambda file: file.replace("had been received", "were asked", CHAIR))
    assert draft.version == 1
    assert draft.remarks[0].startswith("This is version 1. Version 2 was exported since")
    change = only(draft)
    assert (change.sent, change.ours) == (NONE, "Nobody asked anything.")
    assert change.changed_here_too


def test_a_file_that_lost_all_its_marks_is_recognised_and_compared_by_its_words(
    store: MeetingStore, tmp_path: Path, came_back: Callable[..., ReturnedDraft]
) -> None:
    def without_marks(file: MarkedUp) -> None:
        from docx.oxml.ns import qn

        for row in list(file.root.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))):
            row.getparent().remove(row)

    draft = came_back(without_marks, lambda file: file.replace("had been received", "were asked"))
    assert draft.remarks == ("The file does not say which version it is; by its words it is version 1.",)
    change = only(draft)
    assert change.takeable
    take_change(store, change, draft.file_name)
    assert texts(store, "item-4") == ["No questions were asked from the public."]


def test_a_draft_written_in_the_councils_template_comes_back_as_well(
    store: MeetingStore, tmp_path: Path
) -> None:
    import templates

    template = templates.council_template(tmp_path / "council.docx")
    out = tmp_path / "sent in template.docx"
    export_minutes(store, Edition.FULL, out, template=ChosenTemplate(template, "council.docx"))
    assert read_returned(store, out).changes == ()
    marked = MarkedUp(out)
    marked.replace("had been received", "were asked", CHAIR)
    change = only(read_returned(store, marked.save(tmp_path / "back.docx")))
    assert change.place == "Item 4 (Questions from the public), paragraph 1"
    assert change.takeable


def test_a_paragraph_split_in_two_and_two_joined_are_told(came_back: Callable[..., ReturnedDraft]) -> None:
    def join(file: MarkedUp) -> None:
        first, second = file.paragraph("thanked Dr Ferris"), file.paragraph("A second visit")
        from docx.oxml.ns import qn

        for run in list(second.findall(qn("w:r"))):
            first.append(run)
        second.getparent().remove(second)

    kinds = {change.kind for change in came_back(join).changes}
    assert kinds == {ChangeKind.CHANGED, ChangeKind.REMOVED}

    def split(file: MarkedUp) -> None:
        file.replace(" for her work.", ".")
        file.add_after("thanked Dr Ferris", "It was for her work.")

    changes = came_back(split).changes
    assert [(change.kind, change.theirs) for change in changes] == [
        (ChangeKind.CHANGED, "The Chair thanked Dr Ferris."), (ChangeKind.ADDED, "It was for her work."),
    ]  # fmt: skip


@pytest.mark.parametrize("tracked", [True, False])
def test_what_a_hand_in_libreoffice_did_is_told_and_nothing_else(
    store: MeetingStore, tmp_path: Path, tracked: bool
) -> None:
    sent = export_minutes(store, Edition.FULL)
    back = edit(
        sent, tmp_path / "back.docx",
        ("Swap", "had been received from", "were asked by"),
        ("AddBehind", "A second visit", "It would be on a Tuesday."),
        ("TakeOut", "no charge before Easter"),
        ("Say", "thanked Dr Ferris", "Was she there?"),
        tracked=tracked,
    )  # fmt: skip
    told = [(row.kind.value, row.ours, row.theirs, row.tracked) for row in read_returned(store, back).changes]
    assert sorted(told) == sorted(
        [
            ("changed", NONE, "No questions were asked by the public.", tracked),
            ("added", "", "It would be on a Tuesday.", tracked),
            ("removed", "no charge before Easter.", "", tracked),
            ("comment", "", "Was she there?", True),
        ]
    )  # fmt: skip


def test_a_resolution_that_was_moved_does_not_take_its_whole_decision_along(
    store: MeetingStore, came_back: Callable[..., ReturnedDraft]
) -> None:
    draft = came_back(lambda file: file.move_after("be told of the right of appeal", "No questions"))
    change = only(draft)
    assert (change.kind, change.takeable) == (ChangeKind.MOVED, False)
    before = store.record().blocks
    take_change(store, change, draft.file_name)
    assert store.record().blocks == before
