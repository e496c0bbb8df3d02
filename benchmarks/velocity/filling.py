"""A made-up past in the tables: applications, their people and firms, phones, addresses, accounts, devices.

One in twenty phones belongs to a family or a shop of five; 3,000 people are on one agent's phone. Every
edge of a device or an account stands on a consent, as it would.
"""

from typing import Final

import psycopg

AGENTS: Final = 3_000
"""People on the one crowded phone."""

_SETTINGS: Final = "SET session_replication_role = replica; SET synchronous_commit = off"
_PEOPLE: Final = """
    INSERT INTO intake.subject (id, mode, kind, key_index, name_index, phone_index, sealed_name,
        registered_at, registered_by)
    SELECT md5('p' || n)::uuid, 'live', 'person', decode(md5('k' || n), 'hex'), '\\x00',
        decode(md5('phone' || CASE WHEN n <= {agents} THEN 0 WHEN n % 20 = 0 THEN n / 100 * 100 + 1
            ELSE n END), 'hex'),
        '\\x00', now() - n * interval '1 minute', 'bench'
    FROM generate_series(1, {people}) n
"""
_FIRMS: Final = """
    INSERT INTO intake.subject (id, mode, kind, key_index, name_index, sealed_name, registered_at,
        registered_by)
    SELECT md5('f' || n)::uuid, 'live', 'enterprise', decode(md5('f' || n), 'hex'), '\\x00', '\\x00', now(),
        'bench' FROM generate_series(1, {people}) n
"""
_CONSENTS: Final = """
    INSERT INTO intake.consent (id, mode, subject_id, source, fields, purpose, recipient, recipient_name,
        recipient_contact, sensitivity, separate, text_id, text_version, text_hash, language, signed_at,
        until, actor)
    SELECT md5('c' || n)::uuid, 'live', md5('p' || n)::uuid, 'relations', '{{shared_device}}',
        'credit_assessment', 'platform', '', '', 'sensitive', true, 'relations', '1', '', 'zh',
        now() - interval '1 year', now() + interval '1 year', 'bench'
    FROM generate_series(1, {people}) n
"""
_EDGES: Final = """
    INSERT INTO graph.relation (id, mode, kind, from_node, to_node, source, consent_id, valid_from, weight,
        recorded_at)
    SELECT md5('{kind}' || n)::uuid, 'live', '{kind}', 'subject:' || md5('{owner}' || n)::uuid,
        '{thing}:' || md5('{kind}' || n / {each})::text, 'relations', {consent},
        current_date - 30, 0, now() - interval '30 days' FROM generate_series(1, {people}) n
"""
_APPLICATIONS: Final = """
    INSERT INTO intake.application (id, mode, owner_id, enterprise_id, amount_fen, months, purpose, channel,
        status, created_at, status_at)
    SELECT md5('a' || n)::uuid, 'live', md5('p' || 1 + n % {people})::uuid,
        md5('f' || 1 + n % {people})::uuid,
        10000000 + n, 12, 'stock', 'facilitation', 'decided', at, at
    FROM (SELECT n, now() - (n::float / {applications}) * interval '365 days' AS at
        FROM generate_series(1, {applications}) n) a
"""
_STEPS: Final = """
    INSERT INTO intake.application_step (id, application_id, from_status, to_status, at, actor)
    SELECT md5('s' || number || a.id)::uuid, a.id, NULL, step, a.created_at, 'bench'
    FROM intake.application a, (VALUES (1, 'submitted'), (2, 'deciding'), (3, 'decided')) it (number, step)
"""


def fill(connection: "psycopg.Connection[tuple[object, ...]]", applications: int) -> None:
    """So many applications, of two fifths as many people and firms."""
    people = applications * 2 // 5
    sizes = {"people": people, "applications": applications, "agents": AGENTS}
    edges = (
        {"kind": "registered_address", "owner": "f", "thing": "address", "each": 3, "consent": "NULL"},
        {"kind": "pays_into", "owner": "p", "thing": "account", "each": 1, "consent": "md5('c' || n)::uuid"},
        {"kind": "uses_device", "owner": "p", "thing": "device", "each": 2, "consent": "md5('c' || n)::uuid"},
    )
    connection.execute(_SETTINGS)
    for statement in (_PEOPLE, _FIRMS, _CONSENTS, _APPLICATIONS):
        connection.execute(statement.format(**sizes))
    for edge in edges:
        connection.execute(_EDGES.format(**sizes, **edge))
    connection.execute(_STEPS)
    connection.commit()
    connection.autocommit = True
    connection.execute("VACUUM ANALYZE")
