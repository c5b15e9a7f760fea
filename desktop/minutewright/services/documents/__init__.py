"""Word, agenda, register and transcript files in and out."""
