"""One engine on one clip in a process of its own; prints one line of JSON."""

import json
import resource
import sys
import time

import soundfile
import soxr

from minutewright.app.profile import Profile
from minutewright.services.transcription.blocks import cut_blocks
from minutewright.services.transcription.engine import SAMPLE_RATE, Request, make_engine
from minutewright.services.transcription.models import ModelShelf


def main(name: str, clip: str, seconds: int) -> None:
    samples, rate = soundfile.read(clip, dtype="float32", always_2d=True)
    samples = soxr.resample(samples.mean(axis=1), rate, SAMPLE_RATE)
    if seconds:
        samples = samples[: seconds * SAMPLE_RATE]
    began = time.perf_counter()
    engine = make_engine(name)
    engine.load(ModelShelf(Profile.of_user().models).find("base"), 1)
    load_s = time.perf_counter() - began
    cpu, began = time.process_time(), time.perf_counter()
    length_ms = len(samples) * 1000 // SAMPLE_RATE
    texts = []
    for block in cut_blocks(engine.speech(samples, 0), length_ms):
        piece = samples[block.start_ms * 16 : block.end_ms * 16]
        texts += [utterance.text for utterance in engine.transcribe(piece, block.start_ms, Request("en"))]
    print(
        json.dumps(
            {
                "text": " ".join(texts),
                "audio_s": len(samples) / SAMPLE_RATE,
                "wall_s": time.perf_counter() - began,
                "cpu_s": time.process_time() - cpu,
                "load_s": load_s,
                "rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6,
            }
        )
    )


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
