"""A provider reached over HTTP: verifier, debt bureau and registry behind one address.

The wire is small: `POST /v1/<kind>` with the factors as a JSON object gives `{"result", "reference"}`; any
result but the four, any missing or odd reference, any delay is an `ERROR` with its reason.
"""

import re
import time
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final

from puhui.evidence.debts import DebtReport, DebtSource, debt_report
from puhui.evidence.reference import sentence
from puhui.evidence.registrations import Registration, registration_from
from puhui.evidence.verification.http_client import HttpClient, Unclear
from puhui.evidence.verification.model import (
    Question,
    Verification,
    VerificationKind,
    VerificationResult,
    kind_of_question,
)
from puhui.kernel import Clock, Problem

_PATHS: Final = {kind: f"/v1/{kind.value.replace('_', '-')}" for kind in VerificationKind}
_ANSWERS: Final = {result.value: result for result in VerificationResult}
_REFERENCE: Final = re.compile(r"[\w.:/+=-]{1,200}", re.ASCII)
"""How a provider may call its own record: a code, kept as it is; nothing that could carry a person's data."""


@dataclass(frozen=True, slots=True)
class HttpProvider:
    """One provider under the name by which answers remember it."""

    client: HttpClient
    clock: Clock
    name: str = "standin"

    def verify(self, question: Question) -> Verification:
        """Ask one question; never raises."""
        kind = kind_of_question(question)
        at, started = self.clock.now(), time.monotonic()
        answer = self.client.ask(_PATHS[kind], asdict(question))
        latency_ms = round((time.monotonic() - started) * 1000)
        result, reference, reason = _read(answer)
        return Verification(kind, result, self.name, reference, at, latency_ms, reason)

    def debts(self, name: str, identifier: str, today: date) -> DebtReport | Problem:
        """Existing debts as the bureau knows them; a report without debts is an answer, silence is not."""
        answer = self.client.ask("/v1/debts", {"name": name, "identifier": identifier})
        unusable = sentence("puhui.evidence.debts", "debt.report_unreadable.unavailable")
        if isinstance(answer, Unclear) or not isinstance(answer.get("debts"), list):
            return unusable
        try:
            as_of = date.fromisoformat(str(answer.get("as_of")))
            report = debt_report(answer["debts"], DebtSource.BUREAU, as_of, today)
        except (ValueError, AttributeError, TypeError):
            return unusable
        return report if isinstance(report, DebtReport) else unusable

    def registration(self, uscc: str, today: date) -> Registration | Problem | None:
        """The registration under a code; None where there is none."""
        answer = self.client.ask("/v1/registration", {"uscc": uscc})
        unusable = sentence("puhui.evidence.registrations", "registration.unavailable")
        if isinstance(answer, Unclear):
            return unusable
        if answer.get("found") is False:
            return None
        record, _ = registration_from({key: value for key, value in answer.items() if key != "found"}, today)
        return record or unusable


def _read(answer: dict[str, Any] | Unclear) -> tuple[VerificationResult, str | None, str | None]:
    if isinstance(answer, Unclear):
        return VerificationResult.ERROR, None, answer.reason
    result = _ANSWERS.get(str(answer.get("result")))
    known = _reference(answer.get("reference"))
    if result is None:
        return VerificationResult.ERROR, known, "unknown_result"
    if result is VerificationResult.ERROR:
        return result, known, "provider_error"
    if known is None:
        return VerificationResult.ERROR, None, "no_reference"
    return result, known, None


def _reference(written: object) -> str | None:
    return written if isinstance(written, str) and _REFERENCE.fullmatch(written) else None
