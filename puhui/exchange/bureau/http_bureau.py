"""A bureau behind an address. Everything asked there may be asked twice, so a retry is harmless.

The wire is small: `POST /v1/deposit`, `/v1/collect`, `/v1/inquire` with a JSON object; an answer is a JSON
object, and `{"refused": code}` says in a bureau's own code why not.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Protocol

from puhui.evidence import DebtReport, DebtSource, debt_report
from puhui.exchange.bureau.model import BureauReport, Inquiry
from puhui.exchange.bureau.problems import NO_ANSWER, NOT_THROUGH_A_BUREAU, REFUSED
from puhui.exchange.ports import Deposited
from puhui.kernel import Problem

STANDIN_CRA_ID: Final = "test_cra_one"
"""The code of the made-up bureau that the stand-in plays."""


class Asker(Protocol):
    """Whoever carries a question to the bureau: `evidence.HttpClient`, or a stand-in in the same process."""

    def ask(self, path: str, question: Mapping[str, Any]) -> object:
        """The answer as a dict; anything else is no answer."""
        ...


@dataclass(frozen=True, slots=True)
class HttpBureau:
    """One bureau as one of its members asks it. `member` is `platform` or an institution's code."""

    client: Asker
    member: str
    cra_id: str = STANDIN_CRA_ID

    def deposit(self, parcel: Mapping[str, Any], recipient: str, consent_id: str) -> Deposited | Problem:
        """Leave credit data for one recipient."""
        asked = {"recipient": recipient, "consent_id": consent_id, "parcel": dict(parcel)}
        answer = self._ask("/v1/deposit", asked)
        if isinstance(answer, Problem):
            return answer
        number = answer.get("parcel")
        if answer.get("via_cra_id") != self.cra_id or not isinstance(number, str) or not number:
            return NO_ANSWER
        return Deposited(self.cra_id, number)

    def collect(self, via_cra_id: str, parcel: str) -> Mapping[str, Any] | Problem:
        """What was left for us under this number."""
        if via_cra_id != self.cra_id:
            return NOT_THROUGH_A_BUREAU
        answer = self._ask("/v1/collect", {"parcel": parcel})
        if isinstance(answer, Problem):
            return answer
        left = answer.get("parcel")
        return left if isinstance(left, dict) else NO_ANSWER

    def inquire(self, inquiry: Inquiry, today: date) -> BureauReport | Problem:
        """One hard inquiry a confirmation. Without one, or without a consent, nobody is asked at all."""
        if inquiry.via_cra_id != self.cra_id:
            return NOT_THROUGH_A_BUREAU
        if not inquiry.confirmation_id.strip():
            return REFUSED["confirmation_missing"]
        if not inquiry.consent_id.strip():
            return REFUSED["consent_missing"]
        asked = {
            "confirmation_id": inquiry.confirmation_id,
            "consent_id": inquiry.consent_id,
            "name": inquiry.name,
            "resident_id": inquiry.resident_id,
        }
        answer = self._ask("/v1/inquire", asked)
        return answer if isinstance(answer, Problem) else _report(answer, self.cra_id, today)

    def _ask(self, path: str, asked: Mapping[str, Any]) -> dict[str, Any] | Problem:
        answer = self.client.ask(path, {"via_cra_id": self.cra_id, "member": self.member, **asked})
        if not isinstance(answer, dict):
            return NO_ANSWER
        refused = answer.get("refused")
        return answer if refused is None else REFUSED.get(str(refused), NO_ANSWER)


def _report(answer: Mapping[str, Any], cra_id: str, today: date) -> BureauReport | Problem:
    """An answer that misses anything is no answer: nothing missing is ever taken for 'no debts'."""
    try:
        as_of = date.fromisoformat(answer["as_of"])
        debts = debt_report(answer["debts"], DebtSource.BUREAU, as_of, max(today, as_of))
        made = BureauReport(
            answer["via_cra_id"],
            str(answer["number"]),
            as_of,
            debts if isinstance(debts, DebtReport) else _unusable(),
            int(answer["inquiries_90_days"]),
            answer["is_repeated"] is True,
        )
    except (KeyError, ValueError, TypeError, AttributeError):
        return NO_ANSWER
    return made if made.via_cra_id == cra_id else NO_ANSWER


def _unusable() -> DebtReport:
    raise ValueError("a debt that cannot be read")
