-- Latchkey's tables, version 2: money. Every statement may be repeated. Amounts are nano-dollars.

-- What an account had spent before it was counted here.
CREATE TABLE IF NOT EXISTS latchkey_accounts (
    account VARCHAR PRIMARY KEY,
    started_with BIGINT NOT NULL
);

-- One row for each budget of an account. Whoever counts on it locks it first, in the order of this table's key.
CREATE TABLE IF NOT EXISTS latchkey_spending (
    account VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    spent BIGINT NOT NULL,
    reset VARCHAR NOT NULL,
    period_end BIGINT,
    PRIMARY KEY (account, name)
);

-- Money held for calls that are not settled yet: a row for each budget that a call concerns. One that has expired holds
-- nothing back any more, and stays a week, so that its call can still be settled once.
CREATE TABLE IF NOT EXISTS latchkey_holds (
    hold VARCHAR NOT NULL,
    account VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    amount BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (hold, account, name)
);
CREATE INDEX IF NOT EXISTS latchkey_holds_budget ON latchkey_holds (account, name, expires_at);
CREATE INDEX IF NOT EXISTS latchkey_holds_expiry ON latchkey_holds (expires_at);

INSERT INTO latchkey_schema (version)
    SELECT 2 WHERE NOT EXISTS (SELECT 1 FROM latchkey_schema WHERE version = 2);
