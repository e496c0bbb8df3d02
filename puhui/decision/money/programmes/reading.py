"""Programmes from a file: every field known, every figure in its range, nothing guessed."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, model_validator

from puhui.cost import PayeeType, Reaches, Support, Supporter, Towards
from puhui.decision.money.programmes.model import Programme
from puhui.kernel import Problem, Text, fen
from puhui.rulebook import Confidence, read_yaml

_SHIPPED: Final = Path(__file__).with_name("programmes.yaml")
_Share = Annotated[Decimal, Field(ge=0, le=1)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Named(_Strict):
    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)


class _SupportWritten(_Strict):
    name: str = Field(min_length=1)
    payer: str = Field(min_length=1)
    payer_type: Supporter
    towards: Towards
    share: _Share
    reaches: Reaches = Reaches.EACH_DUE
    points_most: _Share | None = None
    most_yuan: Annotated[Decimal, Field(ge=0, decimal_places=2)] | None = None
    months_most: Annotated[int, Field(ge=1)] | None = None
    payee_type: PayeeType | None = None

    def read(self) -> Support:
        written = self.model_dump(exclude={"most_yuan"})
        return Support(**written, most_fen=None if self.most_yuan is None else fen(self.most_yuan))


class _ProgrammeWritten(_Strict):
    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    name: _Named
    owner: str = Field(min_length=1)
    source: str = Field(min_length=1)
    confidence: Confidence
    effective: date | None = None
    ends: date | None = None
    budget_yuan: Annotated[Decimal, Field(gt=0, decimal_places=2)] | None = None
    eligible: Mapping[str, bool | str | tuple[str, ...]] = Field(default_factory=dict)
    supports: tuple[_SupportWritten, ...] = ()

    @model_validator(mode="after")
    def _dated(self) -> "_ProgrammeWritten":
        """What costs somebody money says from when; and it ends after it began."""
        if self.supports and self.effective is None:
            raise ValueError(f"{self.id}: supports need an effective date")
        if self.effective and self.ends and self.ends < self.effective:
            raise ValueError(f"{self.id}: it ends before it begins")
        return self

    def read(self) -> Programme:
        return Programme(
            id=self.id,
            name=Text(self.name.zh, self.name.en),
            owner=self.owner,
            source=self.source,
            confidence=self.confidence,
            effective=self.effective,
            ends=self.ends,
            budget_fen=None if self.budget_yuan is None else fen(self.budget_yuan),
            eligible=dict(self.eligible),
            supports=tuple(it.read() for it in self.supports),
        )


_ALL: Final = TypeAdapter(tuple[_ProgrammeWritten, ...])


@cache
def shipped_programmes() -> tuple[Programme, ...]:
    """Those that come with Puhui: names, and nothing that could not be verified."""
    found = read_programmes(_SHIPPED)
    if isinstance(found, Problem):
        raise ValueError(found.sentence())
    return found


def read_programmes(path: Path) -> tuple[Programme, ...] | Problem:
    """The programmes of a file, or what is wrong with the first that is wrong."""
    try:
        written = _ALL.validate_python(_as_written(read_yaml(path)))
    except OSError as error:
        return _unreadable(path, error.strerror or "")
    except ValidationError as error:
        first = error.errors()[0]
        return _unreadable(path, f"{'.'.join(str(it) for it in first['loc'])}: {first['msg']}")
    except ValueError as error:
        return _unreadable(path, str(error))
    ids = [it.id for it in written]
    twice = next((it for it in ids if ids.count(it) > 1), None)
    return _unreadable(path, f"{twice}: twice") if twice else tuple(it.read() for it in written)


def _as_written(content: object) -> Any:  # noqa: ANN401 - whatever a file says
    """Figures as text, so that 0.015 is exactly that."""
    match content:
        case dict():
            return {name: _as_written(value) for name, value in content.items()}
        case list():
            return [_as_written(value) for value in content]
        case float():
            return str(content)
        case _:
            return content


def _unreadable(path: Path, why: str) -> Problem:
    return Problem(
        "programmes.unusable",
        Text(f"项目表读不出来：{why}", f"The programmes cannot be read: {why}"),
        Text("写法见随附的 programmes.yaml。", "The shipped programmes.yaml shows how they are written."),
        path.name,
    )
