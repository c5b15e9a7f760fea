"""The proof of an open meeting's recording: its files read again, and what is known of how they came to be."""

import hashlib
import platform
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from minutewright import __version__
from minutewright.domain.errors import RecordingChanged
from minutewright.services.sound.proof import SoundProof, prove_sound
from minutewright.services.storage.store import MeetingStore

if TYPE_CHECKING:
    from minutewright.services.documents.proof.content import Proof


def prove(store: MeetingStore, progress: Callable[[float], None] = lambda done: None) -> "Proof":
    """Read every sound file of the meeting and its second copies again. Changes nothing; may take a minute an hour of
    sound on a slow disk. `progress` gets the share that is done, 0 to 1."""
    from minutewright.services.documents.proof.content import Proof

    sound = prove_sound(store.folder, progress)
    return Proof(
        council=store.council.name,
        body=store.body.name,
        held_on=store.meeting.held_on,
        folder=str(store.folder.resolve()),
        made_at=datetime.now().astimezone(),
        program=f"Minutewright {__version__}",
        system=f"{platform.system()} {platform.release()}",
        sound=sound,
        fingerprint=fingerprint_of(sound),
        passes=store.passes.all(),
        versions=store.versions.all(),
    )


def fingerprint_of(sound: SoundProof) -> str:
    """SHA-256 (hex) over the list of files, each a line as `sha256sum` writes it, in order."""
    lines = "".join(f"{file.found or '-'}  {file.file.name}\n" for file in sound.files)
    return hashlib.sha256(lines.encode("utf-8")).hexdigest()


def write_proof(store: MeetingStore, proof: "Proof", out: Path) -> None:
    """Write it as `.docx`, `.html` or `.txt`, by the ending of `out`.

    Raises:
        BadInput: another ending.
        FolderError, DiskFull: nothing was written.
    """
    from minutewright.app.papers import house_style_of
    from minutewright.services.documents.proof.write import write_proof as write

    write(proof, store.record(), house_style_of(store), out)


def free_proof_name(store: MeetingStore) -> Path:
    """A name in the meeting's `exports/` that is not taken yet."""
    folder = store.folder / "exports"
    folder.mkdir(exist_ok=True)
    number, out = 1, folder / "Proof of the recording.docx"
    while out.exists():
        number += 1
        out = folder / f"Proof of the recording {number}.docx"
    return out


def require_match(proof: "Proof") -> None:
    """Raises:
    RecordingChanged: a file is not what it was when it was closed.
    """
    from minutewright.services.documents.proof.content import verdict_of

    if not proof.sound.matches:
        raise RecordingChanged(verdict_of(proof.sound))
