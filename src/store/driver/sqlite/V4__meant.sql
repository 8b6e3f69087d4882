-- What a trainee says they meant where the listener did not hear it; a labelled reply once somebody has looked at it.
CREATE TABLE meant (
    number       INTEGER NOT NULL PRIMARY KEY,
    organisation BLOB    NOT NULL REFERENCES organisation (id),
    attempt      BLOB    NOT NULL REFERENCES attempt (id),
    event        INTEGER NOT NULL CHECK (event >= 0), -- the place in the log of what was heard in the reply
    act          TEXT    NOT NULL,
    at           INTEGER NOT NULL,
    UNIQUE (attempt, event, act)
) STRICT;

CREATE TRIGGER meant_is_never_changed BEFORE UPDATE ON meant
BEGIN SELECT RAISE(ABORT, 'what was meant is never changed'); END;
CREATE TRIGGER meant_is_never_removed BEFORE DELETE ON meant
BEGIN SELECT RAISE(ABORT, 'what was meant is never removed'); END;
