"""The strip for a decision: its clauses, the body it recommends something to, its reasons."""

from dataclasses import replace
from typing import TypedDict

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QVBoxLayout

from minutewright.domain.business import Decision, DecisionLabel, Resolution
from minutewright.domain.errors import BadInput
from minutewright.domain.ids import ItemId
from minutewright.services.clerk.business import change_decision, record_decision
from minutewright.services.storage.store import MeetingStore
from minutewright.ui.page import Shell, named
from minutewright.ui.widgets.business_strips import item_words
from minutewright.ui.widgets.strip import Strip
from minutewright.ui.wording import LABELS


class DecisionWords(TypedDict):
    """What stands with a decision beside its clauses."""

    destination: str
    reasons: str
    options_rejected: str


class DecisionStrip(Strip):
    """A decision with its numbered clauses, one a line."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, "Decision")
        self.label = named(QComboBox(), "Word over the decision")
        for label, words in LABELS.items():
            self.label.addItem(words, label)
        self.clauses = named(QPlainTextEdit(), "Clauses, one a line")
        self.clauses.setPlaceholderText("That …   (one clause a line; Ctrl+Enter takes it down)")
        self.clauses.setTabChangesFocus(True)
        self.clauses.setFixedHeight(shell.theme.scaled(78))
        shell.theme.changed.connect(lambda: self.clauses.setFixedHeight(shell.theme.scaled(78)))
        self.destination = named(QLineEdit(), "Recommended to")
        self.reasons = named(QLineEdit(), "Reasons")
        self.rejected = named(QLineEdit(), "Options rejected")
        self.add_field("Word", self.label)
        self.add_field("Clauses, one a line", self.clauses, 3)
        more = QVBoxLayout()
        more.setSpacing(2)
        for field in (self.destination, self.reasons, self.rejected):
            field.setPlaceholderText(field.accessibleName())
            more.addWidget(field)
        self.fields.addLayout(more, 1)
        self._store: MeetingStore | None = None
        self._item_id: ItemId | None = None
        self._at_ms: int | None = None
        self._decision: Decision | None = None

    def open(
        self, store: MeetingStore, item_id: ItemId, at_ms: int | None = None, decision: Decision | None = None
    ) -> None:
        """Take down a decision under an item, made at a recording time (ms), or change one."""
        self._store, self._item_id, self._at_ms, self._decision = store, item_id, at_ms, decision
        label = decision.label if decision else DecisionLabel.RESOLVED
        self.label.setCurrentIndex(self.label.findData(label))
        texts = [resolution.text for resolution in decision.resolutions] if decision else []
        self.clauses.setPlainText("\n".join(texts))
        self.destination.setText(decision.destination if decision else "")
        self.reasons.setText(decision.reasons if decision else "")
        self.rejected.setText(decision.options_rejected if decision else "")
        self.heading.setText("Change decision" if decision else "Decision")
        self.note.setText(f"under {item_words(store, item_id)}")
        self.open_at(self.clauses)

    def store_it(self) -> None:
        """Record or change the decision."""
        if self._store is None or self._item_id is None:
            return
        texts = [line.strip() for line in self.clauses.toPlainText().splitlines() if line.strip()]
        label = DecisionLabel(self.label.currentData())
        if self._decision is None:
            record_decision(self._store, self._item_id, texts, label=label, at_ms=self._at_ms, **self._more())
            return
        if not texts:
            raise BadInput("A decision needs words. Write what was resolved, or delete it on the page.")
        old = [row.reference for row in self._decision.resolutions]
        resolutions = tuple(
            Resolution(text, old[place] if place < len(old) else "") for place, text in enumerate(texts)
        )
        change_decision(
            self._store, replace(self._decision, resolutions=resolutions, label=label, **self._more())
        )

    def _more(self) -> "DecisionWords":
        return {
            "destination": self.destination.text().strip(),
            "reasons": self.reasons.text().strip(),
            "options_rejected": self.rejected.text().strip(),
        }
