"""Publishing a trial as two colleagues do, and deciding made-up applications beside it."""

from datetime import date, timedelta
from typing import Any

from puhui.decision import shipped_policy
from puhui.decision.trial import service
from puhui.ground import Ground
from puhui.ground.publishing import Draft, Publication
from tests.conftest import NOW
from tests.decision.publishing.changing import with_rate
from tests.ground.publishing.staff import CHEN, SUN

TODAY = date(2026, 11, 23)


def shadow_of(**changes: Any) -> dict[str, Any]:
    """A shadow that charges band A to D less, for a month."""
    return {
        "kind": "shadow",
        "purpose": "看看 A 档降价会怎样",
        "ends_on": (TODAY + timedelta(days=30)).isoformat(),
        "tables": {"price": cheaper()},
        "scorecard": None,
        **changes,
    }


def challenge_of(**changes: Any) -> dict[str, Any]:
    """The same as a challenge of three in ten subjects and ¥500,000."""
    return shadow_of(
        **{"kind": "challenge", "share": 0.3, "most_limit_fen": 50_000_000, "salt": "first", **changes}
    )


def cheaper(rate: str = "0.041") -> dict[str, Any]:
    """The price table with another rate for band A."""
    return with_rate("A", rate)


def published(ground: Ground, name: str, content: dict[str, Any], since: date | None = None) -> Publication:
    """Written and submitted by Chen, published by Sun."""
    base = shipped_policy()
    with ground.work(CHEN) as work:
        saved = service.write(work, base, name, content, None)
        assert isinstance(saved, tuple), saved
        assert saved[1] == (), saved[1]
        sent = service.submit(work, base, name, "", None)
        assert isinstance(sent, Draft), sent
    with ground.work(SUN) as work:
        done = service.publish(
            work, base, name, starts_on=since or work.today(), seen_revision=sent.revision, note=""
        )
    assert isinstance(done, Publication), done
    return done


assert NOW.date() == TODAY
