"""Recording: devices, the recorder process, segment files and recovery."""
