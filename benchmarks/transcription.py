"""The default engine beside openai-whisper: same weights, same sound, same run; speed, memory and word errors."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from benchmarks.table import show

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "resources" / "sample" / "meeting.flac"
SHARED = ROOT.parent / "shared" / "audio"
ENGINES = ("faster-whisper", "openai-whisper")
SPOKEN_S = 60
"""The engines' speed is measured on so many seconds of the sample meeting; the reference takes minutes for more."""


def main() -> None:
    _engines()
    _whole_jobs({clip: _run("whole_job", clip, _workers()) for clip in _clips()})


def words() -> None:
    """The long one: the reference engine hears a quarter of an hour of sound."""
    _accuracy({clip: _run("whole_job", clip, _workers()) for clip in _clips()})


def _clips() -> list[Path]:
    if not SHARED.is_dir():
        print("\nThe shared speech is not beside the checkout; only the sample meeting is heard.")
        return [SAMPLE]
    return [SAMPLE, SHARED / "council_scrutiny.flac", *sorted((SHARED / "real").glob("*.flac"))]


def _engines() -> None:
    rows = []
    for engine in ENGINES:
        run = _run("one_clip", engine, SAMPLE, SPOKEN_S)
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
        f"Engines on {SPOKEN_S} s of the sample meeting: base, one worker, beam 5, words, speech found first",
        ("engine", "times real time", "processor s per audio hour", "peak memory, MB", "load, s"),
        rows,
    )


def _whole_jobs(jobs: dict[Path, dict[str, Any]]) -> None:
    show(
        f"The whole job as the window starts it: {_workers()} workers, start of the process and model included",
        (
            "clip",
            "seconds",
            "blocks",
            "times real time",
            "processor s per audio hour",
            "peak memory, MB",
            "marks",
        ),
        [
            (
                clip.stem,
                round(job["audio_s"]),
                job["blocks"],
                f"{job['audio_s'] / job['wall_s']:.1f}",
                f"{job['cpu_s'] * 3600 / job['audio_s']:.0f}",
                f"{job['rss_mb']:.0f}",
                job["marks"],
            )
            for clip, job in jobs.items()
        ],
    )


def _accuracy(jobs: dict[Path, dict[str, Any]]) -> None:
    rows = []
    for clip, job in jobs.items():
        said = _said(clip)
        rates = [
            _error_rate(said, job["text"]),
            *(_error_rate(said, _run("one_clip", engine, clip, 0)["text"]) for engine in ENGINES),
        ]
        rows.append((clip.stem, len(said.split()), *(f"{rate:.1f}" for rate in rates)))
    show(
        "Word error rate, %, after Whisper's own normaliser; no names given",
        ("clip", "words", "the whole job", *ENGINES),
        rows,
    )


def _said(clip: Path) -> str:
    reference = clip.with_name("reference.json") if clip == SAMPLE else clip.with_suffix(".json")
    segments = json.loads(reference.read_text(encoding="utf-8"))["segments"]
    return " ".join(segment["text"] for segment in segments)


def _error_rate(said: str, heard: str) -> float:
    import jiwer
    from whisper.normalizers import EnglishTextNormalizer

    plain = EnglishTextNormalizer()
    return 100 * float(jiwer.wer(plain(said), plain(heard)))


def _workers() -> int:
    return max(1, min(os.cpu_count() or 1, 4))


def _run(module: str, *arguments: object) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", f"benchmarks.{module}", *map(str, arguments)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    run: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return run
