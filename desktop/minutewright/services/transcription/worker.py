"""The transcriber: a process of its own at low priority that hears blocks and sends each when it is whole."""

import json
import logging
import os
import sys
import time
from collections.abc import Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait

from minutewright.domain.errors import ChannelClosed, EngineError, MinutewrightError
from minutewright.services.processes.channel import Address, Channel, connect
from minutewright.services.sound.timeline import SoundTimeline
from minutewright.services.transcription.blocks import cut_blocks, lost_speech
from minutewright.services.transcription.engine import (
    Engine,
    Request,
    Samples,
    Stretch,
    Utterance,
    make_engine,
)
from minutewright.services.transcription.messages import (
    MESSAGES,
    Advanced,
    BlockHeard,
    Failed,
    Finished,
    HeardUtterance,
    Message,
    Started,
    Transcribe,
)
from minutewright.services.transcription.utterances import split_sentences

log = logging.getLogger(__name__)

LINE_VARIABLE = "MINUTEWRIGHT_TRANSCRIBER"
"""Environment variable with the address and key (JSON) at which the window listens."""

NOT_HEARD = "[speech not transcribed]"
"""Stands where somebody speaks but no engine run gave a word: never nothing, so that the clerk listens there."""

_PIECE_MS = 600_000
_MARGIN_MS = 400


def main(argv: list[str]) -> int:
    """Answer one window until it hangs up; returns the exit code."""
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING)
    path, key = json.loads(os.environ.pop(LINE_VARIABLE))
    channel = connect(Address(path, key), MESSAGES)
    loaded: dict[tuple[str, str, int], Engine] = {}
    try:
        while True:
            job = channel.receive()
            if isinstance(job, Transcribe):
                _answer(channel, job, loaded)
    except ChannelClosed:
        return 0


def _answer(channel: Channel[Message], job: Transcribe, loaded: dict[tuple[str, str, int], Engine]) -> None:
    try:
        key = (job.engine, str(job.model), job.workers)
        if key not in loaded:
            loaded.clear()
            engine = make_engine(job.engine)
            engine.load(job.model, job.workers)
            loaded[key] = engine
        hear(channel, job, loaded[key])
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


def hear(channel: Channel[Message], job: Transcribe, engine: Engine) -> None:
    """Cut the recording into blocks, hear those that are not done, and send each as it is finished."""
    sound = SoundTimeline(job.folder, job.files)
    speech = _find_speech(engine, sound)
    blocks = cut_blocks(speech, sound.length_ms)
    done = {(stretch.start_ms, stretch.end_ms) for stretch in job.done}
    waiting = [block for block in blocks if (block.start_ms, block.end_ms) not in done]
    total_ms = sum(_spoken_ms(speech, block) for block in blocks)
    heard_ms = total_ms - sum(_spoken_ms(speech, block) for block in waiting)
    channel.send(Started(engine.version, total_ms, len(blocks)))
    request, began, fresh_ms = Request(job.language, job.names), time.monotonic(), 0
    with ThreadPoolExecutor(job.workers, thread_name_prefix="block") as pool:
        running: dict[Future[tuple[Utterance, ...]], Stretch] = {}
        while waiting or running:
            while waiting and len(running) < job.workers:
                block = waiting.pop(0)
                within = [
                    each for each in speech if block.start_ms < each.end_ms and each.start_ms < block.end_ms
                ]
                running[pool.submit(_hear_block, engine, sound, block, within, request)] = block
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                block = running.pop(future)
                channel.send(
                    BlockHeard(
                        block.start_ms, block.end_ms, tuple(_message(each) for each in future.result())
                    )
                )
                fresh_ms += _spoken_ms(speech, block)
                spent = time.monotonic() - began
                left = (total_ms - heard_ms - fresh_ms) / fresh_ms * spent if fresh_ms else 0
                channel.send(Advanced(heard_ms + fresh_ms, total_ms, round(left)))
    channel.send(Finished(sound.notes))


def _find_speech(engine: Engine, sound: SoundTimeline) -> tuple[Stretch, ...]:
    found: list[Stretch] = []
    for start_ms in range(0, sound.length_ms, _PIECE_MS):
        end_ms = min(start_ms + _PIECE_MS, sound.length_ms)
        for stretch in engine.speech(sound.read(start_ms, end_ms), start_ms):
            if found and stretch.start_ms <= found[-1].end_ms:
                found[-1] = Stretch(found[-1].start_ms, stretch.end_ms)
            else:
                found.append(stretch)
    return tuple(found)


def _hear_block(
    engine: Engine, sound: SoundTimeline, block: Stretch, speech: list[Stretch], request: Request
) -> tuple[Utterance, ...]:
    if not speech:
        return ()
    samples = sound.read(block.start_ms, block.end_ms)
    heard = list(engine.transcribe(samples, block.start_ms, request))
    for lost in lost_speech(speech, heard):
        heard += _hear_again(engine, samples, block, lost, request.language)
    parts = [part for utterance in heard for part in split_sentences(utterance)]
    return tuple(sorted(parts, key=lambda part: (part.start_ms, part.end_ms)))


def _hear_again(
    engine: Engine, samples: Samples, block: Stretch, lost: Stretch, language: str
) -> tuple[Utterance, ...]:
    """Listen once more to speech that gave no words, alone and without names; say so where it still gives none."""
    start_ms = max(lost.start_ms - _MARGIN_MS, block.start_ms)
    end_ms = min(lost.end_ms + _MARGIN_MS, block.end_ms)
    piece = samples[(start_ms - block.start_ms) * 16 : (end_ms - block.start_ms) * 16]
    again = engine.transcribe(piece, start_ms, Request(language))
    if lost_speech((lost,), again):
        return (Utterance(lost.start_ms, lost.end_ms, NOT_HEARD, no_speech_probability=1.0),)
    return again


def _spoken_ms(speech: Iterable[Stretch], block: Stretch) -> int:
    return sum(max(0, min(each.end_ms, block.end_ms) - max(each.start_ms, block.start_ms)) for each in speech)


def _message(utterance: Utterance) -> HeardUtterance:
    return HeardUtterance(
        utterance.start_ms,
        utterance.end_ms,
        utterance.text,
        utterance.words,
        utterance.avg_logprob,
        utterance.compression_ratio,
        utterance.no_speech_probability,
    )
