"""How well agendas are read: items found and right, over the invented agendas.

    python tests/unit/services/documents/agenda_score.py

An item counts as right when its number, its title and its parent are; details are counted on the items found.
"""

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from agenda_files import Agenda, Expected, make

from minutewright.domain.agenda import AgendaItem
from minutewright.domain.errors import MinutewrightError
from minutewright.services.documents.agenda import read_agenda


@dataclass(frozen=True)
class Score:
    """The score of one agenda; `wrong` holds what was missed, invented or read otherwise."""

    name: str
    expected: int
    read: int
    right: int
    wrong: tuple[str, ...]


def score(agenda: Agenda, path: Path) -> Score:
    """Reads one agenda and compares."""
    try:
        items = read_agenda(path)
    except MinutewrightError as error:
        return Score(agenda.name, len(agenda.items), 0, 0, (str(error),))
    numbers = {item.id: item.number for item in items}
    found = {
        (item.number, item.title, numbers.get(item.parent, "") if item.parent else ""): item for item in items
    }
    wanted = {(row.number, row.title, row.parent): row for row in agenda.items}
    wrong = [f"missed {key}" for key in wanted if key not in found] + [
        f"invented {key}" for key in found if key not in wanted
    ]
    for key in wanted.keys() & found.keys():
        wrong += _details(wanted[key], found[key])
    return Score(agenda.name, len(wanted), len(found), len(wanted.keys() & found.keys()), tuple(wrong))


def _details(row: Expected, item: AgendaItem) -> list[str]:
    wrong = []
    if row.kind is not None and item.kind is not row.kind:
        wrong.append(f"{row.number}: kind {item.kind}, not {row.kind}")
    if item.exempt is not row.exempt:
        wrong.append(f"{row.number}: exempt {item.exempt}")
    pages = tuple(paper.pages for paper in item.papers if paper.pages)
    if pages != row.pages:
        wrong.append(f"{row.number}: pages {pages}, not {row.pages}")
    if row.recommendation and item.recommendation != row.recommendation:
        wrong.append(f"{row.number}: recommendation {item.recommendation!r}")
    return wrong


def main() -> None:
    """Prints the table."""
    with tempfile.TemporaryDirectory() as folder:
        scores = [score(agenda, path) for agenda, path in make(Path(folder))]
    print(f"{'agenda':40} items  read right")  # noqa: T201
    for row in scores:
        print(f"{row.name:40} {row.expected:5} {row.read:5} {row.right:5}")  # noqa: T201
        for words in row.wrong:
            print(f"      {words}")  # noqa: T201
    right = sum(row.right for row in scores)
    read, expected = sum(row.read for row in scores), sum(row.expected for row in scores)
    print(f"precision {right / read:.3f}  recall {right / expected:.3f}  ({expected} items)")  # noqa: T201


if __name__ == "__main__":
    main()
