"""A house style taken apart into single settings, each with its place, and put together again with one of them changed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Any, cast, get_args, get_origin, get_type_hints

from minutewright.domain.agenda import ItemKind
from minutewright.domain.house_style import HouseStyle

Value = str | bool | int | float | StrEnum | tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting of a house style: the way to it from the style, and what it holds.

    `path` has a field's name, a key of a table or a row for each step. `value` is text, a choice, a number, yes or no, or
    a tuple of texts or of some of `choices`.
    """

    path: tuple[str | int, ...]
    value: Value
    choices: tuple[StrEnum, ...] = ()

    @property
    def place(self) -> str:
        """Where it stands, as `house_style_check` names it: `motions.kinds.amendment`, `attendance[1].line`."""
        return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in self.path).lstrip(".")


# Tables that may leave rows out: every row that could be there is offered, and an empty one is left out.
_OPEN: Mapping[str, type[StrEnum]] = MappingProxyType({"nil": ItemKind})


def settings_of(style: HouseStyle) -> tuple[Setting, ...]:
    """Every setting of a style in the order of its declaration; new parts of a style are among them by themselves."""
    return tuple(_settings(style, ()))


def changed(style: HouseStyle, setting: Setting, value: Value) -> HouseStyle:
    """The style with one setting changed."""
    return cast(HouseStyle, _put(style, setting.path, value))


def _settings(value: Any, path: tuple[str | int, ...]) -> Iterator[Setting]:
    if is_dataclass(value):
        kinds = get_type_hints(type(value))
        for field in fields(value):
            held, way = getattr(value, field.name), (*path, field.name)
            choices = _choices_of(kinds[field.name])
            yield from (Setting(way, held, choices),) if choices else _settings(held, way)
    elif isinstance(value, Mapping):
        rows = _OPEN.get(str(path[-1]))
        for key in [*rows] if rows else value:
            yield from _settings(value.get(key, ""), (*path, key))
    elif isinstance(value, tuple) and value and is_dataclass(value[0]):
        for row, part in enumerate(value):
            yield from _settings(part, (*path, row))
    else:
        yield Setting(path, value)


def _choices_of(kind: Any) -> tuple[StrEnum, ...]:
    """Every choice of a field that holds some of them."""
    inner = get_args(kind)[0] if get_origin(kind) is tuple else None
    return tuple(inner) if isinstance(inner, type) and issubclass(inner, StrEnum) else ()


def _put(whole: Any, path: tuple[str | int, ...], value: Value) -> Any:
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        return (*whole[:step], _put(whole[step], rest, value), *whole[step + 1 :])
    if isinstance(whole, Mapping):
        rows = {**whole, step: _put(whole.get(step, ""), rest, value)}
        return {key: words for key, words in rows.items() if words or key in whole and not _is_open(whole)}
    made = _put(getattr(whole, step), rest, value)
    return replace(whole, **{step: made})


def _is_open(rows: Mapping[Any, Any]) -> bool:
    return all(isinstance(key, ItemKind) for key in rows)
