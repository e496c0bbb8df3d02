"""Who stands around an application, for a drawing: its own parties by name, everybody else by what they are.

Every line is public or stands on a consent that holds now (see `graph`); a node's word never leaves here,
because equal words in two drawings would say that two applicants share something.
"""

from datetime import date
from typing import Literal
from uuid import UUID

from puhui.desk.bodies.relations import EdgeBody, NodeBody, RelationsBody
from puhui.desk.bodies.shapes import said
from puhui.desk.model import CaseFile
from puhui.desk.service.page import NOT_FOUND, file_of
from puhui.desk.wording import source_name, word
from puhui.graph import Dot, Drawing, Line, NodeType, RelationKind, concepts, drawing, node, node_concepts
from puhui.ground import Work
from puhui.intake import names_of
from puhui.kernel import Problem, Text, day_is_over

Centre = Literal["owner", "business"]


def relations_of(
    work: Work, application_id: UUID, hops: int = 2, as_of: date | None = None
) -> RelationsBody | Problem:
    """The drawing around both parties of an application, as it was known at the end of a day."""
    row = file_of(work, application_id)
    if row is None:
        return NOT_FOUND
    centres = _centres(row)
    drawn = drawing(work, list(centres), hops, None if as_of is None else day_is_over(as_of))
    if isinstance(drawn, Problem):
        return drawn
    work.audit("desk.relations_read", f"application:{application_id}", hops=hops)
    return _body(work, row, drawn)


def _centres(row: CaseFile) -> dict[str, Centre]:
    centres: dict[str, Centre] = {node(NodeType.SUBJECT, row.owner_id): "owner"}
    if row.business_id is not None:
        centres[node(NodeType.SUBJECT, row.business_id)] = "business"
    return centres


def _body(work: Work, row: CaseFile, drawn: Drawing) -> RelationsBody:
    centres, ids = _centres(row), {dot.node: f"n{place}" for place, dot in enumerate(drawn.dots, 1)}
    parties = {row.owner_id, *([row.business_id] if row.business_id else [])}
    names = {node(NodeType.SUBJECT, who): name for who, name in names_of(work, parties).items()}
    return RelationsBody(
        nodes=[
            NodeBody(
                id=ids[dot.node],
                type=dot.type.value,
                label=said(_label(dot, names)),
                centre=centres.get(dot.node),
                is_named=dot.node in names,
                hops=dot.hops,
                mark=dot.mark.value if dot.mark else None,
            )
            for dot in drawn.dots
        ],
        edges=[_edge(f"e{place}", line, ids) for place, line in enumerate(drawn.lines, 1)],
        is_cut=drawn.is_cut,
    )


def _label(dot: Dot, names: dict[str, str]) -> Text:
    if dot.node in names:
        return Text(names[dot.node], names[dot.node])
    if dot.type in {NodeType.ADDRESS, NodeType.PHONE}:
        code = dot.type.value if dot.lines > 1 else f"{dot.type.value}_one"
        return word("nodes", code, count=dot.lines) if dot.lines > 1 else word("nodes", code)
    said_here = word("nodes", dot.type.value)
    return said_here if said_here.zh != dot.type.value else node_concepts()[dot.type].text


def _edge(edge_id: str, line: Line, ids: dict[str, str]) -> EdgeBody:
    return EdgeBody(
        id=edge_id,
        source=ids[line.from_node],
        target=ids[line.to_node],
        kind=line.kind.value,
        label=said(concepts()[line.kind].text),
        since=line.since,
        until=line.until,
        weight_fen=line.weight if line.kind in _IN_FEN else None,
        source_name=said(source_name(line.source)),
        consent_id=line.consent_id,
    )


_IN_FEN = frozenset({RelationKind.TRADE, RelationKind.GUARANTEE})
