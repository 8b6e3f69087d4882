-- A store as Hotseat left it before teams (layout 4): one person, one attempt, without the scenario's sources.
PRAGMA foreign_keys = OFF;
BEGIN TRANSACTION;
CREATE TABLE attempt (
    id            BLOB    NOT NULL PRIMARY KEY,
    organisation  BLOB    NOT NULL REFERENCES organisation (id),
    person        BLOB    NOT NULL REFERENCES person (id),
    parent        BLOB    REFERENCES attempt (id),
    scenario      TEXT    NOT NULL,
    scenario_hash TEXT    NOT NULL,
    title         TEXT,
    language      TEXT    NOT NULL,
    mode          TEXT    NOT NULL,
    seed          INTEGER NOT NULL, -- the 64 bits of an unsigned number
    engine        INTEGER NOT NULL,
    rubric        INTEGER NOT NULL,
    listener      TEXT    NOT NULL,
    started       INTEGER NOT NULL,
    ended         INTEGER,
    state         TEXT    NOT NULL CHECK (state IN ('open', 'finished', 'abandoned')),
    actions       INTEGER NOT NULL, -- how many are kept: the number of the last entry
    head          BLOB    NOT NULL  -- the chain of the last entry
) STRICT;
INSERT INTO "attempt" VALUES(X'01A2085940F47507970DCBCCDC9DF906',X'00000000000000000000000000000000',X'01A2085940D37698A4F2673D431654B5',NULL,'first-day','60dc26f934cedb36578d9e4d945c9cb68e97576cf79eec9393cc2a02004e579b','First day: a wrong house number','en','learn',0,1,1,'b1f86c4d99f763dcaf56e44932c9574352f156a60ad10f23573a972b6c307ca5',1795436396788,1795436396793,'abandoned',3,X'D2E168AD202D10B9DC51E88A0F190356CF2F076DDF35B1E10A630618DE38FC69');
CREATE TABLE dispute (
    number       INTEGER NOT NULL PRIMARY KEY,
    organisation BLOB    NOT NULL REFERENCES organisation (id),
    attempt      BLOB    NOT NULL REFERENCES attempt (id),
    finding      INTEGER NOT NULL CHECK (finding >= 0), -- its place in the scorecard of that rubric
    rubric       INTEGER NOT NULL,
    reason       TEXT    NOT NULL CHECK (length(trim(reason)) > 0),
    at           INTEGER NOT NULL
) STRICT;
CREATE TABLE entry (
    organisation BLOB    NOT NULL REFERENCES organisation (id),
    attempt      BLOB    NOT NULL REFERENCES attempt (id),
    seq          INTEGER NOT NULL CHECK (seq >= 0),
    action       TEXT,
    events       TEXT    NOT NULL,
    chain        BLOB    NOT NULL,
    at           INTEGER NOT NULL,
    PRIMARY KEY (attempt, seq),
    CHECK ((seq = 0) = (action IS NULL))
) STRICT;
INSERT INTO "entry" VALUES(X'00000000000000000000000000000000',X'01A2085940F47507970DCBCCDC9DF906',0,NULL,'[{"at":0,"action":0,"what":{"Began":{"scenario":"first-day","language":"en","mode":"learn","seed":0,"mood":{"anger":5,"worry":45,"trust":55}}}},{"at":0,"action":0,"what":{"Entered":{"beat":"hello"}}},{"at":0,"action":0,"what":{"Customer":{"text":"Hi! I''ve been a bit daft: I ordered a lamp for my mum''s birthday and typed the wrong house number. Can that still be changed? I keep picturing it at some stranger''s door."}}},{"at":0,"action":0,"what":{"Showed":{"feeling":"Worry","beat":"hello"}}}]',X'1169503D5E1104E6DDCA16E4C9F574AA8285CB69F9F929BC0AD9EED15CB7044B',1795436396788);
INSERT INTO "entry" VALUES(X'00000000000000000000000000000000',X'01A2085940F47507970DCBCCDC9DF906',1,'{"do":{"Say":"Hello, how can I help?"}}','[{"at":0,"action":1,"what":{"Sent":{"text":"Hello, how can I help?","origin":"Typed"}}},{"at":0,"action":1,"what":{"Replied":{"text":"Hello, how can I help?","acts":[{"act":"greet","from":0,"to":5,"sure":99,"heard":true},{"act":"verify","from":0,"to":5,"sure":32,"heard":false},{"act":"explore","from":0,"to":5,"sure":64,"heard":true}],"empathy":0,"told":[],"asked":[],"repeats":0}}},{"at":0,"action":1,"what":{"Customer":{"text":"It should be 63, and I typed 36."}}}]',X'AA841757F6AAA3589234CC09572B9BB13A6176462EFD93075A313FEB55780F2E',1795436396790);
INSERT INTO "entry" VALUES(X'00000000000000000000000000000000',X'01A2085940F47507970DCBCCDC9DF906',2,'{"do":{"Say":"I am sorry to hear that."}}','[{"at":0,"action":2,"what":{"Sent":{"text":"I am sorry to hear that.","origin":"Typed"}}},{"at":0,"action":2,"what":{"Replied":{"text":"I am sorry to hear that.","acts":[{"act":"apologise","from":0,"to":23,"sure":94,"heard":true},{"act":"inform","from":0,"to":23,"sure":16,"heard":false},{"act":"dismiss","from":0,"to":23,"sure":22,"heard":false},{"act":"deflect","from":0,"to":23,"sure":17,"heard":false}],"empathy":1,"told":[],"asked":[],"repeats":0}}},{"at":0,"action":2,"what":{"Moved":{"from":{"anger":5,"worry":45,"trust":55},"to":{"anger":5,"worry":31,"trust":65},"because":{"Rule":{"path":"beats.hello.hears[1]","words":""}}}}},{"at":0,"action":2,"what":{"Moved":{"from":{"anger":5,"worry":31,"trust":65},"to":{"anger":0,"worry":31,"trust":67},"because":{"Act":{"act":"apologise","words":"I am sorry to hear that"}}}}},{"at":0,"action":2,"what":{"Customer":{"text":"Phew. Thanks for being nice about it. What do we do now?"}}}]',X'3CED73C6236DF492A2AAD0B8FAF97860EE9E4548280CC024B92CA065912505BB',1795436396791);
INSERT INTO "entry" VALUES(X'00000000000000000000000000000000',X'01A2085940F47507970DCBCCDC9DF906',3,'{"do":"Abandon"}','[{"at":0,"action":3,"what":{"Over":{"outcome":"abandoned","goal":false}}},{"at":0,"action":3,"what":"Ended"}]',X'D2E168AD202D10B9DC51E88A0F190356CF2F076DDF35B1E10A630618DE38FC69',1795436396792);
CREATE TABLE meant (
    number       INTEGER NOT NULL PRIMARY KEY,
    organisation BLOB    NOT NULL REFERENCES organisation (id),
    attempt      BLOB    NOT NULL REFERENCES attempt (id),
    event        INTEGER NOT NULL CHECK (event >= 0), -- the place in the log of what was heard in the reply
    act          TEXT    NOT NULL,
    at           INTEGER NOT NULL,
    UNIQUE (attempt, event, act)
) STRICT;
INSERT INTO "meant" VALUES(1,X'00000000000000000000000000000000',X'01A2085940F47507970DCBCCDC9DF906',8,'own',1795436396792);
CREATE TABLE organisation (
    id BLOB NOT NULL PRIMARY KEY
) STRICT;
INSERT INTO "organisation" VALUES(X'00000000000000000000000000000000');
CREATE TABLE person (
    id           BLOB    NOT NULL PRIMARY KEY,
    organisation BLOB    NOT NULL REFERENCES organisation (id),
    name         TEXT    NOT NULL,
    created      INTEGER NOT NULL,
    UNIQUE (organisation, name)
) STRICT;
INSERT INTO "person" VALUES(X'01A2085940D37698A4F2673D431654B5',X'00000000000000000000000000000000','Mei 梅',1795436396755);
CREATE TABLE refinery_schema_history(
             version int4 PRIMARY KEY,
             name VARCHAR(255),
             applied_on VARCHAR(255),
             checksum VARCHAR(255));
