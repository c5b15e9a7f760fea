"""The places of the rail: library, prepare, meeting, review, minutes, publish."""
