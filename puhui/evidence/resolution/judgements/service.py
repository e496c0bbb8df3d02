"""Judge two firms, and read what was said of them. No name is kept, only blind indexes of records' keys."""

from collections.abc import Iterable

from puhui.evidence.resolution.firm import Firm
from puhui.evidence.resolution.judgements import store
from puhui.evidence.resolution.judgements.model import (
    Judgement,
    JudgementReason,
    Verdict,
    pair_of,
    standing_judgements,
)
from puhui.ground import Work
from puhui.kernel import Problem, Text, new_id

_FIELD = "firm_record"


def record_key(record: Firm) -> str:
    """What a record is known by: its credit code, else its whole name and place as folded."""
    return record.uscc or f"{record.name.text}@{record.name.place}"


def judge_firms(
    work: Work, one: Firm, other: Firm, verdict: Verdict, why: JudgementReason
) -> Judgement | Problem:
    """Keep what somebody says of two records; an earlier word on them is superseded and kept too."""
    if record_key(one) == record_key(other):
        return _ITSELF
    left, right = pair_of(_index(work, one).hex(), _index(work, other).hex())
    ends = bytes.fromhex(left), bytes.fromhex(right)
    said = Judgement(left, right, verdict, work.actor.id, why, work.now())
    id_ = new_id()
    row = {
        "id": id_,
        "mode": work.actor.mode,
        "left_index": ends[0],
        "right_index": ends[1],
        "verdict": verdict.value,
        "reason": why.value,
        "at": said.at,
        "supersedes": store.last_of(work.connection, work.actor.mode, *ends),
        "actor": work.actor.id,
    }
    store.add(work.connection, row)
    work.audit("evidence.firms_judged", f"judgement:{id_}", verdict=verdict.value, why=why.value)
    return said


def judgements_between(work: Work, one: Firm, other: Firm) -> tuple[Judgement, ...]:
    """Everything that was said of two records, oldest first."""
    left, right = pair_of(_index(work, one).hex(), _index(work, other).hex())
    rows = store.of_pair(work.connection, work.actor.mode, bytes.fromhex(left), bytes.fromhex(right))
    return tuple(
        Judgement(left, right, Verdict(row.verdict), row.actor, JudgementReason(row.reason), row.at)
        for row in rows
    )


def standing_between(work: Work, records: Iterable[tuple[str, Firm]]) -> dict[tuple[str, str], Judgement]:
    """The last word on every pair among records that a table knows by ids of its own."""
    ids: dict[bytes, list[str]] = {}
    for id_, record in records:
        ids.setdefault(_index(work, record), []).append(id_)
    rows = store.among(work.connection, work.actor.mode, list(ids))
    said = (
        Judgement(*pair_of(left, right), Verdict(row.verdict), row.actor, JudgementReason(row.reason), row.at)
        for row in rows
        for left in ids[row.left_index]
        for right in ids[row.right_index]
        if left != right
    )
    return standing_judgements(said)


def _index(work: Work, record: Firm) -> bytes:
    return work.vault.blind_index(_FIELD, record_key(record))


_ITSELF = Problem(
    "evidence.judgement.itself_invalid",
    Text("两条记录是同一条，不用判断。", "The two records are one and the same: there is nothing to judge."),
    Text("请选两条不同的记录。", "Choose two different records."),
)
