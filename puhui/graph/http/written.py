"""An answer as JSON, as `AroundBody` describes it, without a model for each of its hundreds of lines."""

from collections.abc import Iterable, Mapping
from decimal import ROUND_FLOOR, Decimal
from fractions import Fraction
from typing import Any, Final

import orjson

from puhui.graph.answering import Answer, Finding, Owner, ShownLine, ShownNode, figures
from puhui.graph.circle import roles
from puhui.graph.concepts import concepts, node_concepts
from puhui.intake import sources
from puhui.kernel import Text

Plain = dict[str, Any]
_MILLIONTH: Final = Decimal("0.000001")


def written(it: Answer) -> bytes:
    """The whole answer."""
    return orjson.dumps(
        {
            "as_of": it.as_of,
            "members": [_member(node) for node in it.nodes],
            "lines": [_line(line) for line in it.lines],
            "owners": [_behind(owner) for owner in it.owners],
            "controller": _behind(it.controller) if it.controller else None,
            "remarks": [_said(remark) for remark in it.remarks],
            "findings": [_finding(finding) for finding in it.findings],
            "figures": it.figures,
            "words": _words(it),
            "reached": it.reached,
            "complete": it.complete,
            "is_cut": it.is_cut,
        }
    )


def _member(it: ShownNode) -> Plain:
    return {
        "id": it.handle,
        "type": it.type.value,
        "centre": it.centre,
        "roles": it.roles,
        "hops_owner": it.hops_owner,
        "hops_enterprise": it.hops_enterprise,
        "in_both": it.hops_owner is not None and it.hops_enterprise is not None,
        "is_super": it.is_super,
        "mark": it.mark,
        "lines": it.lines,
    }


def _line(it: ShownLine) -> Plain:
    return {
        "number": it.number,
        "kind": it.kind.value,
        "from_id": it.from_handle,
        "to_id": it.to_handle,
        "since": it.since,
        "until": it.until,
        "amount_fen": it.amount_fen,
        "share": None if it.share is None else _exact(it.share),
        "source": it.source,
        "basis": "consent" if it.is_consented else "public",
        "recorded_on": it.recorded_on,
    }


def _behind(it: Owner) -> Plain:
    return {
        "ids": it.handles,
        "basis": it.basis,
        "share": _exact(it.share),
        "is_sure": it.is_sure,
        "said": _said(it.said),
    }


def _finding(it: Finding) -> Plain:
    return {
        "kind": it.kind,
        "ids": it.handles,
        "lines": it.lines,
        "strength": it.strength,
        "said": _said(it.said),
    }


def _words(it: Answer) -> Plain:
    """What the codes that are in it are called."""
    told = {role for node in it.nodes for role in node.roles}
    return {
        "types": _named(
            (node.type for node in it.nodes), {name: one.text for name, one in node_concepts().items()}
        ),
        "kinds": _named(
            (line.kind for line in it.lines), {name: one.text for name, one in concepts().items()}
        ),
        "roles": _named(told, {role.name: role.text for role in roles()}),
        "sources": _named(
            (line.source for line in it.lines), {name: one.text for name, one in sources().items()}
        ),
        "figures": _named(it.figures, {one.name: one.text for one in figures()}),
    }


def _named(codes: Iterable[str], texts: Mapping[Any, Text]) -> Plain:
    return {str.__str__(code): _said(texts[code]) for code in sorted(set(codes))}


def _said(text: Text) -> Plain:
    return {"zh": text.zh, "en": text.en}


def _exact(share: Fraction) -> str:
    """To the millionth, never rounded up: what is below a threshold looks below it."""
    whole = Decimal(share.numerator) / Decimal(share.denominator)
    return f"{whole.quantize(_MILLIONTH, ROUND_FLOOR):f}"
