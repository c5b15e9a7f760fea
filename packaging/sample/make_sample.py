"""Makes resources/sample/ from script.txt and meeting.toml.

Usage: python packaging/sample/make_sample.py --voices FOLDER [--out FOLDER] [--cache FOLDER]

FOLDER holds kokoro.onnx and voices/*.bin (Kokoro-82M; resources/sample/README.md says where they come from).
Needs the packages onnxruntime, kokoro-onnx, numpy, scipy, soundfile and python-docx in an environment of its own.
"""

import argparse
import json
from pathlib import Path
from typing import Any

import sample_papers
import soundfile
from agenda_document import write_agenda
from room import seats
from sample_text import HERE, read_meeting
from speech import speak
from voices import SAMPLE_RATE, Voices


def main() -> None:
    """Read the two texts and write every file of the sample but its README."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--voices", type=Path, required=True)
    options.add_argument("--out", type=Path, default=HERE.parents[1] / "resources" / "sample")
    options.add_argument(
        "--cache", type=Path, help="where spoken sentences are kept; VOICES/spoken unless given"
    )
    given = options.parse_args()
    meeting = read_meeting()
    sitting = seats(meeting)
    samples, segments = speak(meeting, Voices(given.voices, given.cache or given.voices / "spoken"), sitting)
    given.out.mkdir(parents=True, exist_ok=True)
    soundfile.write(given.out / "meeting.flac", samples, SAMPLE_RATE, subtype="PCM_16", compression_level=1.0)
    gains_db = {key: seat.gain_db for key, seat in sitting.items()}
    duration_s = samples.size / SAMPLE_RATE
    _write(
        given.out / "reference.json",
        sample_papers.reference(meeting, segments, duration_s, gains_db, SAMPLE_RATE),
    )
    _write(given.out / "marks.json", sample_papers.marks(meeting, segments))
    _write(given.out / "business.json", sample_papers.business(meeting, segments))
    sample_papers.write_register(given.out / "register.csv", meeting)
    write_agenda(given.out, meeting)
    size = sum(path.stat().st_size for path in given.out.iterdir())
    print(
        f"{duration_s:.1f} s, {len(segments)} sentences, {len(sitting)} voices, {size} bytes in {given.out}"
    )


def _write(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
