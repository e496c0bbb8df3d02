"""Trials as the routes show them."""

from collections.abc import Iterable, Mapping
from typing import cast

from puhui.decision.policy import Policy
from puhui.decision.publishing.documents import opened
from puhui.decision.trial import wording
from puhui.decision.trial.bodies import KindWord, TrialBody, TrialLine
from puhui.decision.trial.document import document_of
from puhui.decision.trial.model import TrialKind
from puhui.decision.trial.now import KIND
from puhui.decision.trial.service import Seen, State, look_over, trials
from puhui.ground import Work
from puhui.ground.publishing import Draft, drafts_of, may_publish, names_of
from puhui.ground.publishing.bodies import DraftBody
from puhui.ground.publishing.showing import draft_line, draft_out
from puhui.kernel import Problem

_FIRST = (State.RUNNING, State.COMING, State.STOPPED, State.ENDED, State.REPLACED)


def trials_shown(work: Work) -> list[TrialLine]:
    """One line a name: what runs first, then what is to come or was; mere drafts last."""
    every, drafts = trials(work), {it.name: it for it in drafts_of(work, KIND)}
    names = _names(work, every, drafts.values())
    newest: dict[str, Seen] = {}
    for it in sorted(every, key=lambda it: (_FIRST.index(it.state), -it.published.number)):
        newest.setdefault(it.published.name, it)
    lines = [_line(it, drafts.get(name), names) for name, it in newest.items()]
    return lines + [_only_drafted(it, names) for name, it in drafts.items() if name not in newest]


def trial_shown(work: Work, base: Policy, name: str) -> TrialBody | Problem:
    """One trial, whole."""
    every = [it for it in trials(work) if it.published.name == name]
    held = next((it for it in drafts_of(work, KIND) if it.name == name), None)
    if not every and held is None:
        return wording.NOT_FOUND
    names = _names(work, every, [held] if held else [])
    first = min(every, key=lambda it: (_FIRST.index(it.state), -it.published.number), default=None)
    line = _line(first, held, names) if first else _only_drafted(cast("Draft", held), names)
    return TrialBody(
        **{**line.model_dump(), "draft": _draft(work, base, held)},
        content=document_of(first.published.trial) if first else None,
        history=[_line(it, None, names) for it in every],
    )


def _draft(work: Work, base: Policy, held: Draft | None) -> DraftBody | None:
    if held is None:
        return None
    content = opened(held.content)
    troubles = look_over(work, base, held.name, content)
    return draft_out(work, held, content, troubles, may_publish=may_publish(work, held))


def _line(seen: Seen, held: Draft | None, names: Mapping[str, str]) -> TrialLine:
    it, trial = seen.published, seen.published.trial
    is_challenge = trial.kind is TrialKind.CHALLENGE
    return TrialLine(
        name=it.name,
        kind=trial.kind.value,
        purpose=trial.purpose,
        state=seen.state.value,
        number=it.number,
        starts_on=it.starts_on,
        ends_on=trial.ends_on,
        tables=sorted(trial.tables),
        has_model=(trial.scorecard or trial.model) is not None,
        share=trial.share if is_challenge else None,
        most_limit_fen=trial.most_limit_fen if is_challenge else None,
        submitted_by=names[it.submitted_by],
        approved_by=names[it.approved_by],
        approved_at=it.published_at,
        stopped_by=names[seen.ended_by] if seen.ended_by else None,
        stopped_at=seen.ended_at,
        stopped_why=seen.ended_why,
        decisions=seen.decisions,
        draft=draft_line(held, names) if held else None,
    )


def _only_drafted(held: Draft, names: Mapping[str, str]) -> TrialLine:
    """A draft may say anything; what of it can be read is shown."""
    said = opened(held.content)
    kind, tables = said.get("kind"), said.get("tables")
    known = kind if isinstance(kind, str) and kind in set(TrialKind) else None
    return TrialLine(
        name=held.name,
        kind=cast("KindWord | None", known),
        purpose=str(said.get("purpose") or "")[:500],
        state="draft",
        number=None,
        starts_on=None,
        ends_on=None,
        tables=sorted(str(it)[:40] for it in tables) if isinstance(tables, dict) else [],
        has_model=(said.get("scorecard") or said.get("model")) is not None,
        share=None,
        most_limit_fen=None,
        submitted_by=names[held.submitted_by] if held.submitted_by else None,
        approved_by=None,
        approved_at=None,
        stopped_by=None,
        stopped_at=None,
        stopped_why=None,
        decisions=0,
        draft=draft_line(held, names),
    )


def _names(work: Work, every: Iterable[Seen], drafts: Iterable[Draft]) -> Mapping[str, str]:
    people: list[str | None] = []
    for it in every:
        people += [it.published.submitted_by, it.published.approved_by, it.ended_by]
    for one in drafts:
        people += [one.edited_by, one.submitted_by]
    return names_of(work, people)
