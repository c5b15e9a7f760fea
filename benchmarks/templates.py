"""How long it takes to check a council's template, to write minutes into it, and to read a draft that came back."""

import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from docx import Document

from benchmarks.minutes_document import record_of
from benchmarks.table import show
from minutewright.app.papers import export_minutes
from minutewright.app.returned import read_returned
from minutewright.domain.minutes import Edition
from minutewright.services.documents.template.check import check_template
from minutewright.services.documents.template.shelf import ChosenTemplate
from minutewright.services.storage.store import create_meeting

RUNS = 5


def main() -> None:
    """Prints one table for the minutes of a three-hour meeting and one for a hundred pages."""
    for title, items, paragraphs in (
        ("a three-hour meeting", 14, 24),
        ("a document of a hundred pages", 60, 29),
    ):
        record = record_of(items, paragraphs)
        with tempfile.TemporaryDirectory() as made:
            folder = Path(made)
            template = _template(folder / "council.docx")
            chosen = ChosenTemplate(template, template.name)
            with create_meeting(folder / "meeting", record.council, record.body, record.meeting) as store:
                with store.action("Enter"):
                    store.items.put_all(record.items)
                    store.decisions.put_all(record.decisions)
                    store.blocks.put_all(record.blocks)
                sent = folder / "sent.docx"
                export = partial(export_minutes, store, Edition.FULL, sent, replace=True)
                work: list[tuple[str, Callable[[], object]]] = [
                    ("check the template", partial(check_template, template)),
                    ("export in our own look", export),
                    ("export into the template", partial(export, template=chosen)),
                    ("read it back, as a returned draft", partial(read_returned, store, sent)),
                ]
                rows = [(name, *_times(step)) for name, step in work]
        show(
            f"{title}: {len(record.blocks)} paragraphs (python -m benchmarks templates)",
            ("step", "first, s", f"median of {RUNS}, s"),
            rows,
        )


def _times(step: Callable[[], object]) -> tuple[str, str]:
    taken = []
    for _ in range(RUNS + 1):
        begun = time.perf_counter()
        step()
        taken.append(time.perf_counter() - begun)
    return f"{taken[0]:.3f}", f"{statistics.median(taken[1:]):.3f}"


def _template(path: Path) -> Path:
    """A letterhead with markers in header, footer, text and table."""
    document = Document()
    section = document.sections[0]
    section.header.paragraphs[0].text = "[[council]]"
    section.header.add_paragraph("[[initials]]")
    section.footer.paragraphs[0].text = "[[body]], [[short_date]] [[status]]"
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "[[date]]", "[[venue]]"
    for line in ("[[attendance]]", "[[minutes]]", "[[signature]]"):
        document.add_paragraph(line)
    document.save(str(path))
    return path
