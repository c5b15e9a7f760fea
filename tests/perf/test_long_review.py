"""The Review page does no more work for ten thousand utterances than for a hundred, where the reader can see it."""

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "ui"))

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from spoken import EVENING, transcribe

from committee import begin_committee
from minutewright.services.clerk import editing
from minutewright.services.storage.store import MeetingStore
from minutewright.ui.models.transcript_model import TranscriptModel
from minutewright.ui.theme.theme import Look, Theme
from minutewright.ui.widgets.transcript_rows import TranscriptRows
from minutewright.ui.widgets.transcript_view import TranscriptView

pytestmark = pytest.mark.perf


def long_evening(folder: Path, lines: int) -> MeetingStore:
    store = begin_committee(folder)
    transcribe(store, tuple(EVENING[number % len(EVENING)][1] for number in range(lines)))
    return store


def work(
    qtbot: QtBot, qapp: QApplication, store: MeetingStore, monkeypatch: pytest.MonkeyPatch
) -> dict[str, int]:
    """How many rows are measured when the transcript opens, after a jump to its end, and after an edit there."""
    measured = [0]
    real = TranscriptRows.measure

    def counting(rows: TranscriptRows, row: object) -> int:
        measured[0] += 1
        return real(rows, row)  # type: ignore[arg-type]

    monkeypatch.setattr(TranscriptRows, "measure", counting)
    model = TranscriptModel()
    view = TranscriptView(Theme(qapp, Look.LIGHT), model)
    qtbot.addWidget(view)
    view.resize(900, 600)
    view.show()
    done = {}

    def count(name: str) -> None:
        QApplication.processEvents()
        done[name], measured[0] = measured[0], 0

    model.show(store)
    count("open")
    last = len(model.segments) - 10
    view.choose(last)
    count("jump")
    editing.edit_text(store, model.segments[last].id, "something else was said")
    model.show(store)
    count("edit")
    editing.split(store, model.segments[last].id, 14)
    model.show(store)
    count("split")
    return done


def test_ten_thousand_utterances_cost_no_more_measuring_than_a_hundred(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with long_evening(tmp_path / "short", 100) as short:
        few = work(qtbot, qapp, short, monkeypatch)
    monkeypatch.undo()
    with long_evening(tmp_path / "long", 10_000) as long:
        many = work(qtbot, qapp, long, monkeypatch)
    assert all(many[name] <= 2 * few[name] + 40 for name in few), (few, many)
