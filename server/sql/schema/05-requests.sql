-- "Install this on that device", signed with keys that the server does not have. Replayed at every start.
-- SPDX-License-Identifier: Apache-2.0
CREATE TABLE IF NOT EXISTS request (
    account TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    id TEXT NOT NULL,
    author TEXT NOT NULL REFERENCES device (id) ON DELETE CASCADE,
    device TEXT NOT NULL REFERENCES device (id) ON DELETE CASCADE,
    state TEXT NOT NULL,
    received INTEGER NOT NULL,
    expires INTEGER NOT NULL,
    header BLOB NOT NULL,
    signature BLOB NOT NULL,
    result BLOB NOT NULL, -- empty until there is one
    result_signature BLOB NOT NULL,
    answered INTEGER NOT NULL,
    PRIMARY KEY (account, id)
) STRICT;
CREATE INDEX IF NOT EXISTS request_of_device ON request (device);
CREATE INDEX IF NOT EXISTS request_of_author ON request (author);
CREATE INDEX IF NOT EXISTS request_by_expiry ON request (expires);
