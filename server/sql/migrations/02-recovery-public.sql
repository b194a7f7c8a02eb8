-- The key by which a recovery code proves itself; NULL for accounts of before. Brings schema 1 to schema 2, once.
-- SPDX-License-Identifier: Apache-2.0
ALTER TABLE account ADD COLUMN recovery_public BLOB;
