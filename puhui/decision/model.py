"""What goes into a decision and what comes out of it: frozen, and the same bytes wherever it is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

import orjson

from puhui.decision.jdm import Value, answered, sealed, settled, version_of
from puhui.kernel import Outcome, Text


class DecisionOwner(StrEnum):
    """Whose decision a record is (domain 0.1)."""

    PLATFORM_ADVISORY = "platform_advisory"
    """A recommendation; nobody has lent or refused anything by it."""
    INSTITUTION = "institution"
    """The lender's own, by its own policy."""


class EvidencePath(StrEnum):
    """By which door the evidence came, which decides what evidence is owed."""

    APPLICATION = "application"
    """A borrower applied: identity, lists, consent and existing debts must be known."""
    BATCH = "batch"
    """An operator gave files under a declared legal basis: a portfolio pre-decision, nobody was identified
    and no debts were asked for. Its `approve` means: worth inviting to apply, up to this limit."""
    PACKAGE = "package"
    """A platform handed the application over with its figures; the institution identified the borrower and
    asked the bureau itself. It owes what an application owes."""

    @property
    def owes(self) -> "EvidencePath":
        """The door whose rules hold: tables and floor know an application and a batch, nothing else."""
        return EvidencePath.APPLICATION if self is EvidencePath.PACKAGE else self


class Step(StrEnum):
    """The policy tables in their fixed order."""

    KNOCK_OUT = "knock_out"
    FRAUD = "fraud"
    ELIGIBILITY = "eligibility"
    AFFORDABILITY = "affordability"
    LIMIT = "limit"
    PRICE = "price"


class Band(StrEnum):
    """Rating by probability of default (table `rating`). D is never approved."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything a decision may look at. `subject` is a firm's code or a subject's id, never a name.

    `features` are numbers at `as_of` (null: unknown); `evidence` is what was asked and answered (identity,
    lists, debts …); `basis` says under which consent or declared legal basis all this is processed;
    `contract_on` is the day a contract could be signed, by which the law's price cap is chosen; `owner` says
    whose decision it will be.
    """

    subject: str
    path: EvidencePath
    as_of: date
    contract_on: date
    features: Mapping[str, float | None]
    evidence: Mapping[str, Value] = field(default_factory=dict)
    amount_fen: int | None = None
    months: int = 12
    channel: str = "facilitation"
    basis: str = ""
    owner: DecisionOwner = DecisionOwner.PLATFORM_ADVISORY
    person: Mapping[str, Any] | None = field(default=None, repr=False)
    """What a person decided, where one did (see `by_person`)."""
    trial: str | None = None
    """The trial and the arm by which it is decided, where one is running (`trial.Published.named`)."""

    def facts(self) -> dict[str, Value]:
        """The flat facts that tables read; measured numbers are settled to twelve digits, and what canonical
        bytes cannot hold is not known."""
        amount_fen = answered(self.amount_fen)
        return {
            **{name: settled(value) for name, value in self.features.items()},
            **{name: answered(value) for name, value in self.evidence.items()},
            "path": self.path.owes.value,
            "channel": self.channel,
            "amount_yuan": amount_fen / 100 if type(amount_fen) in {int, float} else amount_fen,
            "months": answered(self.months),
        }

    def sealed(self) -> bytes:
        """Canonical bytes: what the hash is taken of and what a replay starts from.

        Advice says nothing of its owner, as it did before there were two, so that old records stay the same.
        """
        is_advice = self.owner is DecisionOwner.PLATFORM_ADVISORY
        return sealed(
            ({} if is_advice else {"owner": self.owner.value})
            | ({} if self.person is None else {"person": dict(self.person)})
            | ({} if self.trial is None else {"trial": self.trial})
            | {
                "subject": self.subject,
                "path": self.path.value,
                "as_of": self.as_of,
                "contract_on": self.contract_on,
                "features": {name: settled(value) for name, value in self.features.items()},
                "evidence": {name: answered(value) for name, value in self.evidence.items()},
                "amount_fen": answered(self.amount_fen),
                "months": answered(self.months),
                "channel": self.channel,
                "basis": self.basis,
            }
        )

    @classmethod
    def opened(cls, content: bytes) -> "Inputs":
        """The inputs again, from their canonical bytes."""
        kept = orjson.loads(content)
        return cls(
            **{
                **kept,
                "path": EvidencePath(kept["path"]),
                "as_of": date.fromisoformat(kept["as_of"]),
                "contract_on": date.fromisoformat(kept["contract_on"]),
                "owner": DecisionOwner(kept.get("owner", DecisionOwner.PLATFORM_ADVISORY)),
            }
        )


