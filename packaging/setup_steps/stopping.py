"""Why the set-up cannot go on: one plain sentence and an exit code for each."""

from enum import IntEnum


class Exit(IntEnum):
    """Exit codes of the set-up itself; 0 to 5 are pytest's, so these begin at 70 (see packaging/README.md)."""

    DONE = 0
    CHECK_FAILED = 1
    WRONG_USE = 64
    WRONG_PYTHON = 70
    NO_ENVIRONMENT = 71
    NO_SPACE = 72
    NO_NETWORK = 73
    NO_SYSTEM_PACKAGES = 74
    NO_MODEL = 75
    PACKAGES_FAILED = 76


class CannotGoOn(Exception):
    """The set-up must stop; `str(error)` is the sentence to show, `exit_code` what to end with."""

    def __init__(self, exit_code: Exit, sentence: str) -> None:
        super().__init__(sentence)
        self.exit_code = exit_code
