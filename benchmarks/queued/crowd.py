"""A hundred thousand made-up applications in the rooms' own tables, names sealed as they are in service.

Written with COPY, because registering one by one would take an hour: subjects with keys and sealed names of
their own, who operates what, applications with their steps, a consent, lines of trade and a shared address in
the graph, and the row of the queue. Nothing is decided here; what has evidence and a decision is made by the
rooms themselves (see `queue`).
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID

import psycopg

from puhui.desk.service.refreshing import NAME_INDEX
from puhui.ground import Ground, Vault
from puhui.ground.vault.cipher import Envelope, new_key, seal
from puhui.ground.vault.store import WrappedKey
from puhui.ground.vault.vault import bound_to
from puhui.intake import SubjectKind, folded, purposes
from puhui.kernel import BEIJING, new_id

MODE: Final = "live"
DAYS: Final = 400
"""Over so many days the applications came."""
_FAMILY: Final = "测试张李王赵陈杨"
_GIVEN: Final = "一二三四五六七八九十甲乙丙丁戊己庚辛壬癸"
_KINDS: Final = (SubjectKind.INDIVIDUAL_BUSINESS, SubjectKind.ENTERPRISE, SubjectKind.UNREGISTERED_OPERATOR)
_TRADES: Final = (("F", "5212"), ("H", "6210"), ("C", "1411"), ("O", "8111"), ("A", "0141"))
_PROVINCES: Final = ("99", "53", "51", "44", "33")
_STAGES: Final = (
    ("submitted", "applying", None, None),
    ("decided", "needs_person", "refer", "reviewer"),
    ("decided", "needs_person", "refer", "second_reviewer"),
    ("offered", "offered", "approve", None),
    ("redirected", "at_institution", "approve", None),
    ("redirected", "lent", "approve", None),
    ("decided", "ended", "decline", None),
    ("decided", "ended", "decline", "explanation"),
    ("withdrawn", "ended", None, None),
)
_WEIGHTS: Final = (4, 5, 1, 8, 5, 40, 28, 1, 8)
_BANKS: Final = ("test_brook_bank", "test_cloud_bank", "test_lamp_micro")

Rows = dict[str, list[Sequence[Any]]]


@dataclass(frozen=True, slots=True)
class Asked:
    """One of them, to look for later."""

    application_id: UUID
    number: str
    owner_name: str


def fill(ground: Ground, url: str, count: int, progress: Callable[[int], None], seed: int = 7) -> list[Asked]:
    """Write them all; gives a few of them."""
    draw, looked_for = random.Random(seed), list[Asked]()
    begins = datetime.now(UTC) - timedelta(days=DAYS)
    days: dict[str, int] = {}
    with psycopg.connect(url) as connection:
        for start in range(0, count, _CHUNK):
            rows: Rows = {table: [] for table in _COLUMNS}
            for number in range(start, min(start + _CHUNK, count)):
                at = begins + timedelta(days=DAYS) * (number / count)
                one = _one(ground.vault, draw, rows, number, at, days)
                if number % max(count // 20, 1) == 0:
                    looked_for.append(one)
            for table, columns in _COLUMNS.items():
                _copy(connection, table, columns, rows[table])
            connection.commit()
            progress(min(start + _CHUNK, count))
        counters = [(MODE, day, last) for day, last in days.items()]
        _copy(connection, "desk.day_count", ("mode", "on", "last"), counters)
        connection.commit()
        connection.autocommit = True
        connection.execute("VACUUM ANALYZE")
    return looked_for


def _one(
    vault: Vault, draw: random.Random, rows: Rows, number: int, at: datetime, days: dict[str, int]
) -> Asked:
    stamp = int(at.timestamp() * 1000)
    owner_id, business_id, application_id = (new_id(stamp, draw.getrandbits(74)) for _ in range(3))
    name = draw.choice(_FAMILY) + draw.choice(_GIVEN) + draw.choice(_GIVEN)
    shop = f"测试{draw.choice(_GIVEN)}{draw.choice(_GIVEN)}{number % 5000}号店"
    kind, (section, trade) = draw.choice(_KINDS), draw.choice(_TRADES)
    region = f"{draw.choice(_PROVINCES)}{draw.randint(0, 2):02}{draw.randint(0, 5):02}"
    _subject(vault, rows, owner_id, SubjectKind.PERSON, name, (number, None, None), at)
    _subject(vault, rows, business_id, kind, shop, (number, region, trade), at)
    rows["intake.operates"].append((MODE, owner_id, business_id, None, at))
    status, stage, outcome, waits_for = draw.choices(_STAGES, _WEIGHTS)[0]
    moved_at = at + timedelta(minutes=draw.randint(1, 4000))
    amount_fen = draw.randint(1, 100) * 1_000_000
    purpose = draw.choice(tuple(purposes()))
    asked = (application_id, MODE, owner_id, business_id, amount_fen, 12, purpose, "facilitation", status)
    rows["intake.application"].append((*asked, at, moved_at))
    for place, (before, then) in enumerate(((None, "submitted"), ("submitted", status))):
        step = (new_id(stamp + place, draw.getrandbits(74)), application_id, before, then, at, "system")
        rows["intake.application_step"].append(step)
    _lines(draw, rows, owner_id, business_id, at)
    told = _number(days, at)
    rows["desk.case_number"].append((application_id, MODE, told))
    is_approved = outcome == "approve"
    decided_at = moved_at if outcome else None
    rows["desk.case_file"].append(
        (
            *(application_id, MODE, told, owner_id, business_id, _index(vault, name), _index(vault, shop)),
            *(kind.value, section, trade, region, amount_fen, 12, purpose, "facilitation", status, stage),
            *(outcome, draw.choice("ABCD") if outcome else None, amount_fen if is_approved else None),
            draw.choice(_BANKS) if stage in {"at_institution", "lent"} else None,
            *(waits_for, moved_at if waits_for else None, None),
            f"clerk-{draw.randint(1, 40)}" if waits_for and draw.random() < 0.5 else None,
            draw.choices(("C", "M1", "M2", "M3"), (95, 3, 1, 1))[0] if stage == "lent" else None,
            *(at, moved_at, None, decided_at, draw.uniform(5, 30) if outcome else None),
        )
    )
    return Asked(application_id, told, name)


def _number(days: dict[str, int], at: datetime) -> str:
    """The number that people say: the day and the place in it."""
    day = at.astimezone(BEIJING).strftime("%Y-%m-%d")
    days[day] = days.get(day, 0) + 1
    return f"P{day.replace('-', '')}-{days[day]:06}"


def _subject(
    vault: Vault,
    rows: Rows,
    subject_id: UUID,
    kind: SubjectKind,
    name: str,
    about: tuple[int, str | None, str | None],
    at: datetime,
) -> None:
    number, region, trade = about
    key = new_key()
    fresh = WrappedKey(subject_id, vault.tenant, 1, vault.suite, vault.keys.current, None)
    wrapped = vault._wrap(key, fresh)
    rows["ground.subject_key"].append(
        (subject_id, vault.tenant, 1, vault.suite.value, vault.keys.current, wrapped)
    )
    body = seal(vault.suite, key, name.encode(), bound_to(subject_id, "name"))
    rows["intake.subject"].append(
        (
            *(subject_id, MODE, kind.value, vault.blind_index("subject_key", f"{kind}{number}")),
            vault.blind_index("subject_name", folded(name)),
            Envelope(vault.suite, 1, body).to_bytes(),
            *(region, trade, at, "bench"),
        )
    )


def _lines(draw: random.Random, rows: Rows, owner_id: UUID, business_id: UUID, at: datetime) -> None:
    """Public registration lines: an address of a few firms (or an agent's), a representative."""
    address = f"address:{draw.randint(0, 20_000):064x}" if draw.random() < 0.9 else f"address:{1:064x}"
    business = f"subject:{business_id}"
    for kind, start, end in (
        ("registered_address", business, address),
        ("legal_representation", f"person:{draw.randint(0, 60_000):064x}", business),
    ):
        rows["graph.relation"].append(
            (new_id(), MODE, kind, start, end, "registration", None, at.date(), None, 0, at)
        )


def _index(vault: Vault, name: str) -> bytes:
    return vault.blind_index(NAME_INDEX, folded(name))


def _copy(
    connection: psycopg.Connection, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]
) -> None:
    names = ", ".join(f'"{it}"' for it in columns)
    with connection.cursor().copy(f"COPY {table} ({names}) FROM STDIN") as copy:  # type: ignore[arg-type]
        for row in rows:
            copy.write_row(row)


