"""One line before the meeting: what is ready and what is missing, each with a sign."""

from minutewright.app.preflight import Ready, look_before
from minutewright.app.workplace import Workplace
from minutewright.ui.page import Shell
from minutewright.ui.widgets.label import Label, Role


class Readiness(Label):
    """Looks anew each time it is asked to; the disk is the sound panel's to tell."""

    def __init__(self, shell: Shell, workplace: Workplace) -> None:
        super().__init__(shell.theme, "", Role.QUIET, wrap=True)
        self._shell, self._workplace = shell, workplace

    def look(self) -> None:
        """Look, off the UI thread, and show what is found."""
        settings, profile = self._workplace.settings, self._workplace.profile
        self._shell.tasks.run_task(lambda: look_before(settings, profile), self._show)

    def _show(self, found: tuple[Ready, ...]) -> None:
        self.setText("   ".join(f"{'✓' if each.there else '▲'} {each.words}" for each in found))
        self.set_role(Role.QUIET if all(each.there for each in found) else Role.ATTENTION)
