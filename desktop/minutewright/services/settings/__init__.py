"""Declared options, read from IT policy, the user's file and defaults."""
