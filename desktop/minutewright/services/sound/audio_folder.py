"""What lies in a meeting's `audio/` folder beside the sound, by name."""

CLOCK_FILE = "clock.jsonl"
"""What happened to the recording and when."""

LOCK_FILE = "recorder.lock"
"""Held by a recorder for as long as it lives."""
