"""The third fixture: a city council in the United States with a roll call, a consent agenda from which one item was
taken, an ordinance on a roll-call vote with a recusal, an amended motion, and an executive session."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from taken_down import MINUTE, Clerk, evening, member, paper

from minutewright.domain.agenda import ItemKind
from minutewright.domain.attendance import AttendanceStatus, Capacity
from minutewright.domain.business import (
    Ballot,
    Choice,
    DecisionLabel,
    InterestKind,
    MotionKind,
    MotionOutcome,
    Resolution,
    Vote,
    VoteMethod,
)
from minutewright.domain.council import CouncilKind
from minutewright.domain.ids import ItemId, PersonId
from minutewright.domain.meeting import MinutesState
from minutewright.domain.minutes import BlockKind
from minutewright.domain.people import Person
from minutewright.domain.record import MeetingRecord
from minutewright.services.clerk.beginning import begin_meeting
from minutewright.services.clerk.business import (
    change_decision,
    change_exclusion,
    change_motion,
    declare_interest,
    exclude_public,
    record_action,
    record_decision,
    record_vote,
)
from minutewright.services.clerk.preparing import change_meeting

OPENED = evening(2026, 3, 9, 18, 0, offset=-6)
MEMBERS = [
    member("Council Member", "", "Albrecht"), member("Council Member", "", "Dufresne"), member("Council Member", "", "Nakai"),
    member("Council Member", "", "Ostrander"), member("Council Member", "", "Pell"),
]  # fmt: skip


def build(folder: Path) -> MeetingRecord:
    """The meeting, taken down by the clerk's own actions."""
    with begin_meeting(
        folder, "City Council", date(2026, 3, 9), council="City of Alder Falls", starts_at=OPENED.time(),
        venue="the Council Chambers, 200 Mill Street", house_style="us-city",
    ) as store:  # fmt: skip
        council = replace(store.council, kind=CouncilKind.US_CITY, language="en-US")
        body = replace(store.body, chair_title="Mayor", quorum=4)
        meeting = replace(store.meeting, public_count=1, state=MinutesState.DRAFT)
        change_meeting(store, meeting, body, council)
        clerk = Clerk(store, OPENED, 120)
        _people(clerk)
        kind = ItemKind
        clerk.agenda(
            ("1", "Disclosure of conflicts", kind.INTERESTS, {}),
            ("2", "Public comment", kind.PUBLIC_QUESTIONS, {}),
            ("3", "Consent agenda", kind.CONSENT, {}),
            ("3.1", "Minutes of February 23, 2026", kind.LAST_MINUTES, {}),
            ("3.2", "Payment of bills", kind.REPORT, {}),
            ("4", "Street sweeping contract (taken from the consent agenda)", kind.REPORT, {}),
            ("5", "Ordinance 1182, second reading: short-term rentals", kind.REPORT,
             {"papers": (paper("Staff report", "31-44"),)}),
            ("6", "Library hours", kind.NOTICE_OF_MOTION, {}),
            ("7", "Executive session: purchase of land", kind.EXCLUSION, {"exempt": False}),
        )  # fmt: skip
        _consent(clerk)
        _ordinance(clerk)
        _library_and_session(clerk)
        clerk.finish(118)
        return store.record()


def _people(clerk: Clerk) -> None:
    clerk.person("reyes", Person(PersonId("reyes"), "Reyes", "Mayor", forename="Lucia"), role="Mayor")
    for key, person in MEMBERS:
        absent = key == "pell"
        clerk.person(key, person, status=AttendanceStatus.APOLOGY if absent else AttendanceStatus.PRESENT)
    tran = Person(PersonId("tran"), "Tran", forename="Minh", post="City Clerk")
    clerk.person("tran", tran, Capacity.OFFICER)
    clerk.person(
        "ekdahl",
        Person(PersonId("ekdahl"), "Ekdahl", forename="Rosa", post="City Attorney"),
        Capacity.OFFICER,
    )
    store = clerk.store
    change_meeting(store, replace(store.meeting, clerk=PersonId("tran")))


def _called(**choices: Choice) -> tuple[Ballot, ...]:
    order = ("albrecht", "dufresne", "nakai", "ostrander", "pell", "reyes")
    default = {"pell": Choice.ABSENT}
    return tuple(Ballot(PersonId(key), choices.get(key, default.get(key, Choice.FOR))) for key in order)


