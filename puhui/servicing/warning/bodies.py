"""What staff see of a night's warnings."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from uuid import UUID

from pydantic import BaseModel

from puhui.ground.web import Said
from puhui.servicing.warning.model import Night, Warned
from puhui.servicing.warning.reckoning import figures_behind, what_to_do
from puhui.servicing.warning.wording import figure_said, signal_said


class WarnedFigureBody(BaseModel):
    """One figure behind a signal, in words."""

    name: str
    label: Said
    shown: Said


class WarnedSignalBody(BaseModel):
    """What was seen, the figures behind it, and what to do."""

    code: str
    seen: Said
    figures: list[WarnedFigureBody]
    do: Said


class WarnedBody(BaseModel):
    """One customer on the list."""

    subject_id: UUID
    name: str | None
    contract_id: UUID
    application_id: UUID
    exposure_fen: int
    expected_loss_fen: int
    default_probability: Decimal
    signals: list[WarnedSignalBody]

    @classmethod
    def of(cls, one: Warned, names: Mapping[UUID, str]) -> "WarnedBody":
        """As it is shown; no name where the customer was erased."""
        return cls(
            subject_id=one.subject_id,
            name=names.get(one.subject_id),
            contract_id=one.contract_id,
            application_id=one.application_id,
            exposure_fen=one.exposure_fen,
            expected_loss_fen=one.expected_loss_fen,
            default_probability=one.default_probability,
            signals=[_signal(code, one) for code in one.signals],
        )


class WarningNightBody(BaseModel):
    """A night's list, ranked by expected loss. `on` is null before the first night."""

    on: date | None
    customers: int
    warned: int
    rows: list[WarnedBody]

    @classmethod
    def of(cls, night: Night | None, rows: list[WarnedBody]) -> "WarningNightBody":
        """As it is shown."""
        if night is None:
            return cls(on=None, customers=0, warned=0, rows=[])
        return cls(on=night.on, customers=night.customers, warned=night.warned, rows=rows)


def _signal(code: str, one: Warned) -> WarnedSignalBody:
    seen = signal_said(code)
    names = [name for name in figures_behind(code) if name in one.figures]
    return WarnedSignalBody(
        code=code,
        seen=Said.of(seen) if seen else Said(zh=code, en=code),
        figures=[
            WarnedFigureBody(name=name, label=Said.of(label), shown=Said.of(shown))
            for name in names
            for label, shown in (figure_said(name, one.figures[name]),)
        ],
        do=Said.of(what_to_do(code)),
    )
