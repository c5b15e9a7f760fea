"""The whole job in the window, with real sound, Whisper, Word and LibreOffice: from an agenda file to the printed minutes."""

import csv
from pathlib import Path

import pytest
import soundfile
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from libreoffice import pdf_of, pdf_text
from minutewright.app.profile import Profile
from minutewright.app.workplace import Workplace
from minutewright.domain.errors import ModelCorrupt, ModelMissing
from minutewright.services.resources import resource
from minutewright.services.settings.options import MICROPHONE
from minutewright.services.storage.store import MeetingStore
from minutewright.services.transcription.models import ModelShelf
from minutewright.ui.window import Window
from sound_rig import SoundRig

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture(autouse=True)
def _base_model() -> None:
    try:
        ModelShelf(Profile.of_user().models).find("base")
    except (ModelMissing, ModelCorrupt):
        pytest.skip("the base model is not on this computer: minutewright models fetch base")


def prepare(qtbot: QtBot, window: Window) -> MeetingStore:
    """New meeting by its name, agenda from a Word file, people from a register."""
    qtbot.keyClick(window, Qt.Key.Key_N, CTRL)
    line = window.page("library").sheet.body.lineEdit()  # type: ignore[attr-defined]
    qtbot.keyClicks(line, "Leisure and Open Spaces Committee")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    store = window.session.store
    assert store is not None
    page = window.page("prepare")
    qtbot.keyClick(page.agenda.table, Qt.Key.Key_A, CTRL | SHIFT)  # type: ignore[attr-defined]
    page.reader.read_file(resource("sample", "agenda.docx"))  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: page.reader.model.rowCount() == 8)  # type: ignore[attr-defined]
    page.reader.take.click()  # type: ignore[attr-defined]
    page.read_register(resource("sample", "register.csv"))  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: store.people.count() == len(register()))
    return store


def register() -> list[str]:
    with resource("sample", "register.csv").open(encoding="utf-8", newline="") as file:
        return [f"{row['initials'] or row['forename']} {row['surname']}" for row in csv.DictReader(file)]


def record(qtbot: QtBot, window: Window, rig: SoundRig, sound: Path) -> None:
    """Twenty seconds of the sample's opening, the first item and the chair stamped by their keys."""
    window.go("meeting")
    page = window.page("meeting")
    window.shell.actions.run("meeting.start")
    qtbot.waitUntil(lambda: page.state == "recording", timeout=30_000)  # type: ignore[attr-defined]
    player = rig.play(sound)
    QTest.keyClick(page.agenda, Qt.Key.Key_Down, CTRL)  # type: ignore[attr-defined]
    QTest.keyClick(page.agenda, Qt.Key.Key_1)  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: player.poll() is not None, timeout=60_000)
    window.shell.actions.run("meeting.end")
    QTest.keyClick(page.end.done, Qt.Key.Key_Return)  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: page.state == "idle", timeout=30_000)  # type: ignore[attr-defined]


@pytest.mark.timeout(400)
def test_a_clerk_takes_a_meeting_from_the_agenda_file_to_the_printed_minutes(
    qtbot: QtBot, window: Window, workplace: Workplace, sound_rig: SoundRig, tmp_path: Path
) -> None:
    samples, rate = soundfile.read(resource("sample", "meeting.flac"), dtype="int16")
    soundfile.write(tmp_path / "room.wav", samples[: 20 * rate], rate)
    workplace.settings.set(MICROPHONE, "room")
    store = prepare(qtbot, window)
    record(qtbot, window, sound_rig, tmp_path / "room.wav")

    window.go("review")
    window.shell.actions.run("review.transcribe")
    desk = workplace.desk(store)
    qtbot.waitUntil(
        lambda: bool(store.segments()) and not desk.transcription.progress.running, timeout=120_000
    )
    qtbot.waitUntil(lambda: window.page("review").model.rowCount() > 0)  # type: ignore[attr-defined]
    heard = " ".join(segment.text for segment in store.segments())
    assert "Good evening" in heard
    chair = next(row.person_id for row in store.attendance.all() if row.seat == "1")
    assert {segment.speaker_id for segment in store.segments()[1:]} == {chair}

    window.go("minutes")
    window.shell.actions.run("minutes.draft")
    assert store.blocks.count() > 0
    assert window.shell.actions.entry("minutes.draft").qt.isEnabled()
    window.go("publish")
    window.shell.actions.run("publish.word")
    (document,) = (store.folder / "exports").glob("*.docx")
    printed = " ".join(pdf_text(pdf_of(document, tmp_path), "-layout").split())
    for item in store.items.all():
        assert f"{item.number}. {item.title.upper()}" in printed
    for person in register():
        assert person in printed
    assert "The meeting closed at" in printed

    while store.next_undo() is not None:
        qtbot.keyClick(window, Qt.Key.Key_Z, CTRL)
    assert store.items.count() == store.people.count() == store.marks.count() == 0
    assert store.segments(), "what was recorded and heard is not undone"
