"""A returned draft on Publish: every change beside ours, taken or left one by one or all together, by key."""

from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from minutewright.domain.errors import MinutewrightError
from minutewright.domain.returned import ChangeKind, ReturnedChange, ReturnedDraft
from minutewright.services.clerk.returning import leave_change, take_change, take_changes
from minutewright.services.storage.store import MeetingStore
from minutewright.ui.models.report_model import ReportModel, ReportRow
from minutewright.ui.page import Shell, named
from minutewright.ui.theme import tokens as t
from minutewright.ui.widgets.change_view import KINDS, ChangeView, who_and_when
from minutewright.ui.widgets.file_choice import choose_file
from minutewright.ui.widgets.label import Label, Role
from minutewright.ui.widgets.overlay import Overlay
from minutewright.ui.widgets.text_rows import TextList
from minutewright.ui.wording import counted

FILES = "Word files (*.docx)"
_HINT = "Choose the Word file that came back. Nothing is changed until you take it."
_SIGNS = {
    ChangeKind.CHANGED: "edit",
    ChangeKind.ADDED: "add",
    ChangeKind.REMOVED: "remove",
    ChangeKind.MOVED: "down",
    ChangeKind.COMMENT: "note",
}
_LONGEST = 90


class ReturnedSheet(Overlay):
    """`asked` tells that what may be done has changed: whether a change is in front, and whether there are any."""

    asked = Signal()

    def __init__(self, shell: Shell, parent: QWidget) -> None:
        super().__init__(parent, share=0.94, widest=1400)
        self.setObjectName("commandPalette")
        self.setAccessibleName("Read a returned draft")
        self._shell = shell
        self._store: MeetingStore | None = None
        self._file: Path | None = None
        self._draft: ReturnedDraft | None = None
        self._turn = 0
        self.model = ReportModel()
        self.list = named(TextList(shell.theme), "Changes of the returned draft")
        self.view = named(ChangeView(shell.theme), "The change: ours and theirs")
        self.choose = QPushButton("Choose file…")
        self.close_button = QPushButton("Close")
        self.verdict = Label(shell.theme, _HINT, Role.QUIET, wrap=True)
        self.choose.clicked.connect(self._choose)
        self.close_button.clicked.connect(self.dismiss)

    def open(self, store: MeetingStore) -> None:
        """Show the sheet and ask for a file."""
        self._store = store
        self._file = None
        self._show(None)
        self.open_over(self.choose)

    def read_file(self, path: Path) -> None:
        """Read a returned file and list what in it is open."""
        self._file = path
        self.verdict.setText(f"Reading {path.name} …")
        self.read_again()

    def read_again(self) -> None:
        """List anew, after something was taken, left, undone or changed elsewhere."""
        store, path = self._store, self._file
        if store is None or path is None or self.isHidden():
            return
        from minutewright.app.returned import read_returned

        self._turn += 1
        turn = self._turn

        def show(draft: ReturnedDraft) -> None:
            if turn == self._turn:
                self._show(draft)

        def failed(error: BaseException) -> None:
            if turn == self._turn and isinstance(error, MinutewrightError):
                self._show(None)
                self.verdict.setText(str(error))
            elif turn == self._turn:
                self._shell.messages.report(error)

        self._shell.tasks.run_task(lambda: read_returned(store, path), show, failed)

    @property
    def change(self) -> ReturnedChange | None:
        """The change in front."""
        at = self.list.currentIndex().row()
        changes = self._draft.changes if self._draft else ()
        return changes[at] if 0 <= at < len(changes) and not self.isHidden() else None

    @property
    def has_changes(self) -> bool:
        """Whether anything is left to take."""
        return self._draft is not None and bool(self._draft.changes) and not self.isHidden()

    def take(self) -> None:
        """Take the change in front. Raises BadInput if its place has changed meanwhile."""
        if self._store is not None and self._draft is not None and self.change is not None:
            take_change(self._store, self.change, self._draft.file_name)

    def leave(self) -> None:
        """Leave the minutes as they are in this place."""
        if self._store is not None and self.change is not None:
            leave_change(self._store, self.change)

    def take_all(self) -> None:
        """Take every change that is listed, as one action."""
        if self._store is not None and self._draft is not None and self._draft.changes:
            take_changes(self._store, self._draft.changes, self._draft.file_name)

    def dismiss(self) -> None:
        """Close; what was not answered is there again when the file is read again."""
        self._turn += 1
        super().dismiss()
        self.asked.emit()

    def forget_meeting(self) -> None:
        """Hold on to nothing of a meeting that was closed."""
        self._store = self._file = None
        self._show(None)
        self.dismiss()

    def lay_out(self) -> None:
        """Build the sheet; called once the page's actions are there, so that its buttons can be made of them."""
        theme, button = self._shell.theme, self._shell.actions.button
        column = QVBoxLayout(self)
        column.setContentsMargins(t.SPACE_6, t.SPACE_4, t.SPACE_6, t.SPACE_6)
        column.setSpacing(t.SPACE_3)
        head = QHBoxLayout()
        head.addWidget(Label(theme, "Read a returned draft", Role.TITLE), 1)
        head.addWidget(self.choose)
        column.addLayout(head)
        column.addWidget(self.verdict)
        self.list.setModel(self.model)
        self.list.selectionModel().currentChanged.connect(self._chosen)
        self.list.activated.connect(lambda: self._shell.actions.run("publish.take_change"))
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides.setSpacing(t.SPACE_4)
        self._sides.addWidget(self.list, 5)
        self._sides.addWidget(self.view, 6)
        column.addLayout(self._sides, 1)
        foot = QHBoxLayout()
        foot.setSpacing(t.SPACE_2)
        foot.addWidget(button("publish.take_all"))
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        foot.addWidget(button("publish.leave_change"))
        foot.addWidget(button("publish.take_change", primary=True))
        column.addLayout(foot)
        theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        large = self._shell.theme.is_large
        way = QBoxLayout.Direction
        self._sides.setDirection(way.TopToBottom if large else way.LeftToRight)
        for widget in (self.list, self.view):
            widget.setMinimumHeight(150 if large else 380)
        tokens = self._shell.theme.tokens
        self.model.set_signs({name: self._shell.theme.icon(name, tokens.quiet) for name in _SIGNS.values()})

    def _show(self, draft: ReturnedDraft | None) -> None:
        at = max(0, self.list.currentIndex().row())
        self._draft = draft
        changes = draft.changes if draft else ()
        self.model.show_rows([_row(change) for change in changes])
        if changes:
            index = self.model.index(min(at, len(changes) - 1), 0)
            self.list.selectionModel().setCurrentIndex(
                index, QItemSelectionModel.SelectionFlag.ClearAndSelect
            )
            if self.choose.hasFocus():
                self.list.setFocus()
        self.view.show_change(self.change)
        self.verdict.setText(_words(draft) if draft else _HINT)
        self.asked.emit()

    def _chosen(self) -> None:
        self.view.show_change(self.change)
        self.asked.emit()

    def _choose(self) -> None:
        start = self._store.folder / "exports" if self._store is not None else Path.home()
        choose_file(self, "Choose the returned draft", start, FILES, self.read_file)


def _row(change: ReturnedChange) -> ReportRow:
    words = " ".join((change.theirs or change.ours).split())
    if len(words) > _LONGEST:
        words = words[:_LONGEST].rstrip() + "…"
    text = f"{KINDS[change.kind]}: {words}\n{change.place} · {who_and_when(change)}"
    return ReportRow(text, _SIGNS[change.kind], change.id)


def _words(draft: ReturnedDraft) -> str:
    version = f"Version {draft.version}" if draft.version else "A version that is not named"
    rows = [*draft.remarks]
    left = f"{counted(len(draft.changes), 'change')} to answer" if draft.changes else "nothing left to answer"
    more = [f"{draft.answered} answered before"] if draft.answered else []
    more += [f"{draft.formatting} of look passed over"] if draft.formatting else []
    return " ".join([f"“{draft.file_name}”: {version.lower()}, {', '.join([left, *more])}.", *rows])
