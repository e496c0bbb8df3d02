"""Made-up people behind the numbers: everything in region 990000, nobody real."""

from dataclasses import dataclass
from datetime import date, timedelta

from puhui.intake import NewSubject, SubjectKind
from tests.simulation.world.people import Borrower
from town.ids import REGION, bank_card, credit_code, mobile, resident_id

_DIGITS = "零一二三四五六七八九"
_RETAIL = "5229"


@dataclass(frozen=True, slots=True)
class Person:
    """One borrower's papers."""

    owner: NewSubject
    firm: NewSubject
    card: str
    phone: str


def person(borrower: Borrower) -> Person:
    """The papers of a borrower; no two agree in anything."""
    number = borrower.number
    name = "测试" + "".join(_DIGITS[int(digit)] for digit in f"{number:02d}")
    phone = mobile(number)
    owner = NewSubject(
        SubjectKind.PERSON,
        name,
        resident_id=resident_id(date(1980, 1, 1) + timedelta(days=37 * number), 2 * number + 1),
        phone=phone,
        region=REGION,
    )
    firm = NewSubject(
        SubjectKind.ENTERPRISE,
        f"{name}小吃店有限公司",
        uscc=credit_code("1", number),
        region=REGION,
        trade=_RETAIL,
    )
    return Person(owner, firm, bank_card(number + 1), phone)
