"""A decision becomes a record, and a record becomes the same decision again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import Row

from puhui.decision import store
from puhui.decision.engine import ENGINE, decide
from puhui.decision.jdm import sealed, version_of
from puhui.decision.model import Band, Decision, DecisionOwner, Inputs, Law
from puhui.decision.policy import Policy, kept_policy
from puhui.decision.scoring import Rater, scorecard_bytes, scorecard_from, scorecard_version
from puhui.ground import Erased, Work
from puhui.ground.vault import Keyring
from puhui.kernel import Outcome, Problem, Text, new_id


@dataclass(frozen=True, slots=True)
class MadeBy:
    """What a decision is made by: policy, scorecard, law."""

    policy: Policy
    scorecard: Rater
    law: Law

    def contents(self) -> tuple[tuple[str, str, bytes], ...]:
        """Hash, kind and bytes of each, as they are kept."""
        law = self.law.sealed()
        return (
            (self.policy.version, "policy", self.policy.content),
            (scorecard_version(self.scorecard), "scorecard", scorecard_bytes(self.scorecard)),
            (version_of(law), "law", law),
        )


@dataclass(frozen=True, slots=True)
class Decided:
    """One subject's inputs, its decision, and how long it took (never part of the record's hash)."""

    inputs: Inputs
    decision: Decision
    timings: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Kept:
    """A decision that lies in the database. `record` and `told` are as written then, word for word."""

    id: UUID
    application_id: UUID | None
    subject_id: UUID | None
    decided_at: datetime
    inputs_hash: str
    record_hash: str
    record: Mapping[str, Any] = field(repr=False)
    told: Mapping[str, Any] = field(repr=False)
    owner: DecisionOwner = DecisionOwner.PLATFORM_ADVISORY

    @property
    def outcome(self) -> Outcome:
        """What was advised, or decided."""
        return Outcome(self.record["outcome"])

    @property
    def limit_fen(self) -> int:
        """0 unless approved."""
        return int(self.record["limit_fen"])

    @property
    def annual_rate(self) -> Decimal | None:
        """Nominal, simple; None unless approved."""
        return _decimal(self.record["annual_rate"])

    @property
    def apr_simple(self) -> Decimal | None:
        """Of the house's default product at this limit; None unless approved."""
        return _decimal(self.record["apr_simple"])

    @property
    def band(self) -> Band | None:
        """The rating, if there was a score."""
        return None if self.record["band"] is None else Band(self.record["band"])

    @property
    def reasons(self) -> tuple[Text, ...]:
        """The reasons as they were told then."""
        return tuple(Text(**it) for it in self.told["reasons"])

    @property
    def hints(self) -> tuple[Text, ...]:
        """What would help, as it was told then."""
        return tuple(Text(**it) for it in self.told["hints"])


@dataclass(frozen=True, slots=True)
class Replay:
    """The same decision made again from its record. `same` compares it byte for byte."""

    decision: Decision
    same: bool
    record_hash: str
    kept_hash: str


def keep(
    work: Work,
    decided: Sequence[Decided],
    made_by: MadeBy,
    **place: UUID | None,
) -> tuple[UUID, ...]:
    """Write decisions down inside this work, with what they were made by; `place` says whose they are
    (`application_id` and `subject_id`, or `batch_id`)."""
    store.keep_versions(work.connection, made_by.contents(), work.now())
    rows = [_row(work, one, place) for one in decided]
    store.add_decisions(work.connection, rows)
    return tuple(row["id"] for row in rows)


def keep_one(
    work: Work,
    keys: Keyring,
    decided: Decided,
    made_by: MadeBy,
    *,
    application_id: UUID,
    subject_id: UUID,
) -> Kept:
    """Write the decision about an application down, sealed under its owner's key; gives what a later reading
    of it would give, without reading it."""
    inputs, decision = decided.inputs, decided.decision
    store.have_versions(work.connection, made_by.contents(), work.now())
    record, told = decision.sealed(), sealed(decision.told())
    row = _plain_row(work, decided, version_of(record)) | {
        "application_id": application_id,
        "subject_id": subject_id,
        "batch_id": None,
        "inputs": keys.seal(subject_id, "decision.inputs", inputs.sealed().decode()),
        "record": keys.seal(subject_id, "decision.record", record.decode()),
        "told": keys.seal(subject_id, "decision.told", told.decode()),
    }
    work.later(*store.adding(row))
    return Kept(
        row["id"],
        application_id,
        subject_id,
        row["decided_at"],
        decision.inputs_hash,
        row["record_hash"],
        orjson.loads(record),
        orjson.loads(told),
        inputs.owner,
    )


