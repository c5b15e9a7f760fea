"""From a tagged meeting to the blocks of its minutes."""
