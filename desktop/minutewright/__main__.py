"""Starts the program: `python -m minutewright` and the console script `minutewright`."""

import sys
from importlib import import_module

# Hidden commands by which the program starts its own child processes: each module has `main(arguments) -> exit code`.
# They are sorted out here so that a child loads neither the command line nor the window.
CHILD_COMMANDS = {
    "recorder": "minutewright.services.capture.recorder",
}


def main() -> None:
    """Run a child's command or the command line; with no command the command line opens the window."""
    child = CHILD_COMMANDS.get(sys.argv[1]) if len(sys.argv) > 1 else None
    if child is not None:
        sys.exit(import_module(child).main(sys.argv[2:]))

    from minutewright.cli.main import run

    run()


if __name__ == "__main__":
    main()