def open_kept(work: Work, row: Row[Any]) -> Kept | Erased:
    """What a row says, or `Erased`."""
    record, told = (_opened(work, row, name) for name in ("record", "told"))
    if isinstance(record, Erased) or isinstance(told, Erased):
        return Erased()
    return Kept(
        row.id,
        row.application_id,
        row.subject_id,
        row.decided_at,
        row.inputs_hash,
        row.record_hash,
        orjson.loads(record),
        orjson.loads(told),
        DecisionOwner(row.owner),
    )


def open_inputs(work: Work, row: Row[Any]) -> Inputs | Erased:
    """What a decision looked at, or `Erased`."""
    opened = _opened(work, row, "inputs")
    return opened if isinstance(opened, Erased) else Inputs.opened(opened)


def replay_kept(work: Work, row: Row[Any]) -> Replay | Erased | Problem:
    """Decide again from what was kept alone: inputs, policy, scorecard and law of that day."""
    inputs, record = (_opened(work, row, name) for name in ("inputs", "record"))
    if isinstance(inputs, Erased) or isinstance(record, Erased):
        return Erased()
    if version_of(inputs) != row.inputs_hash or version_of(record) != row.record_hash:
        return _ALTERED
    if orjson.loads(record)["versions"]["engine"] != ENGINE:
        return _OTHER_ENGINE
    policy, scorecard, law = (
        store.version_content(work.connection, version)
        for version in (row.policy_version, row.scorecard_version, row.law_version)
    )
    again = decide(Inputs.opened(inputs), kept_policy(policy), scorecard_from(scorecard), Law.opened(law))
    return Replay(again, again.sealed() == record, again.hash, row.record_hash)


def _row(work: Work, decided: Decided, place: Mapping[str, UUID | None]) -> dict[str, Any]:
    inputs, decision = decided.inputs, decided.decision
    subject_id, record = place.get("subject_id"), decision.sealed()
    return _plain_row(work, decided, version_of(record)) | {
        **{name: place.get(name) for name in ("application_id", "subject_id", "batch_id")},
        "inputs": _closed(work, subject_id, "inputs", inputs.sealed()),
        "record": _closed(work, subject_id, "record", record),
        "told": _closed(work, subject_id, "told", sealed(decision.told())),
    }


def _plain_row(work: Work, decided: Decided, record_hash: str) -> dict[str, Any]:
    """Everything of a row that is not sealed and does not say whose it is."""
    inputs, decision = decided.inputs, decided.decision
    return {
        "id": new_id(),
        "mode": work.actor.mode.value,
        "path": inputs.path.value,
        "owner": inputs.owner.value,
        "as_of": inputs.as_of,
        "outcome": decision.outcome.value,
        "inputs_hash": decision.inputs_hash,
        "record_hash": record_hash,
        "policy_version": decision.versions["policy"],
        "scorecard_version": decision.versions["scorecard"],
        "law_version": decision.versions["law"],
        "timings": dict(decided.timings),
        "decided_at": work.now(),
        "actor": work.actor.id,
    }


def _decimal(written: str | None) -> Decimal | None:
    return None if written is None else Decimal(written)


def _closed(work: Work, subject_id: UUID | None, field: str, content: bytes) -> bytes:
    if subject_id is None:
        return content
    return work.vault.seal(work.connection, subject_id, f"decision.{field}", content.decode())


def _opened(work: Work, row: Row[Any], field: str) -> bytes | Erased:
    content: bytes = getattr(row, field)
    if row.subject_id is None:
        return content
    opened = work.vault.open(work.connection, row.subject_id, f"decision.{field}", content)
    return opened if isinstance(opened, Erased) else opened.encode()


_ALTERED = Problem(
    "decision.altered",
    Text("这份决定的记录与当时的校验值不符。", "This decision's record does not match its hash."),
    Text("请保留现场并核查数据库与备份。", "Keep everything as it is, and check database and backups."),
)
_OTHER_ENGINE = Problem(
    "decision.other_engine",
    Text("这份决定由另一版决策程序作出。", "This decision was made by another version of the engine."),
    Text("请用当时的 Puhui 版本重放。", "Replay it with the Puhui of that time."),
)
