"""Writes the proof of a recording to a file, in the form that its name asks for."""

from pathlib import Path

from minutewright.domain.errors import BadInput
from minutewright.domain.house_style import HouseStyle
from minutewright.domain.record import MeetingRecord
from minutewright.services.documents.atomic import write_whole
from minutewright.services.documents.proof.content import Proof, proof_page
from minutewright.services.documents.proof.plain import proof_html, proof_text
from minutewright.services.documents.proof.word import proof_document

FORMS = (".docx", ".html", ".txt")


def write_proof(proof: Proof, record: MeetingRecord, style: HouseStyle, out: Path) -> None:
    """Write it as `.docx`, `.html` or `.txt`, whole or not at all.

    Raises:
        BadInput: the name ends otherwise.
        FolderError, DiskFull: nothing was written.
    """
    page, form = proof_page(proof), out.suffix.lower()
    if form == ".docx":
        write_whole(out, proof_document(page, record, style))
    elif form in FORMS:
        text = proof_html(page) if form == ".html" else proof_text(page)
        write_whole(out, lambda file: file.write(text.encode("utf-8", errors="replace")))
    else:
        raise BadInput(f"“{out.name}” cannot be written. Give a name that ends in {', '.join(FORMS)}.")
