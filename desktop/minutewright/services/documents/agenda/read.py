"""Reads an agenda into items: from Word, from PDF, from a text file, or from what the clerk pasted."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from minutewright.domain.agenda import AgendaHead, AgendaItem, ItemKind
from minutewright.domain.errors import BadInput, NotAnAgenda
from minutewright.domain.ids import ItemId, new_id
from minutewright.services.documents.agenda.details import (
    papers,
    recommendation,
    title_and_rest,
    without_copy_note,
    without_pages,
)
from minutewright.services.documents.agenda.exempt import Privacy, mark_exempt, strip_mark
from minutewright.services.documents.agenda.head import head_of
from minutewright.services.documents.agenda.lines import Line, is_capitals
from minutewright.services.documents.agenda.pdf_file import pdf_lines
from minutewright.services.documents.agenda.phrases import AgendaPhrases, agenda_phrases
from minutewright.services.documents.agenda.starts import Start, item_starts, sub_starts
from minutewright.services.documents.agenda.text_file import decode_text, text_lines
from minutewright.services.documents.agenda.word_file import word_lines

_LARGEST = 200 * 1024 * 1024  # bytes; an agenda pack with all its plans is seldom a quarter of this


def read_agenda(source: Path | str) -> tuple[AgendaItem, ...]:
    """The items of an agenda in a file (.docx, .pdf, .txt), or in pasted text (a `str`).

    Numbers, titles (wrapped lines joined), kinds, papers with their pages, recommendations, exempt marks and sub-items
    are read; nothing is guessed that is not there. What kind of file it is, its first bytes say, not its name.

    Raises:
        BadInput: the file cannot be opened.
        NotAnAgenda: it is damaged, protected, empty, pictures only, of another kind, or holds no agenda items.
    """
    if isinstance(source, str):
        return _items(text_lines(source), "What was pasted", pasted=True)
    return _items(_file_lines(source), f"“{source.name}”", pasted=False)


def read_head(source: Path | str) -> AgendaHead:
    """What stands over the items of an agenda that `read_agenda` can read: council, body, day, hour and place.

    Raises:
        BadInput, NotAnAgenda: as `read_agenda`.
    """
    lines = text_lines(source) if isinstance(source, str) else _file_lines(source)
    starts = item_starts(lines, agenda_phrases())
    return head_of(lines, starts[0].at if starts else len(lines))


def agenda_text(path: Path) -> str:
    """The lines of an agenda file as they were read, to stand beside the items that were understood.

    Raises:
        BadInput, NotAnAgenda: as `read_agenda` does for a file.
    """
    lines: list[str] = []
    for line in _file_lines(path):
        lines += [""] if line.gap and lines else []
        lines.append(f"{line.number}. {line.text}" if line.number else line.text)
    return "\n".join(lines)


def _file_lines(path: Path) -> tuple[Line, ...]:
    try:
        if path.stat().st_size > _LARGEST:
            raise NotAnAgenda(
                f"“{path.name}” is larger than 200 MB. Choose the agenda's front sheet alone, or paste it."
            )
        data = path.read_bytes()
    except OSError as error:
        raise BadInput(f"“{path.name}” cannot be opened: {error.strerror or error}.") from error
    if not data.strip():
        raise NotAnAgenda(f"“{path.name}” is empty.")
    if data.startswith(b"PK"):
        return word_lines(data, path.name)
    if b"%PDF-" in data[:1024]:
        return pdf_lines(data, path.name)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise NotAnAgenda(
            f"“{path.name}” is an old Word file (.doc) or is protected by a password. Save it as a plain .docx or PDF "
            "and read it again."
        )
    if data.startswith(b"{\\rtf"):
        raise NotAnAgenda(f"“{path.name}” is a rich text file. Save it as .docx or PDF and read it again.")
    return text_lines(decode_text(data, path.name))


def _items(lines: tuple[Line, ...], name: str, *, pasted: bool) -> tuple[AgendaItem, ...]:
    phrases = agenda_phrases()
    starts = item_starts(lines, phrases)
    if not _is_agenda(lines, starts, phrases, pasted=pasted):
        starts = _unnumbered(lines, phrases)
    if not starts:
        raise NotAnAgenda(
            f"No agenda items were found in {name[0].lower() + name[1:]}. An agenda has numbered items, such as "
            "“1. Apologies for absence”. Choose another file, or paste the items as text."
        )
    rows: list[tuple[AgendaItem, Privacy]] = []
    ends = [start.at for start in starts[1:]] + [len(lines)]
    private = False
    for start, end in zip(starts, ends, strict=True):
        private = _part_before(lines, rows, start, private, phrases)
        rows.extend(_with_sub_items(lines, start, end, private, phrases))
        private = _part_within(lines[start.at + 1 : end], private, phrases)
    items = mark_exempt(rows, phrases)
    return tuple(replace(item, order=order) for order, item in enumerate(items, 1))


def _is_agenda(lines: tuple[Line, ...], starts: list[Start], phrases: AgendaPhrases, *, pasted: bool) -> bool:
    """Whether a run of numbered lines is an agenda and not a recipe: it holds business that every agenda has."""
    known = sum(phrases.kind_of(start.title) is not None for start in starts)
    if known >= 2:
        return True
    named = any(phrases.agenda_words.search(line.text) for line in lines)
    if pasted and len(starts) >= 2 and len(starts) == len(lines):
        return True
    return len(starts) >= 2 and named and (known >= 1 or len(starts) >= 3)


def _unnumbered(lines: tuple[Line, ...], phrases: AgendaPhrases) -> list[Start]:
    """Items without numbers: the short lines that look like three or more lines of well-known business."""
    known = [line for line in lines if len(line.text) < 90 and phrases.kind_of(line.text.split("\t")[0])]
    looks = [(line.look, round(line.indent)) for line in known]
    if len(looks) < 3:
        return []
    look = max(set(looks), key=looks.count)
    if looks.count(look) < 3:
        return []
    first = next(at for at, line in enumerate(lines) if line is known[looks.index(look)])
    starts: list[Start] = []
    for at in range(first, len(lines)):
        line = lines[at]
        title = line.text.split("\t")[0]
        alike = (line.look, round(line.indent)) == look
        if alike and len(title) < 140 and title[:1].isupper() and not title.endswith((".", ";")):
            number = str(len(starts) + 1)
            starts.append(Start(at, number, line.text, "#", len(starts) + 1, "unnumbered"))
    return starts


def _with_sub_items(
    lines: tuple[Line, ...], start: Start, end: int, private: bool, phrases: AgendaPhrases
) -> list[tuple[AgendaItem, Privacy]]:
    subs = sub_starts(lines, start.at + 1, end, start)
    own_end = subs[0].at if subs else end
    item, privacy = _item(lines, start, own_end, private, phrases)
    rows = [(item, privacy)]
    for sub, sub_end in pairwise([*subs, None]):
        assert sub is not None
        stop = sub_end.at if sub_end else end
        child, child_privacy = _item(lines, sub, stop, private, phrases)
        rows.append((replace(child, parent=item.id), child_privacy))
    return rows


def _item(
    lines: tuple[Line, ...], start: Start, end: int, private: bool, phrases: AgendaPhrases
) -> tuple[AgendaItem, Privacy]:
    whole, rest = title_and_rest(lines, start.title, start.at + 1, end, phrases)
    if not lines[start.at].wraps and len(whole) > 140:
        whole, rest = _first_sentence(whole, rest)
    title, pages = without_pages(without_copy_note(whole))
    title, marked = strip_mark(title, phrases)
    title = title or " ".join(whole.split())  # nothing but a mark or a page: better than no title
    kind = phrases.kind_of(title) or ItemKind.REPORT
    under = " ".join(line.text for line in rest)
    privacy = Privacy(
        marked=marked or bool(phrases.exempt_reasons.search(under)) or private,
        conditional=bool(phrases.if_needed.search(f"{title} {under[:160]}")),
    )
    item = AgendaItem(
        ItemId(new_id("item")),
        start.number,
        title,
        0,
        kind,
        papers=papers(whole, pages, rest, phrases),
        recommendation=recommendation(rest),
    )
    return item, privacy


def _first_sentence(text: str, rest: list[Line]) -> tuple[str, list[Line]]:
    """A paragraph that is title and description in one: the title ends with its first sentence."""
    title, stop, description = text.partition(". ")
    return (title, [Line(description), *rest]) if stop and len(title) < 140 else (text, rest)


def _part_before(
    lines: tuple[Line, ...],
    rows: list[tuple[AgendaItem, Privacy]],
    start: Start,
    private: bool,
    phrases: AgendaPhrases,
) -> bool:
    return private if rows else _part_within(lines[max(0, start.at - 3) : start.at], private, phrases)


def _part_within(lines: tuple[Line, ...], private: bool, phrases: AgendaPhrases) -> bool:
    """Whether the items after these lines belong to the private part: a heading of a part says so."""
    for line in lines:
        heading = (
            len(line.text) < 80 and (line.bold or is_capitals(line.text) or line.gap) and not line.number
        )
        if heading and phrases.exempt_parts.match(line.text):
            private = True
        elif heading and phrases.public_parts.match(line.text):
            private = False
    return private
