-- People who left, teams that ended, certificates that no longer hold, what a decision knew of, and the journal.
ALTER TABLE person ADD COLUMN departed BIGINT; -- when they left; everything they did stays
ALTER TABLE team ADD COLUMN ended BIGINT;
ALTER TABLE certificate ADD COLUMN revoked BIGINT;
ALTER TABLE certificate ADD COLUMN revoked_by BYTEA REFERENCES person (id);
ALTER TABLE certificate ADD COLUMN revoked_for TEXT; -- why
ALTER TABLE decision ADD COLUMN disputes BIGINT; -- how many disputes it knew of; none for those of older layouts

-- What became of whose attempts, in order: each row hashes the one before it, so that none can go without a trace.
CREATE TABLE journal (
    organisation BYTEA   NOT NULL REFERENCES organisation (id),
    person       BYTEA   NOT NULL REFERENCES person (id),
    number       BIGINT  NOT NULL CHECK (number > 0),
    attempt      BYTEA   NOT NULL REFERENCES attempt (id),
    what         TEXT    NOT NULL CHECK (what IN ('begun', 'ended', 'brought')),
    at           BIGINT  NOT NULL, -- when it began or ended; of what a desk brought, when it began
    chain        BYTEA   NOT NULL,
    PRIMARY KEY (person, number)
);

CREATE TRIGGER journal_is_never_changed BEFORE UPDATE ON journal FOR EACH ROW EXECUTE FUNCTION stays('the journal is never changed');
CREATE TRIGGER journal_is_never_removed BEFORE DELETE ON journal FOR EACH ROW EXECUTE FUNCTION stays('the journal is never removed');
