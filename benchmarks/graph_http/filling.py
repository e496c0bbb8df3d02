"""A generated graph as relations of a scratch database, with real applications in the middle of it."""

import io
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

import numpy as np
import polars as pl
import psycopg
from numpy.typing import NDArray

from benchmarks.graph_expand.making import KINDS, TYPES, Made, make
from puhui.graph.edges import STILL
from puhui.ground import Actor, ActorKind, Ground, Mode
from puhui.intake import (
    Application,
    NewApplication,
    NewSubject,
    Subject,
    SubjectKind,
    register_subject,
    submit_application,
)
from puhui.kernel import new_id
from tests.evidence.subjects import consented
from town.ids import credit_code, mobile, resident_id

CLERK: Final = Actor("bench", ActorKind.PERSON, frozenset({"admin"}), Mode.LIVE)
_BLOCK: Final = 500_000
_EPOCH: Final = date(1970, 1, 1)
_SOURCE: Final = {
    "trade": "invoices",
    "contact_phone": "relations",
    "guarantee": "relations",
    "kinship": "relations",
    "pays_into": "bank_flow",
}
_COLUMNS: Final = (
    "id, mode, kind, from_node, to_node, source, consent_id, valid_from, valid_to, weight, recorded_at"
)
_INDEXES: Final = ("relation_newest", "relation_newest_back", "relation_number")
_KEY: Final = "ALTER TABLE graph.relation DROP CONSTRAINT relation_once"


@dataclass(frozen=True, slots=True)
class Filled:
    """Applications in the graph, and how long it took to put there."""

    applications: list[UUID]
    edges: int
    seconds: float


def fill(ground: Ground, url: str, edges: int, applications: int, say: Callable[[str], None]) -> Filled:
    """Applicants take the places of the generated owners and enterprises; one in ten of their relations
    stands on their consent."""
    began = time.perf_counter()
    made = make(edges, applications=applications)
    words = words_of(made)
    asked, consents = _applied(ground, made, words)
    say(f"{len(asked)} applications after {time.perf_counter() - began:.0f} s")
    lay(url, made, words, consents, CLERK.mode)
    say(f"{len(made.edges):,} relations after {time.perf_counter() - began:.0f} s")
    return Filled(asked, len(made.edges), round(time.perf_counter() - began, 1))


def lay(url: str, made: Made, words: NDArray[np.object_], consents: Mapping[str, UUID], mode: Mode) -> None:
    """All edges as relations, keys and indexes put aside meanwhile; `consents` by word and source."""
    with psycopg.connect(url) as connection:
        for name in _INDEXES:
            connection.execute(f"DROP INDEX graph.{name}")  # type: ignore[arg-type]
        connection.execute(_KEY)
        connection.execute("SET LOCAL session_replication_role = replica")
        _copy(connection, made, words, consents, mode)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SET maintenance_work_mem = '512MB'")
        connection.execute("CREATE UNIQUE INDEX relation_number ON graph.relation (number)")
        for name, end in (("relation_newest", "from_node"), ("relation_newest_back", "to_node")):
            connection.execute(
                f"CREATE INDEX {name} ON graph.relation (mode, {end}, valid_from DESC, number DESC)"  # type: ignore[arg-type]
            )
        connection.execute("VACUUM ANALYZE graph.relation")


def words_of(made: Made) -> NDArray[np.object_]:
    """A word a node, as long as a blind index makes it."""
    types = np.array(TYPES)[made.edges.types]
    return np.array([f"{kind}:{node:064x}" for node, kind in enumerate(types)], object)


def _applied(ground: Ground, made: Made, words: NDArray[np.object_]) -> tuple[list[UUID], dict[str, UUID]]:
    """Register, consent and apply; the nodes' words become the subjects'."""
    asked: list[UUID] = []
    consents: dict[str, UUID] = {}
    for number, (owner_node, firm_node) in enumerate(made.applications.tolist()):
        with ground.work(CLERK) as work:
            born = date(1960, 1, 1) + timedelta(days=number)
            owner = register_subject(
                work,
                NewSubject(
                    SubjectKind.PERSON,
                    f"测试{number}",
                    resident_id=resident_id(born, 1),
                    phone=mobile(number),
                ),
            )
            assert isinstance(owner, Subject), owner
            firm = register_subject(
                work,
                NewSubject(
                    SubjectKind.ENTERPRISE,
                    f"测试{number}有限公司",
                    uscc=credit_code("1", number),
                    operated_by=owner.id,
                ),
            )
            assert isinstance(firm, Subject), firm
            words[owner_node], words[firm_node] = f"subject:{owner.id}", f"subject:{firm.id}"
            given = {text: consented(work, owner.id, text).id for text in ("relations", "invoices")}
            consents |= {f"{words[firm_node]}|{source}": it for source, it in given.items()}
            application = submit_application(work, NewApplication(owner.id, 20_000_000, 12, "stock", firm.id))
            assert isinstance(application, Application), application
            asked.append(application.id)
    return asked, consents


def _copy(
    connection: "psycopg.Connection[Any]",
    made: Made,
    words: NDArray[np.object_],
    consents: Mapping[str, UUID],
    mode: Mode,
) -> None:
    edges = made.edges
    for first in range(0, len(edges), _BLOCK):
        here = slice(first, first + _BLOCK)
        kinds = np.array(KINDS)[edges.kind[here]]
        frame = pl.DataFrame(
            {
                "id": [str(new_id()) for _ in range(len(kinds))],
                "mode": [mode.value] * len(kinds),
                "kind": kinds.tolist(),
                "from_node": words[edges.origin[here]].tolist(),
                "to_node": words[edges.target[here]].tolist(),
                "source": [_SOURCE.get(it, "registration") for it in kinds],
                "since": edges.since[here],
                "until": edges.until[here],
                "weight": _stored(kinds, edges.weight[here]),
            }
        )
        keyed = pl.concat_str(["from_node", "source"], separator="|")
        day = pl.lit(_EPOCH)
        rows = frame.select(
            *("id", "mode", "kind", "from_node", "to_node", "source"),
            keyed.replace_strict(
                {name: str(it) for name, it in consents.items()}, default=None, return_dtype=pl.String
            ).alias("consent_id"),
            (day + pl.duration(days="since")).alias("valid_from"),
            pl.when(pl.col("until") < STILL).then(
                day + pl.duration(days=pl.min_horizontal("until", pl.lit(40_000)))
            ),
            "weight",
            pl.lit("2026-11-01T00:00:00Z").alias("recorded_at"),
        )
        out = io.BytesIO()
        rows.write_csv(out, include_header=False)
        with connection.cursor().copy(f"COPY graph.relation ({_COLUMNS}) FROM STDIN (FORMAT csv)") as copy:  # type: ignore[arg-type]
            copy.write(out.getvalue())


def _stored(kinds: NDArray[np.str_], weight: NDArray[np.float64]) -> NDArray[np.int64]:
    """Weights as they are stored: shares in millionths, money in fen, nothing where nothing is counted."""
    is_share, is_fen = kinds == "ownership", np.isin(kinds, ["trade", "guarantee"])
    return np.where(is_share, weight * 1_000_000, np.where(is_fen, weight, 0)).round().astype(np.int64)
