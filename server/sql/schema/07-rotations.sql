-- New account keys and who got them; the server can open none of it. Replayed at every start.
-- SPDX-License-Identifier: Apache-2.0
CREATE TABLE IF NOT EXISTS rotation (
    account TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    key_version INTEGER NOT NULL,
    header BLOB NOT NULL,
    link BLOB NOT NULL,
    signature BLOB NOT NULL,
    certificate BLOB NOT NULL,
    PRIMARY KEY (account, key_version)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS sealed_key (
    account TEXT NOT NULL,
    key_version INTEGER NOT NULL,
    device TEXT NOT NULL REFERENCES device (id) ON DELETE CASCADE,
    sealed BLOB NOT NULL,
    PRIMARY KEY (account, key_version, device, sealed), -- a device has a key for each login
    FOREIGN KEY (account, key_version) REFERENCES rotation (account, key_version) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS sealed_key_of_device ON sealed_key (device);
