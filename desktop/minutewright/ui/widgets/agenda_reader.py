"""The sheet on which an agenda is read: the source on the left, what was understood on the right, then taken or not."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QTableView, QVBoxLayout, QWidget

from minutewright.domain.agenda import AgendaHead, AgendaItem
from minutewright.domain.errors import MinutewrightError
from minutewright.ui.models.agenda_model import AgendaModel
from minutewright.ui.page import Shell, named
from minutewright.ui.theme import tokens as t
from minutewright.ui.widgets.file_choice import choose_file
from minutewright.ui.widgets.label import Label, Role
from minutewright.ui.widgets.overlay import Overlay
from minutewright.ui.widgets.row_delegate import dress_table, fit_columns
from minutewright.ui.wording import counted

READ_AFTER_MS = 250
FILES = "Agendas (*.docx *.pdf *.txt)"
_HINT = "Paste the agenda on the left, or choose a Word, PDF or text file."


@dataclass(frozen=True, slots=True)
class _Read:
    text: str
    items: tuple[AgendaItem, ...]
    head: AgendaHead = AgendaHead()


class AgendaReader(Overlay):
    """Nothing is stored until the clerk takes the items: then `taken` carries them, and what stands over them."""

    taken = Signal(object, object)

    def __init__(self, shell: Shell, parent: QWidget) -> None:
        super().__init__(parent, share=0.92, widest=1500)
        self.setObjectName("commandPalette")
        self.setAccessibleName("Read agenda")
        self._shell = shell
        self._start = Path.home()
        self._items: tuple[AgendaItem, ...] = ()
        self._head = AgendaHead()
        self._asked = 0
        self.source = named(QPlainTextEdit(), "Agenda as it was written")
        self.source.setPlaceholderText(_HINT)
        self.model = AgendaModel()
        self.table = named(QTableView(), "Items understood")
        self.choose = QPushButton("Choose file…")
        self.cancel = QPushButton("Cancel")
        self.take = QPushButton("Take items")
        self.verdict = Label(shell.theme, _HINT, Role.QUIET, wrap=True)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(READ_AFTER_MS)
        self._timer.timeout.connect(self._read_text)
        self._lay_out()
        self.source.textChanged.connect(self._typed)
        self.choose.clicked.connect(self._choose)
        self.cancel.clicked.connect(self.dismiss)
        self.take.clicked.connect(self._take)

    def open(self, start: Path) -> None:
        """Show the sheet empty; the file chooser will start in `start`."""
        self._start = start
        self._show(_Read("", ()))
        self.open_over(self.source)

    def read_file(self, path: Path) -> None:
        """Read a file and show what it says and what was understood."""
        from minutewright.services.documents.agenda.read import agenda_text, read_agenda, read_head

        self.verdict.setText(f"Reading {path.name} …")
        self._run(lambda: _Read(agenda_text(path), read_agenda(path), read_head(path)))

    def dismiss(self) -> None:
        """Close; what has not been taken is forgotten."""
        self._timer.stop()
        self._asked += 1
        super().dismiss()

    def _lay_out(self) -> None:
        theme = self._shell.theme
        column = QVBoxLayout(self)
        column.setContentsMargins(t.SPACE_6, t.SPACE_4, t.SPACE_6, t.SPACE_6)
        column.setSpacing(t.SPACE_3)
        head = QHBoxLayout()
        head.addWidget(Label(theme, "Read agenda", Role.TITLE), 1)
        head.addWidget(self.choose)
        column.addLayout(head)
        sides = QHBoxLayout()
        sides.setSpacing(t.SPACE_4)
        for words, widget, stretch in (("AS WRITTEN", self.source, 5), ("AS UNDERSTOOD", self.table, 6)):
            side = QVBoxLayout()
            side.addWidget(Label(theme, words, Role.SECTION))
            side.addWidget(widget)
            sides.addLayout(side, stretch)
        self.table.setModel(self.model)
        self.source.setMinimumHeight(theme.scaled(380))
        dress_table(self.table, theme)
        fit_columns(self.table, (64, 0, 170, 80), theme, spare=(2, 3))
        column.addLayout(sides, 1)
        foot = QHBoxLayout()
        foot.setSpacing(t.SPACE_2)
        foot.addWidget(self.verdict, 1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.take)
        self.take.setProperty("primary", True)
        column.addLayout(foot)

    def _choose(self) -> None:
        choose_file(self, "Choose the agenda", self._start, FILES, self.read_file)

    def _typed(self) -> None:
        self._timer.start()

    def _read_text(self) -> None:
        from minutewright.services.documents.agenda.read import read_agenda, read_head

        text = self.source.toPlainText()
        if not text.strip():
            self._show(_Read(text, ()))
            return
        self._run(lambda: _Read(text, read_agenda(text), read_head(text)))

    def _run(self, read: Callable[[], _Read]) -> None:
        self._asked += 1
        asked = self._asked

        def show(result: _Read) -> None:
            if asked == self._asked:
                self._show(result)

        def failed(error: BaseException) -> None:
            if asked != self._asked:
                return
            if isinstance(error, MinutewrightError):
                self._show_items((), str(error))
            else:
                self._shell.messages.report(error)

        self._shell.tasks.run_task(read, show, failed)

    def _show(self, read: _Read) -> None:
        if self.source.toPlainText() != read.text:
            self.source.blockSignals(True)
            self.source.setPlainText(read.text)
            self.source.blockSignals(False)
        self._head = read.head
        exempt = sum(item.exempt for item in read.items)
        words = counted(len(read.items), "item") + " understood"
        if exempt:
            words += f", {exempt} of them exempt"
        self._show_items(
            read.items, f"{words}. Kinds and titles can be changed on the page." if read.items else _HINT
        )

    def _show_items(self, items: tuple[AgendaItem, ...], words: str) -> None:
        self._items = items
        self.model.show_rows(items)
        self.model.set_exempt_icon(self._shell.theme.icon("lock", self._shell.theme.tokens.attention))
        self.verdict.setText(words)
        self.take.setText(f"Take {counted(len(items), 'item')}" if items else "Take items")
        self.take.setEnabled(bool(items))

    def _take(self) -> None:
        items, head = self._items, self._head
        self.dismiss()
        self.taken.emit(items, head)
