-- People who left, teams that ended, certificates that no longer hold, what a decision knew of, and the journal.
ALTER TABLE person ADD COLUMN departed INTEGER; -- when they left; everything they did stays
ALTER TABLE team ADD COLUMN ended INTEGER;
ALTER TABLE certificate ADD COLUMN revoked INTEGER;
ALTER TABLE certificate ADD COLUMN revoked_by BLOB REFERENCES person (id);
ALTER TABLE certificate ADD COLUMN revoked_for TEXT; -- why
ALTER TABLE decision ADD COLUMN disputes INTEGER; -- how many disputes it knew of; none for those of older layouts

-- What became of whose attempts, in order: each row hashes the one before it, so that none can go without a trace.
CREATE TABLE journal (
    organisation BLOB    NOT NULL REFERENCES organisation (id),
    person       BLOB    NOT NULL REFERENCES person (id),
    number       INTEGER NOT NULL CHECK (number > 0),
    attempt      BLOB    NOT NULL REFERENCES attempt (id),
    what         TEXT    NOT NULL CHECK (what IN ('begun', 'ended', 'brought')),
    at           INTEGER NOT NULL, -- when it began or ended; of what a desk brought, when it began
    chain        BLOB    NOT NULL,
    PRIMARY KEY (person, number)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER journal_is_never_changed BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is never changed'); END;
CREATE TRIGGER journal_is_never_removed BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is never removed'); END;
