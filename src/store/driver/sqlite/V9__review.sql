-- What reviewers did about attempts, in order, and what trainees answered: each row hashes the one before it. The text may go
-- where somebody is erased; that there was one stays.
CREATE TABLE review (
    organisation BLOB    NOT NULL REFERENCES organisation (id),
    attempt      BLOB    NOT NULL REFERENCES attempt (id),
    number       INTEGER NOT NULL CHECK (number > 0),
    done_by      BLOB    NOT NULL REFERENCES person (id),
    what         TEXT    NOT NULL CHECK (what IN ('commented', 'answered', 'overruled', 'lifted', 'decided', 'appealed', 'taken', 'done')),
    about        INTEGER, -- an event, a row of this table, a finding, a critical error, a decision, or how many disputes
    rubric       INTEGER, -- of the scorecard that was overruled
    points       INTEGER, -- what a finding is worth; 1 where a critical error is lifted, 0 where it stands; 1 for passed
    whom         BLOB    REFERENCES person (id), -- who has it now
    due          INTEGER,
    text         TEXT    NOT NULL,
    at           INTEGER NOT NULL,
    said         BLOB    NOT NULL, -- the hash of salt and text; the chain runs over it and the other columns
    chain        BLOB    NOT NULL,
    PRIMARY KEY (attempt, number)
) STRICT;
CREATE INDEX review_by_what ON review (organisation, what);

-- Scorecards with what was overruled, beside the machine's: of an attempt and rubric the last counts.
CREATE TABLE reviewed (
    organisation BLOB    NOT NULL REFERENCES organisation (id),
    attempt      BLOB    NOT NULL REFERENCES attempt (id),
    rubric       INTEGER NOT NULL,
    number       INTEGER NOT NULL, -- the row of `review` up to which it goes
    made         INTEGER NOT NULL,
    outcome      TEXT,
    overall      INTEGER,
    low          INTEGER,
    empathy      INTEGER,
    tools        INTEGER,
    resolution   INTEGER,
    passed       INTEGER,
    critical     INTEGER NOT NULL,
    alleged      INTEGER NOT NULL,
    json         ANY     NOT NULL,
    PRIMARY KEY (attempt, rubric, number)
) STRICT;

CREATE TRIGGER review_is_never_changed BEFORE UPDATE ON review
WHEN NOT EXISTS (SELECT 1 FROM attempt WHERE id = OLD.attempt AND erased IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'a review is never changed'); END;
CREATE TRIGGER review_is_never_removed BEFORE DELETE ON review
BEGIN SELECT RAISE(ABORT, 'a review is never removed'); END;
CREATE TRIGGER reviewed_is_never_changed BEFORE UPDATE ON reviewed
BEGIN SELECT RAISE(ABORT, 'a reviewed scorecard is never changed'); END;
CREATE TRIGGER reviewed_is_never_removed BEFORE DELETE ON reviewed
WHEN NOT EXISTS (SELECT 1 FROM attempt WHERE id = OLD.attempt AND erased IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'a reviewed scorecard is never removed'); END;

-- Exams, which the review queue looks through.
CREATE INDEX attempt_exam ON attempt (organisation, person) WHERE mode = 'certify';

ALTER TABLE team ADD COLUMN sample INTEGER NOT NULL DEFAULT 0; -- how many of a thousand attempts are drawn for review,
ALTER TABLE team ADD COLUMN sampled INTEGER; -- of those that ended since then
ALTER TABLE certificate ADD COLUMN signed_by BLOB REFERENCES person (id); -- none where an older layout kept it

-- The same attempts scored by several reviewers who see neither the machine's scores nor each other's.
CREATE TABLE calibration (
    id           BLOB    NOT NULL PRIMARY KEY,
    organisation BLOB    NOT NULL REFERENCES organisation (id),
    title        TEXT    NOT NULL,
    begun_by     BLOB    NOT NULL REFERENCES person (id),
    begun        INTEGER NOT NULL,
    due          INTEGER,
    closed       INTEGER
) STRICT;

CREATE TABLE calibration_attempt (
    organisation BLOB    NOT NULL REFERENCES organisation (id),
    calibration  BLOB    NOT NULL REFERENCES calibration (id),
    attempt      BLOB    NOT NULL REFERENCES attempt (id),
    PRIMARY KEY (calibration, attempt)
) STRICT;

CREATE TABLE calibration_reviewer (
    organisation BLOB    NOT NULL REFERENCES organisation (id),
    calibration  BLOB    NOT NULL REFERENCES calibration (id),
    person       BLOB    NOT NULL REFERENCES person (id),
    PRIMARY KEY (calibration, person)
) STRICT;

CREATE TABLE rating (
    organisation BLOB    NOT NULL REFERENCES organisation (id),
    calibration  BLOB    NOT NULL REFERENCES calibration (id),
    attempt      BLOB    NOT NULL REFERENCES attempt (id),
    person       BLOB    NOT NULL REFERENCES person (id),
    criterion    INTEGER NOT NULL,
    rating       INTEGER CHECK (rating BETWEEN 0 AND 2), -- none where it cannot be judged
    at           INTEGER NOT NULL,
    PRIMARY KEY (calibration, attempt, person, criterion)
) STRICT;
CREATE TRIGGER rating_is_never_changed BEFORE UPDATE ON rating
BEGIN SELECT RAISE(ABORT, 'a rating is never changed'); END;
CREATE TRIGGER rating_is_never_removed BEFORE DELETE ON rating
WHEN NOT EXISTS (SELECT 1 FROM attempt WHERE id = OLD.attempt AND erased IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'a rating is never removed'); END;
