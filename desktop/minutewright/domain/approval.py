"""The way of the minutes from notes to the archive: which step may follow which, and the steps that were taken."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from minutewright.domain.ids import ApprovalStepId
from minutewright.domain.meeting import MinutesState

_S = MinutesState
BEFORE_CONFIRMATION = (_S.NOTES, _S.DRAFT, _S.WITH_OFFICERS, _S.WITH_CHAIR, _S.PUBLISHED_DRAFT)
"""States in which every page carries the draft mark."""

ALLOWED_STEPS: Mapping[MinutesState, tuple[MinutesState, ...]] = MappingProxyType(
    {
        _S.NOTES: (_S.DRAFT, _S.WITH_OFFICERS, _S.WITH_CHAIR, _S.PUBLISHED_DRAFT, _S.CONFIRMED),
        _S.DRAFT: (_S.NOTES, _S.WITH_OFFICERS, _S.WITH_CHAIR, _S.PUBLISHED_DRAFT, _S.CONFIRMED),
        _S.WITH_OFFICERS: (_S.DRAFT, _S.WITH_CHAIR, _S.PUBLISHED_DRAFT, _S.CONFIRMED),
        _S.WITH_CHAIR: (_S.DRAFT, _S.WITH_OFFICERS, _S.PUBLISHED_DRAFT, _S.CONFIRMED),
        _S.PUBLISHED_DRAFT: (_S.DRAFT, _S.CONFIRMED),
        _S.CONFIRMED: (_S.SIGNED,),
        _S.SIGNED: (_S.ARCHIVED,),
        _S.ARCHIVED: (),
    }
)
"""What may follow. Nothing leads back from confirmed: what a meeting confirmed only a meeting may correct."""


def may_follow(before: MinutesState, after: MinutesState) -> bool:
    """Whether the minutes may go from one state to another in one step."""
    return after in ALLOWED_STEPS[before]


@dataclass(frozen=True, slots=True)
class ApprovalStep:
    """One step: to which state and from which, when (aware), by whom, and the exported file it was about.

    `sha256` and `file_name` are empty where nothing had been exported; `note` holds corrections or a remark.
    """

    id: ApprovalStepId
    state: MinutesState
    before: MinutesState
    at: datetime
    who: str
    file_name: str = ""
    sha256: str = ""
    note: str = ""
