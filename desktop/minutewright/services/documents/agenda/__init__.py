"""Agendas read from Word, PDF and text into items."""

from minutewright.services.documents.agenda.read import read_agenda

__all__ = ["read_agenda"]
