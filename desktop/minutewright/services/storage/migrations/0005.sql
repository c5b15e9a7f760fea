-- Who was asked to leave when the recording paused: ids of people, and `press-and-public`.
ALTER TABLE mark ADD COLUMN asked_to_leave TEXT NOT NULL DEFAULT '[]';
