-- What is installed where, what was, and what changed. Replayed at every start.
-- SPDX-License-Identifier: Apache-2.0
CREATE TABLE IF NOT EXISTS stream (
    device TEXT NOT NULL REFERENCES device (id) ON DELETE CASCADE,
    installer TEXT NOT NULL,
    revision INTEGER NOT NULL,
    hash TEXT NOT NULL,
    packages INTEGER NOT NULL,
    updated INTEGER NOT NULL,
    PRIMARY KEY (device, installer)
) STRICT, WITHOUT ROWID;

-- line: the package's part of the canonical state; body: its JSON, as readers get it.
CREATE TABLE IF NOT EXISTS package (
    device TEXT NOT NULL REFERENCES device (id) ON DELETE CASCADE,
    installer TEXT NOT NULL,
    id TEXT NOT NULL,
    arch TEXT NOT NULL,
    version TEXT NOT NULL,
    line TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (device, installer, id, arch)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS package_by_id ON package (installer, id);

CREATE TABLE IF NOT EXISTS removed (
    account TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    device TEXT NOT NULL,
    installer TEXT NOT NULL,
    id TEXT NOT NULL,
    arch TEXT NOT NULL,
    version TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS removed_of_account ON removed (account, at);

CREATE TABLE IF NOT EXISTS change (
    account TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    sequence INTEGER NOT NULL,
    kind TEXT NOT NULL,
    device TEXT NOT NULL,
    installer TEXT NOT NULL,
    PRIMARY KEY (account, sequence)
) STRICT, WITHOUT ROWID;

-- Answers to writes, so that a client that lost one gets the same again.
CREATE TABLE IF NOT EXISTS answer (
    account TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    key TEXT NOT NULL,
    request_hash BLOB NOT NULL,
    body TEXT NOT NULL,
    created INTEGER NOT NULL,
    PRIMARY KEY (account, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS answer_by_age ON answer (created);

CREATE TABLE IF NOT EXISTS setting (
    name TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;
