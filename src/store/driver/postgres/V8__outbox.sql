-- Which attempts went to which learning record store, and up to which state; what an attempt came to since then goes later.
CREATE TABLE outbox (
    organisation BYTEA  NOT NULL REFERENCES organisation (id),
    attempt      BYTEA  NOT NULL REFERENCES attempt (id),
    lrs          BYTEA  NOT NULL, -- a UUID of version 5, made of the address
    address      TEXT   NOT NULL,
    state        TEXT   NOT NULL,
    at           BIGINT NOT NULL,
    PRIMARY KEY (attempt, lrs)
);
