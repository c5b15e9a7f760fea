"""A button of the transport: short words beside its drawing, the full ones in its name and tooltip."""

from minutewright.ui.actions.registry import ActionButton, Registry


class TransportButton(ActionButton):
    """Shows `short` in place of the words of the action."""

    def __init__(self, registry: Registry, action_id: str, short: str) -> None:
        self._short = short
        super().__init__(registry, registry.entry(action_id), None, primary=False)

    def _follow(self) -> None:
        super()._follow()
        self.setText(f" {self._short}")
