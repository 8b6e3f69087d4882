-- The layout of SQLite's fifth version, for PostgreSQL 15 and later and what speaks like it. Times are UTC milliseconds; ids
-- are UUIDs, 16 bytes, made by whoever inserts; every table carries the organisation, so that rows can be spread by it.
CREATE TABLE organisation (
    id BYTEA NOT NULL PRIMARY KEY
);

INSERT INTO organisation (id) VALUES (decode('00000000000000000000000000000000', 'hex')); -- the one organisation of a store

CREATE TABLE person (
    id           BYTEA   NOT NULL PRIMARY KEY,
    organisation BYTEA   NOT NULL REFERENCES organisation (id),
    name         TEXT    NOT NULL,
    created      BIGINT  NOT NULL,
    rights       BIGINT  NOT NULL DEFAULT 1, -- 1 trainee, 2 trainer, 4 manager, 8 owner, added up
    passphrase   TEXT,    -- argon2id, in PHC form; none where nobody has set one yet
    failed       BIGINT  NOT NULL DEFAULT 0, -- wrong passphrases since the last right one
    failed_at    BIGINT,
    erased       BIGINT, -- when everything about this person was taken away
    UNIQUE (organisation, name)
);

-- What lets somebody in on a machine that remembers them; only its hash is here.
CREATE TABLE remembered (
    organisation BYTEA   NOT NULL REFERENCES organisation (id),
    token        BYTEA   NOT NULL PRIMARY KEY,
    person       BYTEA   NOT NULL REFERENCES person (id),
    made         BIGINT  NOT NULL
);

CREATE TABLE team (
    id           BYTEA   NOT NULL PRIMARY KEY,
    organisation BYTEA   NOT NULL REFERENCES organisation (id),
    name         TEXT    NOT NULL,
    created      BIGINT  NOT NULL,
    UNIQUE (organisation, name)
);

CREATE TABLE member (
    organisation BYTEA   NOT NULL REFERENCES organisation (id),
    team         BYTEA   NOT NULL REFERENCES team (id),
    person       BYTEA   NOT NULL REFERENCES person (id),
    manages      BIGINT  NOT NULL, -- 1 for whoever leads the team
    PRIMARY KEY (team, person)
);

CREATE TABLE assignment (
    id           BYTEA   NOT NULL PRIMARY KEY,
    organisation BYTEA   NOT NULL REFERENCES organisation (id),
    scenario     TEXT,    -- one scenario,
    role         TEXT,    -- or every scenario that counts towards a step
    person       BYTEA   REFERENCES person (id),
    team         BYTEA   REFERENCES team (id),
    certify      BIGINT  NOT NULL,
    due          BIGINT,
    pass_mark    BIGINT,
    attempts     BIGINT, -- how often it may be tried; none for as often as wanted
    given_by     BYTEA   NOT NULL REFERENCES person (id),
    created      BIGINT  NOT NULL,
    withdrawn    BIGINT,
    CHECK ((scenario IS NULL) <> (role IS NULL)),
    CHECK ((person IS NULL) OR (team IS NULL)) -- neither: an exam open to everybody
);

CREATE TABLE attempt (
    id            BYTEA   NOT NULL PRIMARY KEY,
    organisation  BYTEA   NOT NULL REFERENCES organisation (id),
    person        BYTEA   NOT NULL REFERENCES person (id),
    parent        BYTEA   REFERENCES attempt (id),
    scenario      TEXT    NOT NULL,
    scenario_hash TEXT    NOT NULL,
    title         TEXT,
    language      TEXT    NOT NULL,
    mode          TEXT    NOT NULL,
    seed          BIGINT  NOT NULL, -- the 64 bits of an unsigned number
    engine        BIGINT  NOT NULL,
    rubric        BIGINT  NOT NULL,
    listener      TEXT    NOT NULL,
    started       BIGINT  NOT NULL,
    ended         BIGINT,
    state         TEXT    NOT NULL CHECK (state IN ('open', 'finished', 'abandoned')),
    actions       BIGINT  NOT NULL, -- how many are kept: the number of the last entry
    head          BYTEA   NOT NULL, -- the chain of the last entry
    salt          BYTEA,   -- hashed into every entry; gone with what was erased
    seal          BYTEA,   -- the commitment of its end
    assignment    BYTEA   REFERENCES assignment (id),
    shared        BIGINT  NOT NULL DEFAULT 0, -- 1 where the trainee shows it to their managers
    erased        BIGINT,
    kept_by       TEXT    NOT NULL DEFAULT 'here' -- 'desk': played while this store was away
);

