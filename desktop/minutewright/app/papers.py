"""Documents of an open meeting: the minutes drafted and exported, with each export on the record."""

import hashlib
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from minutewright.domain.errors import BadInput
from minutewright.domain.house_style import HouseStyle
from minutewright.domain.ids import ItemId, VersionId, new_id
from minutewright.domain.meeting import MinutesState
from minutewright.domain.minutes import Edition, ShortEdition, Version
from minutewright.domain.record import MeetingRecord
from minutewright.services.clerk.minuting import take_proposals
from minutewright.services.documents.kept_versions import keep_version
from minutewright.services.storage.store import MeetingStore

if TYPE_CHECKING:
    from minutewright.services.documents.template.shelf import ChosenTemplate

_OWN = "-own"


def house_style_of(store: MeetingStore) -> HouseStyle:
    """The house style of the meeting's council.

    Raises:
        BadInput: it names a style that is not there.
    """
    from minutewright.services.documents import house_style

    return house_style.house_style_of(store.council)


def keep_house_style(store: MeetingStore, style: HouseStyle) -> None:
    """Print the council's minutes in a style of its own, which the meeting carries, as one undoable action.

    One that reads as the shipped style it came from is that style again.

    Raises:
        BadInput: the style cannot be used; nothing was changed.
    """
    from minutewright.services.clerk.preparing import choose_house_style
    from minutewright.services.documents.house_style import house_style_from, house_style_text

    base = _shipped_identifier(store)
    if style == shipped_style_of(store):
        choose_house_style(store, base)
        return
    # Another name than the style it came from, so that going back to that one is a change.
    identifier = f"{store.council.house_style.removesuffix(_OWN)}{_OWN}"
    text = house_style_text(style)
    house_style_from(text, f"{identifier}.toml")
    choose_house_style(store, identifier, text)


def shipped_style_of(store: MeetingStore) -> HouseStyle:
    """The shipped style from which the council's own was made; where that is not known, one in its language."""
    from minutewright.services.documents.house_style import shipped_house_style

    return shipped_house_style(_shipped_identifier(store))


def write_house_style(style: HouseStyle, out: Path) -> None:
    """Write a house style to one file; a file that is there is replaced.

    Raises:
        FolderError, DiskFull: nothing was written.
    """
    from minutewright.services.documents.atomic import write_whole
    from minutewright.services.documents.house_style import house_style_text

    text = house_style_text(style).encode("utf-8")
    write_whole(out, lambda file: file.write(text))


def _shipped_identifier(store: MeetingStore) -> str:
    from minutewright.services.documents.house_style import shipped_house_style, shipped_house_styles

    shipped = tuple(shipped_house_styles())
    named = store.council.house_style.removesuffix(_OWN)
    if named in shipped:
        return named
    language = house_style_of(store).language
    return next((key for key in shipped if shipped_house_style(key).language == language), "uk-borough")


def draft_minutes(store: MeetingStore) -> int:
    """Bring the minutes up to what is confirmed, as one undoable action; returns how many blocks came or changed."""
    from minutewright.services.drafting.propose import outdated_blocks, propose_blocks

    record, style = store.record(), house_style_of(store)
    proposals, outdated = propose_blocks(record, style), outdated_blocks(record, style)
    if not proposals and not outdated:
        return 0
    return take_proposals(store, proposals, outdated)


def export_transcript(store: MeetingStore, out: Path, format_: str, *, include_exempt: bool = False) -> None:
    """Write the transcript as `json`, `txt`, `srt`, `vtt` or `docx`.

    Raises:
        BadInput: there is no transcript yet.
        FolderError, DiskFull: nothing was written.
    """
    from minutewright.services.documents.transcript_export.write import TranscriptFormat, write_transcript

    if not store.segments():
        raise BadInput("This meeting has no transcript yet. Transcribe it first, then export it.")
    write_transcript(store.record(), out, TranscriptFormat(format_), include_exempt=include_exempt)


