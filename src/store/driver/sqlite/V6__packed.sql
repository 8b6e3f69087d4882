-- Texts of logs and scorecards are packed from here on (src/store/packed.rs); those that are there stay as they are. What
-- lists and standing need of a scorecard stands beside it.
DROP TRIGGER entry_is_never_changed;
DROP TRIGGER entry_is_never_removed;
DROP TRIGGER scorecard_is_never_changed;
DROP TRIGGER scorecard_is_never_removed;

CREATE TABLE entry_new (
    organisation BLOB    NOT NULL REFERENCES organisation (id),
    attempt      BLOB    NOT NULL REFERENCES attempt (id),
    seq          INTEGER NOT NULL CHECK (seq >= 0),
    action       ANY,
    events       ANY     NOT NULL,
    chain        BLOB    NOT NULL,
    at           INTEGER NOT NULL,
    commitment   BLOB,    -- the hash of salt, action and events; the chain runs over these
    PRIMARY KEY (attempt, seq),
    CHECK ((seq = 0) = (action IS NULL))
) STRICT, WITHOUT ROWID; -- the entries of an attempt lie together
INSERT INTO entry_new SELECT organisation, attempt, seq, action, events, chain, at, commitment FROM entry
    ORDER BY attempt, seq;
DROP TABLE entry;
ALTER TABLE entry_new RENAME TO entry;

CREATE TABLE scorecard_new (
    organisation BLOB    NOT NULL REFERENCES organisation (id),
    attempt      BLOB    NOT NULL REFERENCES attempt (id),
    rubric       INTEGER NOT NULL,
    made         INTEGER NOT NULL,
    outcome      TEXT,
    overall      INTEGER,
    low          INTEGER,
    empathy      INTEGER,
    tools        INTEGER,
    resolution   INTEGER,
    passed       INTEGER,
    critical     INTEGER NOT NULL DEFAULT 0, -- how many, alleged ones too
    alleged      INTEGER NOT NULL DEFAULT 0,
    json         ANY     NOT NULL, -- last, so that a list need not read past it
    PRIMARY KEY (attempt, rubric)
) STRICT;
INSERT INTO scorecard_new
    SELECT organisation, attempt, rubric, made,
        json_extract(read, '$.outcome'), json_extract(read, '$.overall'), json_extract(read, '$.low'),
        json_extract(read, '$.empathy.score'), json_extract(read, '$.tools.score'),
        json_extract(read, '$.resolution.score'), json_extract(read, '$.passed'),
        coalesce(json_array_length(read, '$.critical'), 0),
        (SELECT count(*) FROM json_each(read, '$.critical') WHERE json_extract(value, '$.alleged')), json
    FROM (SELECT *, CASE WHEN json_valid(json) THEN json ELSE '{}' END AS read FROM scorecard);
DROP TABLE scorecard;
ALTER TABLE scorecard_new RENAME TO scorecard;

CREATE TRIGGER entry_is_never_changed BEFORE UPDATE ON entry
WHEN NOT EXISTS (SELECT 1 FROM attempt WHERE id = OLD.attempt AND erased IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'an entry is never changed'); END;
CREATE TRIGGER entry_is_never_removed BEFORE DELETE ON entry
BEGIN SELECT RAISE(ABORT, 'an entry is never removed'); END;
CREATE TRIGGER scorecard_is_never_changed BEFORE UPDATE ON scorecard
BEGIN SELECT RAISE(ABORT, 'a scorecard is never changed'); END;
CREATE TRIGGER scorecard_is_never_removed BEFORE DELETE ON scorecard
WHEN NOT EXISTS (SELECT 1 FROM attempt WHERE id = OLD.attempt AND erased IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'a scorecard is never removed'); END;
