-- Who changed what about an account, as a chain of hashes. Replayed at every start.
-- SPDX-License-Identifier: Apache-2.0
CREATE TABLE IF NOT EXISTS audit (
    account TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    sequence INTEGER NOT NULL,
    at INTEGER NOT NULL,
    device TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL,
    hash TEXT NOT NULL,
    previous TEXT NOT NULL, -- hash of the entry before; stays when that one is forgotten
    PRIMARY KEY (account, sequence)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS audit_by_age ON audit (at);
