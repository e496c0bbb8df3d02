"""The SQL of one look at the past: what was handed in by whoever has something in common with an application.

It is a part of the statement that reads what was made ready (`prepared_store`), so that a decision asks for
nothing more. From an application to its parties, from them to phones, addresses, accounts and devices (blind
indexes and words of the graph, never a number), from these to others, from those to their applications; each
step along an index and bounded. An edge counts only where it may be walked today.
"""

from datetime import datetime
from functools import cache
from typing import Final
from uuid import UUID

from puhui.decision.fraud.windows import Over, bounds, longest_window, rings_last
from puhui.graph import concepts
from puhui.graph.usable import USABLE, looked_at, written_out
from puhui.ground import Mode

_HANDED: Final = """
    SELECT '{way}' AS way, a.id, a.owner_id, a.amount_fen, s.at FROM intake.application a
    CROSS JOIN LATERAL (
        SELECT s.at FROM intake.application_step s
        WHERE s.application_id = a.id AND s.to_status = 'submitted' ORDER BY s.at LIMIT 1
    ) s WHERE a.{way}_id = others.subject AND a.mode = :mode AND a.id <> :application AND s.at > :since
    ORDER BY a.created_at DESC LIMIT :each_most
"""
SEEN_BEFORE: Final = written_out(f"""
    WITH me AS MATERIALIZED (
        SELECT a.owner_id, a.enterprise_id FROM intake.application a
        WHERE a.id = :application AND a.mode = :mode
    ), party AS MATERIALIZED (
        SELECT s.id, s.phone_index FROM intake.subject s, me
        WHERE s.id IN (me.owner_id, me.enterprise_id)
    ), shared AS MATERIALIZED (
        SELECT DISTINCT split_part(r.to_node, ':', 1) AS over, r.to_node AS node, party.id, r.valid_from
        FROM party CROSS JOIN LATERAL (
            SELECT r.to_node, r.valid_from FROM graph.relation r
            WHERE r.from_node = 'subject:' || party.id AND r.kind = ANY(:kinds) AND {USABLE}
            ORDER BY r.valid_from DESC, r.number DESC LIMIT :subjects_most
        ) r
    ), via AS (
        SELECT '{Over.OWNER}' AS over, me.owner_id AS subject FROM me
        UNION SELECT '{Over.ENTERPRISE}', me.enterprise_id FROM me WHERE me.enterprise_id IS NOT NULL
        UNION SELECT '{Over.PHONE}', near.id
        FROM (SELECT DISTINCT phone_index FROM party WHERE phone_index IS NOT NULL) p CROSS JOIN LATERAL (
            SELECT s.id FROM intake.subject s WHERE s.mode = :mode AND s.phone_index = p.phone_index
            ORDER BY s.registered_at DESC LIMIT :subjects_most
        ) near
        UNION SELECT it.over, substr(near.from_node, 9)::uuid
        FROM (SELECT DISTINCT over, node FROM shared) it CROSS JOIN LATERAL (
            SELECT r.from_node FROM graph.relation r
            WHERE r.to_node = it.node AND r.kind = ANY(:kinds) AND {USABLE}
                AND r.from_node LIKE 'subject:%%'
            ORDER BY r.valid_from DESC, r.number DESC LIMIT :subjects_most
        ) near
    ), met AS MATERIALIZED (
        SELECT others.subject, a.* FROM (SELECT DISTINCT subject FROM via) others CROSS JOIN LATERAL (
            ({_HANDED.format(way="owner")}) UNION ALL ({_HANDED.format(way="enterprise")})
        ) a
    ), handed AS (
        SELECT DISTINCT via.over, met.id, met.owner_id, met.amount_fen, met.at
        FROM via JOIN met USING (subject)
        WHERE via.over NOT IN ('{Over.OWNER}', '{Over.ENTERPRISE}') OR via.over = met.way
        ORDER BY met.at DESC LIMIT :applications_most
    )
    SELECT json_build_object(
        'handed', (SELECT json_agg(json_build_array(over, id, owner_id, at, amount_fen)) FROM handed),
        'phone', EXISTS (SELECT FROM party WHERE phone_index IS NOT NULL),
        'shared', (SELECT json_agg(DISTINCT over) FROM shared),
        'devices', (SELECT json_agg(json_build_array(d.node, d.first)) FROM (
            SELECT node, min(valid_from) AS first FROM shared, me
            WHERE over = '{Over.DEVICE}' AND shared.id = me.owner_id GROUP BY node) d)
    )::text AS seen, (
        SELECT f.found::text FROM decision.fraud_ring f
        WHERE f.mode = :mode AND f.application_id = :application AND f.looked_at > :rings_since
            AND NOT EXISTS (SELECT FROM intake.consent_withdrawal w WHERE w.consent_id = ANY(f.consents))
    ) AS rings
""")
"""One row: what was handed in, what is known to look by and the owner's devices, as plain JSON; rings that
were met lately under consents that nobody has taken back."""


def seen_by(mode: Mode, application_id: UUID, at: datetime) -> dict[str, object]:
    """What the statement asks for, about one application at one moment."""
    its = {"application": application_id, "since": at - longest_window(), "rings_since": at - rings_last()}
    return looked_at(mode, at, at) | _bound_by_data() | its


@cache
def _bound_by_data() -> dict[str, object]:
    """What it asks for that is data: bounds, and the kinds of relation that lead to shared things."""
    things = {Over.ADDRESS, Over.ACCOUNT, Over.DEVICE}
    kinds = [it.kind.value for it in concepts().values() if {str(to) for to in it.to_types} <= things]
    it = bounds()
    return {
        "kinds": kinds,
        "subjects_most": it.subjects_most,
        "each_most": it.applications_each_most,
        "applications_most": it.applications_most,
    }
