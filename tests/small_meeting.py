"""The committee that tests begin with where nothing about it matters."""

from datetime import date

from minutewright.domain.council import Body, Council
from minutewright.domain.ids import BodyId, CouncilId, MeetingId
from minutewright.domain.meeting import Meeting

COUNCIL = Council(CouncilId("council-1"), "Averill District Council")
BODY = Body(BodyId("body-1"), COUNCIL.id, "Parks Committee")
MEETING = Meeting(MeetingId("meeting-1"), BODY.id, date(2026, 3, 4))
