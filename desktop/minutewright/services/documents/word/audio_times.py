"""Comments for the clerk's own copy: where in the recording each paragraph was heard."""

from docx.oxml.ns import qn

from minutewright.domain.house_style import HouseStyle
from minutewright.domain.minutes import Block
from minutewright.domain.phrase import fill
from minutewright.domain.record import MeetingRecord
from minutewright.domain.recording import wall_clock_at
from minutewright.domain.timecode import format_ms
from minutewright.services.documents.word.elements import Element, element, printable

_AUTHOR, _INITIALS = "Minutewright", "MW"


class AudioTimes:
    """Puts comments on paragraphs of one document."""

    def __init__(self, document: Element, record: MeetingRecord, style: HouseStyle) -> None:
        self._comments = document.comments
        self._record, self._style = record, style

    def put(self, paragraph: Element, block: Block) -> None:
        """Comment a paragraph with the times (recording and wall clock) of what its block rests on."""
        if not block.sources:
            return
        start, end = block.sources[0].start_ms, block.sources[-1].end_ms
        wall = wall_clock_at(self._record.files, start)
        words = {
            "from": format_ms(start),
            "to": format_ms(end) if end > start else "",
            "clock": self._style.dates.time_of_day(wall) if wall else "",
            "speaker": self._style.names.listed(self._speakers(block)),
        }
        text = printable(fill(self._style.transcript.audio_time, words))
        comment = self._comments.add_comment(text, author=_AUTHOR, initials=_INITIALS)
        key = comment.comment_id
        begin = 1 if paragraph.find(qn("w:pPr")) is not None else 0
        paragraph.insert(begin, element("commentRangeStart", id=key))
        paragraph.append(element("commentRangeEnd", id=key))
        look = element("rPr", element("rStyle", val="CommentReference"))
        paragraph.append(element("r", look, element("commentReference", id=key)))

    def _speakers(self, block: Block) -> tuple[str, ...]:
        heard = {key for source in block.sources for key in source.segment_ids}
        people = (
            self._record.person(segment.speaker_id)
            for segment in self._record.segments
            if segment.id in heard
        )
        return tuple(dict.fromkeys(person.short_name for person in people if person))
