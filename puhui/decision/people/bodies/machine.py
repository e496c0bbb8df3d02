"""What tables and score said of a case, as it goes out."""

from typing import Literal

from pydantic import BaseModel

from puhui.decision.people.model import Machine
from puhui.ground.web import Said


class RowBody(BaseModel):
    """A row of a policy table that held."""

    step: str
    row_id: str
    description: Said
    outcome: Literal["approve", "refer", "decline"] | None


class MeasureBody(BaseModel):
    """A figure behind the decision."""

    name: str
    label: Said
    value: Said
    points: float | None = None


class MachineBody(BaseModel):
    """What tables and score said, for staff. Fraud rules stand here too and stay inside the house."""

    outcome: Literal["approve", "refer", "decline"]
    band: Literal["A", "B", "C", "D"] | None
    limit_fen: int
    probability: float | None
    reasons: list[Said]
    rows: list[RowBody]
    measures: list[MeasureBody]
    scores: list[MeasureBody]

    @classmethod
    def of(cls, machine: Machine) -> "MachineBody":
        """From what the record says."""
        return cls(
            outcome=machine.outcome.value,
            band=machine.band.value if machine.band else None,
            limit_fen=machine.limit_fen,
            probability=machine.probability,
            reasons=[Said.of(it) for it in machine.reasons],
            rows=[
                RowBody(
                    step=it.step,
                    row_id=it.row_id,
                    description=Said.of(it.description),
                    outcome=it.outcome.value if it.outcome else None,
                )
                for it in machine.rows
            ],
            measures=[
                MeasureBody(name=it.name, label=Said.of(it.label), value=Said.of(it.value), points=it.points)
                for it in machine.measures
            ],
            scores=[
                MeasureBody(name=it.name, label=Said.of(it.label), value=Said.of(it.value), points=it.points)
                for it in machine.scores
            ],
        )
