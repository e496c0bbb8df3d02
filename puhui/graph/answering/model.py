"""One answer. Frozen; a handle is the only name that anything has."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Literal

from puhui.graph.concepts import NodeType, RelationKind
from puhui.graph.model import Mark
from puhui.kernel import Text

Centre = Literal["owner", "enterprise"]


@dataclass(frozen=True, slots=True)
class ShownNode:
    """Somebody or something near the application. `is_super`: so many hang on it that it says nothing.

    `lines` counts what hangs on it here, shown or not.
    """

    handle: str
    type: NodeType
    centre: Centre | None
    roles: tuple[str, ...]
    hops_owner: int | None
    hops_enterprise: int | None
    is_super: bool
    mark: Mark | None
    lines: int


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One relation between two who are shown. `amount_fen`, `share`: what it counts, where it counts that."""

    number: int
    kind: RelationKind
    from_handle: str
    to_handle: str
    since: date
    until: date | None
    amount_fen: int | None
    share: Fraction | None
    source: str
    is_consented: bool
    recorded_on: date


@dataclass(frozen=True, slots=True)
class Owner:
    """Somebody behind the enterprise, and why; those who are not shown have no handle."""

    handles: tuple[str, ...]
    basis: str
    share: Fraction
    is_sure: bool
    said: Text


@dataclass(frozen=True, slots=True)
class Finding:
    """Some who act together, the lines that show it, and a sentence."""

    kind: str
    handles: tuple[str, ...]
    lines: tuple[int, ...]
    strength: float
    said: Text


@dataclass(frozen=True, slots=True)
class Answer:
    """Everything about one application's surroundings. `complete`: no bound was met on the way; `is_cut`:
    there is more than is shown."""

    as_of: datetime
    nodes: tuple[ShownNode, ...]
    lines: tuple[ShownLine, ...]
    owners: tuple[Owner, ...]
    controller: Owner | None
    remarks: tuple[Text, ...]
    findings: tuple[Finding, ...]
    figures: Mapping[str, float | None]
    reached: int
    complete: bool
    is_cut: bool
