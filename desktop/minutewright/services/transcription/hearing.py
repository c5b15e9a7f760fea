"""One pass over a recording: its speech found, cut into blocks, heard by several threads, and told block by block."""

import time
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait

from minutewright.services.sound.timeline import SoundTimeline
from minutewright.services.transcription.blocks import clip, cut_blocks, spoken_ms
from minutewright.services.transcription.coverage import guard
from minutewright.services.transcription.engine import Engine, Request, Stretch, Utterance
from minutewright.services.transcription.messages import (
    Advanced,
    BlockHeard,
    Finished,
    HeardUtterance,
    Message,
    Started,
    Transcribe,
)
from minutewright.services.transcription.utterances import split_sentences

_PIECE_MS = 120_000
_PAUSE_MS = 300
_MARGIN_MS = 400
_LOOK_S = 0.5

Send = Callable[[Message], None]


def hear(
    job: Transcribe, engine: Engine, send: Send, still_wanted: Callable[[], None] = lambda: None
) -> None:
    """Hear what of the recording is not done, and send each block as it is finished.

    `still_wanted` is called twice a second and may raise, which ends the pass. When a block fails, those that are
    being heard beside it are sent before the error is raised.

    Raises:
        EngineError: the engine stopped.
    """
    sound = SoundTimeline(job.folder, job.files)
    pool = ThreadPoolExecutor(max(job.workers, 1), thread_name_prefix="block")
    try:
        speech = _find_speech(engine, sound, pool)
        blocks = cut_blocks(speech, sound.length_ms, job.done)
        account = _Account(speech, blocks, sound.length_ms)
        send(Started(engine.version, account.total_ms, len(blocks)))
        request = Request(job.language, job.names)
        running: dict[Future[tuple[Utterance, ...]], Stretch] = {}
        waiting, failure = list(blocks), None
        while running or (waiting and failure is None):
            while waiting and failure is None and len(running) < job.workers:
                block = waiting.pop(0)
                running[pool.submit(_hear_block, engine, sound, block, clip(speech, block), request)] = block
            for future in wait(running, _LOOK_S, FIRST_COMPLETED).done:
                block = running.pop(future)
                if (error := future.exception()) is not None:
                    failure = error
                    continue
                send(_message(block, future.result()))
                send(account.after(block))
            still_wanted()
        if failure is not None:
            raise failure
        send(Finished(sound.notes))
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


class _Account:
    """How much speech there is, how much of it was heard, and how long the rest will take."""

    def __init__(self, speech: tuple[Stretch, ...], blocks: tuple[Stretch, ...], length_ms: int) -> None:
        self._speech = speech
        self._began = time.monotonic()
        self.total_ms = spoken_ms(speech, Stretch(0, length_ms))
        self._left_ms = sum(spoken_ms(speech, block) for block in blocks)
        self._fresh_ms = 0

    def after(self, block: Stretch) -> Advanced:
        """The account once one more block is finished."""
        spoken = spoken_ms(self._speech, block)
        self._left_ms -= spoken
        self._fresh_ms += spoken
        spent = time.monotonic() - self._began
        seconds = self._left_ms / self._fresh_ms * spent if self._fresh_ms else 0
        return Advanced(self.total_ms - self._left_ms, self.total_ms, round(seconds))


def _find_speech(engine: Engine, sound: SoundTimeline, pool: ThreadPoolExecutor) -> tuple[Stretch, ...]:
    """All speech, looked for in pieces, since the detector takes about 0.35 MB for each second it is given."""

    def look(start_ms: int) -> tuple[Stretch, ...]:
        return engine.speech(sound.read(start_ms, min(start_ms + _PIECE_MS, sound.length_ms)), start_ms)

    found: list[Stretch] = []
    for piece in pool.map(look, range(0, sound.length_ms, _PIECE_MS)):
        for stretch in piece:
            if found and stretch.start_ms - found[-1].end_ms < _PAUSE_MS and stretch is piece[0]:
                found[-1] = Stretch(found[-1].start_ms, stretch.end_ms)
            else:
                found.append(stretch)
    return tuple(found)


def _hear_block(
    engine: Engine, sound: SoundTimeline, block: Stretch, speech: tuple[Stretch, ...], request: Request
) -> tuple[Utterance, ...]:
    if not speech:
        return ()
    samples = sound.read(block.start_ms, block.end_ms)

    def hear_alone(lost: Stretch) -> tuple[Utterance, ...]:
        start_ms = max(lost.start_ms - _MARGIN_MS, block.start_ms)
        end_ms = min(lost.end_ms + _MARGIN_MS, block.end_ms)
        piece = samples[(start_ms - block.start_ms) * 16 : (end_ms - block.start_ms) * 16]
        return engine.transcribe(piece, start_ms, Request(request.language))

    told = guard(speech, engine.transcribe(samples, block.start_ms, request), hear_alone)
    return tuple(part for utterance in told for part in split_sentences(utterance))


def _message(block: Stretch, utterances: tuple[Utterance, ...]) -> BlockHeard:
    return BlockHeard(
        block.start_ms,
        block.end_ms,
        tuple(
            HeardUtterance(
                each.start_ms,
                each.end_ms,
                each.text,
                each.words,
                each.avg_logprob,
                each.compression_ratio,
                each.no_speech_probability,
            )
            for each in utterances
        ),
    )
