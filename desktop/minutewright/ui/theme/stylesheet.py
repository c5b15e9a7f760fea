"""The few rules that a palette cannot say: sizes, corners, focus rings, and the primary button."""

from string import Template

from minutewright.ui.theme import tokens as t
from minutewright.ui.theme.tokens import Tokens, colours_of

_SHAPES = Template("""
QPushButton, QToolButton[shape="button"], QComboBox, QLineEdit, QDateEdit, QTimeEdit, QSpinBox {
    min-height: ${inner}px; border-radius: ${corner}px; border: 1px solid $line; padding: 0 9px;
    background: $paper; color: $ink;
}
QPushButton:focus, QToolButton[shape="button"]:focus, QComboBox:focus, QLineEdit:focus, QDateEdit:focus,
QTimeEdit:focus, QSpinBox:focus { border: ${ring}px solid $accent; padding: 0 8px; }
QRadioButton, QCheckBox { spacing: 8px; min-height: 24px; padding-left: 2px; }
QRadioButton::indicator, QCheckBox::indicator { width: ${sign}px; height: ${sign}px; border: 1px solid $quiet; background: $paper; }
QRadioButton::indicator { border-radius: ${sign_round}px; }
QCheckBox::indicator { border-radius: 4px; }
QRadioButton::indicator:checked { background: qradialgradient(cx: 0.5, cy: 0.5, radius: 0.5, fx: 0.5, fy: 0.5, stop: 0 $paper, stop: 0.42 $paper, stop: 0.5 $accent, stop: 1 $accent); border-color: $accent; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url("$icons/tick-$shade.svg"); }
QRadioButton, QCheckBox { border: ${ring}px solid transparent; border-radius: ${corner}px; }
QRadioButton:focus, QCheckBox:focus { border-color: $accent; }
QDateEdit, QTimeEdit, QSpinBox { min-height: ${spin}px; }
QPushButton { padding: 0 13px; }
QPushButton:focus { padding: 0 12px; }
QPushButton:hover, QToolButton[shape="button"]:hover { background: $accent_soft; }
QPushButton:pressed, QToolButton[shape="button"]:pressed, QPushButton:checked { background: $accent_soft; border-color: $accent; }
QPushButton:disabled, QToolButton[shape="button"]:disabled { color: $quiet; background: $ground; }
QPushButton[primary="true"] { background: $accent; border-color: $accent; color: $paper; font-weight: 600; }
QPushButton[primary="true"]:focus { border: ${ring}px solid $ink; }
QPushButton[primary="true"]:disabled { background: $ground; border-color: $line; color: $quiet; }
QPushButton[live="true"], QLineEdit[live="true"] { min-height: ${inner_live}px; }
QPushButton[flat="true"], QToolButton { border: 1px solid transparent; background: transparent; border-radius: ${corner}px; }
QPushButton[flat="true"]:hover, QToolButton:hover { background: $accent_soft; }
QPushButton[flat="true"]:focus, QToolButton:focus { border: ${ring}px solid $accent; }
QPushButton[lamp="true"] { color: $attention; font-weight: 600; padding: 0 4px; }
QToolButton { min-width: ${inner}px; min-height: ${inner}px; }
QLineEdit { placeholder-text-color: $quiet; }
QAbstractSpinBox QLineEdit, QComboBox QLineEdit { border: none; padding: 0; min-height: 0; background: transparent; }
QComboBox::drop-down, QDateEdit::drop-down { border: none; width: ${drop}px; subcontrol-position: center right; }
QComboBox::down-arrow, QDateEdit::down-arrow, QTimeEdit::down-arrow, QSpinBox::down-arrow { image: url("$icons/arrow-down-$shade.svg"); width: ${arrow}px; height: ${arrow}px; }
QTimeEdit::up-arrow, QSpinBox::up-arrow { image: url("$icons/arrow-up-$shade.svg"); width: ${arrow}px; height: ${arrow}px; }
QTimeEdit::up-button, QSpinBox::up-button, QTimeEdit::down-button, QSpinBox::down-button { border: none; width: ${drop}px; background: transparent; }
QComboBox QAbstractItemView { background: $paper; border: 1px solid $line; padding: 4px; outline: none; }
QComboBox QAbstractItemView::item { min-height: 28px; }
QAbstractItemView { background: $paper; border: 1px solid $line; border-radius: ${corner}px; outline: none; }
QAbstractItemView:focus, QPlainTextEdit:focus, QTextEdit:focus { border: ${ring}px solid $accent; }
QAbstractItemView::item:selected { background: $accent_soft; color: $ink; }
QTableView::item { padding: 0 10px; }
QHeaderView { border: none; border-radius: 0; background: transparent; }
QHeaderView::section { background: $paper; color: $quiet; border: none; border-bottom: 1px solid $line; padding: 6px 13px; font-weight: 400; }
QTableCornerButton::section { background: $paper; border: none; }
QPlainTextEdit, QTextEdit { background: $paper; border: 1px solid $line; border-radius: ${corner}px; padding: 4px; }
#inRow, #inRow:focus { background: transparent; border: none; border-radius: 0; padding: 0; }
QMenuBar { background: $ground; padding: 2px 4px; }
QMenuBar::item { padding: 4px 9px; border-radius: 4px; background: transparent; color: $ink; }
QMenuBar::item:selected { background: $accent_soft; }
QMenu { background: $paper; border: 1px solid $line; padding: 4px; }
QMenu::item { padding: 6px 28px 6px 12px; border-radius: 4px; color: $ink; }
QMenu::item:selected { background: $accent_soft; }
QMenu::item:disabled { color: $quiet; }
QMenu::icon { padding-left: 8px; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QToolTip { background: $paper; color: $ink; border: 1px solid $line; padding: 4px 6px; }
QSplitter::handle { background: transparent; }
QSplitter::handle:hover { background: $line; }
QScrollArea { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $line; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $quiet; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QProgressBar { background: $accent_soft; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; text-align: center; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
#rail, #statusLine { background: $ground; }
#rail { border-right: 1px solid $line; }
#statusLine { border-top: 1px solid $line; }
#panel, #sheet { background: $paper; border: 1px solid $line; border-radius: ${corner}px; }
#panel QAbstractItemView { border: ${ring}px solid $paper; background: $paper; }
#panel QScrollArea, #panel QHeaderView::section { border: none; background: $paper; }
#panel QHeaderView::section { border-bottom: 1px solid $line; }
#panel QAbstractItemView:focus { border: ${ring}px solid $accent; }
#desk { background: $ground; border: 1px solid $line; padding: 0; }
#messageBar { background: $paper; border: 1px solid $line; border-left: 4px solid $accent; border-radius: ${corner}px; }
#messageBar[severity="attention"] { border-left-color: $attention; }
#messageBar[severity="error"] { border-left-color: $ink; }
#alarmBanner { background: $attention; }
#alarmBanner[look="grave"] { background: $recording; }
#alarmBanner[look="calm"] { background: $accent_soft; border-bottom: 1px solid $accent; }
#alarmBanner QLabel { color: $paper; font-weight: 600; }
#alarmBanner[look="calm"] QLabel { color: $ink; font-weight: 400; }
#alarmBanner QPushButton { color: $ink; background: $paper; border: 1px solid $ink; }
#alarmBanner QPushButton:focus { border: 3px solid $ink; }
#commandPalette { background: $paper; border: 1px solid $quiet; border-radius: 8px; }
""")

