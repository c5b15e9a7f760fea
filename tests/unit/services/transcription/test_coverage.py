"""No speech is passed over in silence: it is heard again, or a mark says that it was not."""

import pytest

from minutewright.domain.transcript import NOT_HEARD, Word
from minutewright.services.transcription.coverage import guard, lost_speech
from minutewright.services.transcription.engine import Engine, Request, Stretch, Utterance, make_engine
from minutewright.services.transcription.hearing import hear
from minutewright.services.transcription.messages import BlockHeard, Message, Transcribe


def utterance(*words: tuple[str, int, int], logprob: float = -0.2) -> Utterance:
    made = tuple(Word(start, end, text) for text, start, end in words)
    return Utterance(made[0].start_ms, made[-1].end_ms, " ".join(w.text for w in made), made, logprob, 1.2)


def spread(text: str, start_ms: int, end_ms: int, logprob: float = -0.2) -> Utterance:
    """Words evenly from start to end."""
    words = text.split()
    step = (end_ms - start_ms) // len(words)
    return utterance(
        *((word, start_ms + n * step, start_ms + (n + 1) * step) for n, word in enumerate(words)),
        logprob=logprob,
    )


def nothing(lost: Stretch) -> tuple[Utterance, ...]:
    return ()


def test_speech_without_words_is_noticed_and_coughs_are_not() -> None:
    speech = [Stretch(0, 2_000), Stretch(5_000, 9_000), Stretch(10_000, 10_400)]
    heard = [utterance(("Thank", 100, 600), ("you", 700, 1_500))]
    assert lost_speech(speech, heard) == (Stretch(5_000, 9_000),)


def test_speech_that_stays_lost_gets_a_mark_of_its_own_in_its_place() -> None:
    speech = [Stretch(0, 2_000), Stretch(5_000, 9_000)]
    heard = [spread("Thank you Chairman", 0, 2_000)]
    told = guard(speech, heard, nothing)
    assert [(each.text, each.start_ms, each.end_ms, each.words) for each in told[1:]] == [
        (NOT_HEARD, 5_000, 9_000, ())
    ]
    assert told[0] == heard[0]


def test_what_is_heard_the_second_time_takes_the_place_of_less_and_no_word_comes_twice() -> None:
    speech = [Stretch(0, 3_000), Stretch(4_000, 9_000)]
    heard = [
        utterance(("Thank", 0, 900), ("you.", 900, 2_000), ("Item", 2_000, 2_900), ("five", 4_000, 4_600))
    ]
    again = spread("you. Item five the police report", 2_000, 9_500)
    told = guard(speech, heard, lambda lost: (again,))
    words = [word.text for each in told for word in each.words]
    assert words[:3] == ["Thank", "you.", "Item"]
    assert words[3:] == [
        word.text for word in again.words if 4_000 <= (word.start_ms + word.end_ms) // 2 < 9_000
    ]
    assert NOT_HEARD not in [each.text for each in told]


def test_words_that_stand_close_by_with_a_wrong_time_do_not_come_twice() -> None:
    speech = [Stretch(0, 3_000), Stretch(4_000, 7_000)]
    heard = [spread("We asked four companies for their prices in writing.", 0, 3_000)]
    again = spread("companies for their prices in writing.", 4_000, 7_000)
    assert guard(speech, heard, lambda lost: (again,)) == tuple(heard)


def test_a_short_answer_said_again_is_not_taken_for_a_wrong_time() -> None:
    speech = [Stretch(0, 3_000), Stretch(4_000, 5_500)]
    heard = [spread("Are we agreed on that? Agreed.", 0, 3_000)]
    again = spread("Agreed. Agreed.", 4_000, 5_500)
    assert guard(speech, heard, lambda lost: (again,)) == (*heard, again)


def test_an_invention_is_not_taken_for_lost_speech() -> None:
    speech = [Stretch(0, 4_000)]
    invented = spread("Thank you for watching everybody", 0, 4_000, logprob=-1.4)
    assert [each.text for each in guard(speech, (), lambda lost: (invented,))] == [NOT_HEARD]


def test_a_slow_answer_is_kept_and_not_called_lost() -> None:
    speech = [Stretch(0, 2_600)]
    heard = [utterance(("Agreed.", 300, 1_200))]
    assert guard(speech, heard, nothing) == tuple(heard)


def test_a_long_hole_after_the_first_words_is_marked() -> None:
    speech = [Stretch(0, 12_000)]
    heard = [spread("I would like to say", 0, 2_000)]
    told = guard(speech, heard, nothing)
    assert [(each.text, each.start_ms, each.end_ms) for each in told] == [
        ("I would like to say", 0, 2_000),
        (NOT_HEARD, 2_000, 12_000),
    ]


class FakeForgetfulEngine:
    """The real engine, which drops what it heard between two moments when it hears a whole block, as batches do."""

    def __init__(self, engine: Engine, from_ms: int, to_ms: int, *, deaf: bool = False) -> None:
        self.name, self.version = engine.name, engine.version
        self._engine, self._from_ms, self._to_ms, self._deaf = engine, from_ms, to_ms, deaf

    def load(self, model, workers: int) -> None:
        self._engine.load(model, workers)

    def speech(self, samples, start_ms: int) -> tuple[Stretch, ...]:
        return self._engine.speech(samples, start_ms)

    def transcribe(self, samples, start_ms: int, request: Request) -> tuple[Utterance, ...]:
        heard = self._engine.transcribe(samples, start_ms, request)
        if len(samples) < 16_000 * 20 and not self._deaf:
            return heard
        return tuple(each for each in heard if each.end_ms <= self._from_ms or each.start_ms >= self._to_ms)


@pytest.mark.parametrize("deaf", [False, True])
def test_an_engine_that_drops_speech_does_not_lose_it(deaf: bool, base_model, sample_sound, as_file) -> None:
    folder, files = as_file(sample_sound[: 16_000 * 30])
    engine = make_engine("faster-whisper")
    engine.load(base_model, 1)
    job = Transcribe("faster-whisper", base_model, folder, files, "en", (), (), 1)

    def told_by(listener: Engine) -> list[str]:
        answers: list[Message] = []
        hear(job, listener, answers.append)
        (block,) = [answer for answer in answers if isinstance(answer, BlockHeard)]
        return [each.text for each in block.utterances]

    whole = told_by(engine)
    kept = told_by(FakeForgetfulEngine(engine, 0, 12_000, deaf=deaf))
    assert NOT_HEARD not in whole
    assert (NOT_HEARD in kept) == deaf
    if not deaf:
        words, again = (len(" ".join(text).split()) for text in (whole, kept))
        assert again >= 0.9 * words
