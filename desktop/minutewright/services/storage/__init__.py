"""The meeting folder: one SQLite file with its history, and the library of all meetings."""
