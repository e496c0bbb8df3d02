"""Whose page this is: the name on the stamp, the colour, whom to call. The platform, or a lender."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from puhui.kernel import Text

_FILE: Final = Path(__file__).parent.parent / "houses.yaml"


@dataclass(frozen=True, slots=True)
class House:
    """`stamp` are two signs; `look` names a colour of the style sheet; `nav` are text keys and addresses."""

    name: Text
    line: Text
    stamp: str
    look: str
    nav: tuple[tuple[str, str], ...]
    phone: str = ""
    is_lender: bool = False

    @property
    def mine(self) -> str:
        """Where somebody finds what they have here."""
        return self.nav[0][1]


def platform_house(name: Text, line: Text) -> House:
    """The platform's own pages."""
    nav = (("applications", "/applications"), ("consents", "/consents"), ("help", "/help"))
    return House(name, line, "普惠", "jade", nav)


def lender_house(code: str, name: Text, phone: str) -> House:
    """A lender's own pages, in a colour of their own, so that a borrower sees whose they are.

    >>> lender_house("test_brook_bank", Text("测试溪流银行", "Test Brook Bank"), "400-000-0001").stamp
    '溪流'
    """
    dress = _data()["lenders"].get(code, {})
    nav = (("loans", "/lending"), ("consents", "/consents"), ("help", "/help"))
    stamp = dress.get("stamp", name.zh[:2])
    return House(name, _LINE, stamp, dress.get("look", _data()["look"]), nav, phone, is_lender=True)


_LINE: Final = Text("贷款人自己的页面", "The lender's own page")


@cache
def _data() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(_FILE.read_text("utf-8"))
    return found
