"""The transcript, after the minutes or as a document of its own: item by item, each turn with its time and speaker."""

from itertools import groupby

from minutewright.domain.ids import PersonId
from minutewright.domain.minutes import Run
from minutewright.domain.timecode import format_ms
from minutewright.services.documents.word.sheet import Sheet


def write_transcript_pages(sheet: Sheet, *, appendix: bool) -> None:
    """The segments of the edition under the items they belong to, in the order in which they were spoken.

    An appendix begins on a new page; a transcript alone says of what day it is.
    """
    words = sheet.style.transcript
    if appendix:
        sheet.add("TranscriptAppendix", sheet.runs([Run(words.title)]))
    else:
        day = sheet.style.dates.long_date(sheet.record.meeting.held_on)
        sheet.add("TranscriptTitle", sheet.runs([Run(f"{words.title}, {day}")]))
    sheet.add("TranscriptNote", sheet.runs([Run(words.note)]))
    minuted = {row.item.id for row in sheet.items}
    for item_id, segments in groupby(sheet.record.segments, key=lambda segment: segment.item_id):
        item = sheet.record.item(item_id)
        if item is None:
            heading = words.no_item
        else:
            number = sheet.number_of(item.id) if item.id in minuted else item.number
            heading = f"{number}  {item.title}"
        sheet.add("TranscriptItem", sheet.runs([Run(heading)]))
        for speaker_id, turn in groupby(segments, key=lambda segment: segment.speaker_id):
            said = list(turn)
            spoken = " ".join(text for segment in said if (text := segment.text.strip()))
            lead = f"{format_ms(said[0].start_ms)}\t"
            speaker = Run(f"{_speaker(sheet, speaker_id)}: ", bold=True)
            sheet.add("TranscriptLine", sheet.runs([Run(lead), speaker, Run(spoken)]))


def _speaker(sheet: Sheet, person_id: PersonId | None) -> str:
    person = sheet.record.person(person_id)
    return person.short_name if person else sheet.style.transcript.unnamed
