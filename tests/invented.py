"""An invented committee and one of its meetings, with everything in it that minutes can hold."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone

from minutewright.domain.agenda import AgendaItem, ItemKind, Paper
from minutewright.domain.attendance import Attendance, AttendanceSpan, AttendanceStatus, Capacity
from minutewright.domain.business import (
    Action,
    Ballot,
    Choice,
    Decision,
    DecisionLabel,
    Declaration,
    InterestKind,
    Motion,
    MotionKind,
    MotionOutcome,
    Resolution,
    Vote,
    VoteMethod,
)
from minutewright.domain.council import Body, Council
from minutewright.domain.ids import (
    ActionId,
    AttendanceId,
    AudioFileId,
    BlockId,
    BodyId,
    CouncilId,
    DecisionId,
    DeclarationId,
    GapId,
    ItemId,
    MarkId,
    MeetingId,
    MotionId,
    PersonId,
    SegmentId,
)
from minutewright.domain.marks import Mark, MarkKind
from minutewright.domain.meeting import Meeting
from minutewright.domain.minutes import Block, BlockKind, Publicity, Run, Source
from minutewright.domain.people import Person
from minutewright.domain.record import MeetingRecord
from minutewright.domain.recording import AudioFile, Gap, GapReason
from minutewright.domain.transcript import Segment, Word

EVENING = timezone(timedelta(hours=1))
OPENED = datetime(2026, 5, 13, 19, 0, tzinfo=EVENING)
# One word in each place that may hold exempt matter; none of them may be anywhere in a public file.
SECRETS = (
    "Quillonblock", "Quillonpoint", "Quillonclause", "Quillonmotion", "Quillonadvice", "Quillonpaper", "Quillonspeech",
    "Quillonsource", "Quillonnote", "Quillonaction", "Quilloninterest", "Quillonuntagged", "Quillondraft",
)  # fmt: skip

_PEOPLE = (
    ("Councillor", "", "H R", "Marrow", ("OBE",), Capacity.MEMBER, "Chairman", "", "", ""),
    ("Councillor", "", "P", "Ashdown", (), Capacity.MEMBER, "Vice-Chairman", "", "", ""),
    ("Councillor", "", "T L", "Birchall", (), Capacity.MEMBER, "", "", "", ""),
    ("Councillor", "", "N", "Okonjo", ("MBE", "JP"), Capacity.MEMBER, "", "", "", ""),
    ("Councillor", "", "F", "Pettifer", (), Capacity.SUBSTITUTE, "", "", "", ""),
    ("Councillor", "", "S J", "Tolland", (), Capacity.MEMBER, "", "", "", ""),
    ("Councillor", "", "G", "Wexcombe", (), Capacity.MEMBER, "", "", "", ""),
    ("", "Ines", "", "Toft", (), Capacity.OFFICER, "", "Head of Licensing and Street Scene", "", ""),
    ("", "Rufus", "", "Allardyce", (), Capacity.OFFICER, "", "Market Manager", "Street Scene", ""),
    ("Councillor", "", "D", "Lindqvist", (), Capacity.EXECUTIVE, "", "", "", "Portfolio Holder for Open Spaces"),
    ("Dr", "Maud", "", "Ferris", (), Capacity.INVITEE, "", "Chair", "Friends of Harrow Mere", ""),
)  # fmt: skip


def people() -> tuple[Person, ...]:
    return tuple(
        Person(PersonId(f"person-{number}"), surname, title, forename, initials, honours, post, organisation, portfolio)
        for number, (title, forename, initials, surname, honours, _, _, post, organisation, portfolio)
        in enumerate(_PEOPLE, 1)
    )  # fmt: skip


def attendance() -> tuple[Attendance, ...]:
    rows = [
        Attendance(
            AttendanceId(f"attendance-{number}"), PersonId(f"person-{number}"), row[5], number, role=row[6]
        )
        for number, row in enumerate(_PEOPLE, 1)
    ]
    rows[4] = replace(rows[4], substituting_for=PersonId("person-6"))
    rows[5] = replace(rows[5], status=AttendanceStatus.APOLOGY)
    rows[6] = replace(rows[6], status=AttendanceStatus.APOLOGY)
    rows[3] = replace(rows[3], spans=(AttendanceSpan(arrived_ms=120_000),))
    rows[10] = replace(rows[10], group_label="Invited to speak on the mere")
    return tuple(rows)


def items() -> tuple[AgendaItem, ...]:
    kinds = (
        ("1", "Apologies for absence", ItemKind.APOLOGIES),
        ("2", "Declarations of interest", ItemKind.INTERESTS),
        ("3", "Minutes of the meeting held on 8 April 2026", ItemKind.LAST_MINUTES),
        ("4", "Questions from the public", ItemKind.PUBLIC_QUESTIONS),
        ("5", "Charges for the Saturday market", ItemKind.REPORT),
        ("6", "Licensing applications", ItemKind.REPORT),
        ("7", "Reed bed at Harrow Mere: first year", ItemKind.PRESENTATION),
        ("8", "Exclusion of press and public", ItemKind.EXCLUSION),
        ("9", "Boathouse lease", ItemKind.EXEMPT_REPORT),
        ("10", "Staffing of the market office", ItemKind.EXEMPT_REPORT),
    )
    made = [
        AgendaItem(ItemId(f"item-{number}"), number, title, 10 * order, kind)
        for order, (number, title, kind) in enumerate(kinds, 1)
    ]
    made[3] = replace(made[3], nil=True)
    made[4] = replace(made[4], papers=(Paper("Report of the Market Manager", "5-12"),))
    for place, advice in ((8, "Quillonadvice: accept the higher offer."), (9, "")):
        paper = Paper("Quillonpaper of the Market Manager", "31-40", exempt=True)
        made[place] = replace(made[place], exempt=True, recommendation=advice, papers=(paper,))
    subs = [
        AgendaItem(ItemId("item-6a"), "6a", "The Tern, Mere Street", 61, parent=ItemId("item-6")),
        AgendaItem(ItemId("item-6b"), "6b", "Kiosk at the bandstand", 62, parent=ItemId("item-6")),
    ]
    return tuple(sorted([*made, *subs], key=lambda item: item.order))


def decisions() -> tuple[Decision, ...]:
    def decision(number: int, item: str, *texts: str, **more: object) -> Decision:
        clauses = tuple(Resolution(text) for text in texts)
        return Decision(DecisionId(f"decision-{number}"), ItemId(item), number, clauses, **more)  # type: ignore[arg-type]

    return (
        decision(1, "item-3", "That the minutes of 8 April 2026 be signed as a correct record.", at_ms=190_000),
        decision(
            2, "item-5", "That pitches on Saturdays cost £24 from 1 July 2026;",
            "That traders who pay for a quarter ahead be given one Saturday free; and",
            "That the Market Manager report on takings to the November meeting.",
            motion_id=MotionId("motion-1"), at_ms=420_000,
        ),
        decision(3, "item-6a", "That the licence be varied as applied for.", label=DecisionLabel.AGREED),
        decision(4, "item-6b", "That the application be refused.", "That the applicant be told of the right of appeal."),
        decision(5, "item-8", "That the press and public be excluded for the next two items."),
        decision(6, "item-9", "That the Quillonclause be accepted.", exempt=True, motion_id=MotionId("motion-3")),
        decision(7, "item-10", "That the post be filled (Quillonclause again).", exempt=False),
    )  # fmt: skip


def motions() -> tuple[Motion, ...]:
    ballots = tuple(
        Ballot(PersonId(f"person-{number}"), choice)
        for number, choice in (
            (1, Choice.FOR), (2, Choice.AGAINST), (3, Choice.FOR), (4, Choice.ABSTAINED), (5, Choice.FOR),
        )
    )  # fmt: skip
    return (
        Motion(
            MotionId("motion-1"), ItemId("item-5"), "That the new charges be adopted.", 1, mover=PersonId("person-3"),
            seconder=PersonId("person-5"), outcome=MotionOutcome.CARRIED,
            vote=Vote(3, 1, 1, VoteMethod.RECORDED, ballots), at_ms=400_000,
        ),
        Motion(
            MotionId("motion-2"), ItemId("item-5"), "That the charge be £20.", 2, MotionKind.AMENDMENT,
            MotionId("motion-1"), PersonId("person-2"), None, MotionOutcome.LOST,
            Vote(1, 3, 0, VoteMethod.HANDS, (Ballot(PersonId("person-2"), Choice.FOR, on_request=True),)), at_ms=380_000,
        ),
        Motion(
            MotionId("motion-3"), ItemId("item-9"), "That the Quillonmotion be put.", 3, mover=PersonId("person-2"),
            seconder=PersonId("person-3"), outcome=MotionOutcome.CARRIED, vote=Vote(2, 2, 1, casting_vote=Choice.FOR),
        ),
    )  # fmt: skip


def blocks() -> tuple[Block, ...]:
    made: list[Block] = []

    def add(item: str, kind: BlockKind, *runs: Run | str, **more: object) -> None:
        place = len(made) + 1
        ready = tuple(run if isinstance(run, Run) else Run(run) for run in runs)
        made.append(Block(BlockId(f"block-{place}"), ItemId(item), place, kind, ready, **more))  # type: ignore[arg-type]

    text, bullet, letter = BlockKind.PARAGRAPH, BlockKind.BULLET, BlockKind.LETTERED
    add("item-1", text, "Apologies for absence were received from Councillors S J Tolland and G Wexcombe.")
    add("item-1", BlockKind.NOTE, "Councillor N Okonjo joined the meeting at 7.02 pm.")
    add(
        "item-2", text, "Councillor F Pettifer declared a personal interest in minute ",
        Run("", item_ref=ItemId("item-5")), ", as a stallholder’s brother.",
    )  # fmt: skip
    add("item-3", BlockKind.DECISION, decision_id=DecisionId("decision-1"))
    add("item-4", text, "No questions had been received from the public.")
    add("item-5", text, "The Market Manager presented the report. Takings had risen in each of the last four years, and the "
        "charges had not. Members considered three ways to share the cost of the new stalls:")  # fmt: skip
    add("item-5", bullet, Run("A flat charge –", bold=True), " simple to collect, and known to traders;")
    add("item-5", bullet, "a charge by frontage, which would cost", level=1)
    add("item-5", bullet, "most for the corner pitches;", level=2)
    add("item-5", bullet, "least for single tables;", level=2)
    add("item-5", bullet, "no charge before Easter.")
    add("item-5", BlockKind.SUBHEADING, "What traders said")
    add("item-5", text, "In answer to questions the Market Manager said that:")
    add("item-5", letter, "nine traders in ten had answered the survey;")
    add(
        "item-5",
        letter,
        "two had asked for the matter in minute ",
        Run("", item_ref=ItemId("item-6b")),
        " to wait:",
    )
    add("item-5", bullet, "the baker;", level=2)
    add("item-5", bullet, "the florist;", level=2)
    add("item-5", letter, "none had objected.")
    add("item-5", BlockKind.MOTION, motion_id=MotionId("motion-2"))
    add("item-5", BlockKind.MOTION, motion_id=MotionId("motion-1"))
    add("item-5", BlockKind.DECISION, decision_id=DecisionId("decision-2"))
    add("item-5", text, "This suggestion was not confirmed.", confirmed=False)
    add("item-6", text, "The Head of Licensing explained how each application would be heard.")
    add("item-6a", text, "No objection had been received.")
    add("item-6a", BlockKind.DECISION, decision_id=DecisionId("decision-3"))
    add("item-6b", letter, "The pitch lay within the sight line of the crossing;")
    add("item-6b", letter, "no other pitch was free.")
    add("item-6b", BlockKind.DECISION, decision_id=DecisionId("decision-4"))
    add("item-7", text, "Dr Maud Ferris told Members what had come back in the first year: reed warblers, a bittern in "
        "February, and ", Run("Osmunda regalis", italic=True), " on the north bank.")  # fmt: skip
    add("item-7", text, "A passage named the Quillonblock of the land next door.", publicity=Publicity.EXEMPT,
        sources=(Source(500_000, 505_000, (SegmentId("segment-6"),)),))  # fmt: skip
    add("item-8", BlockKind.DECISION, decision_id=DecisionId("decision-5"))
    add("item-9", text, "The Quillonblock was considered.")
    add("item-9", bullet, "one Quillonpoint;")
    add("item-9", BlockKind.MOTION, motion_id=MotionId("motion-3"))
    add("item-9", BlockKind.DECISION, decision_id=DecisionId("decision-6"))
    add("item-9", text, "Members considered two offers and accepted one.", publicity=Publicity.SUMMARY)
    add("item-9", text, "Quillondraft of a suggestion", confirmed=False)
    add("item-10", text, "Quillonblock about a post.", publicity=Publicity.PUBLIC)
    add("item-10", BlockKind.DECISION, decision_id=DecisionId("decision-7"))
    return tuple(made)


def segments() -> tuple[Segment, ...]:
    said = (
        (60_000, 64_000, "Good evening, and welcome.", "person-1", "item-1"),
        (64_500, 70_000, "Apologies from Councillors Tolland and Wexcombe.", "person-7", "item-1"),
        (300_000, 309_500, "The takings rose again this year, and the charges have stood still since the new stalls came, "
         "so the fund that pays for them is nearly empty.", "person-9", "item-5"),
        (310_000, 312_000, "I move the report.", "person-3", "item-5"),
        (312_200, 313_000, "Seconded.", "person-5", "item-5"),
        (500_000, 505_000, "Quillonsource, between ourselves.", "person-11", "item-7"),
        (600_000, 604_000, "The Quillonspeech is the higher.", "person-8", "item-9"),
        (700_000, 701_000, "Quillonuntagged.", None, None),
    )  # fmt: skip
    rows = []
    for number, (start, end, text, speaker, item) in enumerate(said, 1):
        words = text.split()
        step = (end - start) // len(words)
        heard = tuple(
            Word(start + place * step, start + (place + 1) * step, word, 0.9)
            for place, word in enumerate(words)
        )
        rows.append(
            Segment(
                SegmentId(f"segment-{number}"), start, end, text, heard, text,
                PersonId(speaker) if speaker else None, item_id=ItemId(item) if item else None,
            )
        )  # fmt: skip
    return tuple(rows)


def record() -> MeetingRecord:
    """The meeting, complete."""
    body = Body(BodyId("body-1"), CouncilId("council-1"), "Environment and Licensing Committee", "Licensing")
    meeting = Meeting(
        MeetingId("meeting-1"), body.id, date(2026, 5, 13), time(19, 0), "the Long Room, Harrowmere Town Hall",
        opened_at=OPENED, closed_at=datetime(2026, 5, 13, 21, 5, 40, tzinfo=EVENING),
    )  # fmt: skip
    marks = [
        Mark(MarkId(f"mark-{number}"), MarkKind.ITEM, at_ms, item_id=ItemId(item))
        for number, (at_ms, item) in enumerate(
            (
                (60_000, "item-1"),
                (150_000, "item-2"),
                (300_000, "item-5"),
                (495_000, "item-7"),
                (600_000, "item-9"),
            ),
            1,
        )
    ]
    marks.append(Mark(MarkId("mark-6"), MarkKind.NOTE, 305_000, text="ask for the figures by ward"))
    marks.append(Mark(MarkId("mark-7"), MarkKind.NOTE, 602_000, text="Quillonnote to self"))
    return MeetingRecord(
        council=Council(CouncilId("council-1"), "Harrowmere Borough Council"),
        body=body,
        meeting=meeting,
        people=people(),
        attendance=attendance(),
        items=items(),
        marks=tuple(marks),
        files=(AudioFile(AudioFileId("file-1"), 1, "0001.flac", 0, 48_000 * 720, 48_000, 1, OPENED),),
        gaps=(
            Gap(
                GapId("gap-1"), 450_000, OPENED + timedelta(minutes=40), OPENED + timedelta(minutes=45),
                GapReason.ADJOURNED, note="Quillonnote on the pause",
            ),
        ),
        segments=segments(),
        motions=motions(),
        decisions=decisions(),
        declarations=(
            Declaration(
                DeclarationId("declaration-1"), PersonId("person-5"), ItemId("item-5"), "as a stallholder’s brother"
            ),
            Declaration(
                DeclarationId("declaration-2"), PersonId("person-2"), ItemId("item-9"), "Quilloninterest",
                InterestKind.PREJUDICIAL, left_room=True,
            ),
        ),
        actions=(Action(ActionId("action-1"), ItemId("item-9"), "Quillonaction"),),
        blocks=blocks(),
    )  # fmt: skip
