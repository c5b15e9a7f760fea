"""The system's own choosers for files and folders, opened without stopping the program."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget


def choose_folder(parent: QWidget, words: str, start: Path, then: Callable[[Path], object]) -> QFileDialog:
    """Let the user choose a folder, then call `then` with it; nothing is called if they change their mind."""
    dialog = _dialog(parent, words, start, then)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.open()
    return dialog


def choose_file(
    parent: QWidget, words: str, start: Path, pattern: str, then: Callable[[Path], object]
) -> QFileDialog:
    """Let the user choose one file that is there. `pattern` is Qt's, such as `Agendas (*.docx *.pdf *.txt)`."""
    dialog = _dialog(parent, words, start, then)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters([pattern, "All files (*)"])
    dialog.open()
    return dialog


def choose_new_file(
    parent: QWidget, words: str, start: Path, pattern: str, then: Callable[[Path], object]
) -> QFileDialog:
    """Let the user choose where to write a file; the chooser asks before one is replaced."""
    dialog = _dialog(parent, words, start.parent, then)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setNameFilters([pattern])
    dialog.setDefaultSuffix(start.suffix.lstrip("."))
    dialog.selectFile(start.name)
    dialog.open()
    return dialog


def _dialog(parent: QWidget, words: str, start: Path, then: Callable[[Path], object]) -> QFileDialog:
    dialog = QFileDialog(parent, words, str(start))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda name: then(Path(name)))
    return dialog
