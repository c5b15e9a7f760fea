"""The strip that destroys a span for good: which one and why, then a second question that names what goes."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPushButton, QWidget

from minutewright.domain.destruction import Scope
from minutewright.domain.errors import BadInput
from minutewright.domain.timecode import format_ms, parse_ms
from minutewright.ui.page import Shell, named
from minutewright.ui.theme import tokens as t
from minutewright.ui.widgets.label import Label, Role
from minutewright.ui.widgets.strip import Strip

if TYPE_CHECKING:
    from minutewright.app.destroying import Going

WORD = "DESTROY"
Planned = Callable[["Going"], object]


class DestroyStrip(Strip):
    """`plan(start_ms, end_ms, then)` names what would go and calls `then`; `destroy(going, reason, scope)` does it.

    With `now_ms` the span is the last so many minutes up to that moment, else it has a beginning and an end. `asks` tells
    that the second question stands, and that it does not any more: where text is large a page gives it all its room.
    """

    asks = Signal(bool)

    def __init__(
        self,
        shell: Shell,
        plan: Callable[[int, int, Planned], object],
        destroy: Callable[["Going", str, Scope], object],
        now_ms: Callable[[], int] | None = None,
    ) -> None:
        super().__init__(shell, "Destroy for good", "Destroy…")
        self._plan, self._destroy, self._now_ms = plan, destroy, now_ms
        self._going: Going | None = None
        self.note.setText("What was captured by mistake: its sound, its words, and every copy of them")
        self.start, self.end, self.last = QLineEdit(), QLineEdit(), QLineEdit()
        self.reason, self.word = QLineEdit(), QLineEdit()
        if now_ms is None:
            self.add_field("From", self.start)
            self.add_field("To", self.end)
        else:
            self.add_field("The last (minutes:seconds)", self.last)
        self.add_field("Why (goes on the list)", self.reason, 1)
        self.notes = QCheckBox("Notes taken down in it")
        self.paragraphs = QCheckBox("Confirmed paragraphs that repeat it")
        self.exports = QCheckBox("Exported files that repeat it")
        self._choices = QWidget()
        row = QHBoxLayout(self._choices)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(t.SPACE_4)
        row.addWidget(Label(shell.theme, "Also:", Role.QUIET))
        for box in (self.notes, self.paragraphs, self.exports):
            box.setAccessibleName(box.text())
            row.addWidget(box)
        row.addStretch(1)
        self.body.addWidget(self._choices)
        self.question = Label(shell.theme, "", Role.STRONG, wrap=True)
        self.notices = Label(shell.theme, "", Role.ATTENTION, wrap=True)
        self.body.addWidget(self.question)
        self.body.addWidget(self.notices)
        self._second = QWidget()
        last = QHBoxLayout(self._second)
        last.setContentsMargins(0, 0, 0, 0)
        last.setSpacing(t.SPACE_2)
        label = Label(shell.theme, f"Type {WORD} to go on")
        label.setBuddy(self.word)
        named(self.word, f"Type {WORD} to destroy the span for good")
        self.word.setMaximumWidth(shell.theme.scaled(200))
        self.sure = named(QPushButton("Destroy for good"), "Destroy for good")
        self.sure.setEnabled(False)
        self.sure.clicked.connect(self._go_on)
        leave = named(QPushButton("Cancel"), "Cancel")
        leave.clicked.connect(self.dismiss)
        for widget in (label, self.word, self.sure, leave):
            last.addWidget(widget)
        last.addStretch(1)
        self.body.addWidget(self._second)
        self.word.textChanged.connect(lambda text: self.sure.setEnabled(text.strip() == WORD))
        for field in (self.start, self.end, self.last, self.reason):
            field.textEdited.connect(self._ask_anew)
        self._ask_anew()

    def open_span(self, start_ms: int, end_ms: int) -> None:
        """Ask about a span (recording ms)."""
        self.start.setText(format_ms(start_ms, with_ms=True))
        self.end.setText(format_ms(end_ms, with_ms=True))
        self._begin(self.reason)

    def open_last(self) -> None:
        """Ask about the last two minutes."""
        self.last.setText("2:00")
        self._begin(self.last)
        self.last.selectAll()

    def accept(self) -> None:
        """Enter: the second question, and once the word is typed, the end of it."""
        with self.shell.messages.reporting():
            if self._going is None:
                self._ask()
            else:
                self._go_on()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back from the second question to the first, then leaves."""
        if event.key() == Qt.Key.Key_Escape and self._going is not None:
            self._ask_anew()
            self.reason.setFocus()
        else:
            super().keyPressEvent(event)

    def dismiss(self) -> None:
        """Close, with nothing asked."""
        self._ask_anew()
        super().dismiss()

    def _begin(self, focus: QWidget) -> None:
        self.reason.clear()
        for box, on in ((self.notes, True), (self.paragraphs, False), (self.exports, False)):
            box.setChecked(on)
        self._ask_anew()
        self.open_at(focus)

    def _ask(self) -> None:
        if not self.reason.text().strip():
            self.reason.setFocus()
            raise BadInput("Say why it is destroyed: the reason goes on the list.")
        start_ms, end_ms = self._span()
        self.done.setEnabled(False)
        self._plan(start_ms, end_ms, self._show)

    def _span(self) -> tuple[int, int]:
        if self._now_ms is None:
            return parse_ms(self.start.text()), parse_ms(self.end.text())
        end_ms = self._now_ms()
        return max(end_ms - parse_ms(self.last.text()), 0), end_ms

    def _show(self, going: "Going") -> None:
        self._going = going
        self.question.setText(f"{going.question} Why: {self.reason.text().strip()}.")
        self.notices.setText("\n".join(going.notices))
        self.notices.setVisible(bool(going.notices))
        for widget in (self.question, self._choices, self._second):
            widget.show()
        self.paragraphs.setVisible(bool(going.paragraphs))
        self.exports.setVisible(bool(going.exports))
        self.notes.setVisible(bool(going.notes))
        self._choices.setVisible(bool(going.notes or going.paragraphs or going.exports))
        self._show_first(False)
        self.asks.emit(True)
        self._fit()
        self.setAccessibleDescription(" ".join((going.question, *going.notices)))
        self.word.setAccessibleDescription(going.question)
        self.word.setFocus()

    def _ask_anew(self) -> None:
        self._going = None
        self.word.clear()
        for widget in (self.question, self.notices, self._choices, self._second):
            widget.hide()
        self.done.setEnabled(True)
        self._show_first(True)
        self.asks.emit(False)
        self.setMinimumHeight(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The question keeps its lines."""
        super().resizeEvent(event)
        if self._going is not None and event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        """No line of the question may be squeezed away, however large the text is."""
        self.setMinimumHeight(self.body.totalHeightForWidth(self.width()))

    def _show_first(self, shown: bool) -> None:
        """The second question takes the place of the fields, which it repeats."""
        for widget in (self.note, self.done, self.cancel, *self._fields()):
            widget.setVisible(shown)

    def _fields(self) -> list[QWidget]:
        fields = (self.start, self.end, self.last, self.reason)
        shown = [field for field in fields if field.parentWidget() is self]
        return [*shown, *(label for label in self.findChildren(Label) if label.buddy() in shown)]

    def failed(self) -> None:
        """It could not be planned: ask again."""
        self._ask_anew()

    def _go_on(self) -> None:
        going = self._going
        if going is None or self.word.text().strip() != WORD:
            return
        scope = Scope(
            notes=self.notes.isChecked(),
            paragraphs=self.paragraphs.isChecked(),
            exports=self.exports.isChecked(),
        )
        self.dismiss()
        self._destroy(going, self.reason.text(), scope)
