"""Recordings that were interrupted, or go on unwatched: they stand on top of the library until they are dealt with."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from minutewright.app.interrupted import Unsettled, keep_recording
from minutewright.app.workplace import Workplace
from minutewright.ui.page import Shell
from minutewright.ui.theme import tokens as t
from minutewright.ui.widgets.label import Label, Role
from minutewright.ui.widgets.panel import Panel
from minutewright.ui.widgets.stacking import stacking
from minutewright.ui.wording import clock, counted, length, short_date

_Deal = tuple[str, Callable[[], None], str]
_MOST_SEEN = 3  # of several, so many are seen without scrolling


class Interrupted(QWidget):
    """One panel a meeting, each with what was recovered and Continue, Keep and Listen; hidden while there is none.

    Nothing here is modal and nothing is ever deleted: a panel goes only when its recording is continued or kept.
    """

    dealt_with = Signal()

    def __init__(self, shell: Shell, workplace: Workplace) -> None:
        super().__init__()
        self._shell = shell
        self._workplace = workplace
        self._shown: tuple[Unsettled, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(t.SPACE_2)
        self._heading = Label(shell.theme, "", Role.TITLE)
        column.addWidget(self._heading)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column.addWidget(self._area)
        self._panels: list[Panel] = []
        self.hide()

    def show_unsettled(self, unsettled: Sequence[Unsettled]) -> None:
        """Show these meetings, and only these."""
        if tuple(unsettled) != self._shown:
            self._shown = tuple(unsettled)
            self._fill()
        self.setVisible(bool(unsettled))

    def _fill(self) -> None:
        broken = sum(not one.live for one in self._shown)
        words = (
            f"{counted(broken, 'recording')} {'was' if broken == 1 else 'were'} interrupted" if broken else ""
        )
        live = "Being recorded now" if broken < len(self._shown) else ""
        self._heading.setText(" · ".join(part for part in (live, words) if part))
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(t.SPACE_2)
        panels = [self._panel(one) for one in self._shown]
        for panel in panels:
            column.addWidget(panel)
        self._panels = panels
        body.installEventFilter(self)
        self._area.setWidget(body)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the panels when larger text makes them taller."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        """So high that some are seen whole, fewer while text is large; the others are scrolled to."""
        seen = self._panels[: 1 if self._shell.theme.is_large else _MOST_SEEN]
        heights = [panel.sizeHint().height() for panel in seen]
        self._area.setFixedHeight(sum(heights) + t.SPACE_2 * max(len(seen) - 1, 0))

    def _panel(self, one: Unsettled) -> Panel:
        theme = self._shell.theme
        panel = Panel(theme, margin=t.SPACE_3)
        what = f"{one.entry.body}, {short_date(one.entry.held_on)}"
        lines, buttons = QVBoxLayout(), QHBoxLayout()
        buttons.setSpacing(t.SPACE_2)
        lines.setSpacing(2)
        sign, role = ("● Recording", Role.RECORDING) if one.live else ("▲ Interrupted", Role.ATTENTION)
        head = QHBoxLayout()
        head.setSpacing(t.SPACE_3)
        head.addWidget(Label(theme, sign, role))
        head.addWidget(Label(theme, what, Role.STRONG), 1)
        lines.addLayout(head)
        lines.addWidget(Label(theme, _what_is_safe(one), wrap=True))
        for number, (words, run, hint) in enumerate(self._deals(one)):
            button = QPushButton(words)
            button.setProperty("primary", number == 0)
            button.setAccessibleName(f"{words}: {what}. {_what_is_safe(one)}")
            button.setToolTip(hint)
            button.clicked.connect(partial(self._deal, run, one))
            buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        buttons.addStretch(0)
        panel.body.addLayout(stacking(theme, (lines, 1), (buttons, 0)))
        return panel

    def _deals(self, one: Unsettled) -> tuple[_Deal, ...]:
        if one.live:
            return (("Go to the recording", self._watch, "Watch and command the recorder that goes on"),)
        return (
            (
                "Continue",
                self._go_on,
                "Go on recording in the same meeting; the gap is marked on both clocks",
            ),
            ("Keep", self._keep, "Keep what was recorded; the recording is complete as it is"),
            ("Listen", self._listen, "Open the meeting and play what was recorded"),
        )

    def _deal(self, run: Callable[[], None], one: Unsettled, _checked: bool = False) -> None:
        with self._shell.messages.reporting():
            self._shell.session.open(one.entry.folder)
            run()
            self.dealt_with.emit()

    def _watch(self) -> None:
        self._shell.go("meeting")

    def _go_on(self) -> None:
        self._shell.go("meeting")
        self._shell.actions.run("meeting.start")

    def _keep(self) -> None:
        store = self._shell.session.store
        if store is not None:
            keep_recording(store)
            self._workplace.refresh(store)
            self._shell.messages.info("What was recorded is kept, and the recording counts as complete.")

    def _listen(self) -> None:
        self._shell.go("review", at_ms=0)
        self._shell.actions.run("review.play")


def _what_is_safe(one: Unsettled) -> str:
    """When it began, how much there is, and up to when."""
    if one.began_at is None or one.ended_at is None:
        return "It has just begun." if one.live else "No sound had been stored yet."
    began, ended = one.began_at.astimezone(), one.ended_at.astimezone()
    day = "" if began.date() == one.entry.held_on else f" on {short_date(began.date())}"
    if one.live:
        return f"Began at {clock(began.time())}{day}; {length(one.length_ms)} so far. The recorder goes on by itself."
    return (
        f"Began at {clock(began.time())}{day}; {length(one.length_ms)} of sound recovered, up to {clock(ended.time())}. "
        "Nothing was deleted."
    )
