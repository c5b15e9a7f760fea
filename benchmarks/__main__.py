"""Runs the benchmarks named on the command line, or all of them, and prints a table for each."""

import sys

from benchmarks import minutes_document, recorder, startup, templates, transcription

BENCHMARKS = {
    "minutes": minutes_document.main,
    "recorder": recorder.main,
    "startup": startup.main,
    "templates": templates.main,
    "transcription": transcription.main,
    "words": transcription.words,
}


def main() -> int:
    names = sys.argv[1:] or list(BENCHMARKS)
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        print(
            f"There is no benchmark {', '.join(unknown)}. Choose from: {', '.join(BENCHMARKS)}.",
            file=sys.stderr,
        )
        return 2
    for name in names:
        BENCHMARKS[name]()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
