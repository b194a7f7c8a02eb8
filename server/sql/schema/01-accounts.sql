-- People, their computers, and the tokens of those computers. Replayed at every start.
-- SPDX-License-Identifier: Apache-2.0
CREATE TABLE IF NOT EXISTS account (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    login_public BLOB NOT NULL,
    kdf_passes INTEGER NOT NULL,
    kdf_memory_kib INTEGER NOT NULL,
    kdf_salt BLOB NOT NULL,
    wrapped_key BLOB NOT NULL,
    recovery_wrapped_key BLOB NOT NULL,
    key_version INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    created INTEGER NOT NULL,
    recovery_public BLOB -- NULL: of a client that made none
) STRICT;

CREATE TABLE IF NOT EXISTS device (
    id TEXT PRIMARY KEY,
    account TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    os TEXT NOT NULL,
    os_version TEXT NOT NULL,
    distribution TEXT NOT NULL,
    arch TEXT NOT NULL,
    imported INTEGER NOT NULL,
    created INTEGER NOT NULL,
    last_seen INTEGER NOT NULL,
    revoked INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS device_of_account ON device (account);
-- A name is taken by one live device of the account at most.
CREATE UNIQUE INDEX IF NOT EXISTS device_name ON device (account, name) WHERE revoked = 0;

CREATE TABLE IF NOT EXISTS token (
    hash BLOB PRIMARY KEY,
    device TEXT NOT NULL REFERENCES device (id) ON DELETE CASCADE,
    account TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    created INTEGER NOT NULL,
    expires INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS token_of_device ON token (device);
