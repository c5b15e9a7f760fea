"""The transcriber: a process of its own at low priority that answers one window until it hangs up."""

import json
import logging
import os
import sys

from minutewright.domain.errors import ChannelClosed, EngineError, MinutewrightError
from minutewright.services.processes.channel import Address, Channel, connect
from minutewright.services.transcription.engine import Engine, make_engine
from minutewright.services.transcription.hearing import hear
from minutewright.services.transcription.messages import LINE_VARIABLE, MESSAGES, Failed, Message, Transcribe

log = logging.getLogger(__name__)

_Loaded = dict[tuple[str, str, int], Engine]


def main(argv: list[str]) -> int:
    """Answer one window until it hangs up; returns the exit code."""
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING)
    # The engine's libraries can look things up on the internet. Here they never do: models are installed beforehand.
    os.environ["HF_HUB_OFFLINE"] = "1"
    path, key = json.loads(os.environ.pop(LINE_VARIABLE))
    channel = connect(Address(path, key), MESSAGES)
    loaded: _Loaded = {}
    try:
        while True:
            job = channel.receive()
            if isinstance(job, Transcribe):
                _answer(channel, job, loaded)
    except ChannelClosed:
        # The window is gone. Python would wait for the blocks that are being heard, which nobody will read.
        logging.shutdown()
        os._exit(0)


def _answer(channel: Channel[Message], job: Transcribe, loaded: _Loaded) -> None:
    try:
        key = (job.engine, str(job.model), job.workers)
        if key not in loaded:
            loaded.clear()
            engine = make_engine(job.engine)
            engine.load(job.model, job.workers)
            loaded[key] = engine
        hear(job, loaded[key], channel.send, lambda: _notice_the_end(channel))
    except ChannelClosed:
        raise
    except MinutewrightError as error:
        channel.send(Failed(str(error), error.exit_code))
    except ImportError as error:
        log.exception("Engine not installed")
        sentence = f"The speech engine {job.engine} is not installed whole ({error.name}). Install the program again."
        channel.send(Failed(sentence, EngineError.exit_code))
    except MemoryError:
        sentence = "This computer ran out of memory. What was transcribed is kept. Close other programs, or choose a smaller model."
        channel.send(Failed(sentence, EngineError.exit_code))
    except Exception:
        log.exception("Transcription failed")
        sentence = (
            "The speech engine failed. What was transcribed is kept. Transcribe again to go on after it."
        )
        channel.send(Failed(sentence, EngineError.exit_code))


def _notice_the_end(channel: Channel[Message]) -> None:
    """Raises ChannelClosed when the window has gone; it says nothing while a job runs."""
    channel.receive(0)
