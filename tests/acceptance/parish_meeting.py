"""The second fixture: a parish council's evening with a recorded vote, an amendment lost before the motion was carried,
an adjournment, a change of chair, a late arrival, questions from the public, payments, and an exempt item."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from taken_down import MINUTE, Clerk, evening, member, paper

from minutewright.domain.agenda import ItemKind
from minutewright.domain.attendance import AttendanceStatus, Capacity
from minutewright.domain.business import (
    Ballot,
    Choice,
    InterestKind,
    MotionKind,
    MotionOutcome,
    Vote,
    VoteMethod,
)
from minutewright.domain.council import Numbering, RunsOn
from minutewright.domain.ids import AudioFileId, GapId, ItemId, PersonId
from minutewright.domain.marks import MarkKind
from minutewright.domain.minutes import BlockKind, OtherMinute, Publicity, Run, TableContent
from minutewright.domain.people import Person
from minutewright.domain.record import MeetingRecord
from minutewright.domain.recording import AudioFile, Gap, GapReason
from minutewright.services.clerk.beginning import begin_meeting
from minutewright.services.clerk.business import (
    change_exclusion,
    declare_interest,
    exclude_public,
    record_action,
    record_decision,
    record_vote,
)
from minutewright.services.clerk.minuting import add_block, change_block, refer_to_paper
from minutewright.services.clerk.preparing import change_meeting

OPENED = evening(2026, 9, 16, 19, 30)
MEMBERS = [
    member("Councillor", "J M", "Hartlow"), member("Councillor", "P", "Venn"), member("Councillor", "R A", "Oakshott"),
    member("Councillor", "S", "Idris"), member("Councillor", "L", "Quarm"), member("Councillor", "D", "Feather"),
    member("Councillor", "T", "Belchamber"),
]  # fmt: skip
HIDDEN = "Saltmarsh Haulage"
SUMMARY = "Members considered two quotations for the clearing of the ditch and chose one."


def build(folder: Path) -> MeetingRecord:
    """The meeting, taken down by the clerk's own actions."""
    with begin_meeting(
        folder, "Full Council", date(2026, 9, 16), council="Saltmere Parish Council",
        starts_at=OPENED.time(), venue="the Reading Room, Church Lane", house_style="uk-parish",
    ) as store:  # fmt: skip
        numbering = Numbering("{n}/{yy}", 41, RunsOn.YEAR, 5, 1)
        body = replace(store.body, numbering=numbering, quorum=3)
        change_meeting(store, replace(store.meeting, public_count=4), body)
        clerk = Clerk(store, OPENED, 60)
        _people(clerk)
        _agenda(clerk)
        _early_business(clerk)
        _allotments(clerk)
        _payments_and_green(clerk)
        _exempt(clerk)
        clerk.finish(128)
        return store.record()


def under_schedule_12a(record: MeetingRecord) -> MeetingRecord:
    """The meeting as a borough would have it: the ground of the exclusion is a paragraph of the Schedule."""
    return replace(record, exclusions=tuple(replace(row, paragraphs=("3",)) for row in record.exclusions))


def _people(clerk: Clerk) -> None:
    for key, person in MEMBERS:
        role = {"hartlow": "Chairman", "venn": "Vice-Chairman"}.get(key, "")
        status = AttendanceStatus.APOLOGY if key == "belchamber" else AttendanceStatus.PRESENT
        clerk.person(key, person, role=role, status=status)
    clerk.person(
        "marlow", Person(PersonId("marlow"), "Marlow", forename="Ida", post="Clerk"), Capacity.OFFICER
    )
    store = clerk.store
    change_meeting(store, replace(store.meeting, clerk=PersonId("marlow")))


def _agenda(clerk: Clerk) -> None:
    kind = ItemKind
    clerk.agenda(
        ("1", "Apologies for absence", kind.APOLOGIES, {}),
        ("2", "Declarations of interest", kind.INTERESTS, {}),
        ("3", "Minutes of the meeting held on 15 July 2026", kind.LAST_MINUTES, {}),
        ("4", "Public participation", kind.PUBLIC_QUESTIONS, {}),
        ("5", "Allotment rents", kind.REPORT, {"papers": (paper("Report of the Clerk on rents", appendix="B"),)}),
        ("6", "Finance", kind.REPORT, {}),
        ("6a", "Payments", kind.REPORT, {}),
        ("6b", "Bank reconciliation", kind.REPORT, {}),
        ("7", "Village green", kind.REPORT, {}),
        ("8", "Exclusion of the public", kind.EXCLUSION, {}),
        ("9", "Quotations for the ditch", kind.EXEMPT_REPORT, {"exempt": True}),
        ("10", "Correspondence", kind.REFERENCES, {"nil": True}),
    )  # fmt: skip


def _early_business(clerk: Clerk) -> None:
    store = clerk.store
    clerk.take("1", 1)
    clerk.take("2", 2)
    declare_interest(
        store, PersonId("oakshott"), ItemId("item-5"), "holds plot 12", kind=InterestKind.OTHER_REGISTRABLE,
        dispensation="to speak and vote on rents until May 2027", at_ms=2 * MINUTE,
    )  # fmt: skip
    declare_interest(
        store, PersonId("quarm"), ItemId("item-7"), "lives beside the green", left_room=True, at_ms=3 * MINUTE
    )
    clerk.take("3", 4)
    record_decision(
        store, ItemId("item-3"),
        ["That the minutes of the meeting held on 15 July 2026 be signed as a true record."], at_ms=4 * MINUTE,
    )  # fmt: skip
    clerk.take("4", 6)
    clerk.mark(MarkKind.ARRIVED, 9, "feather")
    clerk.write("4", "A resident of Mill Row asked when the path to the ford would be cut back, since two people had "
                "fallen there in August.", kind=BlockKind.QUESTION)  # fmt: skip
    clerk.write("4", "The Chairman answered that the contractor was due in the first week of October, and that the matter "
                "would be taken up again under minute ", Run("", item_ref=ItemId("item-7")), ".",
                kind=BlockKind.ANSWER)  # fmt: skip


