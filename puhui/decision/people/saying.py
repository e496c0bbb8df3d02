"""What a person said where the tables could not, or where a borrower asked for one: kept and replayed alike.

Pure. Who answers for it stands in the inputs (`by`) and as the record's actor; nothing here lifts the law's
cap or a product's table, which hold when terms are made. On the platform it stays advice (domain 0.1).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from puhui.decision.model import Band, Decision, Reason
from puhui.decision.people.wording import banned_words
from puhui.kernel import Outcome, Problem, Text
from puhui.rulebook import banned_in

_STEP: Final = "person"
_CODE: Final = "person_decided"
LONGEST_REASON: Final = 300
"""Characters, each language."""
_APPROVABLE: Final = frozenset({Band.A, Band.B, Band.C})


@dataclass(frozen=True, slots=True)
class PersonSays:
    """Approve up to a limit in a band, or decline; `reason` is told to the borrower word for word."""

    outcome: Outcome
    reason: Text
    limit_fen: int = 0
    band: Band | None = None
    by: tuple[str, ...] = ()
    """Ids of those who answer for it: who proposed, then who confirmed."""
    authority: str = ""
    """The version of the table of authority it was said under."""

    def plain(self) -> dict[str, Any]:
        """As it goes into the inputs."""
        return {
            "outcome": self.outcome.value,
            "limit_fen": self.limit_fen,
            "band": self.band.value if self.band else None,
            "zh": self.reason.zh,
            "en": self.reason.en,
            **({"by": list(self.by), "authority": self.authority} if self.by else {}),
        }


def check_person(says: PersonSays, asked_fen: int) -> Problem | None:
    """What is wrong with it: a person decides, with a reason in both languages and within what was asked."""
    if says.outcome is Outcome.REFER:
        return _DECIDE
    if not all(0 < len(it.strip()) <= LONGEST_REASON for it in (says.reason.zh, says.reason.en)):
        return _REASON
    if banned := banned_in(says.reason.zh, says.reason.en):
        return banned_words(banned, "reason")
    if says.outcome is Outcome.APPROVE and not (0 < says.limit_fen <= asked_fen and says.band in _APPROVABLE):
        return _LIMIT
    return None


def is_by_person(record: Mapping[str, Any]) -> bool:
    """Whether a kept record holds a person's word.

    >>> is_by_person({"reasons": [["knock_out", "listed"]]})
    False
    """
    return bool(record["reasons"] == [[_STEP, _CODE]])


def as_decided(machine: Decision, says: Mapping[str, Any]) -> Decision:
    """The machine's record with the person's word in it: every rule's outcome stays as it was."""
    outcome = Outcome(says["outcome"])
    approved = outcome is Outcome.APPROVE
    told = Reason(_CODE, Text(says["zh"], says["en"]), 1000.0, _STEP)
    return replace(
        machine,
        outcome=outcome,
        limit_fen=int(says["limit_fen"]) if approved else 0,
        annual_rate=None,
        apr_simple=None,
        band=Band(says["band"]) if approved else machine.band,
        reasons=(told,),
        hints=(),
    )


_DECIDE: Final = Problem(
    "person.outcome",
    Text("人工处理的结果只能是通过或不通过。", "A person approves or declines."),
    Text("还不能决定时，请先不提交。", "Wait until it can be decided."),
    "outcome",
)
_REASON: Final = Problem(
    "person.reason",
    Text(
        f"请用中英文写明理由，各不超过{LONGEST_REASON}字。",
        f"Say why in both languages, {LONGEST_REASON} characters each.",
    ),
    Text("借款人会逐字看到这些理由。", "The borrower reads it word for word."),
    "reason",
)
_LIMIT: Final = Problem(
    "person.limit",
    Text(
        "通过时要给出不超过申请金额的额度和 A、B、C 中的一个等级。",
        "An approval has a limit within what was asked, and a band: A, B or C.",
    ),
    Text("请补充额度和等级。", "Add limit and band."),
    "limit_fen",
)
