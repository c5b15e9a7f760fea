"""The minutes as a Word file: our base file filled with real styles, numbers, fields and bookmarks."""

from minutewright.services.documents.word.write import write_minutes

__all__ = ["write_minutes"]
