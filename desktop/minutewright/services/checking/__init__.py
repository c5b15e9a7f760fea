"""Comments on the minutes as they stand; nothing is ever corrected."""