-- Entry 0 is what happened before the first action; entry n is action n with its events.
CREATE TABLE entry (
    organisation BYTEA   NOT NULL REFERENCES organisation (id),
    attempt      BYTEA   NOT NULL REFERENCES attempt (id),
    seq          BIGINT  NOT NULL CHECK (seq >= 0),
    action       TEXT,
    events       TEXT    NOT NULL,
    chain        BYTEA   NOT NULL,
    at           BIGINT  NOT NULL,
    commitment   BYTEA,    -- the hash of salt, action and events; the chain runs over these
    PRIMARY KEY (attempt, seq),
    CHECK ((seq = 0) = (action IS NULL))
);

CREATE TABLE scorecard (
    organisation BYTEA   NOT NULL REFERENCES organisation (id),
    attempt      BYTEA   NOT NULL REFERENCES attempt (id),
    rubric       BIGINT  NOT NULL,
    json         TEXT    NOT NULL,
    made         BIGINT  NOT NULL,
    PRIMARY KEY (attempt, rubric)
);

-- The hash covers a scenario with all it includes, so several files may stand under one hash.
CREATE TABLE scenario_source (
    organisation BYTEA NOT NULL REFERENCES organisation (id),
    hash         TEXT NOT NULL,
    name         TEXT NOT NULL,
    source       TEXT NOT NULL,
    PRIMARY KEY (hash, name)
);

-- Numbers of their own per attempt, so that no server has to hand them out.
CREATE TABLE dispute (
    organisation BYTEA   NOT NULL REFERENCES organisation (id),
    attempt      BYTEA   NOT NULL REFERENCES attempt (id),
    number       BIGINT  NOT NULL,
    finding      BIGINT  NOT NULL CHECK (finding >= 0), -- its place in the scorecard of that rubric
    rubric       BIGINT  NOT NULL,
    reason       TEXT    NOT NULL CHECK (length(btrim(reason, E' \t\r\n')) > 0),
    at           BIGINT  NOT NULL,
    PRIMARY KEY (attempt, number)
);

CREATE TABLE meant (
    organisation BYTEA   NOT NULL REFERENCES organisation (id),
    attempt      BYTEA   NOT NULL REFERENCES attempt (id),
    number       BIGINT  NOT NULL,
    event        BIGINT  NOT NULL CHECK (event >= 0), -- the place in the log of what was heard in the reply
    act          TEXT    NOT NULL,
    at           BIGINT  NOT NULL,
    PRIMARY KEY (attempt, number),
    UNIQUE (attempt, event, act)
);

CREATE TABLE self_rating (
    organisation BYTEA   NOT NULL REFERENCES organisation (id),
    attempt      BYTEA   NOT NULL PRIMARY KEY REFERENCES attempt (id), -- only the first counts: after it the score is known
    empathy      BIGINT  NOT NULL CHECK (empathy BETWEEN 0 AND 100),
    tools        BIGINT  NOT NULL CHECK (tools BETWEEN 0 AND 100),
    resolution   BIGINT  NOT NULL CHECK (resolution BETWEEN 0 AND 100),
    at           BIGINT  NOT NULL
);

-- What lies about on the desk of an open attempt and is no action yet: the reply being typed, and the notepad.
CREATE TABLE scratch (
    organisation BYTEA NOT NULL REFERENCES organisation (id),
    attempt      BYTEA NOT NULL PRIMARY KEY REFERENCES attempt (id),
    reply        TEXT NOT NULL,
    notes        TEXT NOT NULL
);

CREATE TABLE decision (
    organisation BYTEA   NOT NULL REFERENCES organisation (id),
    attempt      BYTEA   NOT NULL REFERENCES attempt (id),
    number       BIGINT  NOT NULL,
    decided_by   BYTEA   NOT NULL REFERENCES person (id),
    passed       BIGINT  NOT NULL CHECK (passed IN (0, 1)),
    reason       TEXT    NOT NULL CHECK (length(btrim(reason, E' \t\r\n')) > 0),
    at           BIGINT  NOT NULL,
    PRIMARY KEY (attempt, number)
);

CREATE TABLE certificate (
    id           BYTEA   NOT NULL PRIMARY KEY,
    organisation BYTEA   NOT NULL REFERENCES organisation (id),
    person       BYTEA   NOT NULL REFERENCES person (id),
    step         TEXT    NOT NULL,
    credential   TEXT    NOT NULL,
    made         BIGINT  NOT NULL
);

