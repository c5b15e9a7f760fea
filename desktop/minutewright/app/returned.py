"""A returned draft read for an open meeting: laid beside the version that was sent and the minutes as they are now."""

from pathlib import Path
from tempfile import TemporaryDirectory

from minutewright.app.papers import house_style_of, write_edition
from minutewright.domain.errors import BadInput
from minutewright.domain.minutes import Edition, Version
from minutewright.domain.returned import ReturnedDraft
from minutewright.services.documents.kept_versions import kept_version
from minutewright.services.documents.returned.compare import changes_of
from minutewright.services.documents.returned.read import FileText, Line, read_file_text
from minutewright.services.documents.word.anchors import BLOCK, VERSION, version_anchor
from minutewright.services.storage.store import MeetingStore

_OURS_AT_LEAST = (
    0.3  # of its paragraphs: a file that has lost its marks must still be recognised by its words
)


def read_returned(store: MeetingStore, file: Path) -> ReturnedDraft:
    """Read a .docx that came back, and list what in it is still to be answered.

    Raises:
        BadInput: it is no Word file that can be read, is of another meeting, or has nothing of these minutes in it.
    """
    theirs = read_file_text(file)
    if theirs.meeting and f"{VERSION}{theirs.meeting}_0" != version_anchor(store.meeting.id, 0):
        raise BadInput(
            f"“{file.name}” is a draft of another meeting’s minutes. Nothing was read. Open that meeting, and read it there."
        )
    versions = store.versions.all()
    remarks: list[str] = []
    version = next((row for row in versions if theirs.meeting and row.number == theirs.version), None)
    now = _now(store, version.edition if version else Edition.FULL)
    sent, version = _sent(store, theirs, version, versions, now, file.name, remarks)
    if version is not None and version.number != versions[-1].number:
        remarks.append(
            f"This is version {version.number}. Version {versions[-1].number} was exported since; "
            "changes are shown against version "
            f"{version.number}, beside what the minutes say now."
        )
    if version is not None and version.edition is not Edition.FULL:
        now = _now(store, version.edition)
    changes = changes_of(sent, theirs, now, store.record())
    answered = {row.id for row in store.returned_answers.all()}
    left = tuple(change for change in changes if change.id not in answered)
    return ReturnedDraft(
        file.name,
        version.number if version else None,
        left,
        len(changes) - len(left),
        theirs.formatting,
        tuple(remarks),
    )


def _sent(
    store: MeetingStore,
    theirs: FileText,
    version: Version | None,
    versions: tuple[Version, ...],
    now: FileText,
    name: str,
    remarks: list[str],
) -> tuple[FileText, Version | None]:
    """What was sent: the copy of the version the file says it is, else of the one it is most like."""
    if version is not None:
        kept = kept_version(store.folder, version.number)
        if kept is not None:
            return read_file_text(kept), version
        remarks.append(
            f"No copy of version {version.number} is kept, so the draft is compared with what the minutes say now. "
            "What you have changed since is listed too."
        )
        return now, version
    rated = [
        (_likeness(sent, theirs), row.number, sent, row)
        for row in versions
        if (sent := _kept(store, row)) is not None
    ]
    best = max(rated, key=lambda row: row[:2], default=None)
    likeness = best[0] if best is not None else _likeness(now, theirs)
    if likeness < _OURS_AT_LEAST and not _carries_marks(now, theirs):
        raise BadInput(
            f"“{name}” does not look like a draft of these minutes. Nothing was read. "
            "Choose a Word file that was exported from this meeting."
        )
    if best is None:
        remarks.append(
            "The file does not say which version it is; it is compared with what the minutes say now."
        )
        return now, None
    remarks.append(f"The file does not say which version it is; by its words it is version {best[3].number}.")
    return best[2], best[3]


def _kept(store: MeetingStore, version: Version) -> FileText | None:
    path = kept_version(store.folder, version.number)
    return read_file_text(path) if path is not None else None


def _likeness(sent: FileText, theirs: FileText) -> float:
    """How many of the paragraphs that came back stand word for word in what was sent."""
    ours = {line.key for line in sent.lines}
    came = [line.key for line in theirs.lines if len(line.key) > 12]
    return sum(key in ours for key in came) / len(came) if came else 0.0


def _carries_marks(now: FileText, theirs: FileText) -> bool:
    return bool(_marks(now.lines) & _marks(theirs.lines))


def _marks(lines: list[Line]) -> set[str]:
    return {name for line in lines for name in line.anchors if name.startswith(BLOCK)}


def _now(store: MeetingStore, edition: Edition) -> FileText:
    with TemporaryDirectory(prefix="minutewright-") as folder:
        path = Path(folder) / "now.docx"
        write_edition(store.record(), house_style_of(store), edition, path)
        return read_file_text(path)
