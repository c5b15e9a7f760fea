"""The house style editor: its settings at the left, this meeting's own minutes in it at the right."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from minutewright.domain.errors import MinutewrightError
from minutewright.domain.house_style import HouseStyle
from minutewright.domain.minutes import Edition
from minutewright.services.storage.store import MeetingStore
from minutewright.ui.messages import Offer
from minutewright.ui.page import Shell, named
from minutewright.ui.theme import tokens as t
from minutewright.ui.widgets.document_view import DocumentView
from minutewright.ui.widgets.file_choice import choose_file, choose_new_file
from minutewright.ui.widgets.house_style_form import HouseStyleForm
from minutewright.ui.widgets.label import Label, Role
from minutewright.ui.widgets.overlay import Overlay
from minutewright.ui.widgets.stacking import stacking

if TYPE_CHECKING:
    from minutewright.services.documents.preview import ShownDocument

PREVIEW_AFTER_MS = 250
_FILES = "House styles (*.toml)"
_TALLEST = 900  # px


class HouseStyleSheet(Overlay):
    """Nothing is stored until the clerk saves it; what was typed is still there when the sheet is opened again."""

    def __init__(self, shell: Shell, parent: QWidget) -> None:
        super().__init__(parent, share=0.96, widest=1560)
        self.setObjectName("commandPalette")
        self.setAccessibleName("House style")
        self._shell = shell
        self._store: MeetingStore | None = None
        self._began: HouseStyle | None = None
        self._kept: HouseStyle | None = None
        self._drawing = self._again = False
        self._asked = 0
        self.form = HouseStyleForm(shell.theme)
        self.preview = named(DocumentView(shell.theme), "The minutes in this house style")
        self.verdict = Label(shell.theme, "", Role.QUIET, wrap=True)
        self.turn = QPushButton("Show the page")
        self.turn.setCheckable(True)
        self.bring = QPushButton("Import…")
        self.give = QPushButton("Export…")
        self.back = QPushButton("Back to the shipped style")
        self.cancel = QPushButton("Close")
        self.save = QPushButton("Save as the council’s own style")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PREVIEW_AFTER_MS)
        self._timer.timeout.connect(self._draw)
        self._lay_out()
        self.form.changed.connect(self._edited)
        self.turn.toggled.connect(lambda _: self._dress())
        self.bring.clicked.connect(self._ask_import)
        self.give.clicked.connect(self._ask_export)
        self.back.clicked.connect(self.take_shipped)
        self.cancel.clicked.connect(self.dismiss)
        self.save.clicked.connect(self.save_style)

    def open(self, store: MeetingStore) -> None:
        """Show the style in which the meeting's minutes print, or what was typed into it and not saved yet."""
        from minutewright.app.papers import house_style_of

        style = house_style_of(store)
        kept = self._kept if self._store is store and self._began == style else None
        self._store, self._began, self._kept = store, style, None
        self.turn.setChecked(False)
        self._show(kept or style)
        self.open_over(self.form.part)

    def forget_meeting(self) -> None:
        """Hold on to nothing of a meeting that was closed."""
        self._store = self._began = self._kept = None
        self.dismiss()
        self.preview.show_document(None)

    def dismiss(self) -> None:
        """Close; what was typed and not saved can be gone on with."""
        was_open = self.isVisible()
        self._timer.stop()
        self._asked += 1
        self._drawing = self._again = False
        super().dismiss()
        store, style = self._store, self.form.style_shown
        if was_open and store is not None and style != self._began:
            self._kept = style
            self._shell.messages.info(
                "The house style was not saved. The minutes print as before.",
                Offer("Go on with it", partial(self._go_on, store)),
            )

    def place(self) -> None:
        """As tall as there is room: it is a form beside a page."""
        super().place()
        self.resize(self.width(), max(1, min(_TALLEST, self._over.height() - 2 * t.SPACE_8)))

    # -- what is done ------------------------------------------------------------------------------------------------

    def save_style(self) -> None:
        """Make it the style of this meeting's council, as one step that can be undone; a fault is led to instead."""
        from minutewright.app.papers import keep_house_style

        store, style = self._store, self.form.style_shown
        if store is None or style is None or self._is_faulty():
            return
        with self._shell.messages.reporting():
            keep_house_style(store, style)
            self._began = style
            self.dismiss()
            self._shell.messages.info("The minutes print in this house style now.")

    def take_shipped(self) -> None:
        """Put the settings back to those of the style that comes with the program; stored when it is saved."""
        from minutewright.app.papers import shipped_style_of

        if self._store is not None:
            self._show(shipped_style_of(self._store))
            self._say("These are the settings that come with the program. Save to print in them again.")

    def import_from(self, path: Path) -> None:
        """Show the style of a file; stored when it is saved."""
        from minutewright.services.documents.house_style import read_house_style

        try:
            style = read_house_style(path)
        except MinutewrightError as error:
            self._say(f"{error} The settings below were left as they are.", Role.ATTENTION)
            return
        self._show(style)
        self._say(f"These are the settings of “{path.name}”. Save to print in them.")

    def export_to(self, path: Path) -> None:
        """Write the style as it is shown to one file."""
        from minutewright.app.papers import write_house_style

        style = self.form.style_shown
        if style is None or self._is_faulty():
            return
        with self._shell.messages.reporting():
            write_house_style(style, path)
            self._say(f"Written: {path.name}")

    def _is_faulty(self) -> bool:
        if self.form.faults:
            self.turn.setChecked(False)
        sentence = self.form.go_to_fault()
        if sentence:
            self._say(f"Nothing was stored. {sentence}", Role.ATTENTION)
        return bool(sentence)

    def _ask_import(self) -> None:
        choose_file(self, "Import a house style", Path.home(), _FILES, self.import_from)

    def _ask_export(self) -> None:
        choose_new_file(
            self, "Export this house style", Path.home() / "house style.toml", _FILES, self.export_to
        )

    def _go_on(self, store: MeetingStore) -> None:
        if store is self._store:
            self.open(store)

    # -- the page ----------------------------------------------------------------------------------------------------

    def _show(self, style: HouseStyle) -> None:
        self.form.show_style(style)
        self._say("")
        self._timer.start()

    def _edited(self) -> None:
        faults = self.form.faults
        if faults:
            self._say("The page shows the last settings that could print.", Role.ATTENTION)
        else:
            self._say("")
        self._timer.start()

    def _say(self, words: str, role: Role = Role.QUIET) -> None:
        self.verdict.setText(words or "The page is this meeting’s minutes in these settings.")
        self.verdict.set_role(role)

    def _draw(self) -> None:
        store, style = self._store, self.form.style_shown
        if store is None or style is None or self.form.faults:
            return
        if self._drawing:
            self._again = True
            return
        from minutewright.app.preview import preview_minutes

        self._drawing = True
        self._asked += 1
        asked, record = self._asked, store.record()

        def show(shown: "ShownDocument") -> None:
            if asked == self._asked:
                self.preview.show_document(shown)
                self._drawn()

        def failed(error: BaseException) -> None:
            if asked != self._asked:
                return
            if isinstance(error, MinutewrightError):
                self._say(str(error), Role.ATTENTION)
            else:
                self._shell.messages.report(error)
            self._drawn()

        self._shell.tasks.run_task(lambda: preview_minutes(record, Edition.FULL, style=style), show, failed)

    def _drawn(self) -> None:
        self._drawing = False
        if self._again:
            self._again = False
            self._timer.start()

    def _lay_out(self) -> None:
        theme = self._shell.theme
        column = QVBoxLayout(self)
        column.setContentsMargins(t.SPACE_6, t.SPACE_3, t.SPACE_6, t.SPACE_3)
        column.setSpacing(t.SPACE_2)
        head = QHBoxLayout()
        head.addWidget(Label(theme, "House style", Role.TITLE), 1)
        head.addWidget(self.turn)
        column.addLayout(head)
        column.addLayout(stacking(theme, (self.form, 5), (self.preview, 7)), 1)
        column.addWidget(self.verdict)
        first, last = QHBoxLayout(), QHBoxLayout()
        for row, buttons in ((first, (self.bring, self.give, self.back)), (last, (self.cancel, self.save))):
            row.setSpacing(t.SPACE_2)
            for button in buttons:
                row.addWidget(button)
        last.insertStretch(0, 1)
        first.addStretch(1)
        column.addLayout(stacking(theme, (first, 0), (last, 1)))
        self.save.setProperty("primary", True)
        theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        """With large text there is room for the settings or for the page, and a button that turns from one to the other."""
        large = self._shell.theme.is_large
        turned = large and self.turn.isChecked()
        self.turn.setVisible(large)
        self.turn.setText("Show the settings" if turned else "Show the page")
        self.form.setVisible(not turned)
        self.preview.setVisible(turned or not large)