def _allotments(clerk: Clerk) -> None:
    store = clerk.store
    clerk.take("5", 15)
    rents = refer_to_paper(store, ItemId("item-5"), "Report of the Clerk on rents")
    july = OtherMinute("29/26", "Full Council", date(2026, 7, 15))
    clerk.write("5", "Members considered the ", Run("", paper_ref=rents), ", which answered ", Run("", minute_ref=july),
                ". Three things had changed since the rents were last set:")  # fmt: skip
    clerk.points("5", BlockKind.BULLET, [
        (1, "water had become dearer, because"), (2, "the meter had been replaced"), (2, "the supply ran all winter"),
        (1, "the waiting list had grown to nineteen"), (1, "no plot stood empty"),
    ])  # fmt: skip
    motion = clerk.voted(
        "5", "That the rent of a full plot be £48 a year from 1 April 2027", None, None,
        mover=PersonId("venn"), seconder=PersonId("idris"), at_ms=20 * MINUTE,
    )  # fmt: skip
    clerk.voted(
        "5", "That “£48” be replaced by “£42”", Vote(2, 4), MotionOutcome.LOST,
        kind=MotionKind.AMENDMENT, parent=motion.id, mover=PersonId("feather"), seconder=PersonId("quarm"),
        at_ms=26 * MINUTE,
    )  # fmt: skip
    names = (("hartlow", "for"), ("venn", "for"), ("oakshott", "for"), ("idris", "for"), ("quarm", "abstained"),
             ("feather", "against"))  # fmt: skip
    ballots = tuple(Ballot(PersonId(key), Choice(choice)) for key, choice in names)
    record_vote(store, motion.id, Vote(4, 1, 1, VoteMethod.RECORDED, ballots), MotionOutcome.CARRIED)
    record_decision(
        store, ItemId("item-5"), ["That the rent of a full plot be £48 a year from 1 April 2027;",
                                  "That half plots be let at half that rent."], motion_id=motion.id, at_ms=31 * MINUTE,
    )  # fmt: skip
    record_action(
        store, ItemId("item-5"), "write to every tenant with the new rents", owner=PersonId("marlow"),
        due=date(2026, 10, 31), at_ms=32 * MINUTE,
    )  # fmt: skip


def _payments_and_green(clerk: Clerk) -> None:
    store = clerk.store
    clerk.take("6", 40)
    clerk.take("6a", 41)
    clerk.write("6a", "The following payments were put to the meeting.")
    table = TableContent(
        "Payments for September 2026", ("To", "For", "£"),
        (("Anglia Water", "Allotments, second quarter", "212.40"), ("Green & Sons", "Grass cutting", "340.00"),
         ("I. Marlow", "Postage <2nd class>", "18.75"), ("Total", "", "571.15")), (2,), total=True,
    )  # fmt: skip
    add_block(store, ItemId("item-6a"), kind=BlockKind.TABLE, table=table)
    clerk.voted(
        "6a", "That the payments be approved", Vote(0, 0, 0, VoteMethod.ASSENT), MotionOutcome.CARRIED,
        mover=PersonId("idris"), seconder=PersonId("venn"), at_ms=45 * MINUTE,
    )  # fmt: skip
    record_decision(store, ItemId("item-6a"), ["That payments of £571.15 be approved."], at_ms=46 * MINUTE)
    clerk.take("6b", 48)
    clerk.write("6b", "Councillor Idris had compared the accounts with the bank’s and found them equal.")
    clerk.take("7", 55)
    clerk.mark(MarkKind.LEFT, 55.5, "quarm")
    started = evening(2026, 9, 16, 20, 30)
    after = AudioFile(
        AudioFileId("file-2"), 2, "000002.wav", 60 * MINUTE, 16_000 * 60 * 60, 16_000, 1,
        evening(2026, 9, 16, 20, 40),
    )  # fmt: skip
    gap = Gap(GapId("gap-1"), 60 * MINUTE, started, evening(2026, 9, 16, 20, 40), GapReason.ADJOURNED)
    store.put_sound((*store.files.all(), after), (gap,))
    clerk.mark(MarkKind.CHAIR, 62, "venn")
    tie = Vote(2, 2, casting_vote=Choice.AGAINST)
    clerk.voted(
        "7", "That the goalposts be taken away for the winter", tie, MotionOutcome.LOST,
        mover=PersonId("feather"), seconder=PersonId("oakshott"), at_ms=70 * MINUTE,
    )  # fmt: skip


def _exempt(clerk: Clerk) -> None:
    store = clerk.store
    clerk.take("8", 90)
    exclude_public(store, ItemId("item-8"), paragraphs=("contract",), left_ms=90 * MINUTE)
    clerk.take("9", 92)
    block = add_block(store, ItemId("item-9"), SUMMARY)
    change_block(store, replace(block, publicity=Publicity.SUMMARY))
    clerk.write("9", f"{HIDDEN} had quoted £2,150, with the spoil taken away.")
    record_decision(
        store,
        ItemId("item-9"),
        [f"That the quotation of {HIDDEN} be accepted."],
        exempt=True,
        at_ms=99 * MINUTE,
    )
    exclusion = store.exclusions.all()[0]
    change_exclusion(store, replace(exclusion, readmitted_ms=110 * MINUTE))
    clerk.take("10", 112)
