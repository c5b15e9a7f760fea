"""Where the rows of a long list begin: heights guessed until a row is seen, then measured, the sum kept up to date."""

from bisect import bisect_right
from collections.abc import Callable
from itertools import accumulate


class RowTops:
    """Rows one below the other, in px. `guess(row)` is asked for the height of a row that was not measured yet."""

    def __init__(self, guess: Callable[[int], int]) -> None:
        self._guess = guess
        self._heights: list[int] = []
        self._measured: list[bool] = []
        self._tops: list[int] | None = [0]

    def __len__(self) -> int:
        return len(self._heights)

    def reset(self, count: int) -> None:
        """All rows anew."""
        self._heights = [self._guess(row) for row in range(count)]
        self._measured = [False] * count
        self._tops = None

    def insert(self, row: int, count: int) -> None:
        """Rows came."""
        self._heights[row:row] = [self._guess(row + step) for step in range(count)]
        self._measured[row:row] = [False] * count
        self._tops = None

    def remove(self, row: int, count: int) -> None:
        """Rows went."""
        del self._heights[row : row + count]
        del self._measured[row : row + count]
        self._tops = None

    def forget(self, first: int, last: int) -> None:
        """Rows from one to another may have other heights now."""
        for row in range(first, min(last + 1, len(self._heights))):
            self._heights[row] = self._guess(row)
            self._measured[row] = False
        self._tops = None

    def is_measured(self, row: int) -> bool:
        """Whether the height of a row is known."""
        return self._measured[row]

    def measure(self, row: int, height: int) -> int:
        """Set the height of a row; returns by how much it grew."""
        grown = height - self._heights[row]
        self._measured[row] = True
        if grown:
            self._heights[row] = height
            self._tops = None
        return grown

    def height(self, row: int) -> int:
        """How high a row is."""
        return self._heights[row]

    def top(self, row: int) -> int:
        """Where a row begins; that of the row after the last is the height of all."""
        return self._all()[row]

    @property
    def total(self) -> int:
        """The height of all rows."""
        return self._all()[-1]

    def row_at(self, y: int) -> int:
        """The row at a height, the first above all and the last below; -1 where there are none."""
        return max(0, min(bisect_right(self._all(), y) - 1, len(self._heights) - 1)) if self._heights else -1

    def _all(self) -> list[int]:
        if self._tops is None:
            self._tops = [0, *accumulate(self._heights)]
        return self._tops
