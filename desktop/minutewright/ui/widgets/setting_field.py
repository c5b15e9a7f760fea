"""One setting of a house style as a field: its words above, what it holds, and below it what is wrong."""

from enum import StrEnum

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QGridLayout,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from minutewright.services.documents.house_style_settings import Setting, Value
from minutewright.ui.house_style_words import choice_words, words_of
from minutewright.ui.page import named
from minutewright.ui.theme.theme import Theme
from minutewright.ui.widgets.label import Label, Role

_LINES = 3


class SettingField(QWidget):
    """Text, lines of text, a choice, a number or yes and no, as the setting is. `edited` tells of each change by the clerk."""

    edited = Signal(object, object)
    """The setting, and what it holds now."""
    entered = Signal(str)
    """The focus came in: what the phrase may use, empty where it is no phrase."""

    def __init__(self, theme: Theme, setting: Setting, may_use: tuple[str, ...]) -> None:
        super().__init__()
        self.setting = setting
        words = words_of(setting)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self.field = named(self._made(theme, setting, words), words)
        if not isinstance(self.field, QCheckBox):
            label = Label(theme, words, Role.QUIET, wrap=True)
            label.setBuddy(self.field)
            column.addWidget(label)
        column.addWidget(self.field)
        self._hint = ("May use " + " ".join(f"{{{name}}}" for name in may_use)) if may_use else ""
        self.field.setToolTip(self._hint)
        self.field.installEventFilter(self)
        self.fault = Label(theme, "", Role.ATTENTION, wrap=True)
        self.fault.hide()
        column.addWidget(self.fault)
        self.show_fault("")

    def show_fault(self, sentence: str) -> None:
        """Say what is wrong, to the eye and to a screen reader; nothing if it is empty."""
        self.fault.setText(sentence)
        self.fault.setVisible(bool(sentence))
        self.field.setAccessibleDescription(sentence or self._hint)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell when the focus comes in."""
        if event.type() == QEvent.Type.FocusIn:
            self.entered.emit(self._hint)
        return super().eventFilter(watched, event)

    def _made(self, theme: Theme, setting: Setting, words: str) -> QWidget:
        value = setting.value
        if isinstance(value, bool):
            box = QCheckBox(words)
            box.setChecked(value)
            box.toggled.connect(self._tell)
            return box
        if isinstance(value, StrEnum):
            return self._choices(setting, value)
        if isinstance(value, float):
            number = QDoubleSpinBox()
            number.setRange(0, 99)
            number.setDecimals(3 if value * 100 % 1 else 1)
            number.setSingleStep(0.5)
            number.setValue(value)
            number.valueChanged.connect(self._tell)
            return number
        if isinstance(value, int):
            whole = QSpinBox()
            whole.setRange(0, 99_999)
            whole.setValue(value)
            whole.valueChanged.connect(self._tell)
            return whole
        if isinstance(value, tuple) and setting.choices:
            return self._some_of(setting, words, value)
        if isinstance(value, tuple):
            return self._lines(theme, value)
        line = QLineEdit(value)
        line.setCursorPosition(0)
        line.textChanged.connect(self._tell)
        return line

    def _choices(self, setting: Setting, value: StrEnum) -> QComboBox:
        choices = QComboBox()
        choices.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for row in type(value):
            choices.addItem(choice_words(setting, row), row)
        choices.setCurrentIndex(list(type(value)).index(value))
        choices.currentIndexChanged.connect(lambda row: self._tell(list(type(value))[row]))
        return choices

    def _some_of(self, setting: Setting, words: str, value: tuple[StrEnum, ...]) -> QWidget:
        group = QWidget()
        grid = QGridLayout(group)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(2)
        boxes: dict[StrEnum, QCheckBox] = {}

        def tell() -> None:
            self._tell(tuple(choice for choice, box in boxes.items() if box.isChecked()))

        # Those that are chosen keep their order, which is that of the printed list.
        for place, choice in enumerate((*value, *(row for row in setting.choices if row not in value))):
            text = choice_words(setting, choice)
            box = boxes[choice] = named(QCheckBox(text), f"{words}: {text}")
            box.setChecked(choice in value)
            box.toggled.connect(tell)
            grid.addWidget(box, place // 2, place % 2)
        return group

    def _lines(self, theme: Theme, value: tuple[str, ...]) -> QPlainTextEdit:
        box = QPlainTextEdit("\n".join(value))
        box.setTabChangesFocus(True)
        box.setFixedHeight(box.fontMetrics().lineSpacing() * _LINES + theme.scaled(18))

        def tell() -> None:
            # The plain text of the box would turn a space that does not break into an ordinary one.
            lines = box.document().toRawText().split("\u2029")
            while lines and not lines[-1]:
                lines.pop()
            self._tell(tuple(lines))

        box.textChanged.connect(tell)
        return box

    def _tell(self, value: Value) -> None:
        self.edited.emit(self.setting, value)
