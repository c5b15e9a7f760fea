"""Where the files that ship with the program lie: inside the installed package, or beside `desktop/` in a checkout."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


def resource(*parts: str) -> Path:
    """The path of a shipped file or folder, such as `resource("word", "base.docx")`.

    Raises:
        FileNotFoundError: it is not there; the installation is incomplete.
    """
    for root in (_PACKAGE / "resources", _PACKAGE.parents[1] / "resources"):
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise FileNotFoundError(
        f"The program's own file {'/'.join(parts)} is missing; install Minutewright again."
    )
