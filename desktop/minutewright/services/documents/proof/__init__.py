"""The proof of a recording as a page to print, to read, or to keep."""
