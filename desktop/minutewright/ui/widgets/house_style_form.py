"""The form of a house style: its settings part by part, made from the style's own declaration."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QScrollArea, QVBoxLayout, QWidget

from minutewright.domain.house_style import HouseStyle
from minutewright.services.documents.house_style_check import faults_of, phrase_fields
from minutewright.services.documents.house_style_settings import Setting, Value, changed, settings_of
from minutewright.ui.house_style_words import PARTS, part_of, settings_in
from minutewright.ui.page import named
from minutewright.ui.theme import tokens as t
from minutewright.ui.theme.theme import Theme
from minutewright.ui.widgets.label import Label, Role
from minutewright.ui.widgets.setting_field import SettingField


class HouseStyleForm(QWidget):
    """`changed` tells that the clerk has changed a setting; `style_shown` is the style as the form has it, faults and all."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._style: HouseStyle | None = None
        self._faults: dict[str, str] = {}
        self.fields: dict[str, SettingField] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(t.SPACE_2)
        self.part = named(QComboBox(), "Part of the house style")
        self.part.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.part.currentTextChanged.connect(lambda _: self._build())
        label = Label(theme, "Part of the house style", Role.QUIET)
        label.setBuddy(self.part)
        column.addWidget(label)
        column.addWidget(self.part)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        column.addWidget(self._area, 1)
        named(self._area, "Settings")
        self.hint = Label(theme, "", Role.QUIET, wrap=True)
        column.addWidget(self.hint)

    @property
    def style_shown(self) -> HouseStyle | None:
        """The style with what was typed."""
        return self._style

    @property
    def faults(self) -> dict[str, str]:
        """What is wrong with it: place, and one sentence."""
        return self._faults

    def show_style(self, style: HouseStyle) -> None:
        """Show the settings of a style, at the part that is shown now."""
        self._style = style
        parts = {part for setting in settings_of(style) if (part := part_of(setting))}
        names = [*(name for name in PARTS if name in parts), *sorted(parts - set(PARTS))]
        at = self.part.currentText()
        self.part.blockSignals(True)
        self.part.clear()
        self.part.addItems(names)
        self.part.setCurrentIndex(max(0, self.part.findText(at)))
        self.part.blockSignals(False)
        self._build()

    def show_part(self, name: str) -> None:
        """Show one part of the form."""
        self.part.setCurrentText(name)

    def go_to_fault(self) -> str:
        """Put the focus at the first thing that is wrong; returns the sentence, empty if nothing is."""
        style = self._style
        if style is None or not self._faults:
            return ""
        place, sentence = next(iter(self._faults.items()))
        for setting in settings_of(style):
            if place == setting.place or place.startswith(f"{setting.place}."):
                self.part.setCurrentText(part_of(setting) or "")
                field = self.fields[setting.place]
                field.field.setFocus()
                # What was built just now has no place yet to scroll to.
                if (content := self._area.widget()) is not None:
                    content.resize(self._area.viewport().width(), content.sizeHint().height())
                if content is not None and (layout := content.layout()) is not None:
                    layout.activate()
                self._area.ensureWidgetVisible(field)
                break
        return sentence

    def _build(self) -> None:
        style = self._style
        if style is None:
            return
        may_use = phrase_fields(style)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, t.SPACE_3, t.SPACE_3)
        column.setSpacing(t.SPACE_3)
        self.fields = {}
        for setting in settings_in(self.part.currentText(), style):
            field = SettingField(self._theme, setting, may_use.get(setting.place, ()))
            field.edited.connect(self._edit)
            field.entered.connect(self.hint.setText)
            self.fields[setting.place] = field
            column.addWidget(field)
        column.addStretch(1)
        self._area.setWidget(content)
        self.hint.setText("")
        content.setAutoFillBackground(False)
        self._area.viewport().setAutoFillBackground(False)
        self._judge()

    def _edit(self, setting: Setting, value: Value) -> None:
        if self._style is not None:
            self._style = changed(self._style, setting, value)
            self._judge()
            self.changed.emit()

    def _judge(self) -> None:
        assert self._style is not None
        self._faults = faults_of(self._style)
        for place, field in self.fields.items():
            field.show_fault(self._faults.get(place, ""))
