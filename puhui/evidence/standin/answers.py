"""What the stand-in says, decided by magic words in a name and nothing else. Pure.

| a name that contains | two, four and enterprise four factor | list screening | debts | registration |
|---|---|---|---|---|
| 不符 | MISMATCH | | | |
| 无记录 | NO_RECORD | | no debts known | not found |
| 故障 | ERROR | ERROR | 503 | 503 |
| 乱码 | not JSON | not JSON | not JSON | not JSON |
| 超时 | answers after ten seconds | the same | the same | the same |
| 名单 | | MATCH: a hit | | |
| 重名 | | MISMATCH: a namesake | | |
| 多头 | | | six lenders | |
| 逾期 | | | 45 days overdue | |
| anything else | MATCH | NO_RECORD: clean | one business loan | a small company or 个体户 |

It knows only made-up people and firms: an identifier outside region 990000 (domain 7) has no record, whatever
the name, so that nobody is ever "verified" by it by accident.
"""

from collections.abc import Mapping
from typing import Final

MADE_UP_REGION: Final = "990000"
SILENT: Final = "超时"
GARBLED: Final = "乱码"
BROKEN: Final = "故障"
_REGISTERED: Final = {
    "1": ("有限责任公司", "50万人民币"),
    "2": ("个体工商户", "N/A"),
    "3": ("农民专业合作社", "20万人民币"),
}


def verdict(kind: str, factors: Mapping[str, str]) -> str:
    """One of the four results.

    >>> verdict("two-factor", {"name": "测试不符", "resident_id": "990000199001010017"})
    'MISMATCH'
    >>> verdict("two-factor", {"name": "测试一", "resident_id": "110105194912310021"})
    'NO_RECORD'
    """
    names = told_names(factors)
    if BROKEN in names:
        return "ERROR"
    if kind == "list-screening":
        return "MATCH" if "名单" in names else "MISMATCH" if "重名" in names else "NO_RECORD"
    if "无记录" in names or not all(map(is_made_up, _identifiers(factors))):
        return "NO_RECORD"
    return "MISMATCH" if "不符" in names else "MATCH"


def debts_of(name: str, identifier: str, today: str) -> dict[str, object]:
    """A report; how much is owed follows from the last digit of the identifier, so it repeats."""
    debts: list[dict[str, object]] = []
    if is_made_up(identifier) and "无记录" not in name:
        digit = int(next((c for c in reversed(identifier) if c.isdigit()), "0"))
        debts.append(_loan("测试银行", "business_loan", 20_000 + 5_000 * digit, 1_800 + 450 * digit))
        if "多头" in name:
            debts += [_loan(f"测试消费金融{n}", "consumer_loan", 45_000 + n, 4_100) for n in range(1, 6)]
        if "逾期" in name:
            debts[0] |= {"status": "overdue", "overdue_days": 45}
    return {"as_of": today, "debts": debts}


def registration_of(uscc: str) -> dict[str, object]:
    """A registration under a made-up code; the second character says company, 个体户 or cooperative."""
    if uscc[2:8] != MADE_UP_REGION or len(uscc) != 18:
        return {"found": False}
    kind, capital = _REGISTERED.get(uscc[1], ("其他", "N/A"))
    return {
        "found": True, "name": f"测试商户{uscc[-4:]}", "uscc": uscc, "type": kind,
        "registered_on": "2019-06-18", "capital": capital, "legal_representative": "测试负责人",
        "address": "测试市测试区测试路1号",
        "business_scope": "食品销售；餐饮服务", "province": "测试", "city": "测试市",
    }  # fmt: skip


def told_names(factors: Mapping[str, str]) -> str:
    """All names of a question together."""
    return "".join(factors.get(key) or "" for key in ("name", "enterprise_name", "legal_representative"))


def is_made_up(identifier: str) -> bool:
    """A resident id or USCC of region 990000."""
    return identifier.startswith(MADE_UP_REGION) or identifier[2:8] == MADE_UP_REGION


def _identifiers(factors: Mapping[str, str]) -> list[str]:
    return [factors[key] for key in ("resident_id", "uscc") if factors.get(key)]


def _loan(lender: str, kind: str, balance_yuan: int, monthly_yuan: int) -> dict[str, object]:
    return {
        "lender": lender, "kind": kind, "balance_yuan": balance_yuan, "limit_yuan": balance_yuan * 2,
        "monthly_payment_yuan": monthly_yuan, "status": "current", "overdue_days": 0,
    }  # fmt: skip
