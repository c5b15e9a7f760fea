"""At twice the size the Review page is still whole: nothing on it is cut off."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from spoken import FakeReviewDesk, begin_evening
from test_large_text import cut_off

from minutewright.app.workplace import Workplace
from minutewright.ui.window import Window


@pytest.mark.parametrize("text_scale", [100, 130, 150, 200])
@pytest.mark.parametrize("finding", [False, True], ids=["reading", "finding"])
def test_no_words_are_cut_off(
    qtbot: QtBot,
    window: Window,
    workplace: Workplace,
    tmp_path: Path,
    monkeypatch,
    text_scale: int,
    finding: bool,
) -> None:
    store = begin_evening(tmp_path / "harbour")
    monkeypatch.setattr(workplace, "desk", FakeReviewDesk)
    window.session.take(store)
    window.shell.theme.set_text_scale(text_scale)
    window.resize(1366, 768)
    window.go("review")
    if finding:
        window.shell.actions.run("review.replace")
        window.page("review").find_bar.words.setText("the")  # type: ignore[attr-defined]
    qtbot.wait(50)
    assert cut_off(window) == []
