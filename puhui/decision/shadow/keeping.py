"""What a shadow said becomes a record of its own, sealed like a decision's, and the same bytes again."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import Row

from puhui.decision import store as decisions
from puhui.decision.engine import ENGINE
from puhui.decision.jdm import version_of
from puhui.decision.keeping import MadeBy, Replay, open_inputs
from puhui.decision.model import Decision
from puhui.decision.shadow import store
from puhui.decision.shadow.deciding import SHADOW, decide_beside
from puhui.decision.trial.model import Published
from puhui.decision.trial.wording import NOT_FOUND
from puhui.decision.what_if.means import Means
from puhui.ground import Erased, Work
from puhui.kernel import Problem, Text, new_id

_FIELD = "decision.shadow"


@dataclass(frozen=True, slots=True)
class Said:
    """One kept decision and what the shadow made of it."""

    row: Row[Any]
    decision: Decision
    made_by: MadeBy


def keep_said(work: Work, published: Published, said: list[Said]) -> int:
    """Write it down: no event, no status, nothing that anybody but staff can read. How many were new."""
    for one in said:
        decisions.have_versions(work.connection, one.made_by.contents(), work.now())
    return store.add(work.connection, [_row(work, published, one) for one in said])


def opened(work: Work, row: Row[Any]) -> dict[str, Any] | Erased:
    """What a shadow said, or `Erased`."""
    content = work.vault.open(work.connection, row.subject_id, _FIELD, bytes(row.record))
    if isinstance(content, Erased):
        return content
    record: dict[str, Any] = orjson.loads(content)
    return record


def replay_shadow(work: Work, shadow_id: UUID) -> Replay | Erased | Problem:
    """Make it again from what is kept alone: the decision's inputs, and the shadow's own versions."""
    found = store.one(work.connection, work.actor.mode, shadow_id)
    if found is None:
        return NOT_FOUND
    row, decided = found
    content = work.vault.open(work.connection, row.subject_id, _FIELD, bytes(row.record))
    inputs = open_inputs(work, decided)
    if isinstance(content, Erased) or isinstance(inputs, Erased):
        return Erased()
    versions = orjson.loads(content)["versions"]
    if version_of(content.encode()) != row.record_hash:
        return _ALTERED
    if versions["engine"] != ENGINE:
        return _OTHER_ENGINE
    again = decide_beside(inputs, Means(work).of(row), versions["trial"])
    return Replay(again, again.sealed() == content.encode(), again.hash, row.record_hash)


def _row(work: Work, published: Published, said: Said) -> dict[str, Any]:
    record = said.decision.sealed()
    return {
        "id": new_id(),
        "mode": work.actor.mode.value,
        "trial": published.name,
        "publication_id": published.id,
        "decision_id": said.row.id,
        "subject_id": said.row.subject_id,
        "outcome": said.decision.outcome.value,
        "record": work.vault.seal(work.connection, said.row.subject_id, _FIELD, record.decode()),
        "record_hash": version_of(record),
        "policy_version": said.decision.versions["policy"],
        "scorecard_version": said.decision.versions["scorecard"],
        "law_version": said.decision.versions["law"],
        "made_at": work.now(),
    }


def named(published: Published) -> str:
    """As its records name it."""
    return published.named(SHADOW)


_ALTERED = Problem(
    "shadow.altered",
    Text("这份影子记录与当时的校验值不符。", "This shadow's record does not match its hash."),
    Text("请保留现场并核查数据库与备份。", "Keep everything as it is, and check database and backups."),
)
_OTHER_ENGINE = Problem(
    "shadow.other_engine",
    Text("这份影子记录由另一版决策程序作出。", "This shadow was decided by another version of the engine."),
    Text("请用当时的 Puhui 版本重放。", "Replay it with the Puhui of that time."),
)
