-- People, what they played, and every step of it. Times are UTC milliseconds; ids are UUIDs, 16 bytes.
CREATE TABLE organisation (
    id BLOB NOT NULL PRIMARY KEY
) STRICT;
INSERT INTO organisation (id) VALUES (zeroblob(16)); -- the one organisation of a store on one desk

CREATE TABLE person (
    id           BLOB    NOT NULL PRIMARY KEY,
    organisation BLOB    NOT NULL REFERENCES organisation (id),
    name         TEXT    NOT NULL,
    created      INTEGER NOT NULL,
    UNIQUE (organisation, name)
) STRICT;

CREATE TABLE attempt (
    id            BLOB    NOT NULL PRIMARY KEY,
    organisation  BLOB    NOT NULL REFERENCES organisation (id),
    person        BLOB    NOT NULL REFERENCES person (id),
    parent        BLOB    REFERENCES attempt (id),
    scenario      TEXT    NOT NULL,
    scenario_hash TEXT    NOT NULL,
    title         TEXT,
    language      TEXT    NOT NULL,
    mode          TEXT    NOT NULL,
    seed          INTEGER NOT NULL, -- the 64 bits of an unsigned number
    engine        INTEGER NOT NULL,
    rubric        INTEGER NOT NULL,
    listener      TEXT    NOT NULL,
    started       INTEGER NOT NULL,
    ended         INTEGER,
    state         TEXT    NOT NULL CHECK (state IN ('open', 'finished', 'abandoned')),
    actions       INTEGER NOT NULL, -- how many are kept: the number of the last entry
    head          BLOB    NOT NULL  -- the chain of the last entry
) STRICT;
CREATE INDEX attempt_by_person ON attempt (organisation, person, started);

-- Entry 0 is what happened before the first action; entry n is action n with its events.
CREATE TABLE entry (
    organisation BLOB    NOT NULL REFERENCES organisation (id),
    attempt      BLOB    NOT NULL REFERENCES attempt (id),
    seq          INTEGER NOT NULL CHECK (seq >= 0),
    action       TEXT,
    events       TEXT    NOT NULL,
    chain        BLOB    NOT NULL,
    at           INTEGER NOT NULL,
    PRIMARY KEY (attempt, seq),
    CHECK ((seq = 0) = (action IS NULL))
) STRICT;

CREATE TABLE scorecard (
    organisation BLOB    NOT NULL REFERENCES organisation (id),
    attempt      BLOB    NOT NULL REFERENCES attempt (id),
    rubric       INTEGER NOT NULL,
    json         TEXT    NOT NULL,
    made         INTEGER NOT NULL,
    PRIMARY KEY (attempt, rubric)
) STRICT;

-- The hash covers a scenario with all it includes, so several files may stand under one hash.
CREATE TABLE scenario_source (
    organisation BLOB NOT NULL REFERENCES organisation (id),
    hash         TEXT NOT NULL,
    name         TEXT NOT NULL,
    source       TEXT NOT NULL,
    PRIMARY KEY (hash, name)
) STRICT;

CREATE TRIGGER entry_is_never_changed BEFORE UPDATE ON entry
BEGIN SELECT RAISE(ABORT, 'an entry is never changed'); END;
CREATE TRIGGER entry_is_never_removed BEFORE DELETE ON entry
BEGIN SELECT RAISE(ABORT, 'an entry is never removed'); END;
CREATE TRIGGER scorecard_is_never_changed BEFORE UPDATE ON scorecard
BEGIN SELECT RAISE(ABORT, 'a scorecard is never changed'); END;
CREATE TRIGGER scorecard_is_never_removed BEFORE DELETE ON scorecard
BEGIN SELECT RAISE(ABORT, 'a scorecard is never removed'); END;