_CHUNK: Final = 5_000
_COLUMNS: Final = {
    "ground.subject_key": ("subject_id", "institution", "version", "suite", "kek_id", "wrapped"),
    "intake.subject": (
        *("id", "mode", "kind", "key_index", "name_index", "sealed_name", "region", "trade"),
        *("registered_at", "registered_by"),
    ),
    "intake.operates": ("mode", "owner_id", "business_id", "since", "recorded_at"),
    "intake.application": (
        *("id", "mode", "owner_id", "enterprise_id", "amount_fen", "months", "purpose", "channel"),
        *("status", "created_at", "status_at"),
    ),
    "intake.application_step": ("id", "application_id", "from_status", "to_status", "at", "actor"),
    "graph.relation": (
        *("id", "mode", "kind", "from_node", "to_node", "source", "consent_id", "valid_from", "valid_to"),
        *("weight", "recorded_at"),
    ),
    "desk.case_number": ("application_id", "mode", "number"),
    "desk.case_file": (
        *("application_id", "mode", "number", "owner_id", "business_id", "owner_index", "business_index"),
        *("kind", "section", "trade", "region", "amount_fen", "months", "purpose", "channel", "status"),
        *("stage", "outcome", "band", "limit_fen", "institution", "waits_for", "waiting_since", "due_at"),
        *("assignee", "bucket", "created_at", "moved_at", "decision_id", "decided_at", "decided_ms"),
    ),
}