# Under high contrast the system's colours stand; only room is made for fingers and for the focus.
_HIGH_CONTRAST = Template("""
QPushButton, QComboBox, QLineEdit, QRadioButton, QCheckBox { spacing: 8px; min-height: 24px; padding-left: 2px; }
QRadioButton::indicator, QCheckBox::indicator { width: ${sign}px; height: ${sign}px; border: 1px solid $quiet; background: $paper; }
QRadioButton::indicator { border-radius: ${sign_round}px; }
QCheckBox::indicator { border-radius: 4px; }
QRadioButton::indicator:checked { background: qradialgradient(cx: 0.5, cy: 0.5, radius: 0.5, fx: 0.5, fy: 0.5, stop: 0 $paper, stop: 0.42 $paper, stop: 0.5 $accent, stop: 1 $accent); border-color: $accent; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url("$icons/tick-$shade.svg"); }
QRadioButton, QCheckBox { border: ${ring}px solid transparent; border-radius: ${corner}px; }
QRadioButton:focus, QCheckBox:focus { border-color: $accent; }
QDateEdit, QTimeEdit, QSpinBox { min-height: ${inner}px; }
QPushButton[live="true"], QLineEdit[live="true"] { min-height: ${inner_live}px; }
QPushButton:focus, QToolButton:focus { border: 3px solid palette(window-text); }
#panel, #sheet, #messageBar, #commandPalette { border: 1px solid palette(window-text); }
#alarmBanner { border: 4px solid palette(window-text); }
#alarmBanner QLabel { font-weight: 600; }
""")


def stylesheet_of(tokens: Tokens, icons: str, *, text_scale: int = 100, high_contrast: bool = False) -> str:
    """The rules for these tokens. `icons` is the folder of the arrow drawings, with forward slashes.

    What can be hit or typed into grows with the text (`text_scale`, per cent).
    """
    target = t.TARGET * (100 + text_scale) // 200  # the room around words need not grow as fast as they do
    template = _HIGH_CONTRAST if high_contrast else _SHAPES
    return template.substitute(
        colours_of(tokens),
        icons=icons,
        shade="dark" if tokens.is_dark else "light",
        corner=t.CORNER,
        ring=t.FOCUS_RING,
        inner=target - 2,
        spin=target - 5,
        inner_live=max(t.TARGET_LIVE, target) - 2,
        sign=16 * text_scale // 100,
        sign_round=16 * text_scale // 200 + 1,
        arrow=12 * text_scale // 100,
        drop=24 * text_scale // 100,
    )
