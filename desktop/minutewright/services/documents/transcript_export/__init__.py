"""The transcript as a file of its own: JSON, plain text, subtitles, Word."""

from minutewright.services.documents.transcript_export.write import TranscriptFormat, write_transcript

__all__ = ["TranscriptFormat", "write_transcript"]
