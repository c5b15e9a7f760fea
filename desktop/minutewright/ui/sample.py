"""The sample meeting, made once in the profile and opened again after that."""

import os
import shutil
from pathlib import Path

from minutewright.app.workplace import Workplace
from minutewright.services.storage.database import DATABASE
from minutewright.ui.going_on import go_on
from minutewright.ui.page import Shell

FOLDER = "Sample meeting"


def open_sample(shell: Shell, workplace: Workplace) -> None:
    """Open the sample meeting and go where work on it goes on; the first time it is made, which takes a few seconds."""
    folder = workplace.meetings_folder / FOLDER

    def show(_: object) -> None:
        shell.status.set_work("")
        shell.session.open(folder)
        go_on(shell)

    def failed(error: BaseException) -> None:
        shell.status.set_work("")
        shell.messages.report(error)

    if (folder / DATABASE).is_file():
        show(None)
        return
    shell.status.set_work("Making the sample meeting …")
    shell.tasks.run_task(lambda: _make(folder), show, failed)


def _make(folder: Path) -> None:
    """Make it beside its place first, so that what is broken off is never taken for the sample."""
    from minutewright.app.sample import make_sample

    part = folder.with_name(f"{FOLDER} (being made)")
    if part.exists():
        shutil.rmtree(part)
    make_sample(part).close()
    os.replace(part, folder)
