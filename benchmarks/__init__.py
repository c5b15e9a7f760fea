"""Every figure the docs quote comes from here: python -m benchmarks [startup] [transcription] [words]."""
