"""Ask the register about a firm and keep its answer as a fact. The register is a public source."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from puhui.evidence.facts import NewFact
from puhui.evidence.ports import Registry
from puhui.evidence.registrations import Registration
from puhui.evidence.service.facts import record_fact
from puhui.evidence.service.gate import ASSESSMENT, gather
from puhui.ground import Work
from puhui.intake import Consent, identity_of
from puhui.kernel import Problem, Text

REGISTRATION_FACT = "registration"


def fetch_registration(work: Work, business_id: UUID, registry: Registry) -> Registration | Problem:
    """The registration of a business, kept as a fact of kind `registration` with what was said."""
    return gather(work, business_id, RegistryConnector(registry))


@dataclass(frozen=True, slots=True)
class RegistryConnector:
    """A register as a connector."""

    registry: Registry
    source: str = "registration"
    purpose: str = ASSESSMENT
    fields: tuple[str, ...] = ("name", "uscc", "legal_representative", "address", "status")

    def fetch(self, work: Work, subject_id: UUID, consent: Consent | None) -> Registration | Problem:
        """What the register says now."""
        identity = identity_of(work, subject_id)
        if isinstance(identity, Problem):
            return identity
        if identity.uscc is None:
            return _NO_CODE
        found = self.registry.registration(identity.uscc, work.today())
        if isinstance(found, Problem):
            return found
        if found is None:
            return _NOT_REGISTERED
        since = found.registered_on or work.today()
        kept = record_fact(work, NewFact(subject_id, REGISTRATION_FACT, _value(found), since, self.source))
        return kept if isinstance(kept, Problem) else found


def _value(found: Registration) -> dict[str, Any]:
    value: dict[str, Any] = {name: getattr(found, name) for name in Registration.__slots__}
    capital = found.capital
    value["capital"] = None if capital is None else [capital.amount_fen, capital.currency]
    day: date | None = found.registered_on
    return value | {"registered_on": day.isoformat() if day else None}


_NO_CODE = Problem(
    "evidence.uscc.missing",
    Text(
        "没有统一社会信用代码，无法查询登记信息。", "Without a credit code no registration can be looked up."
    ),
    Text("请补充代码；没有执照的经营者不需要。", "Add the code; an operator without a licence has none."),
)
_NOT_REGISTERED = Problem(
    "evidence.registration.not_found",
    Text("登记机关没有这个代码的记录。", "The register knows nothing under this code."),
    Text("请对照营业执照核对代码。", "Compare the code with the business licence."),
)
