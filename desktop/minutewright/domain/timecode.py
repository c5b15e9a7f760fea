"""Recording time: whole milliseconds, written and read as h:mm:ss."""

import re

from minutewright.domain.errors import BadInput

_PATTERN = re.compile(r"(?:(?:(\d+):)?(\d{1,2}):)?(\d{1,2})(?:[.,](\d{1,3}))?$")


def format_ms(ms: int, *, with_ms: bool = False) -> str:
    """`3_727_042` as `1:02:07`, or `1:02:07.042` with `with_ms`; negative times get a minus sign."""
    sign, ms = ("-", -ms) if ms < 0 else ("", ms)
    seconds, rest = divmod(ms, 1000)
    text = f"{sign}{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return f"{text}.{rest:03}" if with_ms else text


def format_subtitle_ms(ms: int, *, decimal: str) -> str:
    """`hh:mm:ss,mmm` as SubRip writes it (`decimal=","`) or `hh:mm:ss.mmm` as WebVTT does (`decimal="."`)."""
    seconds, rest = divmod(max(ms, 0), 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{decimal}{rest:03}"


def parse_ms(text: str) -> int:
    """Milliseconds of `1:02:07`, `2:07`, `127.5` (seconds) and the like.

    Raises:
        BadInput: the text is no time.
    """
    match = _PATTERN.match(text.strip())
    if not match:
        raise BadInput(f"“{text}” is not a time. Write it as hours:minutes:seconds, for example 0:01:23.")
    hours, minutes, seconds, fraction = match.groups()
    whole = int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds)
    return whole * 1000 + int((fraction or "0").ljust(3, "0"))
