-- What the public reads as the title of an exempt item; the way of the minutes to the archive, step by step.
ALTER TABLE agenda_item ADD COLUMN public_title TEXT NOT NULL DEFAULT '';
ALTER TABLE meeting ADD COLUMN signatory TEXT NOT NULL DEFAULT '';
ALTER TABLE meeting ADD COLUMN confirmed_on TEXT;
CREATE TABLE approval_step (id TEXT PRIMARY KEY, state TEXT NOT NULL, before TEXT NOT NULL, at TEXT NOT NULL,
    who TEXT NOT NULL, file_name TEXT NOT NULL, sha256 TEXT NOT NULL, note TEXT NOT NULL);
