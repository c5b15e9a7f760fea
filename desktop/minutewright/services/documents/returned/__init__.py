"""A draft that came back from Word, laid beside what was sent and what the minutes say now."""
