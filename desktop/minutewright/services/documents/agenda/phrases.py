"""The phrase lists by which agendas are understood: resources/agenda/phrases.toml."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from minutewright.domain.agenda import ItemKind
from minutewright.services.resources import resource


@dataclass(frozen=True, slots=True)
class KindPhrases:
    """The titles that tell one kind of business, and those that look like it and are not."""

    kind: ItemKind
    phrases: re.Pattern[str]
    unless: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class AgendaPhrases:
    """All lists, ready to search."""

    kinds: tuple[KindPhrases, ...]
    agenda_words: re.Pattern[str]
    exempt_marks: re.Pattern[str]
    exempt_reasons: re.Pattern[str]
    exempt_parts: re.Pattern[str]
    public_parts: re.Pattern[str]
    if_needed: re.Pattern[str]
    tabled: re.Pattern[str]

    def kind_of(self, title: str) -> ItemKind | None:
        """The kind of business a title tells, or None if it could be anything."""
        for row in self.kinds:
            if row.phrases.search(title) and not (row.unless and row.unless.search(title)):
                return row.kind
        return None


@cache
def agenda_phrases() -> AgendaPhrases:
    """The shipped lists."""
    data = tomllib.loads(resource("agenda", "phrases.toml").read_text(encoding="utf-8"))
    kinds = tuple(
        KindPhrases(
            ItemKind(row["kind"]),
            _any_of(row["phrases"]),
            _any_of(row["unless"]) if row.get("unless") else None,
        )
        for row in data.pop("kinds")
    )
    return AgendaPhrases(kinds, **{name: _any_of(phrases) for name, phrases in data.items()})


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """Whole words, any letter case, any white space between them, either apostrophe. `=words` is a whole title."""
    patterns = [
        re.sub(r"['’]", "['’]", re.sub(r"(\\ )+", r"\\s+", re.escape(phrase)))
        for phrase in sorted(phrases, key=len, reverse=True)
    ]
    whole = [pattern[1:] for pattern in patterns if pattern.startswith("=")]
    within = [pattern for pattern in patterns if not pattern.startswith("=")]
    either = [rf"(?<!\w)(?:{'|'.join(within)})(?!\w)"] if within else []
    either += [rf"^\s*(?:{'|'.join(whole)})\W*$"] if whole else []
    return re.compile("|".join(either), re.IGNORECASE)