def _consent(clerk: Clerk) -> None:
    store = clerk.store
    clerk.take("1", 2)
    declare_interest(
        store, PersonId("nakai"), ItemId("item-5"), "owns two such rentals", kind=InterestKind.RECUSAL,
        left_room=True, at_ms=2 * MINUTE,
    )  # fmt: skip
    clerk.take("2", 4)
    clerk.write("2", "A resident of Birch Street asked the council to keep the library open on Sundays.")
    clerk.take("3", 9)
    clerk.write("3", "Council Member Ostrander asked that the street sweeping contract be taken separately.")
    clerk.voted(
        "3", "That the consent agenda be approved without the street sweeping contract",
        Vote(5, 0, 0, VoteMethod.ROLL_CALL, _called()), MotionOutcome.CARRIED,
        mover=PersonId("dufresne"), seconder=PersonId("albrecht"), at_ms=10 * MINUTE,
    )  # fmt: skip
    decision = record_decision(
        store, ItemId("item-3.2"), ["Bills of $84,310.22 are approved for payment."], at_ms=11 * MINUTE
    )
    change_decision(store, replace(decision, resolutions=(
        Resolution(decision.resolutions[0].text, "Resolution 2026-14"),)))  # fmt: skip
    clerk.take("4", 12)
    clerk.write("4", "Staff answered that the price held for three years.")
    clerk.voted(
        "4", "That the contract be awarded as proposed", Vote(0, 0, 0, VoteMethod.ASSENT), MotionOutcome.CARRIED,
        mover=PersonId("ostrander"), seconder=PersonId("nakai"), at_ms=15 * MINUTE,
    )  # fmt: skip


def _ordinance(clerk: Clerk) -> None:
    store = clerk.store
    clerk.take("5", 20)
    clerk.voted(
        "5", "That Ordinance 1182 be adopted on second reading",
        Vote(3, 1, 0, VoteMethod.ROLL_CALL, _called(nakai=Choice.RECUSED, albrecht=Choice.AGAINST)),
        MotionOutcome.CARRIED, mover=PersonId("dufresne"), seconder=PersonId("ostrander"), at_ms=40 * MINUTE,
    )  # fmt: skip
    decision = record_decision(
        store, ItemId("item-5"), ["Short-term rentals need a license from July 1, 2026."], at_ms=41 * MINUTE,
        reasons="the council found that unlicensed rentals had doubled in two years",
    )  # fmt: skip
    change_decision(store, replace(decision, resolutions=(
        Resolution(decision.resolutions[0].text, "Ordinance 1182"),)))  # fmt: skip


def _library_and_session(clerk: Clerk) -> None:
    store = clerk.store
    clerk.take("6", 50)
    motion = clerk.voted(
        "6", "That the library open on Sundays", None, None,
        mover=PersonId("albrecht"), seconder=PersonId("nakai"), at_ms=52 * MINUTE,
    )  # fmt: skip
    clerk.voted(
        "6", "To add “from 1 p.m. to 5 p.m., for a trial of six months”", Vote(5, 0), MotionOutcome.CARRIED,
        kind=MotionKind.AMENDMENT, parent=motion.id, mover=PersonId("dufresne"), seconder=PersonId("albrecht"),
        at_ms=58 * MINUTE,
    )  # fmt: skip
    amended = "That the library open on Sundays from 1 p.m. to 5 p.m., for a trial of six months"
    change_motion(store, replace(motion, amended_text=amended))
    record_vote(store, motion.id, Vote(4, 1, 0, VoteMethod.ROLL_CALL, _called(ostrander=Choice.AGAINST)),
                MotionOutcome.CARRIED)  # fmt: skip
    record_decision(
        store, ItemId("item-6"), ["Staff will report on attendance in October."], label=DecisionLabel.AGREED,
        at_ms=66 * MINUTE,
    )  # fmt: skip
    record_action(
        store, ItemId("item-6"), "count visitors each Sunday", due=date(2026, 10, 1), at_ms=67 * MINUTE
    )
    clerk.take("7", 80)
    exclusion = exclude_public(
        store, ItemId("item-7"), paragraphs=("property",),
        covers=(ItemId("item-7"),), left_ms=81 * MINUTE,
    )  # fmt: skip
    change_exclusion(store, replace(exclusion, readmitted_ms=112 * MINUTE))
    clerk.write("7", "No action was taken after the session.", kind=BlockKind.NOTE)
