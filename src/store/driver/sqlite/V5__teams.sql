-- Who may do what, who belongs where, what was given to whom, what was decided, and what was erased.
ALTER TABLE person ADD COLUMN rights INTEGER NOT NULL DEFAULT 1; -- 1 trainee, 2 trainer, 4 manager, 8 owner, added up
ALTER TABLE person ADD COLUMN passphrase TEXT; -- argon2id, in PHC form; none where nobody has set one yet
ALTER TABLE person ADD COLUMN failed INTEGER NOT NULL DEFAULT 0; -- wrong passphrases since the last right one
ALTER TABLE person ADD COLUMN failed_at INTEGER;
ALTER TABLE person ADD COLUMN erased INTEGER; -- when everything about this person was taken away
UPDATE person SET rights = 15 WHERE created = (SELECT min(created) FROM person);

-- What lets somebody in on a machine that remembers them; only its hash is here.
CREATE TABLE remembered (
    organisation BLOB    NOT NULL REFERENCES organisation (id),
    token        BLOB    NOT NULL PRIMARY KEY,
    person       BLOB    NOT NULL REFERENCES person (id),
    made         INTEGER NOT NULL
) STRICT;

CREATE TABLE team (
    id           BLOB    NOT NULL PRIMARY KEY,
    organisation BLOB    NOT NULL REFERENCES organisation (id),
    name         TEXT    NOT NULL,
    created      INTEGER NOT NULL,
    UNIQUE (organisation, name)
) STRICT;

CREATE TABLE member (
    organisation BLOB    NOT NULL REFERENCES organisation (id),
    team         BLOB    NOT NULL REFERENCES team (id),
    person       BLOB    NOT NULL REFERENCES person (id),
    manages      INTEGER NOT NULL, -- 1 for whoever leads the team
    PRIMARY KEY (team, person)
) STRICT;
CREATE INDEX member_by_person ON member (organisation, person);

CREATE TABLE assignment (
    id           BLOB    NOT NULL PRIMARY KEY,
    organisation BLOB    NOT NULL REFERENCES organisation (id),
    scenario     TEXT,    -- one scenario,
    role         TEXT,    -- or every scenario that counts towards a step
    person       BLOB    REFERENCES person (id),
    team         BLOB    REFERENCES team (id),
    certify      INTEGER NOT NULL,
    due          INTEGER,
    pass_mark    INTEGER,
    attempts     INTEGER, -- how often it may be tried; none for as often as wanted
    given_by     BLOB    NOT NULL REFERENCES person (id),
    created      INTEGER NOT NULL,
    withdrawn    INTEGER,
    CHECK ((scenario IS NULL) <> (role IS NULL)),
    CHECK ((person IS NULL) OR (team IS NULL)) -- neither: an exam open to everybody
) STRICT;

-- An attempt of the second chain hashes its salt into every entry, so that after the salt is gone nobody can try out
-- what an erased text may have been.
ALTER TABLE attempt ADD COLUMN salt BLOB;
ALTER TABLE attempt ADD COLUMN seal BLOB; -- the commitment of its end
ALTER TABLE attempt ADD COLUMN assignment BLOB REFERENCES assignment (id);
ALTER TABLE attempt ADD COLUMN shared INTEGER NOT NULL DEFAULT 0; -- 1 where the trainee shows it to their managers
ALTER TABLE attempt ADD COLUMN erased INTEGER;
ALTER TABLE attempt ADD COLUMN kept_by TEXT NOT NULL DEFAULT 'here'; -- 'desk': played while this store was away
CREATE INDEX attempt_by_assignment ON attempt (assignment) WHERE assignment IS NOT NULL;

ALTER TABLE entry ADD COLUMN commitment BLOB; -- the hash of salt, action and events; the chain runs over these

CREATE TABLE decision (
    organisation BLOB    NOT NULL REFERENCES organisation (id),
    attempt      BLOB    NOT NULL REFERENCES attempt (id),
    number       INTEGER NOT NULL,
    decided_by   BLOB    NOT NULL REFERENCES person (id),
    passed       INTEGER NOT NULL CHECK (passed IN (0, 1)),
    reason       TEXT    NOT NULL CHECK (length(trim(reason)) > 0),
    at           INTEGER NOT NULL,
    PRIMARY KEY (attempt, number)
) STRICT;

CREATE TABLE certificate (
    id           BLOB    NOT NULL PRIMARY KEY,
    organisation BLOB    NOT NULL REFERENCES organisation (id),
    person       BLOB    NOT NULL REFERENCES person (id),
    step         TEXT    NOT NULL,
    credential   TEXT    NOT NULL,
    made         INTEGER NOT NULL
) STRICT;
CREATE INDEX certificate_by_person ON certificate (organisation, person, made);

-- Rubrics as they were written, and which was adopted when: the last adoption counts. Scorecards by a rubric that was
-- adopted stand beside those the attempts ended with.
CREATE TABLE rubric (
    organisation BLOB    NOT NULL REFERENCES organisation (id),
    number       INTEGER NOT NULL,
    text         TEXT    NOT NULL,
    PRIMARY KEY (organisation, number)
) STRICT;

