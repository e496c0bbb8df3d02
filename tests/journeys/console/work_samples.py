"""Answers of the desk that a small house does not have by itself: offers, a loan, three hundred relations."""

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

Json = dict[str, Any]
_BANKS: Final = (("测试农商银行", "Example Rural Bank"), ("测试网商银行", "Example Online Bank"))
_BUYER: Final = {"zh": "一家客户", "en": "a buyer"}
_CONSENT: Final = str(UUID(int=703))


def said(zh: str, en: str) -> Json:
    """A sentence in both languages."""
    return {"zh": zh, "en": en}


def offer(rank: int, total_cost_fen: int, *, fee_fen: int = 0) -> Json:
    """One of the offers; the second charges a fee."""
    fee: Json = {
        "name": said("账户服务费", "Account fee"),
        "payee": said("测试担保公司", "Example guarantor"),
    }
    fee |= {"timing": "upfront", "basis": "principal", "amount_fen": fee_fen, "share": "0"}
    zh, en = _BANKS[rank - 1]
    return {
        "id": str(UUID(int=rank)),
        "rank": rank,
        "product": f"product-{rank}",
        "product_name": said("小店经营贷", "Shop loan"),
        "institution": f"bank-{rank}",
        "institution_name": said(zh, en),
        "amount_fen": 9_600_000,
        "months": 12,
        "method": "equal_instalment",
        "annual_rate": "0.072",
        "received_fen": 9_600_000 - fee_fen,
        "interest_fen": total_cost_fen - fee_fen,
        "fees_fen": fee_fen,
        "total_cost_fen": total_cost_fen,
        "apr_simple": "0.072",
        "apr_effective": "0.0744",
        "xirr": "0.0744",
        "cap_basis": "apr_simple",
        "approval_chance": "0.8",
        "expected_rate": "0.1056",
        "fees": [fee] if fee_fen else [],
        "schedule": [{"due": "2026-12-23", "principal_fen": 771_000, "interest_fen": 57_600, "fees_fen": 0}],
        "chosen_at": "2026-11-20T04:00:00Z" if rank == 1 else None,
    }


def loan() -> Json:
    """A loan in the mirror with one drawdown, three days past due, and one repayment."""
    drawdown: Json = {
        "ref": "D-1",
        "state": "posted",
        "amount_fen": 9_600_000,
        "value_date": "2026-11-20",
        "outstanding_fen": 8_800_000,
        "principal_repaid_fen": 800_000,
        "days_past_due": 3,
        "bucket": "M1",
        "bucket_name": said("逾期 1–30 天", "1–30 days past due"),
        "next_due": "2026-12-20",
        "next_due_fen": 832_000,
        "due_now_fen": None,
        "settled_on": None,
    }
    repayment: Json = {"ref": "R-1", "drawdown_ref": "D-1", "on": "2026-11-22", "state": "posted"}
    repayment |= {"amount_fen": 803_000, "principal_fen": 800_000, "interest_fen": 3_000}
    repayment |= {"fees_fen": 0, "penalty_fen": 0}
    return {
        "source": "mirror",
        "institution": "bank-1",
        "institution_name": said(*_BANKS[0]),
        "contract_ref": "C-20261120-7",
        "product": "product-1",
        "state": None,
        "limit_fen": 9_600_000,
        "months": 12,
        "annual_rate": "0.072",
        "signed_on": "2026-11-20",
        "drawdowns": [drawdown],
        "repayments": [repayment],
        "breaks": [],
    }


def lent(case: Json) -> Json:
    """The application as it would be at a platform whose institution has lent."""
    told: list[Json] = [
        {"at": "2026-11-20T04:30:00Z", "kind": "signed", "what": said("已签署合同", "Contract signed")}
    ]
    handover: Json = {
        "id": "handover-1",
        "institution": "bank-1",
        "institution_name": said(*_BANKS[0]),
        "status": "drawn",
        "status_name": said("已放款", "drawn"),
        "why": None,
        "reference": "EX-9",
        "begun_at": "2026-11-20T04:00:05Z",
        "changed_at": "2026-11-20T04:30:00Z",
        "told": told,
    }
    offers = [offer(1, 373_248), offer(2, 448_400, fee_fen=48_000)]
    why = said("只面向农户和合作社。", "Only for farm households and cooperatives.")
    fell: Json = {"product": "product-3", "product_name": said("惠农贷", "Farm loan")}
    fell |= {"institution_name": said(*_BANKS[0]), "reasons": [{"code": "kind", "text": why}]}
    return case | {
        "offers": offers,
        "fell_out": [fell],
        "offers_said": None,
        "offers_valid_until": "2026-12-20T03:12:09Z",
        "handovers": [handover],
        "loans": [loan()],
    }


def neighbourhood(firms: int) -> Json:
    """An owner and a shop on one telephone with somebody who defaulted, and so many buyers."""
    nodes: list[Json] = [
        _node("owner", "subject", said("测试甲", "测试甲"), centre="owner"),
        _node("shop", "subject", said("测试小吃店", "测试小吃店"), centre="business"),
        _node("phone", "phone", said("一个电话", "a phone")),
        _node("other", "subject", said("另一位申请人", "another applicant"), mark="defaulted"),
    ]
    edges: list[Json] = [
        _edge("owner", "shop", "operates", said("经营", "operates")),
        _edge("owner", "phone", "contact_phone", said("联系电话", "is reached by")),
        _edge("shop", "phone", "contact_phone", said("联系电话", "is reached by")),
        _edge("other", "phone", "contact_phone", said("联系电话", "is reached by")),
    ]
    for at in range(firms):
        nodes.append(_node(f"firm-{at}", "firm", _BUYER))
        edges.append(_edge("shop", f"firm-{at}", "trade", said("交易", "trades with"), 1_000_000 * (at + 1)))
    return {"nodes": nodes, "edges": edges, "is_cut": firms >= 250}


def _node(name: str, kind: str, label: Json, centre: str | None = None, mark: str | None = None) -> Json:
    is_named, hops = centre is not None, 0 if centre else 2 if mark else 1
    return {"id": name, "type": kind, "label": label, "centre": centre, "is_named": is_named} | {
        "hops": hops,
        "mark": mark,
    }


def _edge(source: str, target: str, kind: str, label: Json, weight_fen: int | None = None) -> Json:
    known: Json = {"source_name": said("增值税发票", "VAT invoices"), "consent_id": _CONSENT}
    lasting: Json = {"since": "2025-03-01", "until": None, "weight_fen": weight_fen}
    ends: Json = {
        "id": f"{source}-{target}",
        "source": source,
        "target": target,
        "kind": kind,
        "label": label,
    }
    return ends | lasting | known


def answered(page: "Page", path: str, change: Callable[[Json], Json]) -> None:
    """Let answers of a path be changed on their way to the page: `answered(page, "**/relations?*", …)`."""

    def on_the_way(route: "Route") -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=json.dumps(change(answer.json())))

    page.route(path, on_the_way)
