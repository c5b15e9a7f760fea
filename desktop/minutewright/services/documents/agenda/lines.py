"""One line of an agenda, whatever file it came from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of a Word file, or a printed line of a PDF or a text.

    `number` is an automatic number or one that stands in a table cell of its own, without its full stop. `look` is
    alike for lines that look alike (style, list, weight). `indent` is where the text begins, in points or columns.
    `title_at` is where the text after a number begins, if the file says so.
    `gap` says that empty space stands above; `wraps` that the file breaks lines, so a title may go on in the next.
    """

    text: str
    number: str = ""
    look: str = ""
    indent: float = 0.0
    title_at: float = 0.0
    bold: bool = False
    gap: bool = False
    wraps: bool = False


def is_capitals(text: str) -> bool:
    """Whether the letters of a text are capitals, four at least."""
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) >= 4 and all(letter.isupper() for letter in letters)
