-- What minutes can hold beyond 0001: amended motions, destinations and reasons of decisions, exclusions, tables, the
-- council's own house style. New columns stand last, so that changesets of older actions can still be undone.
ALTER TABLE council ADD COLUMN style_text TEXT NOT NULL DEFAULT '';
ALTER TABLE meeting ADD COLUMN public_count INTEGER;
ALTER TABLE agenda_item ADD COLUMN second_title TEXT NOT NULL DEFAULT '';
ALTER TABLE agenda_item ADD COLUMN minute_number INTEGER;
ALTER TABLE motion ADD COLUMN amended_text TEXT NOT NULL DEFAULT '';
ALTER TABLE decision ADD COLUMN destination TEXT NOT NULL DEFAULT '';
ALTER TABLE decision ADD COLUMN reasons TEXT NOT NULL DEFAULT '';
ALTER TABLE decision ADD COLUMN options_rejected TEXT NOT NULL DEFAULT '';
ALTER TABLE declaration ADD COLUMN dispensation TEXT NOT NULL DEFAULT '';
ALTER TABLE block ADD COLUMN action_id TEXT;
ALTER TABLE block ADD COLUMN exclusion_id TEXT;
ALTER TABLE block ADD COLUMN "table" TEXT;
CREATE TABLE exclusion (id TEXT PRIMARY KEY, item_id TEXT NOT NULL, paragraphs TEXT NOT NULL, covers TEXT NOT NULL,
    power TEXT NOT NULL, interest_test INTEGER NOT NULL, motion_id TEXT, left_ms INTEGER, readmitted_ms INTEGER);
