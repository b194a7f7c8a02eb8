-- Settings bundles, which the server cannot read, and the keys that devices sign with. Replayed at every start.
-- SPDX-License-Identifier: Apache-2.0
-- A device that logs in anew makes a new key; what it signed with an older one stays good.
CREATE TABLE IF NOT EXISTS device_key (
    device TEXT NOT NULL REFERENCES device (id) ON DELETE CASCADE,
    account TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    sign_public BLOB NOT NULL,
    box_public BLOB NOT NULL,
    certificate BLOB NOT NULL,
    key_version INTEGER NOT NULL,
    PRIMARY KEY (device, sign_public)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS device_key_of_account ON device_key (account);

-- time: the author's, but not later than the server's; the newest is the head.
CREATE TABLE IF NOT EXISTS bundle_revision (
    account TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    bundle TEXT NOT NULL,
    hash TEXT NOT NULL,
    time INTEGER NOT NULL,
    received INTEGER NOT NULL,
    header BLOB NOT NULL,
    signature BLOB NOT NULL,
    size INTEGER NOT NULL,
    PRIMARY KEY (account, bundle, hash)
) STRICT;
CREATE INDEX IF NOT EXISTS bundle_newest ON bundle_revision (account, bundle, time DESC, hash DESC);

-- Apart, so that a list does not walk over megabytes.
CREATE TABLE IF NOT EXISTS bundle_body (
    account TEXT NOT NULL,
    bundle TEXT NOT NULL,
    hash TEXT NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (account, bundle, hash),
    FOREIGN KEY (account, bundle, hash) REFERENCES bundle_revision (account, bundle, hash) ON DELETE CASCADE
) STRICT;
