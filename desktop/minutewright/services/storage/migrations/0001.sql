-- The clerk's data: every change is an action with a changeset in `history`. Columns are the fields of the
-- records in minutewright.domain; tuples and nested records are JSON; times are whole ms, moments ISO 8601.
CREATE TABLE council (id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, language TEXT NOT NULL,
    house_style TEXT NOT NULL);
CREATE TABLE body (id TEXT PRIMARY KEY, council_id TEXT NOT NULL, name TEXT NOT NULL, short TEXT NOT NULL,
    chair_title TEXT NOT NULL, quorum INTEGER, numbering TEXT NOT NULL);
CREATE TABLE meeting (id TEXT PRIMARY KEY, body_id TEXT NOT NULL, held_on TEXT NOT NULL, starts_at TEXT,
    venue TEXT NOT NULL, kind TEXT NOT NULL, clerk TEXT, opened_at TEXT, closed_at TEXT, folio_start INTEGER NOT NULL,
    state TEXT NOT NULL, last_minutes_of TEXT);
CREATE TABLE person (id TEXT PRIMARY KEY, surname TEXT NOT NULL, title TEXT NOT NULL, forename TEXT NOT NULL,
    initials TEXT NOT NULL, honours TEXT NOT NULL, post TEXT NOT NULL, organisation TEXT NOT NULL,
    portfolio TEXT NOT NULL, reference_form TEXT NOT NULL, aliases TEXT NOT NULL);
CREATE TABLE attendance (id TEXT PRIMARY KEY, person_id TEXT NOT NULL UNIQUE, capacity TEXT NOT NULL,
    "order" INTEGER NOT NULL, status TEXT NOT NULL, role TEXT NOT NULL, substituting_for TEXT, voting INTEGER NOT NULL,
    remote INTEGER NOT NULL, listed INTEGER NOT NULL, seat TEXT NOT NULL, spans TEXT NOT NULL,
    group_label TEXT NOT NULL);
CREATE TABLE agenda_item (id TEXT PRIMARY KEY, number TEXT NOT NULL, title TEXT NOT NULL, "order" INTEGER NOT NULL,
    kind TEXT NOT NULL, parent TEXT, papers TEXT NOT NULL, recommendation TEXT NOT NULL, exempt INTEGER NOT NULL,
    urgent INTEGER NOT NULL, nil INTEGER NOT NULL, minuted INTEGER NOT NULL);
CREATE TABLE mark (id TEXT PRIMARY KEY, kind TEXT NOT NULL, at_ms INTEGER NOT NULL, wall TEXT, item_id TEXT,
    person_id TEXT, text TEXT NOT NULL);
CREATE TABLE clerk_segment (id TEXT PRIMARY KEY, start_ms INTEGER NOT NULL, end_ms INTEGER NOT NULL,
    replaces TEXT NOT NULL, text TEXT, words TEXT, speaker_id TEXT, item_id TEXT, voice_id TEXT,
    deleted INTEGER NOT NULL, checked INTEGER NOT NULL);
CREATE TABLE voice (id TEXT PRIMARY KEY, label TEXT NOT NULL, person_id TEXT);
CREATE TABLE motion (id TEXT PRIMARY KEY, item_id TEXT NOT NULL, text TEXT NOT NULL, "order" INTEGER NOT NULL,
    kind TEXT NOT NULL, parent TEXT, mover TEXT, seconder TEXT, outcome TEXT NOT NULL, vote TEXT, at_ms INTEGER);
CREATE TABLE decision (id TEXT PRIMARY KEY, item_id TEXT NOT NULL, "order" INTEGER NOT NULL,
    resolutions TEXT NOT NULL, label TEXT NOT NULL, motion_id TEXT, exempt INTEGER NOT NULL, at_ms INTEGER);
CREATE TABLE declaration (id TEXT PRIMARY KEY, person_id TEXT NOT NULL, item_id TEXT, nature TEXT NOT NULL,
    kind TEXT NOT NULL, left_room INTEGER NOT NULL, at_ms INTEGER);
CREATE TABLE "action" (id TEXT PRIMARY KEY, item_id TEXT, text TEXT NOT NULL, owner TEXT, due TEXT,
    done INTEGER NOT NULL, at_ms INTEGER);
CREATE TABLE block (id TEXT PRIMARY KEY, item_id TEXT NOT NULL, "order" INTEGER NOT NULL, kind TEXT NOT NULL,
    runs TEXT NOT NULL, level INTEGER NOT NULL, motion_id TEXT, decision_id TEXT, sources TEXT NOT NULL,
    publicity TEXT NOT NULL, origin TEXT NOT NULL, confirmed INTEGER NOT NULL);

-- What the machine took down: appended outside history and never undone.
CREATE TABLE audio_file (id TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE, name TEXT NOT NULL UNIQUE,
    start_ms INTEGER NOT NULL, frames INTEGER NOT NULL, sample_rate INTEGER NOT NULL, channels INTEGER NOT NULL,
    started_at TEXT NOT NULL, sha256 TEXT NOT NULL, source TEXT NOT NULL);
CREATE TABLE gap (id TEXT PRIMARY KEY, at_ms INTEGER NOT NULL, started_at TEXT NOT NULL, ended_at TEXT,
    reason TEXT NOT NULL, filled_ms INTEGER NOT NULL, note TEXT NOT NULL);
CREATE TABLE pass (id TEXT PRIMARY KEY, kind TEXT NOT NULL, engine TEXT NOT NULL, engine_version TEXT NOT NULL,
    model TEXT NOT NULL, model_sha256 TEXT NOT NULL, language TEXT NOT NULL, started_at TEXT NOT NULL,
    finished_at TEXT, options TEXT NOT NULL);
CREATE TABLE pass_block (pass_id TEXT NOT NULL, start_ms INTEGER NOT NULL, end_ms INTEGER NOT NULL,
    PRIMARY KEY (pass_id, start_ms));
CREATE TABLE heard_segment (id TEXT PRIMARY KEY, pass_id TEXT NOT NULL, start_ms INTEGER NOT NULL,
    end_ms INTEGER NOT NULL, text TEXT NOT NULL, words TEXT NOT NULL, voice_id TEXT, avg_logprob REAL NOT NULL,
    compression_ratio REAL NOT NULL, no_speech_probability REAL NOT NULL);
CREATE INDEX heard_segment_by_pass ON heard_segment (pass_id, start_ms);
CREATE TABLE version (id TEXT PRIMARY KEY, number INTEGER NOT NULL, edition TEXT NOT NULL, state TEXT NOT NULL,
    created_at TEXT NOT NULL, file_name TEXT NOT NULL, sha256 TEXT NOT NULL);
CREATE TABLE fact (key TEXT PRIMARY KEY, value TEXT NOT NULL);

-- state: done, undone (can be redone), dropped (undone, then something else was done), kept (not undoable).
CREATE TABLE history (id INTEGER PRIMARY KEY, words TEXT NOT NULL, at TEXT NOT NULL, state TEXT NOT NULL,
    changeset BLOB NOT NULL);
