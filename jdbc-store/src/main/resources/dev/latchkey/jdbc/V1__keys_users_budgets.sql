-- Latchkey's tables, version 1: keys, users, budgets, and what was done to them and with them.
-- Plain SQL for H2 2 and PostgreSQL 12 or later. Every statement may be repeated.
-- Instants are nanoseconds since 1970-01-01T00:00:00Z. Texts are ASCII; others are escaped by who writes them.

CREATE TABLE IF NOT EXISTS latchkey_schema (
    version INTEGER PRIMARY KEY
);

-- One row. Whoever changes something locks it first, so that revisions become visible in their order.
CREATE TABLE IF NOT EXISTS latchkey_revision (
    id INTEGER PRIMARY KEY,
    revision BIGINT NOT NULL
);

CREATE TABLE IF NOT EXISTS latchkey_keys (
    id VARCHAR PRIMARY KEY,
    made BIGINT GENERATED ALWAYS AS IDENTITY,
    user_id VARCHAR,
    status VARCHAR NOT NULL,
    expires_at BIGINT,
    document TEXT NOT NULL,
    version BIGINT NOT NULL,
    revision BIGINT NOT NULL
);
CREATE INDEX IF NOT EXISTS latchkey_keys_made ON latchkey_keys (made);
CREATE INDEX IF NOT EXISTS latchkey_keys_revision ON latchkey_keys (revision);
CREATE INDEX IF NOT EXISTS latchkey_keys_user ON latchkey_keys (user_id, made);

-- Digests and Argon2id hashes, never a secret itself. The columns beside them are what lists are filtered by.
CREATE TABLE IF NOT EXISTS latchkey_secrets (
    secret VARCHAR PRIMARY KEY,
    key_id VARCHAR NOT NULL,
    place INTEGER NOT NULL,
    created_at BIGINT NOT NULL,
    last_used_at BIGINT
);
CREATE INDEX IF NOT EXISTS latchkey_secrets_key ON latchkey_secrets (key_id, place);

CREATE TABLE IF NOT EXISTS latchkey_users (
    id VARCHAR PRIMARY KEY,
    made BIGINT GENERATED ALWAYS AS IDENTITY,
    deleted BOOLEAN NOT NULL,
    document TEXT NOT NULL,
    version BIGINT NOT NULL,
    revision BIGINT NOT NULL
);
CREATE INDEX IF NOT EXISTS latchkey_users_made ON latchkey_users (made);
CREATE INDEX IF NOT EXISTS latchkey_users_revision ON latchkey_users (revision);

CREATE TABLE IF NOT EXISTS latchkey_budgets (
    id VARCHAR PRIMARY KEY,
    made BIGINT GENERATED ALWAYS AS IDENTITY,
    deleted BOOLEAN NOT NULL,
    document TEXT NOT NULL,
    version BIGINT NOT NULL,
    revision BIGINT NOT NULL
);
CREATE INDEX IF NOT EXISTS latchkey_budgets_made ON latchkey_budgets (made);
CREATE INDEX IF NOT EXISTS latchkey_budgets_revision ON latchkey_budgets (revision);

CREATE TABLE IF NOT EXISTS latchkey_events (
    made BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    subject VARCHAR NOT NULL,
    subject_id VARCHAR NOT NULL,
    document TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS latchkey_events_subject ON latchkey_events (subject, subject_id, made);

CREATE TABLE IF NOT EXISTS latchkey_calls (
    made BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key_id VARCHAR NOT NULL,
    user_id VARCHAR,
    document TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS latchkey_calls_key ON latchkey_calls (key_id, made);
CREATE INDEX IF NOT EXISTS latchkey_calls_user ON latchkey_calls (user_id, made);

INSERT INTO latchkey_revision (id, revision)
    SELECT 1, 0 WHERE NOT EXISTS (SELECT 1 FROM latchkey_revision);
INSERT INTO latchkey_schema (version)
    SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM latchkey_schema WHERE version = 1);