-- Rubrics as they were written, and which was adopted when: the last adoption counts. Scorecards by a rubric that was
-- adopted stand beside those the attempts ended with.
CREATE TABLE rubric (
    organisation BYTEA   NOT NULL REFERENCES organisation (id),
    number       BIGINT  NOT NULL,
    text         TEXT    NOT NULL,
    PRIMARY KEY (organisation, number)
);

CREATE TABLE adoption (
    organisation BYTEA   NOT NULL REFERENCES organisation (id),
    number       BIGINT  NOT NULL,
    rubric       BIGINT  NOT NULL,
    adopted_by   BYTEA   NOT NULL REFERENCES person (id),
    at           BIGINT  NOT NULL,
    PRIMARY KEY (organisation, number),
    FOREIGN KEY (organisation, rubric) REFERENCES rubric (organisation, number)
);

CREATE INDEX attempt_by_person ON attempt (organisation, person, started);
CREATE INDEX attempt_by_assignment ON attempt (assignment) WHERE assignment IS NOT NULL;
CREATE INDEX member_by_person ON member (organisation, person);
CREATE INDEX certificate_by_person ON certificate (organisation, person, made);

-- What is written stays; only erasing a person takes it away, and leaves the commitments of the chain.
CREATE FUNCTION stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_ARGV[1] = 'unless erased' THEN
        IF EXISTS (SELECT 1 FROM attempt WHERE id = OLD.attempt AND erased IS NOT NULL) THEN
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION '%', TG_ARGV[0];
END $$;
CREATE TRIGGER entry_is_never_changed BEFORE UPDATE ON entry FOR EACH ROW EXECUTE FUNCTION stays('an entry is never changed', 'unless erased');
CREATE TRIGGER entry_is_never_removed BEFORE DELETE ON entry FOR EACH ROW EXECUTE FUNCTION stays('an entry is never removed');
CREATE TRIGGER scorecard_is_never_changed BEFORE UPDATE ON scorecard FOR EACH ROW EXECUTE FUNCTION stays('a scorecard is never changed');
CREATE TRIGGER scorecard_is_never_removed BEFORE DELETE ON scorecard FOR EACH ROW EXECUTE FUNCTION stays('a scorecard is never removed', 'unless erased');
CREATE TRIGGER self_rating_is_never_changed BEFORE UPDATE ON self_rating FOR EACH ROW EXECUTE FUNCTION stays('a self-rating is never changed');
CREATE TRIGGER self_rating_is_never_removed BEFORE DELETE ON self_rating FOR EACH ROW EXECUTE FUNCTION stays('a self-rating is never removed', 'unless erased');
CREATE TRIGGER dispute_is_never_changed BEFORE UPDATE ON dispute FOR EACH ROW EXECUTE FUNCTION stays('a dispute is never changed');
CREATE TRIGGER dispute_is_never_removed BEFORE DELETE ON dispute FOR EACH ROW EXECUTE FUNCTION stays('a dispute is never removed', 'unless erased');
CREATE TRIGGER meant_is_never_changed BEFORE UPDATE ON meant FOR EACH ROW EXECUTE FUNCTION stays('what was meant is never changed');
CREATE TRIGGER meant_is_never_removed BEFORE DELETE ON meant FOR EACH ROW EXECUTE FUNCTION stays('what was meant is never removed', 'unless erased');
CREATE TRIGGER decision_is_never_changed BEFORE UPDATE ON decision FOR EACH ROW EXECUTE FUNCTION stays('a decision is never changed');
CREATE TRIGGER decision_is_never_removed BEFORE DELETE ON decision FOR EACH ROW EXECUTE FUNCTION stays('a decision is never removed', 'unless erased');
CREATE TRIGGER rubric_is_never_changed BEFORE UPDATE ON rubric FOR EACH ROW EXECUTE FUNCTION stays('a rubric is never changed');
CREATE TRIGGER rubric_is_never_removed BEFORE DELETE ON rubric FOR EACH ROW EXECUTE FUNCTION stays('a rubric is never removed');
CREATE TRIGGER adoption_is_never_changed BEFORE UPDATE ON adoption FOR EACH ROW EXECUTE FUNCTION stays('an adoption is never changed');
CREATE TRIGGER adoption_is_never_removed BEFORE DELETE ON adoption FOR EACH ROW EXECUTE FUNCTION stays('an adoption is never removed');
