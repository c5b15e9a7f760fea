"""What a meeting is: frozen records and pure functions; no Qt, no I/O, no arrays."""
