"""From what is confirmed to a draft: blocks that follow from facts, suggestions to look at, and what is still open."""
