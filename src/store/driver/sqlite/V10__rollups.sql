-- Rollups: what attempts come to for whoever leads many people, folded from them by whoever leads (src/store/rollup.rs).
-- All of it can be thrown away and folded again. Desks only insert into `stale`, in the transaction that changes something.
CREATE TABLE stale (
    id           BLOB NOT NULL PRIMARY KEY DEFAULT (randomblob(16)), -- never the same twice, so that taking one mark away takes no other
    organisation BLOB NOT NULL REFERENCES organisation (id),
    person       BLOB NOT NULL REFERENCES person (id),
    attempt      BLOB -- what changed; none for everything of that person
) STRICT;
CREATE INDEX stale_by_person ON stale (organisation, person);

-- A person's attempts that are over, as lists read them, and how the person stands, in short.
CREATE TABLE rollup (
    organisation BLOB NOT NULL REFERENCES organisation (id),
    person       BLOB NOT NULL PRIMARY KEY REFERENCES person (id),
    made         INTEGER NOT NULL, -- as of when
    layout       INTEGER NOT NULL, -- which version of Hotseat can read it
    attempts     BLOB NOT NULL,
    basis        BLOB, -- by which ladders and scenarios the rest was made
    brief        TEXT,
    good_until   INTEGER -- when time alone changes the brief
) STRICT;

-- What item analysis counts: of one person at one scenario, and of everybody in a part of all people.
CREATE TABLE item_person (
    organisation BLOB NOT NULL REFERENCES organisation (id),
    scenario     TEXT NOT NULL,
    part         INTEGER NOT NULL,
    person       BLOB NOT NULL REFERENCES person (id),
    counts       BLOB NOT NULL,
    PRIMARY KEY (scenario, part, person)
) STRICT;
CREATE INDEX item_by_person ON item_person (organisation, person);
CREATE TABLE item_part (
    organisation BLOB NOT NULL REFERENCES organisation (id),
    scenario     TEXT NOT NULL,
    part         INTEGER NOT NULL,
    counts       BLOB NOT NULL,
    PRIMARY KEY (scenario, part)
) STRICT;

-- How often something was folded: whoever folds finds out here that somebody else did meanwhile.
CREATE TABLE fold (
    organisation BLOB NOT NULL PRIMARY KEY REFERENCES organisation (id),
    turn         INTEGER NOT NULL
) STRICT;
INSERT INTO fold (organisation, turn) SELECT id, 0 FROM organisation;

CREATE INDEX attempt_open ON attempt (organisation, person) WHERE state = 'open';

-- Who listened in to which session, since when, and when they last looked.
CREATE TABLE watch (
    organisation BLOB NOT NULL REFERENCES organisation (id),
    attempt      BLOB NOT NULL REFERENCES attempt (id),
    person       BLOB NOT NULL REFERENCES person (id),
    since        INTEGER NOT NULL,
    last         INTEGER NOT NULL,
    PRIMARY KEY (attempt, person)
) STRICT;
