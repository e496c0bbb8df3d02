"""Changing one cell of a shipped table, and having it published by somebody else."""

from datetime import date
from typing import Any

from puhui.decision import Policy, shipped_policy
from puhui.decision.publishing import service
from puhui.decision.publishing.documents import opened
from puhui.ground import Ground
from puhui.ground.publishing import Draft, Publication
from tests.ground.publishing.staff import CHEN, SUN

Document = dict[str, Any]


def document(name: str, policy: Policy | None = None) -> Document:
    """A table as JSON, to be changed."""
    return opened((policy or shipped_policy()).contents[name])


def rules(of: Document) -> list[dict[str, Any]]:
    """Its rows."""
    found: list[dict[str, Any]] = next(it for it in of["nodes"] if it["type"] == "decisionTableNode")[
        "content"
    ]["rules"]
    return found


def row(of: Document, row_id: str) -> dict[str, Any]:
    """One of its rows."""
    return next(it for it in rules(of) if it["_id"] == row_id)


def with_rate(band: str, rate: str) -> Document:
    """The price table with another rate for one band."""
    changed = document("price")
    row(changed, band)["out_annual_rate"] = rate
    return changed


def publish(ground: Ground, name: str, content: Document, since: date | None = None) -> Publication:
    """Written and submitted by Chen, published by Sun; each in a work of their own."""
    base = shipped_policy()
    with ground.work(CHEN) as work:
        saved = service.write(work, base, name, content, seen_revision=None)
        assert isinstance(saved, tuple), saved
        sent = service.submit(work, base, name, "", None)
        assert isinstance(sent, Draft), sent
    with ground.work(SUN) as work:
        done = service.publish(
            work,
            base,
            name,
            effective_from=since or work.today(),
            seen_revision=sent.revision,
            note="",
        )
    assert isinstance(done, Publication), done
    return done
