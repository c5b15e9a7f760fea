"""How recordings are kept, asked about beside the sound check: a second copy elsewhere, and the form of finished sound."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from minutewright.app.keeping import bring_copies, is_same_disk
from minutewright.app.workplace import Workplace
from minutewright.services.settings.options import KEEP_SOUND_AS, SECOND_COPY
from minutewright.services.storage.store import MeetingStore
from minutewright.ui.actions.action import Action
from minutewright.ui.page import Shell
from minutewright.ui.widgets.file_choice import choose_folder
from minutewright.ui.wording import counted

if TYPE_CHECKING:
    from minutewright.app.keeping import Copied

_NAME_SHOWN = 20  # characters


class Keeping:
    """The commands; what they set is remembered for every later recording."""

    def __init__(
        self, shell: Shell, workplace: Workplace, page: QWidget, store: Callable[[], MeetingStore | None]
    ) -> None:
        """`store` gives the meeting that is open now."""
        self._shell, self._workplace, self._page, self._store = shell, workplace, page, store

    def actions(self) -> Sequence[Action]:
        """For the page's menu and the command palette; the first also stands as a button beside the sound check."""
        settings = self._workplace.settings
        return (
            Action(
                "prepare.second_copy",
                "Second copy…",
                self._choose,
                icon="disk",
                enabled=lambda: not settings.locked(SECOND_COPY),
                words_now=self.words,
                hint="Keep a second copy of each recording on a USB stick or another drive",
            ),
            Action(
                "prepare.no_second_copy",
                "Keep no second copy",
                self._choose_none,
                enabled=lambda: bool(settings.get(SECOND_COPY)) and not settings.locked(SECOND_COPY),
            ),
            Action(
                "prepare.update_copies",
                "Bring the second copy up to date",
                self.update,
                enabled=lambda: self._store() is not None and bool(settings.get(SECOND_COPY)),
                hint="Copy what the second copy lacks, and compare every file",
            ),
            Action(
                "prepare.compact",
                "Keep finished recordings as FLAC",
                self._turn_form,
                enabled=lambda: not settings.locked(KEEP_SOUND_AS),
                checked=lambda: settings.get(KEEP_SOUND_AS) == "flac",
                hint="The same sound in about half the room; compared sample for sample before anything is removed",
            ),
        )

    def words(self) -> str:
        """What the button says: where the second copy goes, if anywhere."""
        chosen = self._workplace.settings.get(SECOND_COPY)
        name = Path(chosen).name or chosen
        return f"Second copy: {name[:_NAME_SHOWN].rstrip()}…" if chosen else "Second copy…"

    def take(self, folder: Path) -> None:
        """Keep second copies in this folder from now on."""
        with self._shell.messages.reporting():
            self._workplace.settings.set(SECOND_COPY, str(folder))
            if is_same_disk(folder, self._workplace.meetings_folder):
                self._shell.messages.attention(
                    f"“{folder}” is on the same disk as the meetings. A copy there is of no use when that disk breaks."
                )
            else:
                self._shell.messages.info(
                    f"Each recording is copied to “{folder}” from now on, while it is made."
                )
        self._shell.actions.refresh()

    def update(self) -> None:
        """Bring the open meeting's copy up to date, in the background."""
        store = self._store()
        if store is None:
            return
        place = Path(self._workplace.settings.get(SECOND_COPY))
        self._shell.messages.info("The second copy is being brought up to date and compared …")
        self._shell.tasks.run_task(
            lambda: bring_copies(store, place), self._updated, self._shell.messages.report
        )

    def _updated(self, done: "tuple[Copied, ...]") -> None:
        for each in done:
            lacking = each.result.lacking
            if lacking:
                self._shell.messages.attention(f"{counted(len(lacking), 'file')} in “{each.folder}” differ.")
            else:
                files = counted(each.result.alike, "file")
                self._shell.messages.info(f"“{each.folder}” is complete: {files}, compared.")

    def _choose(self) -> None:
        chosen = self._workplace.settings.get(SECOND_COPY)
        start = Path(chosen) if chosen else Path.home()
        choose_folder(self._page, "Where should second copies be kept?", start, self.take)

    def _choose_none(self) -> None:
        with self._shell.messages.reporting():
            self._workplace.settings.set(SECOND_COPY, "")
        self._shell.actions.refresh()

    def _turn_form(self) -> None:
        settings = self._workplace.settings
        with self._shell.messages.reporting():
            settings.set(KEEP_SOUND_AS, "wav" if settings.get(KEEP_SOUND_AS) == "flac" else "flac")
        self._shell.actions.refresh()
