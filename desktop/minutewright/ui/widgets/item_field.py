"""A field for one agenda item: typed by number or by words of its title, or picked from the list below it."""

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtGui import QFocusEvent, QMouseEvent
from PySide6.QtWidgets import QCompleter, QLineEdit

from minutewright.domain.agenda import AgendaItem
from minutewright.domain.errors import BadInput
from minutewright.domain.ids import ItemId
from minutewright.services.storage.store import MeetingStore
from minutewright.ui.page import named

AS_MARKED = "As the marks say"


class ItemField(QLineEdit):
    """Empty, or the first line of the list, means that no item of its own is wanted."""

    def __init__(self, words: str) -> None:
        super().__init__()
        named(self, words, "Type the number of an item, or words of its title")
        self._items: list[tuple[str, AgendaItem]] = []
        self._names = QStringListModel(self)
        completer = QCompleter(self._names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(12)
        self.setCompleter(completer)

    def offer(self, store: MeetingStore) -> None:
        """Offer the items of the agenda."""
        self._items = [(f"{item.number}  {item.title}", item) for item in store.items.all()]
        self._names.setStringList([AS_MARKED, *(words for words, _ in self._items)])

    def item(self) -> ItemId | None:
        """The item that is meant; None where none is.

        Raises:
            BadInput: there is no such item, or more than one.
        """
        text = " ".join(self.text().split()).casefold()
        if not text or text == AS_MARKED.casefold():
            return None
        for words, item in self._items:
            if text in (" ".join(words.split()).casefold(), item.number.casefold(), item.title.casefold()):
                return item.id
        found = [item.id for words, item in self._items if text in words.casefold()]
        if len(found) == 1:
            return found[0]
        why = "More than one item has" if found else "No item has"
        raise BadInput(
            f"{why} “{self.text().strip()}” in its title. Choose one from the list under the field."
        )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click opens the list."""
        super().mousePressEvent(event)
        completer = self.completer()
        if not self.text() and completer is not None:
            completer.setCompletionPrefix("")
            completer.complete()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """What is in the field is typed over."""
        super().focusInEvent(event)
        self.selectAll()
