"""Child processes and the typed messages spoken with them."""
