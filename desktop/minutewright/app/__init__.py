"""Builds the services and hands them to the window or the command line; no logic."""
