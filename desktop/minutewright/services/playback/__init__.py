"""Playing the recording back, exact to the sample, at any speed."""
