"""Where somebody speaks: the Silero detector that comes inside faster-whisper."""

from minutewright.services.transcription.engine import SAMPLE_RATE, Samples, Stretch

PAUSE_MS = 300
SHORTEST_SPEECH_MS = 250


def find_speech(samples: Samples, start_ms: int) -> tuple[Stretch, ...]:
    """Stretches of speech in mono float32 samples at 16 kHz, in recording time (ms)."""
    from faster_whisper.vad import VadOptions, get_speech_timestamps

    if samples.size < SAMPLE_RATE // 10:
        return ()
    options = VadOptions(
        min_silence_duration_ms=PAUSE_MS, min_speech_duration_ms=SHORTEST_SPEECH_MS, speech_pad_ms=50
    )
    found = get_speech_timestamps(samples, options)
    per_ms = SAMPLE_RATE // 1000
    return tuple(
        Stretch(start_ms + each["start"] // per_ms, start_ms + each["end"] // per_ms) for each in found
    )
