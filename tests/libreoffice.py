"""LibreOffice and poppler as the tests use them: Word file to PDF, to text, to pictures; each run in a profile of its own."""

import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest


def _needs(*programs: str) -> None:
    missing = [program for program in programs if shutil.which(program) is None]
    if missing:
        pytest.skip(f"{', '.join(missing)} is not installed here")


def convert(document: Path, kind: str, folder: Path) -> Path:
    """`document` converted by LibreOffice into `folder`; `kind` is an extension, or extension:filter."""
    _needs("soffice")
    with tempfile.TemporaryDirectory(prefix="soffice-") as profile:
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--norestore",
             "--convert-to", kind, "--outdir", str(folder), str(document)],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip
    made = folder / f"{document.stem}.{kind.split(':')[0]}"
    assert made.is_file(), f"LibreOffice could not open {document.name}"
    return made


def pdf_of(document: Path, folder: Path) -> Path:
    """The document as LibreOffice prints it."""
    return convert(document, "pdf", folder)


def paragraphs_of(document: Path, folder: Path) -> list[str]:
    """The paragraphs as LibreOffice reads them, with numbers and bullets, one a line."""
    text = convert(document, "txt:Text (encoded):UTF8", folder).read_text(encoding="utf-8-sig")
    return text.split("\n")


def pdf_text(pdf: Path, *options: str) -> str:
    """The words of a PDF; `-layout` keeps the look of the page."""
    _needs("pdftotext")
    made = subprocess.run(
        ["pdftotext", *options, "-enc", "UTF-8", str(pdf), "-"], check=True, capture_output=True, timeout=60
    )
    return made.stdout.decode("utf-8")
