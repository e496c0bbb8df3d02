"""The shadow that a made-up risk team tries for the month, and its backtest: a policy a little stricter and
cheaper."""

from datetime import date
from typing import Any

from puhui.decision import Policy, shipped_policy
from puhui.decision.jdm import sealed
from puhui.decision.publishing import opened
from puhui.decision.trial import service
from puhui.ground import Actor, ActorKind, Ground, Mode
from puhui.ground.publishing import Draft, Publication

CHEN, SUN = (
    Actor(f"{name}-990000", ActorKind.PERSON, frozenset({"admin"}), Mode.LIVE) for name in ("chen", "sun")
)
NAME = "stricter-c"


def proposed() -> Policy:
    """Band C begins at 8 % probability and costs one point less; band A costs half a point less."""
    rating, price = (opened(shipped_policy().contents[name]) for name in ("rating", "price"))
    _row(rating, "B")["in_probability"] = "[0.03..0.08)"
    _row(rating, "C")["in_probability"] = "[0.08..0.16)"
    _row(price, "A")["out_annual_rate"] = "0.055"
    _row(price, "C")["out_annual_rate"] = "0.11"
    policy = shipped_policy().with_table("rating", sealed(rating))
    return policy.with_table("price", sealed(price))


def publish_shadow(ground: Ground, until: date) -> Publication:
    """Written and submitted by Chen, approved by Sun; it begins today."""
    policy, base = proposed(), shipped_policy()
    content = {
        "kind": "shadow",
        "purpose": "C 档收紧，A 和 C 降价，试一个月 A stricter band C, cheaper A and C, for a month",
        "ends_on": until.isoformat(),
        "tables": {name: opened(policy.contents[name]) for name in ("rating", "price")},
        "scorecard": None,
    }
    with ground.work(CHEN) as work:
        saved = service.write(work, base, NAME, content, None)
        sent = service.submit(work, base, NAME, "", None)
        assert isinstance(sent, Draft), (saved, sent)
    with ground.work(SUN) as work:
        done = service.publish(work, base, NAME, starts_on=work.today(), seen_revision=sent.revision, note="")
    assert isinstance(done, Publication), done
    return done


def _row(document: dict[str, Any], row_id: str) -> dict[str, Any]:
    table = next(it for it in document["nodes"] if it["type"] == "decisionTableNode")
    found: dict[str, Any] = next(it for it in table["content"]["rules"] if it["_id"] == row_id)
    return found
