"""What references to papers and to minutes of other meetings print as, and where they lead."""

from minutewright.domain.errors import BadInput
from minutewright.domain.house_style import HouseStyle
from minutewright.domain.ids import PaperId
from minutewright.domain.minutes import OtherMinute, Run
from minutewright.domain.phrase import fill
from minutewright.domain.record import MeetingRecord


def paper_words(record: MeetingRecord, style: HouseStyle, paper_id: PaperId) -> str:
    """A paper as a sentence cites it, such as `Report of the Market Manager, agenda pages 5-12`.

    Raises:
        BadInput: no item of this edition has that paper, so the reference points nowhere.
    """
    found = record.paper(paper_id)
    if found is None:
        raise BadInput(
            "The minutes refer to a paper that is not on the agenda, or that this edition may not name. Take the "
            "reference out or bring the paper back, then export again."
        )
    paper = found[1]
    values = {"label": paper.label, "pages": paper.pages, "appendix": paper.appendix}
    return fill(style.references.paper, values)


def other_minute_words(style: HouseStyle, minute: OtherMinute) -> str:
    """A minute of another meeting as a sentence cites it."""
    day = style.dates.short_date(minute.held_on) if minute.held_on else ""
    values = {"body": minute.body, "number": minute.number, "date": day}
    return fill(style.references.other_minute, values)


def address_of(record: MeetingRecord, run: Run) -> str:
    """Where a reference leads: a web page; empty where it has none."""
    if run.minute_ref is not None:
        address = run.minute_ref.address
    else:
        found = record.paper(run.paper_ref)
        address = found[1].address if found else ""
    return address if address.startswith(("https://", "http://")) else ""
