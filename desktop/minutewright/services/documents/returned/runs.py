"""Words that came back as runs of the minutes: what is unchanged keeps our look and our references."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from difflib import SequenceMatcher

from minutewright.domain.ids import ItemId
from minutewright.domain.minutes import Run
from minutewright.domain.returned import Piece, PieceMark
from minutewright.services.documents.returned.text import TextPiece

_REF = "\ufffc"


def merged_runs(
    ours: tuple[Run, ...], theirs: Iterable[TextPiece], refs: Mapping[str, ItemId]
) -> tuple[Run, ...]:
    """Their words with our look where the words are ours. `refs`: the item that each bookmark is of."""
    left, right = _our_letters(ours), _their_letters(theirs, refs)
    matcher = SequenceMatcher(
        None, [letter for letter, _ in left], [letter for letter, _ in right], autojunk=False
    )
    made: list[Run] = []
    for kind, a, b, c, d in matcher.get_opcodes():
        made += [run for _, run in (left[a:b] if kind == "equal" else right[c:d])]
    return _gathered(made)


def pieces_of(ours: str, theirs: str) -> tuple[Piece, ...]:
    """Both wordings, word by word: what is in both, what only in ours, what only in theirs."""
    left, right = _words(ours), _words(theirs)
    found: list[Piece] = []
    for kind, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(Piece("".join(left[a:b]), PieceMark.SAME))
            continue
        if b > a:
            found.append(Piece("".join(left[a:b]), PieceMark.OURS))
        if d > c:
            found.append(Piece("".join(right[c:d]), PieceMark.THEIRS))
    return tuple(found)


def _words(text: str) -> list[str]:
    """Words, single spaces and signs, which joined are the text again."""
    words: list[str] = []
    for letter in text:
        if words and letter.isalnum() and words[-1][-1].isalnum():
            words[-1] += letter
        else:
            words.append(letter)
    return words


def _our_letters(runs: tuple[Run, ...]) -> list[tuple[str, Run]]:
    found: list[tuple[str, Run]] = []
    for run in runs:
        if run.is_reference:
            found.append((_key(run), run))
        else:
            found += [(letter, replace(run, text=letter)) for letter in run.text]
    return found


def _their_letters(pieces: Iterable[TextPiece], refs: Mapping[str, ItemId]) -> list[tuple[str, Run]]:
    found: list[tuple[str, Run]] = []
    last_ref = ""
    for piece in pieces:
        item = refs.get(piece.ref) if piece.ref else None
        if item is not None:
            if piece.ref != last_ref:  # a field's result may be cut into several runs
                run = Run("", piece.bold, piece.italic, item_ref=item)
                found.append((_key(run), run))
            last_ref = piece.ref
            continue
        last_ref = ""
        found += [(letter, Run(letter, piece.bold, piece.italic)) for letter in piece.text]
    while found and found[-1][0].isspace():
        found.pop()
    return found


def _key(run: Run) -> str:
    return f"{_REF}{run.item_ref}" if run.item_ref else f"{_REF}{run.text}"


def _gathered(letters: list[Run]) -> tuple[Run, ...]:
    made: list[Run] = []
    for run in letters:
        if made and not run.is_reference and replace(made[-1], text="") == replace(run, text=""):
            made[-1] = replace(made[-1], text=made[-1].text + run.text)
        else:
            made.append(run)
    return tuple(made)
