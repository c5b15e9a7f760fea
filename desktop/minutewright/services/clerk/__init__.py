"""What the clerk does to a meeting: every function is one named, undoable action on its store."""
