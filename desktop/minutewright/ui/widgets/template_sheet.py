"""*Check my template*: what a council's Word template holds and lacks, whose styles print, and the page it would make."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from minutewright.domain.errors import MinutewrightError
from minutewright.domain.minutes import Edition
from minutewright.services.storage.store import MeetingStore
from minutewright.ui.models.report_model import ReportModel
from minutewright.ui.page import Shell, named
from minutewright.ui.theme import tokens as t
from minutewright.ui.widgets.document_view import DocumentView
from minutewright.ui.widgets.file_choice import choose_file
from minutewright.ui.widgets.label import Label, Role
from minutewright.ui.widgets.overlay import Overlay
from minutewright.ui.widgets.template_rows import STYLE, rows_of
from minutewright.ui.widgets.text_rows import TextList

if TYPE_CHECKING:
    from minutewright.services.documents.preview import ShownDocument
    from minutewright.services.documents.template.check import TemplateReport
    from minutewright.services.documents.template.shelf import TemplateShelf

FILES = "Word templates (*.docx *.dotx)"
_HINT = (
    "Choose the council’s Word template (.docx or .dotx). It needs [[minutes]] on a line of its own; "
    "everything that is not a marker stays as it is."
)
_SIDE = 420


@dataclass(frozen=True, slots=True)
class _Checked:
    report: "TemplateReport"
    shown: "ShownDocument | None"


class TemplateSheet(Overlay):
    """Nothing is kept until the clerk says so; then `chosen` tells that the committee's template is another one."""

    chosen = Signal()

    def __init__(self, shell: Shell, parent: QWidget, shelf: "TemplateShelf") -> None:
        super().__init__(parent, share=0.94, widest=1500)
        self.setObjectName("commandPalette")
        self.setAccessibleName("Check my template")
        self._shell, self._shelf = shell, shelf
        self._store: MeetingStore | None = None
        self._file: Path | None = None
        self._styles: dict[str, str] = {}
        self._report: TemplateReport | None = None
        self._asked = 0
        self.model = ReportModel()
        self.list = named(TextList(shell.theme), "What the template holds")
        self.preview = named(DocumentView(shell.theme), "The minutes in this template")
        self.style_choice = named(
            QComboBox(), "Style of the template to use", "Which style of the template to use"
        )
        self.style_words = Label(shell.theme, "", Role.QUIET, wrap=True)
        self.choose = QPushButton("Choose file…")
        self.forget = QPushButton("Use no template")
        self.cancel = QPushButton("Close")
        self.use = QPushButton("Use for this committee")
        self.verdict = Label(shell.theme, _HINT, Role.QUIET, wrap=True)
        self._lay_out()
        self.choose.clicked.connect(self._choose)
        self.forget.clicked.connect(self._forget)
        self.cancel.clicked.connect(self.dismiss)
        self.use.clicked.connect(self._use)
        self.list.selectionModel().currentChanged.connect(lambda: self._show_style())
        self.style_choice.activated.connect(self._restyle)

    def open(self, store: MeetingStore) -> None:
        """Show the committee's template, if it has one, else ask for a file."""
        self._store = store
        has = self._shelf.of(store.council.name, store.body.name)
        self.forget.setVisible(has is not None)
        self._show(None)
        self.open_over(self.choose)
        if has is not None:
            self._check(has.path, dict(has.styles))
            self.verdict.setText(f"“{has.name}” is the template of the {store.body.name}.")

    def check_file(self, path: Path) -> None:
        """Look a template over, and show this meeting's minutes in it."""
        self._check(path, {})

    def forget_meeting(self) -> None:
        """Hold on to nothing of a meeting that was closed."""
        self._store = None
        self._asked += 1
        self.dismiss()

    def _check(self, path: Path, styles: dict[str, str]) -> None:
        store = self._store
        if store is None:
            return
        from minutewright.app.preview import preview_minutes
        from minutewright.services.documents.template.check import check_template
        from minutewright.services.documents.template.shelf import ChosenTemplate

        self._file, self._styles = path, styles
        self._asked += 1
        asked = self._asked
        record = store.record()

        def check() -> _Checked:
            report = check_template(path, styles)
            template = ChosenTemplate(path, path.name, styles)
            return _Checked(
                report, preview_minutes(record, Edition.FULL, template=template) if report.usable else None
            )

        def show(result: _Checked) -> None:
            if asked == self._asked:
                self._show(result)

        def failed(error: BaseException) -> None:
            if asked == self._asked and isinstance(error, MinutewrightError):
                self._show(None)
                self.verdict.setText(str(error))
            elif asked == self._asked:
                self._shell.messages.report(error)

        self._shell.tasks.run_task(check, show, failed)

    def _show(self, checked: _Checked | None) -> None:
        theme = self._shell.theme
        signs = {"check": theme.tokens.done, "attention": theme.tokens.attention, "info": theme.tokens.quiet}
        self.model.set_signs({name: theme.icon(name, colour) for name, colour in signs.items()})
        self._report = checked.report if checked else None
        at = self.list.currentIndex().row()
        self.model.show_rows(rows_of(checked.report) if checked else ())
        if at >= 0:
            self.list.setCurrentIndex(self.model.index(min(at, self.model.rowCount() - 1), 0))
        self.preview.show_document(checked.shown if checked else None)
        self.use.setEnabled(checked is not None and checked.report.usable)
        self._show_style()
        if checked is not None and self.choose.hasFocus():
            self.list.setFocus()
        if checked is None:
            self.verdict.setText(_HINT)
        elif checked.report.usable:
            self.verdict.setText(f"“{checked.report.file_name}” can be used.")
        else:
            self.verdict.setText(
                f"“{checked.report.file_name}” cannot be used yet. {checked.report.troubles[0]}"
            )

    def _show_style(self) -> None:
        row = self.model.row(self.list.currentIndex().row())
        shown = row is not None and row.key.startswith(STYLE) and self._report is not None
        self.style_choice.setVisible(shown)
        self.style_words.setVisible(shown)
        if not shown or row is None or self._report is None:
            return
        ours = row.key.removeprefix(STYLE)
        self.style_words.setText(f"Print “{ours}” in this style of the template:")
        self.style_choice.clear()
        self.style_choice.addItems(["As it is", *self._report.style_names])
        self.style_choice.setCurrentText(self._styles.get(ours, "As it is"))

    def _restyle(self) -> None:
        row = self.model.row(self.list.currentIndex().row())
        if row is None or self._file is None:
            return
        ours = row.key.removeprefix(STYLE)
        styles = {name: style for name, style in self._styles.items() if name != ours}
        if self.style_choice.currentIndex() > 0:
            styles[ours] = self.style_choice.currentText()
        self._check(self._file, styles)

    def _choose(self) -> None:
        choose_file(self, "Choose the template", Path.home(), FILES, self.check_file)

    def _use(self) -> None:
        store = self._store
        if store is None or self._file is None:
            return
        with self._shell.messages.reporting():
            self._shelf.choose(store.council.name, store.body.name, self._file, self._styles)
            self._shell.messages.info(
                f"The minutes of the {store.body.name} are now written into this template."
            )
            self.dismiss()
            self.chosen.emit()

    def _forget(self) -> None:
        store = self._store
        if store is None:
            return
        with self._shell.messages.reporting():
            self._shelf.forget(store.council.name, store.body.name)
            self._shell.messages.info(
                f"The minutes of the {store.body.name} print in Minutewright’s own look again."
            )
            self.dismiss()
            self.chosen.emit()

    def _lay_out(self) -> None:
        theme = self._shell.theme
        column = QVBoxLayout(self)
        column.setContentsMargins(t.SPACE_6, t.SPACE_4, t.SPACE_6, t.SPACE_6)
        column.setSpacing(t.SPACE_3)
        head = QHBoxLayout()
        head.addWidget(Label(theme, "Check my template", Role.TITLE), 1)
        head.addWidget(self.choose)
        column.addLayout(head)
        self.list.setModel(self.model)
        side = QVBoxLayout()
        side.addWidget(self.list, 1)
        side.addWidget(self.style_words)
        side.addWidget(self.style_choice)
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides.setSpacing(t.SPACE_4)
        self._sides.addLayout(side, 5)
        self._sides.addWidget(self.preview, 6)
        column.addLayout(self._sides, 1)
        self.list.setMinimumHeight(theme.scaled(_SIDE))
        column.addWidget(self.verdict)
        foot = QHBoxLayout()
        foot.setSpacing(t.SPACE_2)
        foot.addWidget(self.forget)
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.use)
        self.use.setProperty("primary", True)
        column.addLayout(foot)
        theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        """With large text the list takes the whole width: the page can be looked at on Publish."""
        large = self._shell.theme.is_large
        self.preview.setVisible(not large)
        self.list.setMinimumHeight(_SIDE if not large else 160)
        self.style_choice.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
