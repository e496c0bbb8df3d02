"""Partners and their keys, nonces and refusals, hand-overs, received packages with tickets, events.

Every row says whose it is (`institution`) and is guarded: an institution's login sees only its own.
"""

from alembic import op

revision = "exchange_0001"
down_revision = None
branch_labels = ("exchange",)
depends_on = ("ground_0003",)

_PARTNERS = """
CREATE SCHEMA IF NOT EXISTS exchange;

CREATE TABLE exchange.partner (
    institution text PRIMARY KEY CHECK (institution <> ''),
    is_platform boolean NOT NULL,
    name_zh text NOT NULL,
    name_en text NOT NULL,
    base_url text NOT NULL,
    page_host text NOT NULL,
    cra_ids text[] NOT NULL,
    valid_from date NOT NULL,
    valid_to date NOT NULL CHECK (valid_to >= valid_from),
    added_at timestamptz NOT NULL,
    revoked_at timestamptz
);

CREATE TABLE exchange.partner_key (
    key_id text PRIMARY KEY,
    institution text NOT NULL REFERENCES exchange.partner (institution),
    public_key text NOT NULL,
    added_at timestamptz NOT NULL,
    ends_at timestamptz,
    revoked_at timestamptz
);

CREATE TABLE exchange.nonce (
    key_id text NOT NULL,
    nonce text NOT NULL,
    institution text NOT NULL,
    seen_at timestamptz NOT NULL,
    PRIMARY KEY (institution, key_id, nonce)
);
CREATE INDEX nonce_seen_at ON exchange.nonce (seen_at);

CREATE TABLE exchange.refusal (
    institution text NOT NULL,
    minute timestamptz NOT NULL,
    mode text NOT NULL CHECK (mode IN ('live', 'test')),
    action text NOT NULL,
    code text NOT NULL,
    key_id text NOT NULL,
    digest text NOT NULL,
    times integer NOT NULL DEFAULT 1 CHECK (times > 0),
    last_at timestamptz NOT NULL,
    PRIMARY KEY (institution, minute, mode, action, code, key_id, digest)
);
"""

_HANDOVERS = """
CREATE TABLE exchange.handover (
    id uuid PRIMARY KEY,
    institution text NOT NULL,
    mode text NOT NULL CHECK (mode IN ('live', 'test')),
    application_id uuid NOT NULL,
    offer_id uuid NOT NULL,
    owner_id uuid NOT NULL,
    package_id uuid NOT NULL,
    consent_id uuid NOT NULL,
    pseudonym text NOT NULL,
    sealed_package bytea NOT NULL,
    sealed_entry_url bytea,
    entry_until timestamptz,
    reference text,
    status text NOT NULL,
    why text,
    begun_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    heard_through integer NOT NULL DEFAULT 0 CHECK (heard_through >= 0),
    applied_through integer NOT NULL DEFAULT 0 CHECK (applied_through BETWEEN 0 AND heard_through),
    CONSTRAINT handover_offer UNIQUE (institution, offer_id),
    CONSTRAINT handover_package UNIQUE (institution, package_id),
    CONSTRAINT handover_reference UNIQUE (institution, reference)
);
CREATE INDEX handover_application ON exchange.handover (application_id, begun_at);
CREATE INDEX handover_open ON exchange.handover (changed_at)
    WHERE status IN ('sending', 'received', 'deciding', 'offered');

CREATE TABLE exchange.event_in (
    institution text NOT NULL,
    event_id uuid NOT NULL,
    mode text NOT NULL CHECK (mode IN ('live', 'test')),
    reference text NOT NULL,
    sequence integer NOT NULL CHECK (sequence > 0),
    kind text NOT NULL,
    at timestamptz NOT NULL,
    body jsonb NOT NULL,
    content_hash text NOT NULL,
    heard_at timestamptz NOT NULL,
    applied_at timestamptz,
    PRIMARY KEY (institution, event_id),
    CONSTRAINT event_in_sequence UNIQUE (institution, reference, sequence)
);
"""

_RECEIVED = """
CREATE TABLE exchange.received (
    id uuid PRIMARY KEY,
    institution text NOT NULL,
    mode text NOT NULL CHECK (mode IN ('live', 'test')),
    package_id uuid NOT NULL,
    content_hash text NOT NULL,
    sealed_package bytea NOT NULL,
    status text NOT NULL CHECK (status IN ('open', 'withdrawn', 'signed', 'closed')),
    why text,
    received_at timestamptz NOT NULL,
    entered_at timestamptz,
    application_id uuid,
    told_through integer NOT NULL DEFAULT 0 CHECK (told_through >= 0),
    CONSTRAINT received_once UNIQUE (institution, id),
    CONSTRAINT received_package UNIQUE (institution, package_id),
    CONSTRAINT received_application UNIQUE (institution, application_id)
);

CREATE TABLE exchange.entry_ticket (
    ticket_hash bytea PRIMARY KEY,
    institution text NOT NULL,
    received_id uuid NOT NULL,
    made_at timestamptz NOT NULL,
    until timestamptz NOT NULL,
    used_at timestamptz,
    FOREIGN KEY (institution, received_id) REFERENCES exchange.received (institution, id)
);

CREATE TABLE exchange.stopped (
    institution text NOT NULL,
    package_id uuid NOT NULL,
    at timestamptz NOT NULL,
    why text NOT NULL,
    PRIMARY KEY (institution, package_id)
);

CREATE TABLE exchange.event_out (
    event_id uuid PRIMARY KEY,
    institution text NOT NULL,
    mode text NOT NULL CHECK (mode IN ('live', 'test')),
    received_id uuid NOT NULL,
    sequence integer NOT NULL CHECK (sequence > 0),
    kind text NOT NULL,
    at timestamptz NOT NULL,
    body jsonb NOT NULL,
    delivered_at timestamptz,
    CONSTRAINT event_out_sequence UNIQUE (institution, received_id, sequence),
    FOREIGN KEY (institution, received_id) REFERENCES exchange.received (institution, id)
);
"""

_GUARDED = (
    "partner",
    "partner_key",
    "nonce",
    "refusal",
    "handover",
    "event_in",
    "received",
    "entry_ticket",
    "stopped",
    "event_out",
)


def upgrade() -> None:
    """Make the tables and guard each of them."""
    op.execute(_PARTNERS)
    op.execute(_HANDOVERS)
    op.execute(_RECEIVED)
    for table in _GUARDED:
        op.execute(f"CALL ground.guard('exchange.{table}')")
