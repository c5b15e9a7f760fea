"""How long the minutes of a three-hour meeting and a document of a hundred pages take to write, beside a plain loop of
python-docx and docxtpl (`pip install '.[benchmark]'`) that write the same text."""

import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from importlib.util import find_spec
from pathlib import Path

from docx import Document

from benchmarks.table import show
from minutewright.domain.agenda import AgendaItem
from minutewright.domain.business import Decision, Resolution
from minutewright.domain.council import Body, Council
from minutewright.domain.ids import BlockId, BodyId, CouncilId, DecisionId, ItemId, MeetingId
from minutewright.domain.meeting import Meeting
from minutewright.domain.minutes import Block, BlockKind, Edition, Run
from minutewright.domain.record import MeetingRecord
from minutewright.services.documents.house_style import shipped_house_style
from minutewright.services.documents.word import write_minutes

RUNS = 5
SENTENCE = (
    "Members heard that the work on the sea wall had gone on through the winter, and asked what was left to do "
    "before the season, what it would cost, and who would tell the traders along the front. "
)
Writer = Callable[[MeetingRecord, Path], None]


def main() -> None:
    """Prints both."""
    for title, items, paragraphs, limit in (
        ("a three-hour meeting", 14, 24, 3.0),
        ("a document of a hundred pages", 60, 29, 5.0),
    ):
        record = record_of(items, paragraphs)
        words = sum(len(block.text.split()) for block in record.blocks)
        writers: list[tuple[str, Writer]] = [("Minutewright", _ours), ("python-docx, a plain loop", _plain)]
        if find_spec("docxtpl"):
            writers.append(("docxtpl, a template with loops", _template))
        rows = [(name, *_times(writer, record)) for name, writer in writers]
        show(
            f"{title}: {len(record.blocks)} paragraphs, {words} words; limit {limit:g} s "
            f"(python -m benchmarks minutes)",
            ("writer", "first, s", f"median of {RUNS}, s", "KB"),
            rows,
        )


def _times(write: Writer, record: MeetingRecord) -> tuple[str, str, int]:
    with tempfile.TemporaryDirectory() as folder:
        out, taken = Path(folder) / "minutes.docx", []
        for _ in range(RUNS + 1):
            begun = time.perf_counter()
            write(record, out)
            taken.append(time.perf_counter() - begun)
        size = out.stat().st_size // 1024
    return f"{taken[0]:.2f}", f"{statistics.median(taken[1:]):.2f}", size


def record_of(items: int, paragraphs: int) -> MeetingRecord:
    """So many items with so many paragraphs each: two in three are text, the rest bullets; each item decides twice."""
    agenda = tuple(
        AgendaItem(ItemId(f"i{n}"), str(n + 1), f"Business number {n + 1}", n) for n in range(items)
    )
    blocks: list[Block] = []
    decisions: list[Decision] = []
    for item in agenda:
        for place in range(paragraphs):
            kind = BlockKind.BULLET if place % 3 == 2 else BlockKind.PARAGRAPH
            text = SENTENCE if kind is BlockKind.PARAGRAPH else SENTENCE[:90]
            runs = (Run(text),) if place else (Run(text), Run("", item_ref=agenda[0].id))
            blocks.append(Block(BlockId(f"{item.id}-{place}"), item.id, place, kind, runs))
        key = DecisionId(f"d-{item.id}")
        decisions.append(
            Decision(key, item.id, 0, (Resolution("That it be noted;"), Resolution("That it be paid.")))
        )
        blocks.append(Block(BlockId(key), item.id, paragraphs, BlockKind.DECISION, decision_id=key))
    body = Body(BodyId("b"), CouncilId("c"), "Harbour Committee")
    meeting = Meeting(
        MeetingId("m"), body.id, date(2026, 5, 13), closed_at=datetime(2026, 5, 13, 22, 0, tzinfo=UTC)
    )
    council = Council(CouncilId("c"), "Saltmere Town Council")
    return MeetingRecord(
        council, body, meeting, items=agenda, blocks=tuple(blocks), decisions=tuple(decisions)
    )


def _ours(record: MeetingRecord, out: Path) -> None:
    write_minutes(record, shipped_house_style("uk-borough"), Edition.FULL, out)


def _lines(record: MeetingRecord) -> list[tuple[str, str]]:
    """The same text as style and words."""
    rows: list[tuple[str, str]] = []
    decisions = {row.id: row for row in record.decisions}
    for number, item in enumerate(record.items, 1):
        rows.append(("Heading 1", f"{number}. {item.title}"))
        for block in record.blocks_of(item.id):
            if block.decision_id:
                rows.append(("Normal", "RESOLVED:"))
                rows += [("List Number", row.text) for row in decisions[block.decision_id].resolutions]
            else:
                style = "List Bullet" if block.kind is BlockKind.BULLET else "Normal"
                rows.append((style, block.text))
    return rows


def _plain(record: MeetingRecord, out: Path) -> None:
    document = Document()
    document.add_heading(record.council.name, 0)
    for style, text in _lines(record):
        document.add_paragraph(text, style=style)
    document.save(str(out))


def _template(record: MeetingRecord, out: Path) -> None:
    from docxtpl import DocxTemplate

    form = out.with_name("form.docx")
    if not form.exists():
        document = Document()
        document.add_heading("{{ council }}", 0)
        document.add_paragraph("{%p for style, text in lines %}")
        for style in ("Heading 1", "Normal", "List Bullet", "List Number"):
            document.add_paragraph("{%p if style == '" + style + "' %}")
            document.add_paragraph("{{ text }}", style=style)
            document.add_paragraph("{%p endif %}")
        document.add_paragraph("{%p endfor %}")
        document.save(str(form))
    template = DocxTemplate(str(form))
    template.render({"council": record.council.name, "lines": _lines(record)})
    template.save(str(out))
