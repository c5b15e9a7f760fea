"""Publish: what is still open, the page as it will print, the editions, and what was exported before."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QWidget

from minutewright.app.approval import who_acts
from minutewright.app.workplace import Workplace
from minutewright.domain.meeting import MinutesState
from minutewright.domain.minutes import Edition
from minutewright.services.clerk.approving import take_step
from minutewright.services.clerk.returning import settle_remark
from minutewright.services.drafting.open_points import OpenPoint, OpenPointKind
from minutewright.services.storage.changes import Changed
from minutewright.services.storage.store import MeetingStore
from minutewright.ui.actions.action import Action
from minutewright.ui.messages import Offer
from minutewright.ui.models.open_points_model import OpenPointsModel
from minutewright.ui.page import Page, Shell, named
from minutewright.ui.pages.publish_papers import PublishPapers
from minutewright.ui.pages.publish_sheets import PublishSheets
from minutewright.ui.theme import tokens as t
from minutewright.ui.widgets.document_view import DocumentView
from minutewright.ui.widgets.empty_state import EmptyState
from minutewright.ui.widgets.export_side import ExportSide
from minutewright.ui.widgets.file_choice import choose_new_file
from minutewright.ui.widgets.panel import Panel
from minutewright.ui.widgets.stacking import scrolled
from minutewright.ui.widgets.text_rows import TextList
from minutewright.ui.wording import EDITIONS

if TYPE_CHECKING:
    from minutewright.services.documents.preview import ShownDocument

PREVIEW_AFTER_MS = 200
LARGE_PREVIEW = 640  # px
# Points about the meeting as a whole are settled where the meeting is prepared; those about sound, in the review.
_PLACES = {
    OpenPointKind.NO_CHAIR: "prepare",
    OpenPointKind.PUBLIC_TITLE: "prepare",
    OpenPointKind.NO_ATTENDANCE: "prepare",
    OpenPointKind.NO_CLOSING_TIME: "meeting",
    OpenPointKind.UNASSIGNED_TIME: "review",
    OpenPointKind.UNNAMED_SPEAKER: "review",
}


class PublishPage(Page):
    """Exports what is confirmed; open points are shown and never stand in the way."""

    title = "Publish"

    def __init__(self, shell: Shell, workplace: Workplace) -> None:
        super().__init__(shell)
        self.papers = PublishPapers(self, shell, workplace)
        self.sheets = PublishSheets(shell, self, workplace)
        self.sheets.template_changed.connect(self._chosen)
        self._store: MeetingStore | None = None
        self._asked = 0
        self.points = OpenPointsModel()
        self.point_list = named(TextList(shell.theme), "Still open")
        self.preview = named(DocumentView(shell.theme), "The minutes as they will print")
        self.side = ExportSide(shell)
        self.side.chosen.connect(self._chosen)
        self.side.state_chosen.connect(self._set_state)
        self.side.version_list.activated.connect(self._open_version)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PREVIEW_AFTER_MS)
        self._timer.timeout.connect(self._draw_preview)

    def actions(self) -> Sequence[Action]:  # type: ignore[override]
        """Export, choose the edition, open what was exported, go to an open point."""
        with_meeting = self._has_meeting
        return (
            Action(
                "publish.word",
                "Export Word",
                self.export_word,
                keys=("Ctrl+Shift+E",),
                icon="word",
                enabled=with_meeting,
                hint="Write this edition as a Word file into the meeting's folder",
            ),
            Action(
                "publish.word_as",
                "Export Word as…",
                self._ask_word,
                icon="word",
                enabled=with_meeting,
                hint="Write this edition as a Word file where you choose",
            ),
            *(
                Action(
                    f"publish.{edition.value}",
                    EDITIONS[edition],
                    partial(self._choose, edition),
                    keys=(f"Ctrl+{number}",),
                    enabled=with_meeting,
                    checked=partial(self._is_chosen, edition),
                )
                for number, edition in enumerate(Edition, start=1)
            ),
            Action(
                "publish.transcript",
                "Export transcript…",
                self._ask_transcript,
                keys=("Ctrl+Shift+T",),
                icon="transcribe",
                enabled=lambda: self._store is not None and bool(self._store.segments()),
                hint="Write the transcript as Word, text, subtitles or JSON, without exempt business",
            ),
            Action(
                "publish.folder",
                "Open folder",
                self._open_folder,
                icon="folder",
                enabled=with_meeting,
                hint="Open the folder of exported documents",
            ),
            Action(
                "publish.next_point",
                "Go to the next open point",
                self._next_point,
                keys=("F8",),
                icon="attention",
                enabled=lambda: self.points.rowCount() > 0,
            ),
            Action(
                "publish.settle",
                "Settle this remark",
                self._settle,
                keys=("Del",),
                icon="check",
                enabled=self._is_remark,
                hint="What was said about the draft has been dealt with",
            ),
            *self.papers.actions(with_meeting),
            *self.sheets.actions(with_meeting),
        )

    def lay_out(self) -> None:
        """Open points at the left, the page in the middle, editions and versions at the right."""
        self._grid = QGridLayout(scrolled(self))
        self._grid.setContentsMargins(t.SPACE_6, t.SPACE_3, t.SPACE_6, t.SPACE_4)
        self._grid.setSpacing(t.SPACE_4)
        self._left = self._points_panel()
        self.side.lay_out()
        self.sheets.returned.lay_out()
        self.point_list.selectionModel().currentChanged.connect(lambda: self.shell.actions.refresh())
        self.shell.theme.changed.connect(self._dress)
        self._dress()

    def opened(self, store: MeetingStore) -> None:
        """Show the meeting's minutes."""
        self._store = store
        self.sheets.opened(store)
        self._show()

    def closed(self) -> None:
        """Show nothing."""
        self._store = None
        self._timer.stop()
        self._asked += 1
        self.sheets.closed()
        self.preview.show_document(None)
        self.points.show_points(())
        self.side.show_meeting(None)

    def changed(self, event: Changed) -> None:
        """Draw the page and the list anew; what was exported is listed."""
        self._show()
        self.sheets.changed()

    def shown(self) -> None:
        """Start with what is open."""
        self.point_list.setFocus()

    def close_down(self) -> None:
        """Draw nothing any more."""
        self._timer.stop()

    # -- what is shown -------------------------------------------------------------------------------------------------

    def _points_panel(self) -> QWidget:
        theme = self.shell.theme
        self._points_box = Panel(theme, "STILL OPEN")
        self._points_stack = QStackedWidget()
        self._all_done = EmptyState(theme, "Nothing is open. Every item has its outcome.")
        self.point_list.setModel(self.points)
        self.point_list.activated.connect(self._go_to)
        self.point_list.clicked.connect(self._go_to)
        self._points_stack.addWidget(self.point_list)
        self._points_stack.addWidget(self._all_done)
        self._points_box.body.addWidget(self._points_stack)
        return self._points_box

    def _show(self) -> None:
        store = self._store
        if store is None:
            return
        from minutewright.app.checking import points_to_settle
        from minutewright.app.papers import house_style_of

        points = points_to_settle(store.record(), house_style_of(store))
        titles = {item.id: f"Item {item.number} ({item.title})" for item in store.items.all()}
        self.points.show_points(points, titles)
        self._points_box.set_title(f"STILL OPEN   {len(points)}" if points else "STILL OPEN")
        self._points_stack.setCurrentWidget(self.point_list if points else self._all_done)
        self.side.show_meeting(store)
        self._timer.start()

    def _draw_preview(self) -> None:
        store = self._store
        if store is None:
            return
        from minutewright.app.preview import preview_minutes

        self._asked += 1
        asked, record, edition, appendix = (
            self._asked,
            store.record(),
            self.side.edition,
            self.side.appendix.isChecked(),
        )
        template = self.sheets.template()

        def show(shown: "ShownDocument") -> None:
            if asked == self._asked:
                self.preview.show_document(shown)

        def failed(error: BaseException) -> None:
            if asked == self._asked:
                self.preview.show_document(None)
                self.shell.messages.report(error)

        self.shell.tasks.run_task(
            lambda: preview_minutes(record, edition, transcript_appendix=appendix, template=template),
            show,
            failed,
        )

    def _dress(self) -> None:
        """The paper in the middle; with large text below what stands beside it otherwise."""
        large = self.shell.theme.is_large
        for widget, place in ((self._left, (0, 0)), (self.side, (0, 2)), (self.preview, (0, 1))):
            row, column = place
            if large:
                row, column = (1, 0) if widget is self.preview else (0, column // 2)
            self._grid.addWidget(widget, row, column, 1, 2 if large and widget is self.preview else 1)
        for column, stretch in enumerate((1, 1, 0) if large else (29, 66, 27)):
            self._grid.setColumnStretch(column, stretch)
        self.preview.setMinimumHeight(LARGE_PREVIEW if large else 0)
        self.points.set_sign(self.shell.theme.icon("attention", self.shell.theme.tokens.attention))

    @property
    def store(self) -> MeetingStore | None:
        """The open meeting."""
        return self._store

    def point_at_cursor(self) -> OpenPoint | None:
        """The open point that is chosen."""
        return self.points.point(self.point_list.currentIndex().row())

    # -- what is done --------------------------------------------------------------------------------------------------

    def export_word(self, out: Path | None = None) -> None:
        """Write the chosen edition, to `out` or under a free name in the meeting's folder, and say where it is."""
        store = self._store
        if store is None:
            return
        from minutewright.app.papers import export_minutes

        written = export_minutes(
            store,
            self.side.edition,
            out,
            transcript_appendix=self.side.appendix.isChecked(),
            audio_times=self.side.audio_times.isChecked(),
            template=self.sheets.template(),
        )
        if out is not None and written != out:
            self.shell.messages.attention(
                f"“{out.name}” has been changed since it was exported, or is another document. It was left as it is, and "
                f"the minutes were written beside it: {written.name}"
            )
            return
        self.say_written(written)

    def _ask_word(self) -> None:
        if self._store is not None:
            name = f"{EDITIONS[self.side.edition]}.docx"
            start = self._store.folder / "exports" / name
            choose_new_file(self, "Export the minutes", start, "Word files (*.docx)", self._export_reporting)

    def _export_reporting(self, out: Path) -> None:
        with self.shell.messages.reporting():
            self.export_word(out)

    def _ask_transcript(self) -> None:
        if self._store is not None:
            start = self._store.folder / "exports" / "Transcript.docx"
            pattern = "Transcripts (*.docx *.txt *.srt *.vtt *.json)"
            choose_new_file(self, "Export the transcript", start, pattern, self.export_transcript)

    def export_transcript(self, out: Path) -> None:
        """Write the transcript in the form its name asks for, without exempt business."""
        store = self._store
        if store is None:
            return
        with self.shell.messages.reporting():
            from minutewright.app.papers import export_transcript

            export_transcript(store, out, out.suffix.lstrip(".").lower())
            self.say_written(out)

    def say_written(self, path: Path) -> None:
        """Say what was written, and offer its folder."""
        folder = path.parent
        self.shell.messages.info(f"Written: {path.name}", Offer("Open folder", partial(_open, folder)))

    def _set_state(self, state: MinutesState) -> None:
        store = self._store
        if store is not None and state is not store.meeting.state:
            with self.shell.messages.reporting():
                take_step(store, state, who_acts(store))

    def _choose(self, edition: Edition) -> None:
        self.side.editions[edition].setChecked(True)

    def _is_chosen(self, edition: Edition) -> bool:
        return self.side.editions[edition].isChecked()

    def _chosen(self) -> None:
        self._timer.start()
        self.shell.actions.refresh()

    def _has_meeting(self) -> bool:
        return self._store is not None

    def _is_remark(self) -> bool:
        point = self.point_at_cursor()
        return point is not None and point.remark_id is not None

    def _settle(self) -> None:
        point = self.point_at_cursor()
        if self._store is not None and point is not None and point.remark_id is not None:
            settle_remark(self._store, point.remark_id)

    def _next_point(self) -> None:
        current = self.point_list.currentIndex().row()
        rows = self.points.rowCount()
        places = ((current + step) % rows for step in range(1, rows + 1))
        index = self.points.index(next((place for place in places if self.points.point(place)), 0), 0)
        self.point_list.setCurrentIndex(index)
        self._go_to(index)

    def _go_to(self, index: QModelIndex) -> None:
        point = self.points.point(index.row())
        if point is not None:
            with self.shell.messages.reporting():
                self._lead_to(point)

    def _lead_to(self, point: OpenPoint) -> None:
        place = _PLACES.get(point.kind, "minutes")
        if point.kind is OpenPointKind.SLIP and point.item_id is None:
            place = "prepare"
        at_ms = None
        if point.segment_id is not None and self._store is not None:
            segments = self._store.segments()
            at_ms = next((row.start_ms for row in segments if row.id == point.segment_id), None)
        self.shell.go(place, at_ms=at_ms, item_id=point.item_id)

    def _open_version(self, index: QModelIndex) -> None:
        version = self.side.versions.version(index.row())
        if version is None or self._store is None:
            return
        path = self._store.folder / "exports" / version.file_name
        if path.is_file():
            _open(path)
        else:
            self.shell.messages.attention(
                f"{version.file_name} is no longer in the meeting's folder. It may have been moved or exported elsewhere."
            )

    def _open_folder(self) -> None:
        if self._store is not None:
            folder = self._store.folder / "exports"
            folder.mkdir(exist_ok=True)
            _open(folder)


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
