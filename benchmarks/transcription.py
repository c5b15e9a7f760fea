"""The default engine beside openai-whisper: same weights, same sound, same run; speed, memory and word errors."""

import json
import subprocess
import sys
from pathlib import Path

from benchmarks.table import show

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "audio"
ENGINES = ("faster-whisper", "openai-whisper")
SPOKEN_S = 120
"""The speed is measured on so many seconds of the sample meeting; the reference engine takes minutes for more."""


def main() -> None:
    _speed()
    if SHARED.is_dir():
        _accuracy()
    else:
        print("\nThe shared speech is not beside the checkout; word errors on it were not measured.")


def _speed() -> None:
    sample = ROOT / "resources" / "sample" / "meeting.flac"
    rows = []
    for engine in ENGINES:
        run = _transcribe(engine, sample, SPOKEN_S)
        rows.append(
            (
                engine,
                f"{run['audio_s'] / run['wall_s']:.1f}",
                f"{run['cpu_s'] * 3600 / run['audio_s']:.0f}",
                f"{run['rss_mb']:.0f}",
                f"{run['load_s']:.1f}",
            )
        )
    show(
        f"Speed on {SPOKEN_S} s of the sample meeting, base, one worker, beam 5, words (python -m benchmarks transcription)",
        ("engine", "times real time", "processor s per audio hour", "peak memory, MB", "load, s"),
        rows,
    )


def _accuracy() -> None:
    clips = [SHARED / "council_scrutiny.flac", *sorted((SHARED / "real").glob("*.flac"))]
    rows = []
    for clip in clips:
        reference = json.loads(clip.with_suffix(".json").read_text(encoding="utf-8"))
        said = " ".join(segment["text"] for segment in reference["segments"])
        rates = [_error_rate(said, _transcribe(engine, clip)["text"]) for engine in ENGINES]
        rows.append((clip.stem, len(said.split()), *(f"{rate:.1f}" for rate in rates)))
    show(
        "Word error rate, %, after Whisper's own normaliser (python -m benchmarks transcription)",
        ("clip", "words", *ENGINES),
        rows,
    )


def _error_rate(said: str, heard: str) -> float:
    import jiwer
    from whisper.normalizers import EnglishTextNormalizer

    plain = EnglishTextNormalizer()
    return 100 * jiwer.wer(plain(said), plain(heard))


def _transcribe(engine: str, clip: Path, seconds: int | None = None) -> dict:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.one_clip", engine, str(clip), str(seconds or 0)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout.strip().splitlines()[-1])
