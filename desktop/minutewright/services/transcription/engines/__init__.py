"""The only modules that import a speech library, and only inside functions."""
