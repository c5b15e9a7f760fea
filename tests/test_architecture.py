"""The structure is a failing test, not a diagram."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCES = sorted((ROOT / "desktop").rglob("*.py"))
FORBIDDEN_NAMES = {"utils", "helpers", "manager", "common", "misc"}


def test_imports_run_one_way() -> None:
    result = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports; raise SystemExit(lint_imports())"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout[-3000:]


@pytest.mark.parametrize(
    "path", SOURCES, ids=lambda path: str(path.relative_to(ROOT / "desktop" / "minutewright"))
)
def test_a_module_has_one_subject(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 400, "split it: it has more than one subject"
    assert lines, "an empty module"
    assert lines[0].startswith('"""'), "the first line says what the module is for"
    assert path.stem not in FORBIDDEN_NAMES


def test_the_window_loads_no_speech_or_document_library() -> None:
    code = (
        "import sys, minutewright.ui.start; "
        "slow = {'torch', 'whisper', 'faster_whisper', 'ctranslate2', 'onnxruntime', 'av', 'docx'}; "
        "raise SystemExit(', '.join(sorted(slow & set(sys.modules))) or 0)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
