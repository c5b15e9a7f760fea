"""Commands as data: id, words, key, icon, enabled-when."""
