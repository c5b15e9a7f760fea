-- A draft that came back: what was said about it, and which of its changes were answered.
CREATE TABLE remark (id TEXT PRIMARY KEY, text TEXT NOT NULL, author TEXT NOT NULL, at TEXT, item_id TEXT,
    block_id TEXT, file_name TEXT NOT NULL, done INTEGER NOT NULL);
CREATE TABLE returned_answer (id TEXT PRIMARY KEY, taken INTEGER NOT NULL, at TEXT NOT NULL);
