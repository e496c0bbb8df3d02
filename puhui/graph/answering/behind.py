"""Who stands behind the enterprise, in words over handles."""

from collections.abc import Callable, Sequence
from datetime import date

from puhui.graph.answering.model import Owner
from puhui.graph.circle import Standing
from puhui.graph.control import Controller, control_rule
from puhui.graph.control import Owner as Found
from puhui.graph.control.saying import Saying
from puhui.kernel import Text

Name = Callable[[int], str | Text]
"""From a node of the view to what it is called in the answer: its handle, or what it is where it is not
shown."""


def owners_of(
    standing: Standing, day: date, name: Name
) -> tuple[tuple[Owner, ...], Owner | None, tuple[Text, ...]]:
    """Beneficial owners, the actual controller, and what is doubtful in what was told."""
    control, ids = standing.control, standing.part.ids

    def called(node: int) -> str | Text:
        return name(int(ids[node]))

    saying = Saying(standing.part.edges, control_rule(day), called)
    owners = tuple(_owner(it, saying, called) for it in control.owners)
    controller = _controller(control.controller, saying, called) if control.controller else None
    return owners, controller, tuple(saying.remark(it) for it in control.remarks)


def rows_behind(standing: Standing) -> list[int]:
    """The edges of every chain that proves an owner or the controller."""
    control = standing.control
    stakes = [stake for owner in control.owners for proof in owner.proofs for stake in proof.stakes]
    stakes += control.controller.chain if control.controller else ()
    return sorted({int(standing.part.rows[edge]) for stake in stakes for edge in stake.edges})


def nodes_behind(standing: Standing) -> list[int]:
    """Everybody on those chains, as the view numbers them."""
    control = standing.control
    found = [node for owner in control.owners for node in owner.nodes]
    found += [node for owner in control.owners for proof in owner.proofs for node in proof.nodes]
    found += control.controller.nodes if control.controller else ()
    found += [it.holder for it in control.controller.chain] if control.controller else ()
    return [int(standing.part.ids[it]) for it in dict.fromkeys(found)]


def _owner(owner: Found, saying: Saying, called: Name) -> Owner:
    return Owner(
        _called(owner.nodes, called), owner.basis.value, owner.share, owner.is_sure, saying.owner(owner)
    )


def _controller(it: Controller, saying: Saying, called: Name) -> Owner:
    return Owner(_called(it.nodes, called), it.how.value, it.votes, True, saying.controller(it))


def _called(nodes: Sequence[int], called: Name) -> tuple[str, ...]:
    """Handles of those that are shown."""
    return tuple(it for it in map(called, nodes) if isinstance(it, str))
