"""Words into utterances: one sentence each, so that every utterance has one speaker and one moment."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from minutewright.domain.transcript import Word
from minutewright.services.transcription.engine import Utterance

LONG_PAUSE_MS = 800
_ABBREVIATIONS = {
    "mr.",
    "mrs.",
    "ms.",
    "dr.",
    "st.",
    "cllr.",
    "no.",
    "nos.",
    "rev.",
    "hon.",
    "insp.",
    "sgt.",
    "p.",
    "pp.",
}


def join_pieces(pieces: Iterable[tuple[str, int, int, float]]) -> tuple[Word, ...]:
    """Words from an engine's pieces (text with its leading space, start ms, end ms, probability).

    A piece without a leading space belongs to the word before it ("o" + "'clock"); the doubt is that of the worse.
    """
    words: list[Word] = []
    for text, start_ms, end_ms, probability in pieces:
        if not text.strip():
            continue
        if words and not text[0].isspace():
            last = words[-1]
            words[-1] = Word(
                last.start_ms,
                max(end_ms, last.end_ms),
                last.text + text.strip(),
                min(last.probability, probability),
            )
        else:
            words.append(Word(start_ms, max(end_ms, start_ms), text.strip(), round(probability, 4)))
    return tuple(words)


def split_sentences(utterance: Utterance) -> tuple[Utterance, ...]:
    """An utterance cut after each sentence and at each long pause; one without words is left whole."""
    parts: list[list[Word]] = []
    for number, word in enumerate(utterance.words):
        if number == 0 or _ends(utterance.words, number - 1):
            parts.append([])
        parts[-1].append(word)
    if len(parts) < 2:
        return (utterance,)
    return tuple(
        replace(
            utterance,
            start_ms=part[0].start_ms,
            end_ms=part[-1].end_ms,
            text=" ".join(word.text for word in part),
            words=tuple(part),
        )
        for part in parts
    )


def _ends(words: Sequence[Word], place: int) -> bool:
    word, following = words[place], words[place + 1]
    if following.start_ms - word.end_ms >= LONG_PAUSE_MS:
        return True
    text = word.text.rstrip("\"'”’)")
    return text.endswith((".", "?", "!")) and word.text.casefold() not in _ABBREVIATIONS
