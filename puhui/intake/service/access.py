"""Whose subject is whose: staff and programs see every subject of their mode, a borrower only their own.

Somebody else's subject is *not found*, never *forbidden*: not even its existence is told.
"""

from uuid import UUID

from puhui.ground import ActorKind, Work
from puhui.ground.identity import subject_of
from puhui.intake import store
from puhui.kernel import Problem, Text

SUBJECT_NOT_FOUND = Problem(
    "subject.not_found",
    Text("没有找到这个主体。", "There is no such subject."),
    Text("请核对编号。", "Check the id."),
)


def is_borrower(work: Work) -> bool:
    """Whether the one who asks sees their own only."""
    return work.actor.kind is ActorKind.BORROWER


def is_visitor(work: Work) -> bool:
    """Whether the one who asks has not shown who they are."""
    return is_borrower(work) and subject_of(work.actor) is None


def may_see(work: Work, subject_id: UUID) -> bool:
    """Whether this actor may read and act for a subject: themselves, and the businesses they operate."""
    if not is_borrower(work):
        return True
    own_id = subject_of(work.actor)
    if own_id is None:
        return False
    if subject_id == own_id:
        return True
    links = store.links_of(work.connection, work.actor.mode, own_id)
    return any((it.owner_id, it.business_id) == (own_id, subject_id) for it in links)


def known_subject(work: Work, subject_id: UUID) -> Problem | None:
    """Nothing when the subject is there and may be seen, else why not."""
    row = store.get_subject(work.connection, work.actor.mode, subject_id)
    return None if row is not None and may_see(work, subject_id) else SUBJECT_NOT_FOUND
