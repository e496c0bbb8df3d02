"""A trial as a JSON document: what is published, read again, and everything that is wrong with one."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

import orjson

from puhui.decision.jdm import BrokenTableError, sealed
from puhui.decision.policy import Policy, policy_from
from puhui.decision.publishing.checking import table_troubles
from puhui.decision.scoring import Rater, scorecard_bytes, scorecard_from
from puhui.decision.trial import wording
from puhui.decision.trial.bounds import bounds
from puhui.decision.trial.model import Trial, TrialKind
from puhui.ground.publishing import Severity, Trouble

NAME: Final = re.compile(r"^[a-z][a-z0-9-]{1,40}$")
KEYS: Final = frozenset(
    {"kind", "purpose", "ends_on", "tables", "scorecard", "model", "share", "most_limit_fen", "salt"}
)


def document_of(trial: Trial) -> dict[str, Any]:
    """A trial as it is written down."""
    written: dict[str, Any] = {
        "kind": trial.kind.value,
        "purpose": trial.purpose,
        "ends_on": trial.ends_on.isoformat(),
        "tables": {name: dict(table) for name, table in trial.tables.items()},
        "scorecard": None if trial.scorecard is None else orjson.loads(scorecard_bytes(trial.scorecard)),
        "model": trial.model,
    }
    if trial.kind is TrialKind.CHALLENGE:
        written |= {"share": trial.share, "most_limit_fen": trial.most_limit_fen, "salt": trial.salt}
    return written


def trial_from(document: Mapping[str, Any]) -> Trial:
    """The trial that a sound document says. Raises KeyError, TypeError or ValueError for any other."""
    return Trial(
        kind=TrialKind(document["kind"]),
        purpose=str(document["purpose"]),
        ends_on=date.fromisoformat(document["ends_on"]),
        tables=dict(document.get("tables") or {}),
        scorecard=_scorecard(document),
        model=str(document["model"]) if document.get("model") else None,
        share=float(document.get("share") or 0.0),
        most_limit_fen=int(document.get("most_limit_fen") or 0),
        salt=str(document.get("salt") or ""),
    )


def trial_troubles(
    document: Mapping[str, Any], base: Policy, starts_on: date, salt: str | None = None
) -> tuple[Trouble, ...]:
    """All of it, for a trial that begins on a day beside the policy of that day. `salt` is that of an earlier
    publication under the same name, which a later one keeps: whoever was drawn stays drawn."""
    try:
        trial = trial_from(document)
    except (KeyError, TypeError, ValueError, AttributeError) as broken:
        return (wording.unreadable(str(broken)[:80]),)
    return (
        *(wording.unknown_key(it) for it in document if it not in KEYS),
        *_plan(trial, starts_on),
        *_means(trial, base, starts_on),
        *(_draw(trial, salt) if trial.kind is TrialKind.CHALLENGE else ()),
    )


def _plan(trial: Trial, starts_on: date) -> Iterator[Trouble]:
    if not trial.purpose.strip():
        yield wording.NO_PURPOSE
    if trial.ends_on < starts_on:
        yield wording.ENDS_BEFORE
    if (trial.ends_on - starts_on).days > bounds().days:
        yield wording.too_long(bounds().days)


def _means(trial: Trial, base: Policy, day: date) -> Iterator[Trouble]:
    if not trial.tables and trial.scorecard is None and trial.model is None:
        yield wording.NOTHING_TRIED
    is_sound = True
    for name, table in trial.tables.items():
        if name not in base.contents:
            yield wording.unknown_table(name)
            return
        found = table_troubles(name, table, day)
        is_sound = is_sound and not any(it.severity is Severity.ERROR for it in found)
        yield from found
    if is_sound and trial.tables:
        try:
            whole = over(base, trial)
        except BrokenTableError as broken:
            yield wording.broken_together(str(broken))
        else:
            if whole.version == base.version and trial.scorecard is None and trial.model is None:
                yield wording.SAME_AS_NOW


def _draw(trial: Trial, salt: str | None) -> Iterator[Trouble]:
    if not 0 < trial.share <= bounds().share:
        yield wording.share_outside(bounds().share)
    if not 0 < trial.most_limit_fen <= bounds().limit_fen:
        yield wording.limit_outside(bounds().limit_fen)
    if salt is not None and trial.salt != salt:
        yield wording.OTHER_SALT


def over(base: Policy, trial: Trial) -> Policy:
    """The policy in force with the trial's tables in place of its own. Raises BrokenTableError."""
    if not trial.tables:
        return base
    tables = {name: sealed(table).decode() for name, table in trial.tables.items()}
    return policy_from({**base.contents, **tables})


def _scorecard(document: Mapping[str, Any]) -> Rater | None:
    written = document.get("scorecard")
    return None if written is None else scorecard_from(sealed(written))
