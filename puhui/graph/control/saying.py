"""Control in words, for whoever must check it. Names come in from outside; nothing here keeps them."""

from collections.abc import Callable, Sequence
from decimal import ROUND_FLOOR, Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from puhui.graph.control.model import Basis, Control, Controller, Flaw, How, Owner, Proof, Remark, Stake
from puhui.graph.control.rule import ControlRule
from puhui.graph.edges import Edges
from puhui.kernel import Text

Name = Callable[[int], str | Text]
"""What a node is called: a name, or what it is where it has none, in both languages."""
_PLACES: Final = Decimal("0.0001")
_PATHS_SAID: Final = 3


class Saying:
    """Sentences about one graph: `name` gives a node's name, `edges` what kind a link is."""

    def __init__(self, edges: Edges, rule: ControlRule, name: Name) -> None:
        self._edges, self._rule, self._name = edges, rule, name

    def owner(self, owner: Owner) -> Text:
        """Why somebody is an owner, with the chains that prove it."""
        how = owner.basis if owner.is_sure else "unsure"
        said = _text("owner_said", how).fill(
            most=percent(owner.share_most),
            who=self._who(owner.nodes, owner.members),
            share=percent(owner.share),
            votes=percent(owner.votes),
            least=percent(self._rule.share_min),
            paths=self._paths(owner.proofs, with_product=owner.basis is Basis.SHARES),
        )
        shown = sum((it.share for it in owner.proofs[:_PATHS_SAID]), Fraction(0))
        if owner.basis is Basis.SHARES and owner.is_sure and owner.share > shown:
            said = _join(said, _text("further").fill(share=percent(owner.share - shown)))
        if owner.is_sure and owner.share != owner.share_most:
            said = _join(
                said, _text("unsure").fill(share=percent(owner.share), most=percent(owner.share_most))
            )
        return said

    def controller(self, controller: Controller | None) -> Text:
        """Who controls, by what; or that nobody does."""
        if controller is None:
            return _text("no_controller")
        return _text("controller_said", controller.how).fill(
            who=self._who(controller.nodes, controller.members),
            votes=percent(controller.votes),
            least=percent(self._rule.presumed_above),
            paths=self.chain(controller.chain),
        )

    def remark(self, remark: Remark) -> Text:
        """What is wrong with what was told."""
        return _text("flaw", remark.flaw).fill(
            name=self._named(remark.node),
            share="" if remark.share is None else percent(remark.share),
            least=percent(self._rule.share_min),
        )

    def chain(self, stakes: Sequence[Stake]) -> Text:
        """From the owner down to the firm, link by link."""
        if not stakes:
            return Text("", "")
        said = self._named(stakes[0].holder)
        for it in stakes:
            said = _join(_join(said, self._link(it), " "), self._named(it.firm), " ")
        return said

    def _paths(self, proofs: Sequence[Proof], *, with_product: bool) -> Text:
        told = [
            _text("product").fill(chain=self.chain(it.stakes), share=percent(it.share))
            if with_product
            else self.chain(it.stakes)
            for it in proofs[:_PATHS_SAID]
        ]
        return Text("；".join(it.zh for it in told), "; ".join(it.en for it in told))

    def _link(self, stake: Stake) -> Text:
        kind = self._edges.kinds[self._edges.kind[stake.edges[0]]] if stake.edges else ""
        kinds = self._rule.kinds
        how = "in_charge"
        if kind in kinds.shares:
            how = "shares"
        elif kind in kinds.operates:
            how = "operates"
        elif kind in kinds.votes:
            how = "agreement" if stake.least == 1 else "votes"
        return _text("link", how).fill(share=percent(stake.least or stake.most))

    def _who(self, nodes: Sequence[int], members: Sequence[int]) -> Text:
        names = [self._named(it) for it in nodes]
        who = Text("、".join(it.zh for it in names), ", ".join(it.en for it in names))
        return _join(who, _text("together")) if len(members) > 1 else who

    def _named(self, node: int) -> Text:
        name = self._name(node)
        return name if isinstance(name, Text) else Text(name, name)


def percent(share: Fraction) -> str:
    """A share as people read it, never rounded up: what is below a threshold looks below it.

    >>> percent(Fraction(26, 100)), percent(Fraction(249_999_9, 1000_000_0)), percent(Fraction(1, 3))
    ('26%', '24.9999%', '33.3333%')
    """
    exact = Decimal(share.numerator) * 100 / Decimal(share.denominator)
    text = f"{exact.quantize(_PLACES, ROUND_FLOOR):f}"
    return f"{text.rstrip('0').rstrip('.')}%"


def said_of(control: Control) -> Text:
    """The sentence where nobody was found."""
    return Text("", "") if control.owners else _text("nobody")


def _join(left: Text, right: Text, gap: str = "") -> Text:
    return Text(f"{left.zh}{gap}{right.zh}", f"{left.en}{gap}{right.en}")


def _text(*place: str | Flaw | How) -> Text:
    row: Any = _read()
    for it in place:
        row = row[str(it)]
    return Text(row["zh"], row["en"])


@cache
def _read() -> dict[str, Any]:
    row: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("says.yaml").read_text("utf-8"))
    return row