INSERT INTO "refinery_schema_history" VALUES(1,'attempts','2026-11-23T12:19:56.754479121Z','10984265674216684952');
INSERT INTO "refinery_schema_history" VALUES(2,'reviews','2026-11-23T12:19:56.754492902Z','11831951069925831425');
INSERT INTO "refinery_schema_history" VALUES(3,'scratch','2026-11-23T12:19:56.754493773Z','13995242216269556512');
INSERT INTO "refinery_schema_history" VALUES(4,'meant','2026-11-23T12:19:56.754494344Z','11155675455427608003');
CREATE TABLE scenario_source (
    organisation BLOB NOT NULL REFERENCES organisation (id),
    hash         TEXT NOT NULL,
    name         TEXT NOT NULL,
    source       TEXT NOT NULL,
    PRIMARY KEY (hash, name)
) STRICT;
CREATE TABLE scorecard (
    organisation BLOB    NOT NULL REFERENCES organisation (id),
    attempt      BLOB    NOT NULL REFERENCES attempt (id),
    rubric       INTEGER NOT NULL,
    json         TEXT    NOT NULL,
    made         INTEGER NOT NULL,
    PRIMARY KEY (attempt, rubric)
) STRICT;
INSERT INTO "scorecard" VALUES(X'00000000000000000000000000000000',X'01A2085940F47507970DCBCCDC9DF906',1,'{"outcome":"abandoned","goal_reached":false,"empathy":{"score":0},"tools":{"score":null},"resolution":{"score":0},"overall":0,"uncapped":0,"low":0,"high":0,"passed":false,"critical":[],"rating":null,"findings":[{"ability":"empathy","points":0,"of":20,"why":{"feeling":{"feeling":"Worry","at":0,"met":"not","repeats":0}},"events":[3,5],"words":"Hello, how can I help?","perhaps":false},{"ability":"empathy","points":0,"of":10,"why":{"not_owned":{"at":0}},"events":[5],"words":"Hello, how can I help?","perhaps":false},{"ability":"resolution","points":0,"of":45,"why":{"goal":{"reached":false}},"events":[12],"words":"","perhaps":false},{"ability":"resolution","points":0,"of":15,"why":{"must_tell":{"fact":"the day of the delivery","told":false}},"events":[],"words":"","perhaps":false},{"ability":"resolution","points":0,"of":15,"why":{"left":{"mood":[0,31,67],"well":false}},"events":[12],"words":"","perhaps":false},{"ability":"resolution","points":0,"of":10,"why":{"ended":{"outcome":"abandoned","well":false}},"events":[12],"words":"","perhaps":false},{"ability":"resolution","points":0,"of":15,"why":"not_filed","events":[],"words":"","perhaps":false}],"mood":[[0,5,45,55],[0,5,31,65],[0,0,31,67]],"weights":{"empathy":40,"tools":25,"resolution":35}}',1795436396793);
CREATE TABLE scratch (
    organisation BLOB NOT NULL REFERENCES organisation (id),
    attempt      BLOB NOT NULL PRIMARY KEY REFERENCES attempt (id),
    reply        TEXT NOT NULL,
    notes        TEXT NOT NULL
) STRICT;
CREATE TABLE self_rating (
    organisation BLOB    NOT NULL REFERENCES organisation (id),
    attempt      BLOB    NOT NULL PRIMARY KEY REFERENCES attempt (id), -- only the first counts: after it the score is known
    empathy      INTEGER NOT NULL CHECK (empathy BETWEEN 0 AND 100),
    tools        INTEGER NOT NULL CHECK (tools BETWEEN 0 AND 100),
    resolution   INTEGER NOT NULL CHECK (resolution BETWEEN 0 AND 100),
    at           INTEGER NOT NULL
) STRICT;
CREATE INDEX attempt_by_person ON attempt (organisation, person, started);
CREATE TRIGGER entry_is_never_changed BEFORE UPDATE ON entry
BEGIN SELECT RAISE(ABORT, 'an entry is never changed'); END;
CREATE TRIGGER entry_is_never_removed BEFORE DELETE ON entry
BEGIN SELECT RAISE(ABORT, 'an entry is never removed'); END;
CREATE TRIGGER scorecard_is_never_changed BEFORE UPDATE ON scorecard
BEGIN SELECT RAISE(ABORT, 'a scorecard is never changed'); END;
CREATE TRIGGER scorecard_is_never_removed BEFORE DELETE ON scorecard
BEGIN SELECT RAISE(ABORT, 'a scorecard is never removed'); END;
CREATE INDEX dispute_by_attempt ON dispute (organisation, attempt, number);
CREATE TRIGGER dispute_is_never_changed BEFORE UPDATE ON dispute
BEGIN SELECT RAISE(ABORT, 'a dispute is never changed'); END;
CREATE TRIGGER dispute_is_never_removed BEFORE DELETE ON dispute
BEGIN SELECT RAISE(ABORT, 'a dispute is never removed'); END;
CREATE TRIGGER self_rating_is_never_changed BEFORE UPDATE ON self_rating
BEGIN SELECT RAISE(ABORT, 'a self-rating is never changed'); END;
CREATE TRIGGER self_rating_is_never_removed BEFORE DELETE ON self_rating
BEGIN SELECT RAISE(ABORT, 'a self-rating is never removed'); END;
CREATE TRIGGER meant_is_never_changed BEFORE UPDATE ON meant
BEGIN SELECT RAISE(ABORT, 'what was meant is never changed'); END;
CREATE TRIGGER meant_is_never_removed BEFORE DELETE ON meant
BEGIN SELECT RAISE(ABORT, 'what was meant is never removed'); END;
COMMIT;
