"""Waiting for a transcription on the command line, with its progress shown."""

import threading

from minutewright.app.transcribing import Progress, Transcription
from minutewright.cli.output import ProgressLine
from minutewright.domain.errors import EngineError
from minutewright.domain.timecode import format_ms


def run_transcription(
    transcription: Transcription, engine: str = "", model: str = "", language: str = ""
) -> Progress:
    """Run one pass to its end; Ctrl+C ends it at once, keeping what is finished.

    Raises:
        MinutewrightError: why it could not begin or go on.
    """
    line, ended = ProgressLine(), threading.Event()

    def step(progress: Progress) -> None:
        if progress.speech_ms:
            left = (
                f", about {format_ms((progress.seconds_left or 0) * 1000)} left"
                if progress.seconds_left
                else ""
            )
            line.show(f"Transcribing {progress.done_ms * 100 // progress.speech_ms} %{left}")
        if not progress.running:
            ended.set()

    stop_listening = transcription.subscribe(step)
    try:
        transcription.start(engine, model, language)
        while not ended.wait(0.2):
            pass
    except KeyboardInterrupt:
        transcription.cancel()
        raise
    finally:
        stop_listening()
        transcription.close()
        line.end()
    progress = transcription.progress
    if progress.failure:
        error = EngineError(progress.failure)
        error.exit_code = progress.exit_code
        raise error
    return progress
