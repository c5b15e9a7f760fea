"""Speech to words: engines, models, and the worker process that runs them."""
