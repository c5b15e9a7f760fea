"""Minutewright: records, transcribes and minutes formal meetings, offline."""

__version__ = "0.1.0"
