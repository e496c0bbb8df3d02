"""What the made-up bureau has in its files, from the identity and nothing else. Pure, and always the same.

| a name that contains | the report |
|---|---|
| 无记录 | no file: refused as `no_file` |
| 多头 | six lenders |
| 逾期 | 45 days overdue |
| 无负债 | a file without debts |
| 故障 | 503 |
| 超时 | answers after ten seconds |
| anything else | by the digest of the identity number: see `SHARES` |

It has files about made-up people only: an identity number outside region 990000 (domain 7) has none.
"""

import hashlib
from typing import Any, Final

MADE_UP_REGION: Final = "990000"
SHARES: Final = {"no_debts": 0.45, "one_or_two": 0.90, "three_or_four": 1.0}
"""Cumulative shares of made-up people by how many debts they have."""
OVERDUE_SHARE: Final = 0.06
"""Of those who have debts, how many are behind with one."""

_LENDERS: Final = ("测试银行", "测试农商行", "测试村镇银行", "测试小贷", "测试消费金融", "测试汽车金融")
_KINDS: Final = ("business_loan", "credit_card", "consumer_loan", "business_loan")


def debts_in_file(name: str, resident_id: str) -> list[dict[str, Any]] | None:
    """The debts, amounts in yuan; None where there is no file.

    >>> debts_in_file("测试无负债", "990000199001010017")
    []
    >>> debts_in_file("测试一", "110105194912310021") is None
    True
    """
    if not resident_id.startswith(MADE_UP_REGION) or "无记录" in name:
        return None
    if "无负债" in name:
        return []
    draw = _Draw(resident_id)
    count = 6 if "多头" in name else max(1, _count(draw)) if "逾期" in name else _count(draw)
    debts = [_debt(draw, number) for number in range(count)]
    if debts and (draw.share() < OVERDUE_SHARE or "逾期" in name):
        days = 45 if "逾期" in name else draw.between(5, 95)
        debts[0] |= {"status": "overdue", "overdue_days": days}
    return debts


def _count(draw: "_Draw") -> int:
    share = draw.share()
    if share < SHARES["no_debts"]:
        return 0
    return draw.between(1, 2) if share < SHARES["one_or_two"] else draw.between(3, 4)


def _debt(draw: "_Draw", number: int) -> dict[str, Any]:
    balance = 1_000 * draw.between(5, 60)
    return {
        "lender": _LENDERS[number % len(_LENDERS)], "kind": _KINDS[number % len(_KINDS)],
        "balance_yuan": balance, "limit_yuan": balance + 1_000 * draw.between(0, 40),
        "monthly_payment_yuan": round(balance / draw.between(12, 36)),
        "status": "current", "overdue_days": 0,
    }  # fmt: skip


class _Draw:
    """Numbers that follow from an identity: the same today, tomorrow and on another machine."""

    def __init__(self, resident_id: str) -> None:
        self._seed = f"made-up bureau:{resident_id}".encode()
        self._drawn = 0

    def share(self) -> float:
        """A number in [0, 1)."""
        self._drawn += 1
        digest = hashlib.sha256(self._seed + self._drawn.to_bytes(2, "big")).digest()
        return int.from_bytes(digest[:6], "big") / 2**48

    def between(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return low + int(self.share() * (high - low + 1))
