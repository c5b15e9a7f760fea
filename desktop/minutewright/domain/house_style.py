"""A council's house style: the words, formats and choices with which its minutes are printed.

The wording of minutes is data of the council, not text of the program's windows. Phrases are written as
`minutewright.domain.phrase` reads them; the fields each may use are named beside it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from minutewright.domain.agenda import ItemKind
from minutewright.domain.attendance import AttendanceStatus, Capacity
from minutewright.domain.business import Choice, DecisionLabel, InterestKind, MotionKind, MotionOutcome
from minutewright.domain.meeting import MeetingKind
from minutewright.domain.phrase import fill


@dataclass(frozen=True, slots=True)
class DateWords:
    """Months from January, weekdays from Monday, and the forms of dates and times.

    Dates may use `{weekday} {day} {month} {year}`; `clock` may use `{hour}` (1-12), `{hour24}` (00-23), `{minute}`
    and `{half}` (`morning` or `afternoon`).
    """

    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    long: str
    short: str
    clock: str
    morning: str = "am"
    afternoon: str = "pm"

    def long_date(self, day: date) -> str:
        """The date as the opening sentence has it, such as `Wednesday 14 May 2025`."""
        return self._date(self.long, day)

    def short_date(self, day: date) -> str:
        """The date within a sentence, such as `14 May 2025`."""
        return self._date(self.short, day)

    def time_of_day(self, moment: time | datetime) -> str:
        """The clock time, such as `7.05 pm`; minutes are cut off, not rounded, as a clock shows them."""
        return fill(
            self.clock,
            {
                "hour": str((moment.hour + 11) % 12 + 1),
                "hour24": f"{moment.hour:02}",
                "minute": f"{moment.minute:02}",
                "half": self.morning if moment.hour < 12 else self.afternoon,
            },
        )

    def _date(self, form: str, day: date) -> str:
        return fill(
            form,
            {
                "weekday": self.weekdays[day.weekday()],
                "day": str(day.day),
                "month": self.months[day.month - 1],
                "year": str(day.year),
            },
        )


@dataclass(frozen=True, slots=True)
class NameWords:
    """How names print. `role` may use `{role}`, `substitute` `{name}`."""

    honours_separator: str = ", "
    honours_between: str = " "
    role: str = " ({role})"
    substitute: str = " (substitute for {name})"
    remote: str = " (by remote link)"
    between: str = ", "
    last: str = " and "

    def listed(self, names: tuple[str, ...]) -> str:
        """Names in a row as a sentence has them: `A, B and C`."""
        if len(names) < 2:
            return "".join(names)
        return self.between.join(names[:-1]) + self.last + names[-1]


class GroupLayout(StrEnum):
    """Where the label of a group stands: beside its first name, above the names, or before them in one sentence."""

    BESIDE = "beside"
    ABOVE = "above"
    SENTENCE = "sentence"


@dataclass(frozen=True, slots=True)
class AttendanceGroup:
    """One group of the attendance list: whom it holds and what stands over or beside them.

    `label` may use `{council} {body} {body_short}`; `line` may use `{name} {role} {post} {organisation} {portfolio}`,
    where `{name}` holds title, names and honours. A group with nobody in it does not print.
    """

    label: str
    line: str
    capacities: tuple[Capacity, ...]
    statuses: tuple[AttendanceStatus, ...] = (AttendanceStatus.PRESENT,)
    layout: GroupLayout = GroupLayout.BESIDE


@dataclass(frozen=True, slots=True)
class TitleWords:
    """The head of the minutes. `opening` may use `{council} {body} {kind} {date} {time} {venue}`.

    `kinds` says what each kind of meeting is called there; `document` names the file's title property and may use
    `{body} {date}`.
    """

    opening: str
    document: str
    kinds: Mapping[MeetingKind, str]
    caps: bool = True


@dataclass(frozen=True, slots=True)
class ItemWords:
    """Item headings. `number` uses `{number}`; `sub_number` `{number}` (of its parent) and `{letter}`."""

    number: str = "{number}."
    sub_number: str = "{number}{letter}."
    caps: bool = True


class PrintMotions(StrEnum):
    """When movers, seconders and votes print: never, when there was a division, or always."""

    NEVER = "never"
    DIVIDED = "divided"
    ALWAYS = "always"


@dataclass(frozen=True, slots=True)
class MotionWords:
    """Motions and votes.

    moved: `{mover} {seconder} {text}`. kinds: what each kind is called; outcomes: `{motion}`, that word. count: `{for}
    {against} {abstained}`. casting_vote: `{chair_title} {choice} {motion}`. on_request: for each
    vote, `{name}`. A recorded
    vote is a table headed `name_heading` and `vote_heading`; `caption` tells a screen reader what the table is.
    """

    show: PrintMotions
    kinds: Mapping[MotionKind, str]
    moved: Mapping[MotionKind, str]
    outcomes: Mapping[MotionOutcome, str]
    count: str
    casting_vote: str
    on_request: Mapping[Choice, str]
    name_heading: str
    vote_heading: str
    caption: str
    choices: Mapping[Choice, str]


@dataclass(frozen=True, slots=True)
class DecisionWords:
    """Decisions: the word over them and the numbers of their clauses (`number` uses `{number}`)."""

    labels: Mapping[DecisionLabel, str]
    number: str = "{number}."
    number_single_resolution: bool = True


class ListPunctuation(StrEnum):
    """Whether the ends of list points print as typed, or are completed where they have none."""

    AS_TYPED = "as_typed"
    COMPLETE = "complete"


@dataclass(frozen=True, slots=True)
class ListWords:
    """Lists in the text. `letter` uses `{letter}`."""

    punctuation: ListPunctuation = ListPunctuation.AS_TYPED
    between: str = ";"
    last: str = "."
    letter: str = "{letter})"


@dataclass(frozen=True, slots=True)
class PageWords:
    """What stands on every page.

    `initials` are the lines of the box in which the presiding member initials each leaf (Local Government Act 1972,
    Sch 12 para 41(2)); none means no box. They may use `{chair_title}`. `footer` uses `{page}` and may use `{pages}`;
    `folio_footer` stands instead where page numbers run on from an earlier meeting.
    """

    initials: tuple[str, ...] = ()
    footer: str = "Page {page} of {pages}"
    folio_footer: str = "{page}"
    draft_mark: str = "DRAFT"
    exempt_mark: str = "EXEMPT"


@dataclass(frozen=True, slots=True)
class SignatureWords:
    """The lines under the closing sentence, below the space for the signature.

    They may use `{name}`, `{chair_title}` and `{rule}`, a line to write on. With `title_caps` the line that holds the
    chair's title prints in capitals.
    """

    lines: tuple[str, ...]
    title_caps: bool = False


@dataclass(frozen=True, slots=True)
class Phrases:
    """Stock sentences.

    closing: `{time}`. apology_one, apology_many: `{names}`. substitute: `{member} {name}`. declaration,
    declaration_left_room: `{name} {kind} {item} {title} {nature}`; declaration_general: the same without `{item}`
    and `{title}`. arrived, left: `{name} {time}`. adjourned: `{time} {resumed}`. exempt: what the public edition
    prints under an exempt item that has no summary.
    """

    closing: str
    apology_one: str
    apology_many: str
    substitute: str
    declaration: str
    declaration_left_room: str
    declaration_general: str
    arrived: str
    left: str
    adjourned: str
    exempt: str


@dataclass(frozen=True, slots=True)
class TranscriptWords:
    """The transcript as an appendix or a document of its own."""

    title: str = "Transcript"
    note: str = "Made from the recording. It is not part of the minutes."
    unnamed: str = "Unnamed speaker"
    no_item: str = "Not under an item"


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """Everything a council decides about how its minutes read. `language` is a BCP 47 tag such as `en-GB`."""

    name: str
    language: str
    dates: DateWords
    names: NameWords
    title: TitleWords
    attendance: tuple[AttendanceGroup, ...]
    items: ItemWords
    lists: ListWords
    decisions: DecisionWords
    motions: MotionWords
    interests: Mapping[InterestKind, str]
    phrases: Phrases
    nil: Mapping[ItemKind, str]
    page: PageWords
    signature: SignatureWords
    transcript: TranscriptWords
