"""Bookmarks on the items, which references point to."""

import re
from collections.abc import Iterable

from minutewright.domain.ids import ItemId
from minutewright.services.documents.word.elements import Element, element

_LONGEST = 40  # Word cuts longer names


class Bookmarks:
    """Gives each item one name of its own, steady from export to export, and puts it round the item's heading."""

    def __init__(self, items: Iterable[ItemId]) -> None:
        self._names: dict[ItemId, str] = {}
        for item in items:
            plain = re.sub(r"[^A-Za-z0-9]", "_", item)
            name = f"minute_{plain}"[:_LONGEST]
            if name in self._names.values():
                name = f"{name[: _LONGEST - 5]}_{len(self._names)}"
            self._names[item] = name

    def name(self, item: ItemId) -> str | None:
        """The name of an item's bookmark; None if this document does not hold the item."""
        return self._names.get(item)

    def around(self, item: ItemId, content: Iterable[Element]) -> list[Element]:
        """The content between the start and the end of the item's bookmark."""
        number = list(self._names).index(item) + 1
        return [
            element("bookmarkStart", id=number, name=self._names[item]),
            *content,
            element("bookmarkEnd", id=number),
        ]