def export_minutes(
    store: MeetingStore,
    edition: Edition,
    out: Path | None = None,
    *,
    transcript_appendix: bool = False,
    audio_times: bool = False,
    replace: bool = False,
    template: "ChosenTemplate | None" = None,
) -> Path:
    """Write one edition as a Word file and put it on the record; returns where it is.

    Without `out` it goes to the meeting's `exports/` under a name by body, date, edition and state that is not taken.
    `audio_times` puts comments with the times of the recording into the clerk's own copy, which is in our own look.
    With `template` the minutes are written into the council's. A file at `out` that is not byte for byte an earlier
    export may hold somebody's changes: it is replaced only with `replace`, else the minutes go beside it under a free name. A copy of what was written is kept in
    `versions/`, to lay a draft that comes back beside it.

    Raises:
        BadInput: something in the minutes cannot be printed.
        FolderError, DiskFull: nothing was written.
    """
    record = store.record()
    if out is None:
        out = _free_name(store, "minutes" if edition is Edition.FULL else f"minutes {edition.value}")
    elif (
        out.exists()
        and not replace
        and _sha256(out) not in {version.sha256 for version in store.versions.all()}
    ):
        out = _free(out)
    number = store.versions.count() + 1
    write_edition(
        record, house_style_of(store), edition, out, transcript_appendix=transcript_appendix, audio_times=audio_times,
        template=template, version=number,
    )  # fmt: skip
    keep_version(store.folder, number, out)
    store.add_version(
        Version(
            VersionId(new_id("version")),
            number,
            edition,
            record.meeting.state,
            datetime.now().astimezone(),
            out.name,
            _sha256(out),
        )
    )
    return out


def export_short_edition(
    store: MeetingStore,
    kind: ShortEdition,
    out: Path | None = None,
    *,
    item_id: ItemId | None = None,
    include_exempt: bool = False,
) -> Path:
    """Write what is made from the minutes beside them; returns where it is. A file that is there is never replaced.

    `item_id` is the item of an extract. Text item by item is a .txt, the others are Word files.

    Raises:
        BadInput: an extract without an item that is minuted, or a transcript of nothing.
        FolderError, DiskFull: nothing was written.
    """
    if kind is ShortEdition.TRANSCRIPT and not store.segments():
        raise BadInput("This meeting has no transcript yet. Transcribe it first, then export it.")
    record, style = store.record(), house_style_of(store)
    item = record.item(item_id)
    words = kind.value.replace("-", " ") + (f" item {item.number}" if item is not None else "")
    out = (
        _free(out)
        if out is not None
        else _free_name(store, words, ".txt" if kind is ShortEdition.ITEM_TEXT else ".docx")
    )
    if kind is ShortEdition.ITEM_TEXT:
        from minutewright.services.documents.atomic import write_whole
        from minutewright.services.documents.short_editions import item_text

        text = item_text(record, style, include_exempt=include_exempt).encode("utf-8")
        write_whole(out, lambda file: file.write(text))
    elif kind is ShortEdition.TRANSCRIPT:
        from minutewright.services.documents.word.write import write_transcript_document

        write_transcript_document(record, style, Edition.FULL if include_exempt else Edition.PUBLIC, out)
    else:
        from minutewright.services.documents.word.short import write_short_edition

        write_short_edition(record, style, kind, out, item_id, include_exempt=include_exempt)
    return out


def write_edition(
    record: MeetingRecord,
    style: HouseStyle,
    edition: Edition,
    out: Path,
    *,
    transcript_appendix: bool = False,
    audio_times: bool = False,
    template: "ChosenTemplate | None" = None,
    version: int | None = None,
) -> None:
    """Write one edition in our own look, or in the council's template where there is one.

    Raises:
        BadInput: something cannot be printed, or the template cannot be used.
        FolderError, DiskFull: nothing was written.
    """
    if template is None or audio_times:
        from minutewright.services.documents.word.write import write_minutes

        write_minutes(
            record,
            style,
            edition,
            out,
            transcript_appendix=transcript_appendix,
            audio_times=audio_times,
            version=version,
        )
        return
    from minutewright.services.documents.template.write import write_in_template

    write_in_template(
        template, record, style, edition, out, transcript_appendix=transcript_appendix, version=version
    )


def _free_name(store: MeetingStore, what: str, suffix: str = ".docx") -> Path:
    from minutewright.services.clerk.beginning import folder_name

    state = store.meeting.state
    word = "draft" if state in (MinutesState.NOTES, MinutesState.DRAFT) else state.value.replace("_", " ")
    name = f"{folder_name(store.body.name, store.meeting.held_on)} {what} {word}"
    folder = store.folder / "exports"
    folder.mkdir(exist_ok=True)
    return _free(folder / f"{name}{suffix}")


def _free(out: Path) -> Path:
    """A name like this that is not taken: `minutes.docx`, `minutes 2.docx`."""
    number, free = 1, out
    while free.exists():
        number += 1
        free = out.with_name(f"{out.stem} {number}{out.suffix}")
    return free


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
