-- Rollups: what attempts come to for whoever leads many people, folded from them by whoever leads (src/store/rollup.rs).
-- All of it can be thrown away and folded again. Desks only insert into `stale`, in the transaction that changes something.
CREATE TABLE stale (
    id           BYTEA NOT NULL PRIMARY KEY DEFAULT (uuid_send(gen_random_uuid())), -- never the same twice, so that taking one mark away takes no other
    organisation BYTEA NOT NULL REFERENCES organisation (id),
    person       BYTEA NOT NULL REFERENCES person (id),
    attempt      BYTEA -- what changed; none for everything of that person
);
CREATE INDEX stale_by_person ON stale (organisation, person);

-- A person's attempts that are over, as lists read them, and how the person stands, in short.
CREATE TABLE rollup (
    organisation BYTEA NOT NULL REFERENCES organisation (id),
    person       BYTEA NOT NULL PRIMARY KEY REFERENCES person (id),
    made         BIGINT NOT NULL, -- as of when
    layout       BIGINT NOT NULL, -- which version of Hotseat can read it
    attempts     BYTEA NOT NULL,
    basis        BYTEA, -- by which ladders and scenarios the rest was made
    brief        TEXT,
    good_until   BIGINT -- when time alone changes the brief
);

-- What item analysis counts: of one person at one scenario, and of everybody in a part of all people.
CREATE TABLE item_person (
    organisation BYTEA NOT NULL REFERENCES organisation (id),
    scenario     TEXT NOT NULL,
    part         BIGINT NOT NULL,
    person       BYTEA NOT NULL REFERENCES person (id),
    counts       BYTEA NOT NULL,
    PRIMARY KEY (scenario, part, person)
);
CREATE INDEX item_by_person ON item_person (organisation, person);
CREATE TABLE item_part (
    organisation BYTEA NOT NULL REFERENCES organisation (id),
    scenario     TEXT NOT NULL,
    part         BIGINT NOT NULL,
    counts       BYTEA NOT NULL,
    PRIMARY KEY (scenario, part)
);

-- How often something was folded: whoever folds finds out here that somebody else did meanwhile.
CREATE TABLE fold (
    organisation BYTEA NOT NULL PRIMARY KEY REFERENCES organisation (id),
    turn         BIGINT NOT NULL
);
INSERT INTO fold (organisation, turn) SELECT id, 0 FROM organisation;

CREATE INDEX attempt_open ON attempt (organisation, person) WHERE state = 'open';

-- Who listened in to which session, since when, and when they last looked.
CREATE TABLE watch (
    organisation BYTEA NOT NULL REFERENCES organisation (id),
    attempt      BYTEA NOT NULL REFERENCES attempt (id),
    person       BYTEA NOT NULL REFERENCES person (id),
    since        BIGINT NOT NULL,
    last         BIGINT NOT NULL,
    PRIMARY KEY (attempt, person)
);
