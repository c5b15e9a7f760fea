"""The documents that were exported, the newest first."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from minutewright.domain.minutes import Version
from minutewright.ui.wording import EDITIONS, STATES, clock, short_date

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()


class VersionsModel(QAbstractListModel):
    """One version a row, in two lines: what it is, and when it was written under which name."""

    def __init__(self) -> None:
        super().__init__()
        self._versions: tuple[Version, ...] = ()

    def show_versions(self, versions: Sequence[Version]) -> None:
        """Show these versions."""
        newest_first = tuple(reversed(versions))
        if newest_first != self._versions:
            self.beginResetModel()
            self._versions = newest_first
            self.endResetModel()

    def version(self, row: int) -> Version | None:
        """The version in a row."""
        return self._versions[row] if 0 <= row < len(self._versions) else None

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """How many."""
        return 0 if parent.isValid() else len(self._versions)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a version is and when it was made."""
        version = self.version(index.row())
        if version is None:
            return None
        made = version.created_at
        what = f"{EDITIONS[version.edition]}, version {version.number}: {STATES[version.state].lower()}"
        when = f"{short_date(made.date())}, {clock(made.time())}"
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{what}\n{when}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{what}, {when}, {version.file_name}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return version.file_name
        return None
