"""A council's house style: the words, formats and choices with which its minutes are printed.

The wording of minutes is data of the council, not text of the program's windows. Phrases are written as
`minutewright.domain.phrase` reads them; the fields each may use are named beside it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from minutewright.domain.agenda import ItemKind
from minutewright.domain.attendance import AttendanceStatus, Capacity
from minutewright.domain.business import InterestKind
from minutewright.domain.business_words import (
    ActionWords,
    DecisionWords,
    ExclusionWords,
    MotionWords,
    ReferenceWords,
)
from minutewright.domain.council import Numbering
from minutewright.domain.date_words import DateWords
from minutewright.domain.meeting import MeetingKind


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

    Above the attendance stands `called_to_order` with `{chair} {chair_title} {time}` (the time at which the meeting
    opened), below it, as far as they say anything, `quorum` with `{count} {quorum}` where there was one, and `public_one` or `public_many`
    with `{count}`. `kinds` says what each kind of meeting is called there; `document` names the file's title property and may use
    `{body} {date}`.
    """

    opening: str
    document: str
    kinds: Mapping[MeetingKind, str]
    called_to_order: str = ""
    quorum: str = ""
    public_one: str = ""
    public_many: str = ""
    caps: bool = True


@dataclass(frozen=True, slots=True)
class ItemWords:
    """Item headings. `number` uses `{number}`; `sub_number` `{number}` (of its parent) and `{letter}` or `{place}`.

    second_title: `{title}`, what follows a title that the agenda has in the council's second language as well.
    """

    number: str = "{number}."
    sub_number: str = "{number}{letter}."
    second_title: str = " / {title}"
    caps: bool = True


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


class Sheet(StrEnum):
    """The size of the paper."""

    A4 = "A4"
    LETTER = "Letter"


@dataclass(frozen=True, slots=True)
class PageLook:
    """The paper, its margins at the sides (cm), and the type (pt) of the text; headings grow with it."""

    paper: Sheet = Sheet.A4
    side_margin: float = 3.175
    font: str = "Arial"
    size: float = 12.0


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

    They may use `{name}`, `{chair_title}`, `{clerk}`, `{clerk_post}` and `{rule}`, a line to write on. With `title_caps` the line that holds the
    chair's title prints in capitals.
    """

    lines: tuple[str, ...]
    title_caps: bool = False


@dataclass(frozen=True, slots=True)
class Phrases:
    """Stock sentences.

    closing: `{time}`. apology_one, apology_many: `{names}`. substitute: `{member} {name}`. declaration,
    declaration_left_room: `{name} {kind} {item} {title} {nature}`; declaration_general: the same without `{item}`
    and `{title}`; dispensation: `{name} {dispensation}`. arrived, left, chair_taken: `{name} {time}`. adjourned: `{time}
    {resumed}`. exempt: what the public edition prints under an exempt item that has no summary.
    """

    closing: str
    apology_one: str
    apology_many: str
    substitute: str
    declaration: str
    declaration_left_room: str
    declaration_general: str
    dispensation: str
    arrived: str
    left: str
    chair_taken: str
    adjourned: str
    exempt: str


@dataclass(frozen=True, slots=True)
class TranscriptWords:
    """The transcript as an appendix or a document of its own.

    audio_time: `{from} {to} {clock} {speaker}`, the comment at a paragraph of the clerk's own copy.
    """

    title: str = "Transcript"
    note: str = "Made from the recording. It is not part of the minutes."
    unnamed: str = "Unnamed speaker"
    no_item: str = "Not under an item"
    audio_time: str = "{from}[ to {to}][ ({clock})][: {speaker}]"


@dataclass(frozen=True, slots=True)
class ShortEditionWords:
    """What stands over the papers made from the minutes, and what stands in one that has nothing to say."""

    decision_note: str = "Decisions"
    action_list: str = "Actions"
    extract: str = "Extract from the minutes"
    nothing: str = "Nothing to report."


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """Everything a council decides about how its minutes read.

    `language` is a BCP 47 tag such as `en-GB`; `second_language` is that of second titles. `numbering` is what a new body
    begins with.
    """

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
    actions: ActionWords
    references: ReferenceWords
    exclusion: ExclusionWords
    interests: Mapping[InterestKind, str]
    phrases: Phrases
    nil: Mapping[ItemKind, str]
    page: PageWords
    signature: SignatureWords
    transcript: TranscriptWords
    second_language: str = ""
    numbering: Numbering = Numbering()
    look: PageLook = field(default_factory=PageLook)
    short_editions: ShortEditionWords = field(default_factory=ShortEditionWords)
