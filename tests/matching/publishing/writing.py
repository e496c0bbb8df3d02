"""A shipped product, changed in one field, and published by somebody else."""

from datetime import date
from typing import Any

from puhui.ground import Ground
from puhui.ground.publishing import Draft, Publication
from puhui.matching import shipped_catalogue
from puhui.matching.publishing import service
from puhui.matching.publishing.documents import documents_in, opened
from puhui.matching.publishing.service import Shelf
from tests.ground.publishing.staff import CHEN, SUN

Document = dict[str, Any]
CODE = "cloud_invoice_credit"
SHELF = Shelf(shipped_catalogue(), documents_in(None))


def document(of: str = CODE, /, **changes: Any) -> Document:
    """A product as JSON, with some fields changed."""
    return {**opened(documents_in(None)[of]), **changes}


def fee(**changes: Any) -> Document:
    """An account fee of ¥100, taken at the start."""
    return {
        "name": {"zh": "账户费", "en": "Account fee"},
        "payee": {"zh": "测试云朵网络银行", "en": "Test Cloud Online Bank"},
        "payee_type": "lender",
        "timing": "upfront",
        "basis": "amount",
        "amount_fen": 10_000,
    } | changes


def publish(
    ground: Ground, content: Document, since: date | None = None, shelf: Shelf = SHELF
) -> Publication:
    """Written and submitted by Chen, published by Sun."""
    code = content["code"]
    with ground.work(CHEN) as work:
        saved = service.write(work, shelf, code, content, seen_revision=None)
        assert isinstance(saved, tuple), saved
        sent = service.submit(work, shelf, code, "", None)
        assert isinstance(sent, Draft), sent
    with ground.work(SUN) as work:
        done = service.publish(
            work,
            shelf,
            code,
            effective_from=since or work.today(),
            seen_revision=sent.revision,
            note="",
        )
    assert isinstance(done, Publication), done
    return done
