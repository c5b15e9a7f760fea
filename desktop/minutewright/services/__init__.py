"""What the program can do, without a window; one folder a capability."""
