"""The closing sentence and the signature, which never stand alone on a page: a loose leaf with nothing but a
signature could be put under anything."""

from minutewright.domain.phrase import fields_of, fill_runs
from minutewright.services.documents.word.front_matter import name_beside_title
from minutewright.services.documents.word.sheet import Sheet


def write_closing(sheet: Sheet) -> None:
    """The closing sentence, if the time is known, and the lines of the signature, kept with what stands before."""
    record, style = sheet.record, sheet.style
    closed = record.meeting.closed_at
    if closed is not None:
        sheet.keep_last_with_next()
        sheet.add_phrase("MinutesClosing", style.phrases.closing, {"time": style.dates.time_of_day(closed)})
    chair, clerk = record.chair(), record.person(record.meeting.clerk)
    values = {
        "name": record.meeting.signatory or name_beside_title(chair, record.body.chair_title),
        "chair_title": record.body.chair_title,
        "clerk": clerk.full_name if clerk else "",
        "clerk_post": clerk.post if clerk else "",
        "rule": "\t",  # the style's tab stop draws the line
    }
    first = True
    for line in style.signature.lines:
        runs = fill_runs(line, values)
        if not any(row.text for row in runs):
            continue
        sheet.keep_last_with_next()
        spacious = first or "rule" in fields_of(line)
        sheet.add("MinutesSignature" if spacious else "MinutesSignatureTitle", sheet.runs(runs))
        first = False
