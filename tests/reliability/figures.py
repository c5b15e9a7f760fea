"""What was promised and what was measured: collected by the tests, printed at the end, kept in the docs."""

import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

DOCS = Path(__file__).resolve().parents[2] / "docs"
KEPT, PAGE = DOCS / "reliability-figures.json", DOCS / "reliability.md"
WRITE = "MINUTEWRIGHT_WRITE_FIGURES"
BEGIN, END = "<!-- figures: written by the command -->", "<!-- end of figures -->"
_BARS, _BAR_WIDTH = 10, 40


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table. `how`: how it is tested; `drawing`: lines of plain text to stand below the table."""

    promise: str
    how: str
    limit: str
    measured: str
    drawing: str = ""
    on: str = ""


def spread(values: Sequence[float], unit: str, digits: int = 3) -> str:
    """Median, 95th percentile and most, in words."""
    median, high, most = np.percentile(values, [50, 95, 100])
    return f"median {median:.{digits}f}, 95 % {high:.{digits}f}, most {most:.{digits}f} {unit}"


def histogram(values: Sequence[float], unit: str) -> str:
    """How often what came, as lines of text."""
    top = max(max(values), 1e-9)
    counts, edges = np.histogram(values, _BARS, (min(0.0, *values), top))
    lines = []
    for count, low, high in zip(counts, edges, edges[1:], strict=False):
        bar = "█" * round(_BAR_WIDTH * int(count) / int(counts.max()))
        lines.append(f"{low:7.3f} to {high:7.3f} {unit} {int(count):4d} {bar}".rstrip())
    return "\n".join(lines)


class Figures:
    """Those of this run."""

    def __init__(self) -> None:
        self.told: list[Figure] = []
        self._by_this_test: dict[str, bool] = {}

    def begin(self) -> None:
        """Another test has the word."""
        self._by_this_test.clear()

    def say_failed(self) -> None:
        """The test that has the word failed: what it said was not kept, or else whatever it told."""
        told = self._by_this_test
        broken = {promise for promise, kept in told.items() if not kept} or set(told)
        self.told = [
            replace(each, measured=f"**NOT KEPT** {each.measured}") if each.promise in broken else each
            for each in self.told
        ]

    def tell(
        self,
        promise: str,
        how: str,
        limit: str,
        measured: str,
        drawing: str = "",
        *,
        kept: bool = True,
    ) -> None:
        """Put a line into the table; the same promise again replaces it. Tell before you assert, so that a promise
        that was not kept shows with its figure; `kept` says which, where a test tells of several."""
        self.told = [each for each in self.told if each.promise != promise]
        on = datetime.now(UTC).date().isoformat()
        self._by_this_test[promise] = kept
        self.told.append(Figure(promise, how, limit, measured, drawing, on))

    def table(self) -> str:
        """All of them for the terminal and for the docs, with the drawings below."""
        return _page_part(self.told)

    def keep(self) -> None:
        """Bring the docs up to date, where the command asked for it: lines of this run replace those of earlier ones."""
        if not self.told or not os.environ.get(WRITE):
            return
        earlier = (
            [Figure(**row) for row in json.loads(KEPT.read_text(encoding="utf-8"))] if KEPT.exists() else []
        )
        new = {each.promise: each for each in self.told}
        rows = [new.pop(each.promise, each) for each in earlier] + list(new.values())
        text = json.dumps([asdict(row) for row in rows], indent=1, ensure_ascii=False)
        KEPT.write_text(text + "\n", encoding="utf-8")
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
        after = rest.partition(END)[2]
        PAGE.write_text(f"{before}{BEGIN}\n\n{_page_part(rows)}\n{END}{after}", encoding="utf-8")


def _page_part(rows: Sequence[Figure]) -> str:
    lines = ["| promised | tested | limit | measured | on |", "|---|---|---|---|---|"]
    lines += [f"| {row.promise} | {row.how} | {row.limit} | {row.measured} | {row.on} |" for row in rows]
    for row in rows:
        if row.drawing:
            lines += ["", f"{row.promise}:", "", "```text", row.drawing, "```"]
    return "\n".join(lines) + "\n"
