"""The bar at the top of the window in which messages appear, and from which screen readers hear them."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QWidget

from minutewright.ui.messages import Message, Messages, Severity
from minutewright.ui.theme import tokens as t
from minutewright.ui.theme.icons import picture
from minutewright.ui.theme.theme import Theme
from minutewright.ui.widgets.label import Label

INFO_MS = 8000
_ICONS = {Severity.INFO: "info", Severity.ATTENTION: "attention", Severity.ERROR: "error"}
_COLOURS = {Severity.INFO: "accent", Severity.ATTENTION: "attention", Severity.ERROR: "ink"}


class MessageBar(QFrame):
    """Shows one message at a time; information gives way to anything, errors only to what comes after them."""

    def __init__(self, theme: Theme, messages: Messages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("messageBar")
        self._theme = theme
        self._messages = messages
        self._message: Message | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(t.SPACE_3, t.SPACE_1, t.SPACE_1, t.SPACE_1)
        row.setSpacing(t.SPACE_3)
        self._sign = Label(theme)
        self._text = Label(theme, wrap=True)
        self.offer_button = QPushButton()
        self.offer_button.clicked.connect(self._take_offer)
        self._close = QToolButton()
        self._close.setAccessibleName("Close message")
        self._close.setToolTip("Close message")
        self._close.clicked.connect(self.dismiss)
        for widget, stretch in ((self._sign, 0), (self._text, 1), (self.offer_button, 0), (self._close, 0)):
            row.addWidget(widget, stretch)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.dismiss)
        messages.posted.connect(self.show_message)
        messages.withdrawn.connect(self._withdraw)
        theme.changed.connect(self._dress)
        self.hide()

    @property
    def message(self) -> Message | None:
        """What is being shown."""
        return self._message

    def show_message(self, message: Message) -> None:
        """Show and announce a message. Information goes away after some seconds, unless it offers something."""
        shown = self._message
        if (
            shown
            and shown.severity is Severity.ERROR
            and message.severity is Severity.INFO
            and not message.offer
        ):
            return
        self._message = message
        self._text.setText(message.text)
        self.offer_button.setVisible(message.offer is not None)
        if message.offer:
            self.offer_button.setText(message.offer.words)
            self.offer_button.setAccessibleName(message.offer.words)
        self._dress()
        self.show()
        self._announce(message)
        self._timer.stop()
        if message.severity is Severity.INFO and not message.offer:
            self._timer.start(INFO_MS)

    def dismiss(self) -> None:
        """Take the message away."""
        self._timer.stop()
        self._message = None
        self.hide()

    def _withdraw(self, text: str) -> None:
        if self._message is not None and self._message.text == text:
            self.dismiss()

    def _take_offer(self) -> None:
        message = self._message
        self.dismiss()
        if message and message.offer:
            with self._messages.reporting():
                message.offer.run()

    def _announce(self, message: Message) -> None:
        event = QAccessibleAnnouncementEvent(self, message.text)
        if message.severity is Severity.ERROR:
            event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(event)

    def _dress(self) -> None:
        if self._message is None:
            return
        severity = self._message.severity
        colour = getattr(self._theme.tokens, _COLOURS[severity])
        self._sign.setPixmap(picture(_ICONS[severity], colour, ratio=self.devicePixelRatioF()))
        self._close.setIcon(self._theme.icon("close"))
        self.setProperty("severity", severity.value)
        self.style().unpolish(self)
        self.style().polish(self)
