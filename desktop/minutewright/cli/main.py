"""The command line: commands, exit codes and the one place where errors become sentences."""

import importlib
import logging
import sys

from minutewright.domain.errors import MinutewrightError

# Started by the program itself; they import only what they need and never typer.
_CHILDREN = {
    "recorder": "minutewright.services.capture.recorder",
    "microphone-probe": "minutewright.services.capture.probe",
    "compactor": "minutewright.services.sound.compacting",
    "transcriber": "minutewright.services.transcription.worker",
}
UNEXPECTED = 70
INTERRUPTED = 130
_STOPPED = "Stopped. What was finished is kept."


def run(argv: list[str] | None = None) -> None:
    """Run one command and leave with its exit code; without a command, open the window."""
    arguments = sys.argv[1:] if argv is None else argv
    if arguments and arguments[0] in _CHILDREN:
        child = importlib.import_module(_CHILDREN[arguments[0]])
        raise SystemExit(child.main(arguments[1:]))
    raise SystemExit(_run_command(arguments or ["gui"]))


def _run_command(arguments: list[str]) -> int:
    from minutewright.cli.commands import load

    try:
        load(arguments)(args=arguments, prog_name="minutewright")
    except MinutewrightError as error:
        return _say(str(error), error.exit_code)
    except KeyboardInterrupt:
        return _say(_STOPPED, INTERRUPTED)
    except SystemExit as left:  # typer makes this of Ctrl+C, and says nothing
        if left.code != INTERRUPTED:
            raise
        return _say(_STOPPED, INTERRUPTED)
    except Exception as error:
        logging.getLogger(__name__).error("Unexpected", exc_info=error)
        return _say(
            f"Something went wrong that should not have ({type(error).__name__}). What was stored is kept. "
            "The log file says more: minutewright self-test shows where it is.",
            UNEXPECTED,
        )
    return 0


def _say(sentence: str, code: int) -> int:
    print(sentence, file=sys.stderr)  # noqa: T201 - this is the door
    return code
