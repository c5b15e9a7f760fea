"""The lines of an agenda in plain text, from a file or pasted."""

import codecs
import re

from minutewright.domain.errors import NotAnAgenda
from minutewright.services.documents.agenda.lines import Line

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def decode_text(data: bytes, name: str) -> str:
    """The text of a file in UTF-8, UTF-16 or the old Windows encoding.

    Raises:
        NotAnAgenda: it is no text.
    """
    encoding = next((name for mark, name in _BOMS if data.startswith(mark)), "")
    try:
        text = data.decode(encoding or "utf-8")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    strange = sum(not letter.isprintable() and letter not in "\r\n\t\f\u00a0" for letter in text)
    if "\x00" in text or strange * 50 > len(text):
        raise NotAnAgenda(f"“{name}” is no agenda: it holds no text. Choose a .docx, .pdf or .txt file.")
    return text


def text_lines(text: str) -> tuple[Line, ...]:
    """The lines of a text; a tab or a run of spaces inside one stays a tab."""
    lines: list[Line] = []
    gap = False
    for row in text.replace("\f", "\n\n").replace("\u00a0", " ").splitlines():
        if not row.strip():
            gap = True
            continue
        wide = row.expandtabs(8)
        words = "\t".join(part.strip() for part in re.split(r"\t| {3,}", row) if part.strip())
        lines.append(Line(words, indent=float(len(wide) - len(wide.lstrip())), gap=gap, wraps=True))
        gap = False
    return tuple(lines)
