"""Rows of a long list stand where their heights put them, whatever comes and goes."""

from hypothesis import given
from hypothesis import strategies as st

from minutewright.ui.widgets.row_tops import RowTops

steps = st.lists(
    st.tuples(
        st.sampled_from(["insert", "remove", "measure", "forget"]), st.integers(0, 30), st.integers(1, 90)
    ),
    max_size=25,
)


@given(count=st.integers(0, 20), steps=steps, y=st.integers(0, 3000))
def test_tops_are_the_sums_of_the_heights_above(
    count: int, steps: list[tuple[str, int, int]], y: int
) -> None:
    tops, heights = RowTops(lambda row: 20 + row % 3), [20 + row % 3 for row in range(count)]
    tops.reset(count)
    for verb, place, size in steps:
        row = place % (len(heights) + 1)
        if verb == "insert":
            tops.insert(row, size % 4)
            heights[row:row] = [20 + (row + step) % 3 for step in range(size % 4)]
        elif verb == "remove" and row < len(heights):
            gone = min(size % 4, len(heights) - row)
            tops.remove(row, gone)
            del heights[row : row + gone]
        elif verb == "measure" and row < len(heights):
            assert tops.measure(row, size) == size - heights[row]
            heights[row] = size
            assert tops.is_measured(row)
        elif verb == "forget" and row < len(heights):
            tops.forget(row, row + 2)
            for other in range(row, min(row + 3, len(heights))):
                heights[other] = 20 + other % 3
    assert len(tops) == len(heights)
    assert tops.total == sum(heights)
    assert [tops.top(row) for row in range(len(heights))] == [
        sum(heights[:row]) for row in range(len(heights))
    ]
    found = tops.row_at(y)
    if not heights:
        assert found == -1
    elif y < sum(heights):
        assert tops.top(found) <= y < tops.top(found) + heights[found]
    else:
        assert found == len(heights) - 1
