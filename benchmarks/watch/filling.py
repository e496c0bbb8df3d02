"""A database with many made-up decisions over many days, sealed each under its own person's key."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from uuid import UUID

import numpy as np
from sqlalchemy import Connection, insert

from benchmarks.watch.firms import firm
from puhui.decision import Inputs, MadeBy, decide, law_on, platform_decider
from puhui.decision.jdm import sealed, version_of
from puhui.decision.store import keep_versions
from puhui.decision.tables import decision
from puhui.decision.watch import Performance
from puhui.ground import SYSTEM, Ground, Mode
from puhui.ground.database import metadata
from puhui.ground.vault import Vault
from puhui.ground.vault.cipher import Envelope, new_key, seal
from puhui.ground.vault.store import WrappedKey, add_key
from puhui.ground.vault.vault import bound_to
from puhui.kernel import BEIJING, new_id

_ROUND: Final = 2_000
_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_REGIONS: Final = ("990000", "990100", "990200")


@dataclass(frozen=True, slots=True)
class Filled:
    """What became of the loans that followed, as an institution would tell it."""

    decisions: int
    performances: tuple[Performance, ...]


def fill(ground: Ground, mode: Mode, days: int, a_day: int, until: date, seed: int = 1) -> Filled:
    """So many days up to `until`, so many decisions each, each about somebody else; two thirds of approvals
    become loans."""
    rng = np.random.default_rng(seed)
    made_by = MadeBy(platform_decider().policy, platform_decider().scorecard, law_on(until))
    told: list[Performance] = []
    waiting: list[_One] = []
    for place in range(days):
        on = until - timedelta(days=days - 1 - place)
        for _ in range(int(rng.poisson(a_day)) if a_day > 1 else a_day):
            waiting.append(_one(rng, on, made_by, place / days))
            told += _lent(rng, waiting[-1], until)
            if len(waiting) >= _ROUND:
                _write(ground, mode, waiting, made_by)
                waiting.clear()
    _write(ground, mode, waiting, made_by)
    return Filled(days * a_day, tuple(told))


@dataclass(frozen=True, slots=True)
class _One:
    owner_id: UUID
    firm_id: UUID
    application_id: UUID
    kind: str
    region: str
    number: str
    at: datetime
    inputs: Inputs
    record: bytes
    told: bytes
    outcome: str
    probability: float
    versions: Any
    timings: dict[str, float]


def _one(rng: np.random.Generator, on: date, made_by: MadeBy, how_late: float) -> _One:
    inputs = replace(firm(rng, how_late), as_of=on, contract_on=on)
    firm_id = new_id()
    inputs = replace(inputs, subject=str(firm_id))
    made = decide(inputs, made_by.policy, made_by.scorecard, made_by.law)
    at = datetime.combine(on, time(9), BEIJING) + timedelta(seconds=int(rng.integers(0, 36_000)))
    kind = "individual_business" if rng.random() < 0.3 + 0.3 * how_late else "enterprise"
    gather, took = float(rng.gamma(5, 1.2)), float(rng.gamma(3, 0.12))
    return _One(
        new_id(),
        firm_id,
        new_id(),
        kind,
        str(rng.choice(_REGIONS, p=(0.6, 0.3, 0.1))),
        _resident_id(rng),
        at,
        inputs,
        made.sealed(),
        sealed(made.told()),
        made.outcome.value,
        made.probability or 0.0,
        made.versions,
        {"gather_ms": round(gather, 3), "decide_ms": round(took, 3)},
    )


def _lent(rng: np.random.Generator, one: _One, until: date) -> Iterator[Performance]:
    if one.outcome != "approve" or rng.random() > 2 / 3:
        return
    lent_on = one.at.date() + timedelta(days=int(rng.integers(1, 6)))
    due = lent_on + timedelta(days=30)
    is_bad = rng.random() < min(1.0, one.probability * 1.6)
    first = due + timedelta(days=30 * int(rng.integers(0, 8)))
    late = {n: first + timedelta(days=n) for n in (7, 30, 90) if first + timedelta(days=n) <= until}
    yield Performance(one.application_id, lent_on, until, due, None, late if is_bad else {})


def _write(ground: Ground, mode: Mode, waiting: Sequence[_One], made_by: MadeBy) -> None:
    if not waiting:
        return
    with ground.work(replace(SYSTEM, mode=mode)) as work:
        keep_versions(work.connection, made_by.contents(), work.now())
        rows = [_rows(work.vault, work.connection, mode, one) for one in waiting]
        tables = (metadata.tables["intake.subject"], metadata.tables["intake.application"], decision)
        for table, which in zip(tables, ("subjects", "application", "decision"), strict=True):
            flat = [row for each in rows for row in (each[which] if which == "subjects" else [each[which]])]
            work.connection.execute(insert(table), flat)


def _rows(vault: Vault, connection: Connection, mode: Mode, one: _One) -> dict[str, Any]:
    key = new_key()
    place = WrappedKey(one.owner_id, vault.tenant, 1, vault.suite, vault.keys.current, None)
    add_key(connection, place, vault._wrap(key, place))

    def closed(field: str, content: bytes) -> bytes:
        return Envelope(
            vault.suite, 1, seal(vault.suite, key, content, bound_to(one.owner_id, field))
        ).to_bytes()

    names = {"mode": mode.value, "registered_at": one.at, "registered_by": "benchmark", "region": one.region}
    owner = {
        **names,
        "id": one.owner_id,
        "kind": "person",
        "key_index": one.owner_id.bytes * 2,
        "name_index": one.owner_id.bytes * 2,
        "sealed_name": closed("name", "测试店主".encode()),
        "sealed_resident_id": closed("resident_id", one.number.encode()),
    }
    business = {
        **names,
        "id": one.firm_id,
        "kind": one.kind,
        "key_index": one.firm_id.bytes * 2,
        "name_index": one.firm_id.bytes * 2,
        "sealed_name": b"\0",
        "sealed_resident_id": None,
    }
    return {
        "subjects": [owner, business],
        "application": _application(mode, one),
        "decision": _decision(mode, one, closed),
    }


def _application(mode: Mode, one: _One) -> dict[str, Any]:
    return {
        "id": one.application_id,
        "mode": mode.value,
        "owner_id": one.owner_id,
        "enterprise_id": one.firm_id,
        "amount_fen": one.inputs.amount_fen,
        "months": one.inputs.months,
        "purpose": one.inputs.evidence["purpose"],
        "channel": one.inputs.channel,
        "status": "decided",
        "created_at": one.at,
        "status_at": one.at,
    }


def _decision(mode: Mode, one: _One, closed: Any) -> dict[str, Any]:
    inputs = one.inputs.sealed()
    return {
        "id": new_id(),
        "mode": mode.value,
        "path": one.inputs.path.value,
        "owner": one.inputs.owner.value,
        "application_id": one.application_id,
        "subject_id": one.owner_id,
        "batch_id": None,
        "as_of": one.inputs.as_of,
        "outcome": one.outcome,
        "inputs": closed("decision.inputs", inputs),
        "record": closed("decision.record", one.record),
        "told": closed("decision.told", one.told),
        "inputs_hash": version_of(inputs),
        "record_hash": version_of(one.record),
        "policy_version": one.versions["policy"],
        "scorecard_version": one.versions["scorecard"],
        "law_version": one.versions["law"],
        "timings": one.timings,
        "decided_at": one.at,
        "actor": "benchmark",
    }


def _resident_id(rng: np.random.Generator) -> str:
    """A number of the unassigned region 990000 whose check holds."""
    born = date(1955, 1, 1) + timedelta(days=int(rng.integers(0, 18_000)))
    stem = f"990000{born:%Y%m%d}{int(rng.integers(1, 999)):03d}"
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, stem, strict=True))
    return stem + "10X98765432"[total % 11]
