"""A button of an action on a crowded page: with its key where that is pressed as a rule, without its drawing in large text."""

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QGridLayout

from minutewright.ui.actions.registry import ActionButton, Registry
from minutewright.ui.theme import tokens as t


class KeyButton(ActionButton):
    """With `show_key` the key stands behind the words; a `live` one is as high as a finger. Large text has words alone."""

    def __init__(
        self, registry: Registry, action_id: str, *, show_key: bool = True, live: bool = True
    ) -> None:
        self._key = registry.key_words(action_id).split(",")[0] if show_key else ""
        super().__init__(registry, registry.entry(action_id), None, primary=False)
        self.setProperty("live", live)

    def _follow(self) -> None:
        super()._follow()
        if self._key and self._registry.theme.text_scale < t.LARGE_TEXT:
            self.setText(f"{self.text()}   {self._key}")

    def _icon(self) -> QIcon:
        return QIcon() if self._registry.theme.text_scale >= t.LARGE_TEXT else super()._icon()


def key_grid(registry: Registry, *action_ids: str, show_keys: bool = True) -> QGridLayout:
    """Such buttons two by two."""
    grid = QGridLayout()
    grid.setSpacing(t.SPACE_2)
    for place, action_id in enumerate(action_ids):
        grid.addWidget(KeyButton(registry, action_id, show_key=show_keys), place // 2, place % 2)
    return grid
