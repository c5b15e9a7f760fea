"""House styles as files: read from TOML, checked before anything is printed with them, and written back."""

import tomllib
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any, get_args, get_origin

import tomli_w
from cattrs import ClassValidationError, Converter, transform_error
from cattrs.gen import make_dict_unstructure_fn, override
from cattrs.v import format_exception

from minutewright.domain import house_style as words
from minutewright.domain.agenda import ItemKind
from minutewright.domain.attendance import AttendanceStatus, Capacity
from minutewright.domain.business import Choice, DecisionLabel, InterestKind, MotionKind, MotionOutcome
from minutewright.domain.business_words import PrintMotions, PrintNames
from minutewright.domain.council import Council, Numbering, RunsOn
from minutewright.domain.errors import BadInput
from minutewright.domain.house_style import HouseStyle
from minutewright.domain.meeting import MeetingKind
from minutewright.services.documents.house_style_check import check_house_style, line_of
from minutewright.services.resources import resource

LARGEST_BYTES = 1_000_000


def shipped_house_styles() -> dict[str, str]:
    """The house styles that come with the program: identifier (`uk-borough`) to the name the clerk reads."""
    return {
        path.stem: read_house_style(path).name for path in sorted(resource("house_styles").glob("*.toml"))
    }


def shipped_house_style(identifier: str) -> HouseStyle:
    """The shipped house style with this identifier, which is what `Council.house_style` holds.

    Raises:
        BadInput: there is none of that name.
    """
    return _from_text(shipped_house_style_text(identifier), f"{identifier}.toml")


def shipped_house_style_text(identifier: str) -> str:
    """The file of a shipped house style, as text. Raises as `shipped_house_style` does."""
    path = resource("house_styles") / f"{identifier}.toml"
    if not path.is_file() or path.parent != resource("house_styles"):
        known = ", ".join(sorted(file.stem for file in resource("house_styles").glob("*.toml")))
        raise BadInput(f"There is no house style “{identifier}”. Choose one of: {known}.")
    return path.read_text(encoding="utf-8")


def house_style_of(council: Council) -> HouseStyle:
    """The house style of a council: its own, which its meetings carry with them, else the shipped one it names.

    Raises:
        BadInput: it names one that is not there, or its own cannot be used.
    """
    if council.style_text:
        return _from_text(council.style_text, f"{council.house_style}.toml")
    return shipped_house_style(council.house_style)


def read_house_style(path: Path) -> HouseStyle:
    """The house style in a TOML file.

    Raises:
        BadInput: the file cannot be read, is no TOML, lacks something, has something unknown, or holds a phrase that
            asks for a field it cannot have. The sentence names the place and the line.
    """
    return house_style_from(read_text(path), path.name)


def read_text(path: Path) -> str:
    """The text of a file that should be a house style. Raises BadInput if it cannot be one."""
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise BadInput(f"The house style “{path.name}” is far too large to be one. It was not read.")
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise BadInput(f"The house style “{path.name}” cannot be read: {error.strerror or error}.") from error
    except UnicodeDecodeError as error:
        raise BadInput(
            f"The house style “{path.name}” is not a valid TOML file: it is no text in UTF-8."
        ) from error


def house_style_from(text: str, name: str) -> HouseStyle:
    """The house style of a file's text; `name` is what the sentences call it. Raises as `read_house_style` does."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadInput(f"The house style “{name}” is not a valid TOML file: {error}.") from error
    try:
        style = _converter().structure(data, HouseStyle)
    except ClassValidationError as error:
        first = transform_error(error, path="", format_exception=_words_of)[0].replace(" @ .", " at ")
        first = first.replace(" @ ", "")
        line = line_of(text, first.rpartition(" at ")[2])
        raise BadInput(f"The house style “{name}” cannot be used: {first}{line}.") from error
    check_house_style(style, name, text)
    return style


def house_style_text(style: HouseStyle) -> str:
    """A house style as the text of its file; reading it again gives an equal one."""
    return tomli_w.dumps(_converter().unstructure(style), multiline_strings=False)


_from_text = lru_cache(maxsize=32)(house_style_from)


@lru_cache(maxsize=1)
def _converter() -> Converter:
    converter = Converter(forbid_extra_keys=True)
    converter.register_structure_hook(str, _text)
    converter.register_structure_hook(bool, _yes_or_no)
    converter.register_structure_hook(int, _whole_number)
    converter.register_structure_hook(float, _number)
    # A StrEnum is a str too, so each needs its own hook to go before the one for text.
    for kind in (Capacity, AttendanceStatus, MeetingKind, ItemKind, DecisionLabel, InterestKind, Choice, MotionKind,
                 MotionOutcome, RunsOn, PrintMotions, PrintNames, words.GroupLayout, words.ListPunctuation, words.Sheet):  # fmt: skip
        converter.register_structure_hook(kind, _choice)
    converter.register_structure_hook_func(_is_texts, _lines)
    converter.register_unstructure_hook_func(_is_choice, lambda value: value.value)
    # The first number belongs to the meeting, not to the style.
    converter.register_unstructure_hook(
        Numbering, make_dict_unstructure_fn(Numbering, converter, first=override(omit=True))
    )
    return converter


def _is_choice(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, StrEnum)


def _is_texts(kind: Any) -> bool:
    return get_origin(kind) is tuple and get_args(kind) == (str, ...)


def _lines(value: object, _: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueError(f"“{value}” should be a list of texts in square brackets")
    return tuple(_text(line, str) for line in value)


def _words_of(error: BaseException, kind: type | None) -> str:
    return str(error) if type(error) is ValueError else str(format_exception(error, kind))


def _text(value: object, _: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f"“{value}” should be text in quotes")
    return value


def _yes_or_no(value: object, _: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"“{value}” should be true or false")
    return value


def _whole_number(value: object, _: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError(f"“{value}” should be a whole number")
    return value


def _number(value: object, _: object) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise ValueError(f"“{value}” should be a number")
    return float(value)


def _choice(value: object, kind: type[StrEnum]) -> StrEnum:
    if not isinstance(value, str) or value not in list(kind):
        raise ValueError(f"“{value}” should be one of {', '.join(kind)}")
    return kind(value)
