"""Answers about who stands around an application: ten of them, and three hundred with everything in it."""

from typing import Any, Final

from tests.journeys.console.work_samples import said

Json = dict[str, Any]
_TYPES: Final = {
    "subject": said("借款主体", "Borrower here"),
    "firm": said("企业", "Firm"),
    "person": said("个人", "Person"),
    "phone": said("电话", "Phone"),
    "address": said("地址", "Address"),
    "device": said("设备", "Device"),
}
_KINDS: Final = {
    "operates": said("经营", "operates"),
    "ownership": said("持股", "owns"),
    "kinship": said("亲属", "is family of"),
    "guarantee": said("担保", "guarantees"),
    "trade": said("交易", "trades with"),
    "contact_phone": said("联系电话", "is reached by"),
    "uses_device": said("使用设备", "applied from"),
    "registered_address": said("登记地址", "is registered at"),
}
_ROLES: Final = {
    "controller": said("控制人", "controls it"),
    "affiliate": said("关联企业", "affiliated"),
    "related_person": said("关系人", "related person"),
    "guarantor": said("担保人", "stands guarantor"),
    "upstream": said("上游", "supplies it"),
    "downstream": said("下游", "buys from it"),
    "shares_phone": said("同一电话", "same phone"),
}
_SOURCES: Final = {
    "invoices": said("增值税发票", "VAT invoices"),
    "registration": said("企业登记信息", "Company registration records"),
    "relations": said("关联关系", "Relations around the owner and the business"),
}


class Town:
    """Members and lines in the making."""

    def __init__(self) -> None:
        self.members: list[Json] = []
        self.lines: list[Json] = []

    def add(self, type_: str, role: str | None = None, **more: Any) -> str:
        """Somebody more; gives the handle."""
        handle = f"n{len(self.members) + 1:012x}"
        plain: Json = {"centre": None, "hops_owner": 2, "hops_enterprise": 1, "in_both": True}
        plain |= {"is_super": False, "mark": None, "lines": 0}
        self.members.append({"id": handle, "type": type_, "roles": [role] if role else []} | plain | more)
        return handle

    def join(self, origin: str, target: str, kind: str, **more: Any) -> int:
        """One relation more; gives its number."""
        number = len(self.lines) + 1
        is_public = kind in {"ownership", "registered_address"}
        known: Json = {
            "source": "registration" if is_public else "invoices" if kind == "trade" else "relations",
            "basis": "public" if is_public else "consent",
            "recorded_on": "2026-11-01",
        }
        span: Json = {"since": "2025-03-01", "until": None, "amount_fen": None, "share": None}
        ends: Json = {"number": number, "kind": kind, "from_id": origin, "to_id": target}
        self.lines.append(ends | span | known | more)
        return number

    def answer(self, findings: list[Json], controller: Json | None, reached: int) -> Json:
        """As the graph tells it."""
        words: Json = {"types": _TYPES, "kinds": _KINDS, "roles": _ROLES, "sources": _SOURCES, "figures": {}}
        counted: Json = {"reached": reached, "complete": True, "is_cut": reached > len(self.members)}
        found: Json = {"owners": [], "controller": controller, "remarks": [], "findings": findings}
        return {
            "as_of": "2026-11-23T04:00:00Z",
            "members": self.members,
            "lines": self.lines,
            **found,
            "figures": {},
            "words": words,
            **counted,
        }


def around(buyers: int, *, each: int = 0, lines: int = 0) -> Json:
    """An owner and a shop on one telephone with somebody who defaulted, a spouse, a circle of guarantees,
    and so many buyers, of whom each has so many of its own; the first has `lines` that are not in it."""
    town = Town()
    owner = town.add("subject", "controller", centre="owner")
    shop = town.add("subject", centre="enterprise")
    phone, other = town.add("phone"), town.add("subject", "shares_phone", mark="defaulted")
    spouse, guarantor = town.add("person", "related_person"), town.add("firm", "guarantor")
    town.join(owner, shop, "operates")
    town.join(owner, shop, "ownership", share="0.600000")
    for one in (owner, shop, other):
        town.join(one, phone, "contact_phone")
    town.join(owner, spouse, "kinship")
    circle = [
        town.join(shop, guarantor, "guarantee", amount_fen=200_000_000, since="2026-06-01"),
        town.join(guarantor, shop, "guarantee", amount_fen=180_000_000, since="2026-06-01"),
    ]
    for at in range(buyers):
        buyer = town.add("firm", "downstream", lines=lines if at == 0 else 0)
        town.join(shop, buyer, "trade", amount_fen=1_000_000 * (at + 1), since=f"2026-0{1 + at % 9}-01")
        for _ in range(each):
            town.join(buyer, town.add("firm"), "trade", amount_fen=700_000)
    circle_said = said("2 方互相担保成圈。", "2 parties guarantee each other in a circle.")
    finding: Json = {"kind": "guarantee_cycle", "ids": [shop, guarantor], "lines": circle, "strength": 0.9}
    behind: Json = {"ids": [owner], "basis": "shares", "share": "0.600000", "is_sure": True}
    behind["said"] = said(f"{owner}持股60%。", f"{owner} owns 60%.")
    return town.answer([finding | {"said": circle_said}], behind, len(town.members) + lines)
