-- What lies about on the desk of an open attempt and is no action yet: the reply being typed, and the notepad.
CREATE TABLE scratch (
    organisation BLOB NOT NULL REFERENCES organisation (id),
    attempt      BLOB NOT NULL PRIMARY KEY REFERENCES attempt (id),
    reply        TEXT NOT NULL,
    notes        TEXT NOT NULL
) STRICT;
