-- What reviewers did about attempts, in order, and what trainees answered: each row hashes the one before it. The text may go
-- where somebody is erased; that there was one stays.
CREATE TABLE review (
    organisation BYTEA   NOT NULL REFERENCES organisation (id),
    attempt      BYTEA   NOT NULL REFERENCES attempt (id),
    number       BIGINT  NOT NULL CHECK (number > 0),
    done_by      BYTEA   NOT NULL REFERENCES person (id),
    what         TEXT    NOT NULL CHECK (what IN ('commented', 'answered', 'overruled', 'lifted', 'decided', 'appealed', 'taken', 'done')),
    about        BIGINT, -- an event, a row of this table, a finding, a critical error, a decision, or how many disputes
    rubric       BIGINT, -- of the scorecard that was overruled
    points       BIGINT, -- what a finding is worth; 1 where a critical error is lifted, 0 where it stands; 1 for passed
    whom         BYTEA   REFERENCES person (id), -- who has it now
    due          BIGINT,
    text         TEXT    NOT NULL,
    at           BIGINT  NOT NULL,
    said         BYTEA   NOT NULL, -- the hash of salt and text; the chain runs over it and the other columns
    chain        BYTEA   NOT NULL,
    PRIMARY KEY (attempt, number)
);
CREATE INDEX review_by_what ON review (organisation, what);

-- Scorecards with what was overruled, beside the machine's: of an attempt and rubric the last counts.
CREATE TABLE reviewed (
    organisation BYTEA   NOT NULL REFERENCES organisation (id),
    attempt      BYTEA   NOT NULL REFERENCES attempt (id),
    rubric       BIGINT  NOT NULL,
    number       BIGINT  NOT NULL, -- the row of `review` up to which it goes
    made         BIGINT  NOT NULL,
    outcome      TEXT,
    overall      BIGINT,
    low          BIGINT,
    empathy      BIGINT,
    tools        BIGINT,
    resolution   BIGINT,
    passed       BIGINT,
    critical     BIGINT  NOT NULL,
    alleged      BIGINT  NOT NULL,
    json         BYTEA   NOT NULL,
    PRIMARY KEY (attempt, rubric, number)
);

CREATE TRIGGER review_is_never_changed BEFORE UPDATE ON review FOR EACH ROW EXECUTE FUNCTION stays('a review is never changed', 'unless erased');
CREATE TRIGGER review_is_never_removed BEFORE DELETE ON review FOR EACH ROW EXECUTE FUNCTION stays('a review is never removed');
CREATE TRIGGER reviewed_is_never_changed BEFORE UPDATE ON reviewed FOR EACH ROW EXECUTE FUNCTION stays('a reviewed scorecard is never changed');
CREATE TRIGGER reviewed_is_never_removed BEFORE DELETE ON reviewed FOR EACH ROW EXECUTE FUNCTION stays('a reviewed scorecard is never removed', 'unless erased');

-- Exams, which the review queue looks through.
CREATE INDEX attempt_exam ON attempt (organisation, person) WHERE mode = 'certify';

ALTER TABLE team ADD COLUMN sample BIGINT NOT NULL DEFAULT 0; -- how many of a thousand attempts are drawn for review,
ALTER TABLE team ADD COLUMN sampled BIGINT; -- of those that ended since then
ALTER TABLE certificate ADD COLUMN signed_by BYTEA REFERENCES person (id); -- none where an older layout kept it

-- The same attempts scored by several reviewers who see neither the machine's scores nor each other's.
CREATE TABLE calibration (
    id           BYTEA   NOT NULL PRIMARY KEY,
    organisation BYTEA   NOT NULL REFERENCES organisation (id),
    title        TEXT    NOT NULL,
    begun_by     BYTEA   NOT NULL REFERENCES person (id),
    begun        BIGINT  NOT NULL,
    due          BIGINT,
    closed       BIGINT
);

CREATE TABLE calibration_attempt (
    organisation BYTEA   NOT NULL REFERENCES organisation (id),
    calibration  BYTEA   NOT NULL REFERENCES calibration (id),
    attempt      BYTEA   NOT NULL REFERENCES attempt (id),
    PRIMARY KEY (calibration, attempt)
);

CREATE TABLE calibration_reviewer (
    organisation BYTEA   NOT NULL REFERENCES organisation (id),
    calibration  BYTEA   NOT NULL REFERENCES calibration (id),
    person       BYTEA   NOT NULL REFERENCES person (id),
    PRIMARY KEY (calibration, person)
);

CREATE TABLE rating (
    organisation BYTEA   NOT NULL REFERENCES organisation (id),
    calibration  BYTEA   NOT NULL REFERENCES calibration (id),
    attempt      BYTEA   NOT NULL REFERENCES attempt (id),
    person       BYTEA   NOT NULL REFERENCES person (id),
    criterion    BIGINT  NOT NULL,
    rating       BIGINT CHECK (rating BETWEEN 0 AND 2), -- none where it cannot be judged
    at           BIGINT  NOT NULL,
    PRIMARY KEY (calibration, attempt, person, criterion)
);
CREATE TRIGGER rating_is_never_changed BEFORE UPDATE ON rating FOR EACH ROW EXECUTE FUNCTION stays('a rating is never changed');
CREATE TRIGGER rating_is_never_removed BEFORE DELETE ON rating FOR EACH ROW EXECUTE FUNCTION stays('a rating is never removed', 'unless erased');
