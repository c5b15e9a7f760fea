"""One clip through the transcriber as the window uses it, in a process of its own; prints one line of JSON."""

import json
import os
import resource
import sys
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

import soundfile

from minutewright.app.profile import Profile
from minutewright.domain.ids import AudioFileId
from minutewright.domain.recording import AudioFile
from minutewright.services.transcription.client import Answer, Transcriber
from minutewright.services.transcription.engine import DEFAULT_ENGINE
from minutewright.services.transcription.messages import BlockHeard, Failed, Finished, Transcribe
from minutewright.services.transcription.models import ModelShelf


def main(clip: Path, workers: int) -> None:
    about = soundfile.info(str(clip))
    file = AudioFile(
        AudioFileId("clip"),
        1,
        clip.name,
        0,
        about.frames,
        about.samplerate,
        about.channels,
        datetime.now(UTC),
    )
    model = ModelShelf(Profile.of_user().models).find("base")
    job = Transcribe(DEFAULT_ENGINE, model, clip.parent, (file,), "en", (), (), workers)
    blocks: list[BlockHeard] = []
    ended = threading.Event()

    def take(answer: Answer) -> None:
        if isinstance(answer, BlockHeard):
            blocks.append(answer)
        if isinstance(answer, Failed):
            print(answer.sentence, file=sys.stderr)
            os._exit(1)
        if isinstance(answer, Finished):
            ended.set()

    transcriber = Transcriber()
    began = time.perf_counter()
    transcriber.start(job, take)
    ended.wait()
    wall = time.perf_counter() - began
    transcriber.close()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    blocks.sort(key=lambda block: block.start_ms)
    print(
        json.dumps(
            {
                "text": " ".join(each.text for block in blocks for each in block.utterances),
                "marks": sum(not each.words for block in blocks for each in block.utterances),
                "blocks": len(blocks),
                "audio_s": about.duration,
                "wall_s": wall,
                "cpu_s": used.ru_utime + used.ru_stime,
                "rss_mb": used.ru_maxrss * 1024 / 1e6,
            }
        )
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