CREATE TABLE adoption (
    organisation BLOB    NOT NULL REFERENCES organisation (id),
    number       INTEGER NOT NULL,
    rubric       INTEGER NOT NULL,
    adopted_by   BLOB    NOT NULL REFERENCES person (id),
    at           INTEGER NOT NULL,
    PRIMARY KEY (organisation, number),
    FOREIGN KEY (organisation, rubric) REFERENCES rubric (organisation, number)
) STRICT;

-- Numbers of their own per attempt, so that no server has to hand them out.
CREATE TABLE dispute_new (
    organisation BLOB    NOT NULL REFERENCES organisation (id),
    attempt      BLOB    NOT NULL REFERENCES attempt (id),
    number       INTEGER NOT NULL,
    finding      INTEGER NOT NULL CHECK (finding >= 0), -- its place in the scorecard of that rubric
    rubric       INTEGER NOT NULL,
    reason       TEXT    NOT NULL CHECK (length(trim(reason)) > 0),
    at           INTEGER NOT NULL,
    PRIMARY KEY (attempt, number)
) STRICT;
INSERT INTO dispute_new SELECT organisation, attempt, number, finding, rubric, reason, at FROM dispute;
DROP TABLE dispute;
ALTER TABLE dispute_new RENAME TO dispute;

CREATE TABLE meant_new (
    organisation BLOB    NOT NULL REFERENCES organisation (id),
    attempt      BLOB    NOT NULL REFERENCES attempt (id),
    number       INTEGER NOT NULL,
    event        INTEGER NOT NULL CHECK (event >= 0), -- the place in the log of what was heard in the reply
    act          TEXT    NOT NULL,
    at           INTEGER NOT NULL,
    PRIMARY KEY (attempt, number),
    UNIQUE (attempt, event, act)
) STRICT;
INSERT INTO meant_new SELECT organisation, attempt, number, event, act, at FROM meant;
DROP TABLE meant;
ALTER TABLE meant_new RENAME TO meant;

-- What is written stays; only erasing a person takes it away, and leaves the commitments of the chain.
DROP TRIGGER entry_is_never_changed;
DROP TRIGGER entry_is_never_removed;
DROP TRIGGER scorecard_is_never_removed;
DROP TRIGGER self_rating_is_never_removed;
CREATE TRIGGER entry_is_never_changed BEFORE UPDATE ON entry
WHEN NOT EXISTS (SELECT 1 FROM attempt WHERE id = OLD.attempt AND erased IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'an entry is never changed'); END;
CREATE TRIGGER entry_is_never_removed BEFORE DELETE ON entry
BEGIN SELECT RAISE(ABORT, 'an entry is never removed'); END;
CREATE TRIGGER scorecard_is_never_removed BEFORE DELETE ON scorecard
WHEN NOT EXISTS (SELECT 1 FROM attempt WHERE id = OLD.attempt AND erased IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'a scorecard is never removed'); END;
CREATE TRIGGER self_rating_is_never_removed BEFORE DELETE ON self_rating
WHEN NOT EXISTS (SELECT 1 FROM attempt WHERE id = OLD.attempt AND erased IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'a self-rating is never removed'); END;
CREATE TRIGGER dispute_is_never_changed BEFORE UPDATE ON dispute
BEGIN SELECT RAISE(ABORT, 'a dispute is never changed'); END;
CREATE TRIGGER dispute_is_never_removed BEFORE DELETE ON dispute
WHEN NOT EXISTS (SELECT 1 FROM attempt WHERE id = OLD.attempt AND erased IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'a dispute is never removed'); END;
CREATE TRIGGER meant_is_never_changed BEFORE UPDATE ON meant
BEGIN SELECT RAISE(ABORT, 'what was meant is never changed'); END;
CREATE TRIGGER meant_is_never_removed BEFORE DELETE ON meant
WHEN NOT EXISTS (SELECT 1 FROM attempt WHERE id = OLD.attempt AND erased IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'what was meant is never removed'); END;
CREATE TRIGGER decision_is_never_changed BEFORE UPDATE ON decision
BEGIN SELECT RAISE(ABORT, 'a decision is never changed'); END;
CREATE TRIGGER decision_is_never_removed BEFORE DELETE ON decision
WHEN NOT EXISTS (SELECT 1 FROM attempt WHERE id = OLD.attempt AND erased IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'a decision is never removed'); END;
CREATE TRIGGER rubric_is_never_changed BEFORE UPDATE ON rubric
BEGIN SELECT RAISE(ABORT, 'a rubric is never changed'); END;
CREATE TRIGGER rubric_is_never_removed BEFORE DELETE ON rubric
BEGIN SELECT RAISE(ABORT, 'a rubric is never removed'); END;
CREATE TRIGGER adoption_is_never_changed BEFORE UPDATE ON adoption
BEGIN SELECT RAISE(ABORT, 'an adoption is never changed'); END;
CREATE TRIGGER adoption_is_never_removed BEFORE DELETE ON adoption
BEGIN SELECT RAISE(ABORT, 'an adoption is never removed'); END;
