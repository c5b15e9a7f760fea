"""Identifiers: short stable strings, one type for each kind of thing, sortable by the time they were made."""

import secrets
import time
from typing import NewType

CouncilId = NewType("CouncilId", str)
BodyId = NewType("BodyId", str)
PersonId = NewType("PersonId", str)
MeetingId = NewType("MeetingId", str)
AttendanceId = NewType("AttendanceId", str)
ItemId = NewType("ItemId", str)
MarkId = NewType("MarkId", str)
AudioFileId = NewType("AudioFileId", str)
GapId = NewType("GapId", str)
PassId = NewType("PassId", str)
SegmentId = NewType("SegmentId", str)
VoiceId = NewType("VoiceId", str)
MotionId = NewType("MotionId", str)
DecisionId = NewType("DecisionId", str)
DeclarationId = NewType("DeclarationId", str)
ActionId = NewType("ActionId", str)
BlockId = NewType("BlockId", str)
VersionId = NewType("VersionId", str)
PaperId = NewType("PaperId", str)
ExclusionId = NewType("ExclusionId", str)
RemarkId = NewType("RemarkId", str)
ApprovalStepId = NewType("ApprovalStepId", str)


def new_id(prefix: str) -> str:
    """A new identifier such as `item-0199f3a1c2d4-7f3a9c`: prefix, milliseconds since 1970 in hex, 24 random bits."""
    return f"{prefix}-{time.time_ns() // 1_000_000:012x}-{secrets.token_hex(3)}"
