"""Phrases of a house style: text with `{fields}`, `[parts that print only when their fields are known]` and `**bold**`.

`[[` and `]]` print one bracket. What is filled in is never read as a phrase itself, so a name may hold any character.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from minutewright.domain.errors import BadInput
from minutewright.domain.minutes import Run

_TOKEN = re.compile(r"\[\[|\]\]|\[|\]|\*\*|\{(\w+)\}|[^\[\]*{]+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    field: bool
    bold: bool
    group: int  # 0: always prints; else the number of the bracket it stands in


@lru_cache(maxsize=1024)
def _parse(template: str) -> tuple[_Piece, ...]:
    pieces: list[_Piece] = []
    bold, group, groups = False, 0, 0
    for match in _TOKEN.finditer(template):
        token = match.group()
        if token == "**":
            bold = not bold
        elif token == "[" and not group:
            groups += 1
            group = groups
        elif token == "]" and group:
            group = 0
        elif token in ("[", "]"):
            raise BadInput(
                f"The phrase “{template}” has a stray “{token}”. Write {token * 2} to print a bracket."
            )
        elif match.group(1):
            pieces.append(_Piece(match.group(1), True, bold, group))
        else:
            pieces.append(_Piece(token[0] if token in ("[[", "]]") else token, False, bold, group))
    if group:
        raise BadInput(f"The phrase “{template}” opens a bracket and does not close it.")
    return tuple(pieces)


def fields_of(template: str) -> frozenset[str]:
    """The names of the fields in a phrase.

    Raises:
        BadInput: a bracket is opened and not closed, or the reverse.
    """
    return frozenset(piece.text for piece in _parse(template) if piece.field)


def fill_runs(template: str, values: Mapping[str, str | Run]) -> tuple[Run, ...]:
    """The phrase filled in, as runs. A value that is a Run keeps its own look and reference.

    Raises:
        BadInput: the phrase has a field that `values` does not name, or its brackets do not match.
    """
    runs: list[Run] = []
    for run in _filled(template, values):
        if runs and not run.is_reference and runs[-1] == replace(run, text=runs[-1].text):
            runs[-1] = replace(run, text=runs[-1].text + run.text)
        elif run.text or run.is_reference:
            runs.append(run)
    return tuple(runs)


def fill(template: str, values: Mapping[str, str]) -> str:
    """The phrase filled in, as plain text. Raises as `fill_runs` does."""
    return "".join(run.text for run in _filled(template, values))


def _filled(template: str, values: Mapping[str, str | Run]) -> Iterator[Run]:
    pieces = _parse(template)
    unknown = fields_of(template) - values.keys()
    if unknown:
        raise BadInput(
            f"The phrase “{template}” asks for “{min(unknown)}”, which is not known there. "
            f"It may use: {', '.join(sorted(values))}."
        )
    empty = {piece.group for piece in pieces if piece.field and not _has_text(values[piece.text])}
    ended = False
    for piece in pieces:
        if piece.group and piece.group in empty:
            continue
        value = values[piece.text] if piece.field else piece.text
        if isinstance(value, Run):
            made = replace(value, bold=value.bold or piece.bold)
        else:
            # A value such as “7.00 p.m.” ends a sentence itself.
            made = Run(
                value[1:] if ended and not piece.field and value[:1] == "." else value, bold=piece.bold
            )
        ended = piece.field and made.text.endswith((".", "?", "!"))
        yield made


def _has_text(value: str | Run) -> bool:
    return bool(value.text or value.is_reference) if isinstance(value, Run) else bool(value)
