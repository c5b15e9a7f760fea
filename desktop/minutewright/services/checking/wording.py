"""Slips in the words: quotation marks, spaces, numbers, tense, ends of sentences and lists, terms spelt two ways."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby, pairwise

from minutewright.domain.minutes import BlockKind
from minutewright.services.checking.finding import Finding, Rule, Words

_POINTS = (BlockKind.BULLET, BlockKind.LETTERED)
_SENTENCES = (BlockKind.PARAGRAPH, BlockKind.NOTE, BlockKind.QUESTION, BlockKind.ANSWER)
_ENDS = (*".:;?!…”’)]", ":-", ":–")
_BEFORE_END = re.compile(r"\w+ ([,;:.?!])(?=\s|$)|\b\d{4} -\d\d\b")
_NUMBER = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})*,\d{1,2}(?![\d,])")
_TWICE = re.compile(r"\b([A-Za-z]{2,}) \1\b", re.IGNORECASE)
_MAY_REPEAT = {"had", "that", "very"}
_TURNED = re.compile(r"(?:^|[\s(\[])’(?!tis\b|twas\b|em\b|til\b|n\b)(?=[A-Za-z])", re.IGNORECASE)
_PRESENT = re.compile(
    r"(?:^|[.?!] )(?:(?:The|A|An) (?:(?!\w+ed |his |her |their )[\w’'-]+ ){1,4}?|Members |Officers |Councillor (?:[A-Z]\.? )*[A-Z][\w’'-]+ )"
    r"(says|states|advises|confirms|asks|explains|reports|notes|thanks|agrees|suggests|is|are|has|have)\b"
)
_TERM = re.compile(r"\b(?=[\w-]*[A-Z]{2})[A-Z][\w]*(?:-[\w]+)*\b")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{4,}\b")


def wording_findings(words: tuple[Words, ...], *, ends_completed: bool = False) -> Iterator[Finding]:
    """The slips in what is printed. With `ends_completed` the house style ends list points itself."""
    for each in words:
        for rule, sentence in (*_marks(each), *_reading(each)):
            yield Finding(rule, sentence, each.item_id, each.block_id)
    if not ends_completed:
        yield from _list_ends(words)
    yield from _terms(words)


def _marks(words: Words) -> Iterator[tuple[Rule, str]]:
    text = words.text
    singles = len(re.findall(r"‘", text))
    closing = len(re.findall(r"’(?!\w)", text))
    if text.count("“") != text.count("”") or text.count('"') % 2 or singles > closing:
        yield Rule.QUOTES, f"A quotation in “{_start(text)}” is not closed or not opened."
    if found := _TURNED.search(text):
        yield Rule.TURNED_QUOTE, f"“{_around(text, found)}” has a closing quotation mark where one opens."
    for left, right in ("()", "[]"):
        # A lettered lead such as “a)” closes what nobody opened.
        if text.count(left) > text.count(right):
            yield Rule.BRACKETS, f"A bracket in “{_start(text)}” is not closed."


def _reading(words: Words) -> Iterator[tuple[Rule, str]]:
    text = words.text
    if found := re.search(r"\S {2,}\S", text):
        yield Rule.DOUBLE_SPACE, f"There are two spaces in “{_around(text, found)}”."
    if found := _BEFORE_END.search(text):
        yield Rule.SPACE_BEFORE, f"There is a space too many in “{_around(text, found)}”."
    if found := _NUMBER.search(text):
        yield Rule.ODD_NUMBER, f"The number {found.group()} looks unfinished."
    found = next((row for row in _TWICE.finditer(text) if row.group(1).casefold() not in _MAY_REPEAT), None)
    if found:
        yield Rule.REPEATED_WORD, f"“{found.group()}” says a word twice."
    if words.kind is BlockKind.PARAGRAPH and (found := _PRESENT.search(text)):
        yield (
            Rule.TENSE,
            f"“{found.group().lstrip('.?! ')}” is in the present tense; minutes report what was said.",
        )
    if words.kind in _SENTENCES and text.strip() and not text.rstrip().endswith(_ENDS):
        yield Rule.NO_END, f"“… {text.rstrip()[-40:]}” has no full stop at the end."


def _list_ends(words: tuple[Words, ...]) -> Iterator[Finding]:
    for (item_id, kind), points in groupby(words, key=lambda each: (each.item_id, each.kind)):
        if kind not in _POINTS:
            continue
        rows = list(points)
        for each in rows[:-1]:
            if not re.search(r"(?:[;:,.?!…]|; (?:and|or))$", each.text.rstrip()):
                yield Finding(
                    Rule.LIST_END, f"The point “{_start(each.text)}” has no mark at its end, and the list goes on.",
                    item_id, each.block_id,
                )  # fmt: skip
        last = rows[-1]
        if not last.text.rstrip().endswith(tuple(".?!…”:")):
            yield Finding(
                Rule.LIST_END,
                f"The list ends with “{_start(last.text)}” without a full stop.",
                item_id,
                last.block_id,
            )


def _terms(words: tuple[Words, ...]) -> Iterator[Finding]:
    """Terms that are the same but for a hyphen, and names that differ in one letter; the rarer spelling is shown."""
    counted: Counter[str] = Counter()
    first: dict[str, Words] = {}
    for each in words:
        for found in (*_TERM.findall(each.text), *_NAME.findall(each.text)):
            counted[found] += 1
            first.setdefault(found, each)
    by_letters: dict[str, list[str]] = {}
    for term in counted:
        by_letters.setdefault(term.replace("-", "").upper(), []).append(term)
    pairs = [
        (one, other)
        for same in by_letters.values()
        for one, other in pairwise(sorted(same))
        if one.replace("-", "") == other.replace("-", "")
    ]
    names = sorted(term for term in counted if _plain(term))
    for place, one in enumerate(names):
        pairs += [(one, other) for other in names[place + 1 :] if _one_letter_apart(one, other)]
    for one, other in pairs:
        rare, usual = sorted((one, other), key=lambda term: counted[term])
        at = first[rare]
        yield Finding(
            Rule.TERM, f"“{rare}” is spelt “{usual}” elsewhere. Are they the same?", at.item_id, at.block_id
        )


def _plain(term: str) -> bool:
    return len(term) > 4 and term[1:].islower() and term.isalpha()


def _one_letter_apart(one: str, other: str) -> bool:
    """Whether exactly one letter inside differs; endings differ by grammar."""
    if len(one) != len(other):
        return False
    places = [place for place, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    return len(places) == 1 and 0 < places[0] < len(one) - 1


def _start(text: str) -> str:
    return text if len(text) <= 48 else f"{text[:47].rstrip()}…"


def _around(text: str, found: re.Match[str]) -> str:
    return text[max(0, found.start() - 16) : found.end() + 16].strip()