@dataclass(frozen=True, slots=True)
class Law:
    """What the rulebook said on the day of the contract, kept with the decision so that a replay needs no
    rulebook. `defaults` are the working-capital figures that stand in where evidence is silent, `rules` the
    dated values that tables may ask for by name, `floor` the floor under every policy (`floor.FLOOR`)."""

    price_cap: Decimal
    cap_basis: str
    cap_rule: str
    defaults: Mapping[str, float]
    rules: Mapping[str, float] = field(default_factory=dict)
    floor: int = 1

    def sealed(self) -> bytes:
        """Canonical bytes; those of the first floor say nothing of floors and rules, as they did then."""
        later = {} if self.floor == 1 else {"floor": self.floor, "rules": dict(self.rules)}
        return sealed(
            {
                "price_cap": self.price_cap,
                "cap_basis": self.cap_basis,
                "cap_rule": self.cap_rule,
                "defaults": dict(self.defaults),
            }
            | later
        )

    @classmethod
    def opened(cls, content: bytes) -> "Law":
        """The law again, from its canonical bytes."""
        kept = orjson.loads(content)
        return cls(
            Decimal(kept["price_cap"]),
            kept["cap_basis"],
            kept["cap_rule"],
            kept["defaults"],
            kept.get("rules", {}),
            kept.get("floor", 1),
        )


@dataclass(frozen=True, slots=True)
class StepTaken:
    """One table's part in a decision: the rows that spoke, and what became of every row looked at
    (see `jdm.compiling`: the first column that did not hold, or -1)."""

    step: str
    outcome: Outcome | None
    rows: tuple[str, ...]
    trace: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason with the firm's own figures. `code` is for machines and for the record; a fraud rule's
    code stays in the record, its text is neutral. `weight` orders reasons: larger is more decisive."""

    code: str
    text: Text
    weight: float
    step: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided, why, and by which versions. Advisory: the institution decides and signs."""

    outcome: Outcome
    limit_fen: int
    annual_rate: Decimal | None
    apr_simple: Decimal | None
    band: Band | None
    probability: float | None
    points: float | None
    reasons: tuple[Reason, ...]
    hints: tuple[Text, ...]
    steps: tuple[StepTaken, ...]
    measures: Mapping[str, Value]
    contributions: tuple[tuple[str, float, float], ...]
    versions: Mapping[str, str]
    inputs_hash: str

    def record(self) -> dict[str, Any]:
        """Everything that a replay must reproduce, as plain values."""
        return {
            "outcome": self.outcome.value,
            "limit_fen": self.limit_fen,
            "annual_rate": self.annual_rate,
            "apr_simple": self.apr_simple,
            "band": self.band,
            "probability": settled(self.probability),
            "points": settled(self.points),
            "reasons": [[it.step, it.code] for it in self.reasons],
            "steps": [
                {"step": it.step, "outcome": it.outcome, "rows": list(it.rows), "trace": list(it.trace)}
                for it in self.steps
            ],
            "measures": dict(self.measures),
            "contributions": [list(it) for it in self.contributions],
            "versions": dict(self.versions),
            "inputs_hash": self.inputs_hash,
        }

    def sealed(self) -> bytes:
        """Canonical bytes of the record; a replay gives exactly these."""
        return sealed(self.record())

    def told(self) -> dict[str, Any]:
        """What the person was told, word for word. Kept beside the record and outside its hash, because a
        better sentence in a later release does not make it another decision."""
        return {
            "reasons": [{"zh": it.text.zh, "en": it.text.en} for it in self.reasons],
            "hints": [{"zh": hint.zh, "en": hint.en} for hint in self.hints],
        }

    @property
    def hash(self) -> str:
        """SHA-256 of the canonical bytes."""
        return version_of(self.sealed())
