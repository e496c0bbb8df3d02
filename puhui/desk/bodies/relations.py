"""Who stands around an application, to be drawn; nobody but its own parties is named."""

from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import BaseModel

from puhui.ground.web import Said


class NodeBody(BaseModel):
    """A dot. `id` holds for this answer only and tells nothing; `mark` is what became of a subject here.
    `type` is a concept of `graph`, of which there may be more than somebody who draws knows."""

    id: str
    type: str
    label: Said
    centre: Literal["owner", "business"] | None
    is_named: bool
    hops: int
    mark: Literal["declined", "defaulted"] | None


class EdgeBody(BaseModel):
    """A line, where it is known from, and under which consent it may be looked at."""

    id: str
    source: str
    target: str
    kind: str
    label: Said
    since: date
    until: date | None
    weight_fen: int | None
    source_name: Said
    consent_id: UUID | None


class RelationsBody(BaseModel):
    """`is_cut`: there is more than is drawn."""

    nodes: list[NodeBody]
    edges: list[EdgeBody]
    is_cut: bool
