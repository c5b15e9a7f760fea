"""A button of an action on the Meeting page: as high as a finger, with its key where the key is what is pressed as a rule."""

from PySide6.QtGui import QIcon

from minutewright.ui.actions.registry import ActionButton, Registry
from minutewright.ui.theme import tokens as t


class KeyButton(ActionButton):
    """Words and, with `show_key`, the key behind them; drawing and key give way to large text."""

    def __init__(self, registry: Registry, action_id: str, *, show_key: bool = True) -> None:
        self._key = registry.key_words(action_id).split(",")[0] if show_key else ""
        super().__init__(registry, registry.entry(action_id), None, primary=False)
        self.setProperty("live", True)

    def _follow(self) -> None:
        super()._follow()
        if self._key and self._registry.theme.text_scale < t.LARGE_TEXT:
            self.setText(f"{self.text()}   {self._key}")

    def _icon(self) -> QIcon:
        return QIcon() if self._registry.theme.text_scale >= t.LARGE_TEXT else super()._icon()
