"""The sheet with the proof of the recording: made anew each time it is opened, and saved as a file to print or to send."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from minutewright.services.storage.store import MeetingStore
from minutewright.ui.messages import Offer
from minutewright.ui.page import Shell, named
from minutewright.ui.theme import tokens as t
from minutewright.ui.widgets.file_choice import choose_new_file
from minutewright.ui.widgets.label import Label, Role
from minutewright.ui.widgets.overlay import Overlay

if TYPE_CHECKING:
    from minutewright.services.documents.proof.content import Proof

_FILES = "Proof to print or send (*.docx *.html *.txt)"
_TALLEST = 620  # px


class ProofSheet(Overlay):
    """Nothing is written until the clerk saves it; closing it while the files are read forgets the answer."""

    def __init__(self, shell: Shell, parent: QWidget) -> None:
        super().__init__(parent, share=0.86, widest=1120)
        self.setObjectName("commandPalette")
        self.setAccessibleName("Proof of the recording")
        self._shell = shell
        self._asked = 0
        self._proof: Proof | None = None
        theme = shell.theme
        column = QVBoxLayout(self)
        column.setContentsMargins(t.SPACE_6, t.SPACE_4, t.SPACE_6, t.SPACE_4)
        column.setSpacing(t.SPACE_3)
        column.addWidget(Label(theme, "Proof of the recording", Role.TITLE))
        self.verdict = Label(theme, "", Role.STRONG, wrap=True)
        column.addWidget(self.verdict)
        self.page = named(QTextBrowser(), "What was found")
        self.page.setMinimumHeight(theme.scaled(340))
        column.addWidget(self.page, 1)
        row = QHBoxLayout()
        row.setSpacing(t.SPACE_2)
        self.save = QPushButton("Save as…")
        self.save.setProperty("primary", True)
        self.save.setToolTip("A Word file in your house style, a web page or a text, to print or to send")
        self.save.clicked.connect(self._ask_where)
        close = QPushButton("Close")
        close.clicked.connect(self.dismiss)
        row.addStretch(1)
        row.addWidget(close)
        row.addWidget(self.save)
        column.addLayout(row)
        theme.changed.connect(self._show)

    def open(self) -> None:
        """Read the files and show what is found."""
        store = self._shell.session.store
        if store is None:
            return
        self._asked += 1
        asked = self._asked
        self._proof = None
        self._say("Reading every file of the recording …")
        self.open_over(self.page)
        told = self._shell.bridge.to_ui(partial(self._tell, asked))

        def read() -> "Proof":
            from minutewright.app.proof import prove

            return prove(store, told)

        self._shell.tasks.run_task(read, partial(self._found, asked), partial(self._failed, asked))

    def dismiss(self) -> None:
        """Close; what is still being read is forgotten."""
        self._asked += 1
        super().dismiss()

    def place(self) -> None:
        """Tall enough to read in."""
        super().place()
        height = min(_TALLEST, self._over.height() - 2 * t.SPACE_8 - t.SPACE_6)
        self.resize(self.width(), max(height, 1))

    def _tell(self, asked: int, done: float) -> None:
        if asked == self._asked and self._proof is None:
            self.verdict.setText(f"Reading every file of the recording … {done:.0%}")

    def _found(self, asked: int, proof: "Proof") -> None:
        if asked == self._asked:
            self._proof = proof
            self._show()

    def _failed(self, asked: int, error: BaseException) -> None:
        if asked == self._asked:
            self.dismiss()
        self._shell.messages.report(error)

    def _say(self, words: str, role: Role = Role.STRONG) -> None:
        self.verdict.setText(words)
        self.verdict.set_role(role)
        self.save.setEnabled(self._proof is not None)
        if self._proof is None:
            self.page.clear()

    def _show(self) -> None:
        proof = self._proof
        if proof is None:
            return
        from minutewright.services.documents.proof.content import proof_page
        from minutewright.services.documents.proof.plain import proof_body

        made = proof_page(proof)
        sign, role = ("✓", Role.DONE) if made.good else ("✖", Role.ATTENTION)
        self._say(f"{sign}  {made.verdict}", role)
        tokens = self._shell.theme.tokens
        self.page.document().setDefaultStyleSheet(
            f"body {{ color: {tokens.ink}; }} h2 {{ font-size: large; margin-top: 14px; margin-bottom: 4px; }}"
            f"th {{ color: {tokens.quiet}; font-weight: 400; text-align: left; }} td, th {{ padding: 3px 10px 3px 0; }}"
            f".verdict {{ color: {tokens.done if made.good else tokens.attention}; font-weight: 600; }}"
            f".foot {{ color: {tokens.quiet}; }}"
        )
        self.page.setHtml(proof_body(made).partition("\n")[2])

    def _ask_where(self) -> None:
        store, proof = self._shell.session.store, self._proof
        if store is None or proof is None:
            return
        from minutewright.app.proof import free_proof_name

        with self._shell.messages.reporting():
            choose_new_file(self, "Save the proof", free_proof_name(store), _FILES, self.write_to)

    def write_to(self, out: Path) -> None:
        """Write what is shown, in the form that the name asks for."""
        store, proof = self._shell.session.store, self._proof
        if store is None or proof is None:
            return
        with self._shell.messages.reporting():
            self._write(store, proof, out)

    def _write(self, store: MeetingStore, proof: "Proof", out: Path) -> None:
        from minutewright.app.proof import write_proof

        write_proof(store, proof, out)
        open_it = Offer("Open it", lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(out))))
        self._shell.messages.info(f"Written: {out.name}", open_it)
