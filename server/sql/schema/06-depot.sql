-- Installer files that people put on the server: what is said of each, and which bytes are kept. Replayed at every start.
-- SPDX-License-Identifier: Apache-2.0
-- The bytes are files beside the database. size: what was announced, and counts for the quota from then on.
CREATE TABLE IF NOT EXISTS depot_blob (
    account TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    sha256 TEXT NOT NULL,
    size INTEGER NOT NULL,
    touched INTEGER NOT NULL,
    PRIMARY KEY (account, sha256)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS depot_item (
    account TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    id TEXT NOT NULL,
    software TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    manifest BLOB NOT NULL,
    signature BLOB NOT NULL,
    received INTEGER NOT NULL,
    PRIMARY KEY (account, id),
    FOREIGN KEY (account, sha256) REFERENCES depot_blob (account, sha256)
) STRICT;
CREATE INDEX IF NOT EXISTS depot_item_of_software ON depot_item (account, software);
CREATE INDEX IF NOT EXISTS depot_item_of_blob ON depot_item (account, sha256);
