"""Beside the page on Publish: which edition is shown and exported, the state of the minutes, and earlier versions."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QRadioButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from minutewright.domain.approval import ALLOWED_STEPS
from minutewright.domain.meeting import MinutesState
from minutewright.domain.minutes import Edition
from minutewright.services.storage.store import MeetingStore
from minutewright.ui.models.versions_model import VersionsModel
from minutewright.ui.page import Shell, named
from minutewright.ui.theme import tokens as t
from minutewright.ui.widgets.empty_state import EmptyState
from minutewright.ui.widgets.label import Label, Role
from minutewright.ui.widgets.panel import Panel
from minutewright.ui.widgets.text_rows import TextList
from minutewright.ui.wording import EDITIONS, STATES, clock, short_date

_SHOWN_STEPS = 3
_ABOUT = {
    Edition.FULL: "Everything, exempt matter marked",
    Edition.PUBLIC: "Without exempt matter",
    Edition.EXEMPT: "Only the items with exempt matter",
}


class ExportSide(QWidget):
    """Choices and history. `chosen` says that another edition is wanted, `state_chosen` carries a state of the minutes."""

    chosen = Signal()
    state_chosen = Signal(object)

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self.versions = VersionsModel()
        self.version_list = named(TextList(shell.theme), "Versions")
        # As high as the page has room for: a wished height would make the page scroll where nothing is cut off.
        self.version_list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.editions = {edition: QRadioButton(EDITIONS[edition]) for edition in Edition}
        self.appendix = QCheckBox("Transcript as an appendix")
        self.audio_times = QCheckBox("Times of the recording as comments")
        self.audio_times.setToolTip(
            "For your own copy: at each paragraph, where in the recording it was heard"
        )
        self._abouts: list[Label] = []
        self.state = named(QComboBox(), "State of the minutes")
        self.steps = Label(shell.theme, "", Role.QUIET, wrap=True)

    @property
    def edition(self) -> Edition:
        """The edition that is chosen."""
        return next(
            (edition for edition, button in self.editions.items() if button.isChecked()), Edition.FULL
        )

    def lay_out(self) -> None:
        """The choices above, what was exported below."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(t.SPACE_4)
        column.addWidget(self._choices())
        column.addWidget(self._history(), 1)
        self._shell.theme.changed.connect(self._indent)
        self._indent()

    def show_meeting(self, store: MeetingStore | None) -> None:
        """Show the state and the versions that are stored."""
        self.versions.show_versions(store.versions.all() if store else ())
        self._stack.setCurrentIndex(1 if self.versions.rowCount() else 0)
        if store is not None:
            self._show_state(store)

    def _show_state(self, store: MeetingStore) -> None:
        """The present state with those that may follow, and who took the last step."""
        now = store.meeting.state
        self.state.clear()
        for state in MinutesState:
            if state is now or state in ALLOWED_STEPS[now]:
                self.state.addItem(STATES[state], state)
        self.state.setCurrentText(STATES[now])
        lines = [
            f"{STATES[step.state]}: {short_date(step.at.date())}, {clock(step.at.time())}"
            + (f", {step.who}" if step.who else "")
            for step in reversed(store.approval_steps.all())
        ]
        self.steps.setText("\n".join(lines[:_SHOWN_STEPS]))
        self.steps.setVisible(bool(lines))
        self.steps.setToolTip("\n".join(lines))

    def _indent(self) -> None:
        """What an edition is stands below its name, not below its sign."""
        for about in self._abouts:
            about.setIndent(self._shell.theme.scaled(16) + t.SPACE_3)

    def _choices(self) -> Panel:
        theme, button = self._shell.theme, self._shell.actions.button
        choices = Panel(theme, "EDITION", margin=t.SPACE_4)
        group = QButtonGroup(self)
        self.editions[Edition.FULL].setChecked(True)
        for edition, radio in self.editions.items():
            radio.setToolTip(_ABOUT[edition])
            group.addButton(radio)
            choices.body.addWidget(radio)
            about = Label(theme, _ABOUT[edition], Role.QUIET, wrap=True)
            self._abouts.append(about)
            choices.body.addWidget(about)
            radio.toggled.connect(lambda on: self.chosen.emit() if on else None)
        choices.body.addWidget(self.appendix)
        self.appendix.toggled.connect(lambda _: self.chosen.emit())
        choices.body.addWidget(self.audio_times)
        self.editions[Edition.PUBLIC].toggled.connect(self._public)
        choices.body.addSpacing(t.SPACE_2)
        choices.body.addWidget(button("publish.word", primary=True))
        choices.body.addWidget(button("publish.transcript"))
        choices.body.addWidget(button("publish.template"))
        choices.body.addWidget(button("publish.returned"))
        return choices

    def _public(self, on: bool) -> None:
        """The public edition never has the times of the recording."""
        self.audio_times.setEnabled(not on)
        if on:
            self.audio_times.setChecked(False)

    def _history(self) -> Panel:
        theme = self._shell.theme
        history = Panel(theme, "VERSIONS")
        history.add_to_head(self._shell.actions.button("publish.folder"))
        row = QHBoxLayout()
        row.setContentsMargins(t.SPACE_4, 0, t.SPACE_4, t.SPACE_2)
        row.addWidget(Label(theme, "The minutes are"))
        row.addWidget(self.state, 1)
        history.body.addLayout(row)
        self.state.activated.connect(
            lambda place: self.state_chosen.emit(MinutesState(self.state.itemData(place)))
        )
        self.steps.setContentsMargins(t.SPACE_4, 0, t.SPACE_4, t.SPACE_2)
        history.body.addWidget(self.steps)
        self.version_list.setModel(self.versions)
        self._stack = QStackedWidget()
        self._stack.addWidget(EmptyState(theme, "Nothing has been exported yet."))
        self._stack.addWidget(self.version_list)
        history.body.addWidget(self._stack, 1)
        return history
