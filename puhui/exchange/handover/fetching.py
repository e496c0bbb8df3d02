"""For an institution without a server: it fetches its packages and answers by hand."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from puhui.exchange.courier import Answered
from puhui.exchange.handover import store
from puhui.exchange.handover.handing_over import package_of_handover
from puhui.exchange.handover.sending import is_unanswered, take_answer
from puhui.exchange.model import HandoverStatus, Partner
from puhui.exchange.package.written import package_json
from puhui.ground import Work
from puhui.kernel import Problem, Text


def waiting_packages(work: Work, after: UUID | None, at_most: int) -> list[dict[str, Any]]:
    """Packages that this institution has not taken yet, as they would be sent; an erased one is left out."""
    rows = store.handovers_to_pull(work.connection, work.actor.mode, work.institution or "", after, at_most)
    opened = (package_of_handover(work, row) for row in rows)
    return [package_json(it) for it in opened if not isinstance(it, Problem)]


def taken_by_hand(
    work: Work, partner: Partner, package_id: UUID, said: Mapping[str, Any]
) -> HandoverStatus | Problem:
    """The institution took a package: the same answer that its server would have given."""
    row = store.handover_of_package(
        work.connection, work.actor.mode, partner.institution, package_id, lock=True
    )
    if row is None:
        return _NOT_FOUND
    if is_unanswered(row):
        if problem := take_answer(work, row, partner, Answered(202, said)):
            return problem
        row = store.get_handover(work.connection, row.id) or row
    return HandoverStatus(row.status)


_NOT_FOUND: Final = Problem(
    "package.not_found",
    Text("没有这个资料包。", "There is no such package."),
    Text("请核对编号。", "Check its id."),
    "package_id",
)
