-- The ledger: facts are appended and never changed. Everything else in the file is made from them.
CREATE TABLE fact (
    seq     INTEGER PRIMARY KEY,
    id      BLOB    NOT NULL UNIQUE,
    change  BLOB    NOT NULL,
    at      INTEGER NOT NULL,
    device  BLOB    NOT NULL,
    noun    TEXT    NOT NULL,
    subject BLOB    NOT NULL,
    class   TEXT    NOT NULL,
    body    TEXT    NOT NULL,
    over    TEXT
) STRICT;

CREATE INDEX fact_subject ON fact (subject);
CREATE INDEX fact_change ON fact (change);

-- What belongs to this laptop and not to the ledger: its device id, who is "you", the clock's high-water mark.
CREATE TABLE setting (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;
