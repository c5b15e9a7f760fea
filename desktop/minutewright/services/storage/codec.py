"""Records of the domain as rows of SQLite, and back.

Scalars are stored as they are, moments and dates as ISO 8601, enums by value; tuples and nested records as JSON.
Words, of which there are a hundred thousand, are JSON arrays `[start, end, text, probability]`.
"""

import json
import types
from collections.abc import Callable
from dataclasses import fields
from datetime import date, datetime, time
from enum import StrEnum
from functools import cache
from typing import Any, NewType, Union, get_args, get_origin, get_type_hints

from cattrs.preconf.json import make_converter

from minutewright.domain.transcript import Word

_converter = make_converter()
_converter.register_unstructure_hook(time, time.isoformat)
_converter.register_structure_hook(time, lambda text, _: time.fromisoformat(text))


def columns_of(record: Any) -> tuple[str, ...]:
    """The column names of a record type: its fields in order."""
    return tuple(field.name for field in fields(record))


def to_row(record: Any) -> tuple[Any, ...]:
    """A record as SQLite values, in the order of `columns_of`."""
    return tuple(write(getattr(record, name)) for name, write in _writers(record.__class__))


def from_row(record: Any, row: tuple[Any, ...]) -> Any:
    """The record of a row whose columns are those of `columns_of`."""
    return record(
        *(None if value is None else read(value) for read, value in zip(_readers(record), row, strict=True))
    )


@cache
def _writers(record: Any) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    hints = get_type_hints(record)
    return tuple((field.name, _writer(_plain(hints[field.name]))) for field in fields(record))


@cache
def _readers(record: Any) -> tuple[Callable[[Any], Any], ...]:
    hints = get_type_hints(record)
    return tuple(_reader(_plain(hints[field.name])) for field in fields(record))


def _plain(hint: Any) -> Any:
    """The type without `| None` and without NewType."""
    if get_origin(hint) in (Union, types.UnionType):
        hint = next(part for part in get_args(hint) if part is not type(None))
    return hint.__supertype__ if isinstance(hint, NewType) else hint


def _writer(kind: Any) -> Callable[[Any], Any]:
    if kind == tuple[Word, ...]:
        return _write_words
    if kind in (date, datetime, time):
        return lambda value: None if value is None else value.isoformat()
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return lambda value: None if value is None else value.value
    if kind is bool:
        return lambda value: None if value is None else int(value)
    if kind in (str, int, float):
        return lambda value: value
    return lambda value: (
        None if value is None else json.dumps(_converter.unstructure(value), ensure_ascii=False)
    )


def _reader(kind: Any) -> Callable[[Any], Any]:
    if kind == tuple[Word, ...]:
        return _read_words
    if kind in (date, datetime, time):
        return kind.fromisoformat  # type: ignore[no-any-return]
    if kind in (bool, str, int, float) or (isinstance(kind, type) and issubclass(kind, StrEnum)):
        return kind  # type: ignore[no-any-return]
    return lambda value: _converter.structure(json.loads(value), kind)


def _write_words(words: tuple[Word, ...] | None) -> str | None:
    if words is None:
        return None
    return json.dumps(
        [[word.start_ms, word.end_ms, word.text, round(word.probability, 4)] for word in words],
        ensure_ascii=False,
    )


def _read_words(text: str) -> tuple[Word, ...]:
    return tuple(Word(*word) for word in json.loads(text))
