"""Palettes, spacing, type and icons."""
