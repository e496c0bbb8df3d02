"""Policy tables as the routes show them."""

from collections.abc import Mapping

from puhui.decision.policy import Policy
from puhui.decision.publishing.bodies import FieldBody, PolicyBody, PolicyLine
from puhui.decision.publishing.checking import troubles_of
from puhui.decision.publishing.documents import ORDER, opened, step_of, title_of
from puhui.decision.publishing.fields import readable, sayable
from puhui.decision.publishing.now import KIND, policy_now
from puhui.decision.publishing.service import hash_of, in_force
from puhui.ground import Work
from puhui.ground.publishing import (
    Draft,
    Publication,
    draft_of,
    drafts_of,
    effective,
    history_of,
    may_publish,
    names_of,
)
from puhui.ground.publishing.bodies import DraftBody, PublicationBody
from puhui.ground.publishing.showing import draft_line, draft_out, publication_out, published_line
from puhui.ground.web import Said


def policies_shown(work: Work, base: Policy) -> list[PolicyLine]:
    """Every table, in the order of a decision."""
    policy = policy_now(work, base)
    published = {it.name: it for it in effective(work, KIND)}
    drafts = {it.name: it for it in drafts_of(work, KIND)}
    names = names_of(
        work, [*(it.published_by for it in published.values()), *(it.edited_by for it in drafts.values())]
    )
    return [_line(policy, name, published.get(name), drafts.get(name), names) for name in ORDER]


def policy_shown(work: Work, base: Policy, name: str) -> PolicyBody:
    """One table, whole."""
    policy = policy_now(work, base)
    published = {it.name: it for it in effective(work, KIND)}
    held = draft_of(work, KIND, name)
    now = published.get(name)
    names = names_of(work, [now.published_by if now else None, held.edited_by if held else None])
    line = _line(policy, name, now, held, names)
    return PolicyBody(
        **{**line.model_dump(), "draft": _draft(work, held)},
        content=opened(policy.contents[name]),
        hash=hash_of(policy, name),
        hit_policy=policy.tables[name].table.hit_policy.value,
        fields=[
            FieldBody(
                name=it.name,
                label=Said.of(it.label),
                type=it.type,
                is_output=it.is_output,
                values=list(it.values) if it.values else None,
            )
            for it in (*readable(name).values(), *sayable(name).values())
        ],
        history=_history(work, name),
    )


def _line(
    policy: Policy,
    name: str,
    published: Publication | None,
    held: Draft | None,
    names: Mapping[str, str],
) -> PolicyLine:
    table = policy.tables[name].table
    return PolicyLine(
        name=name,
        title=Said.of(title_of(opened(policy.contents[name]), name)),
        step=step_of(name),
        version=table.meta.version,
        owner=table.meta.owner,
        source=table.meta.source,
        effective=table.meta.effective,
        rows=len(table.rows),
        published=published_line(published, names) if published else None,
        draft=draft_line(held, names) if held else None,
    )


def _draft(work: Work, held: Draft | None) -> DraftBody | None:
    if held is None:
        return None
    troubles = troubles_of(held.name, held.content, work.today())
    return draft_out(work, held, opened(held.content), troubles, may_publish=may_publish(work, held))


def _history(work: Work, name: str) -> list[PublicationBody]:
    published = history_of(work, KIND, name)
    people = [person for it in published for person in (*it.editors, it.submitted_by, it.published_by)]
    names, now = names_of(work, people), in_force(work, published).get(name)
    return [
        publication_out(it, names, _version(it), in_force=it.number == now, today=work.today())
        for it in published
    ]


def _version(found: Publication) -> str:
    return str(opened(found.content).get("_meta", {}).get("version", ""))
