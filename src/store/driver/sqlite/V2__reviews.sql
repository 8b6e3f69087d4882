-- What a trainee says about their own attempt: findings seen differently, and how they rated themselves before the score.
CREATE TABLE dispute (
    number       INTEGER NOT NULL PRIMARY KEY,
    organisation BLOB    NOT NULL REFERENCES organisation (id),
    attempt      BLOB    NOT NULL REFERENCES attempt (id),
    finding      INTEGER NOT NULL CHECK (finding >= 0), -- its place in the scorecard of that rubric
    rubric       INTEGER NOT NULL,
    reason       TEXT    NOT NULL CHECK (length(trim(reason)) > 0),
    at           INTEGER NOT NULL
) STRICT;
CREATE INDEX dispute_by_attempt ON dispute (organisation, attempt, number);

CREATE TABLE self_rating (
    organisation BLOB    NOT NULL REFERENCES organisation (id),
    attempt      BLOB    NOT NULL PRIMARY KEY REFERENCES attempt (id), -- only the first counts: after it the score is known
    empathy      INTEGER NOT NULL CHECK (empathy BETWEEN 0 AND 100),
    tools        INTEGER NOT NULL CHECK (tools BETWEEN 0 AND 100),
    resolution   INTEGER NOT NULL CHECK (resolution BETWEEN 0 AND 100),
    at           INTEGER NOT NULL
) STRICT;

CREATE TRIGGER dispute_is_never_changed BEFORE UPDATE ON dispute
BEGIN SELECT RAISE(ABORT, 'a dispute is never changed'); END;
CREATE TRIGGER dispute_is_never_removed BEFORE DELETE ON dispute
BEGIN SELECT RAISE(ABORT, 'a dispute is never removed'); END;
CREATE TRIGGER self_rating_is_never_changed BEFORE UPDATE ON self_rating
BEGIN SELECT RAISE(ABORT, 'a self-rating is never changed'); END;
CREATE TRIGGER self_rating_is_never_removed BEFORE DELETE ON self_rating
BEGIN SELECT RAISE(ABORT, 'a self-rating is never removed'); END;
