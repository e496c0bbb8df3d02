"""In which way each piece of two records agrees. `linking/conditions.py` says the same in SQL."""

from rapidfuzz.distance import Levenshtein

from puhui.evidence.resolution.firm import Firm
from puhui.evidence.resolution.names import FirmName
from puhui.evidence.resolution.names.words import forms, telling_apart

AGENT_ADDRESS = "agent"
LONGEST_BY_LETTER = 12
"""Words longer than this are not looked at letter by letter."""


def levels(a: Firm, b: Firm, agents_addresses: frozenset[str] = frozenset()) -> dict[str, str]:
    """Comparison → its level. A piece that neither says is left out; an old name is compared elsewhere.

    >>> from puhui.evidence.resolution.firm import firm
    >>> found = levels(firm("成都市测试小吃有限公司"), firm("测试小吃店"))
    >>> [found[it] for it in ("brand", "trade", "place", "form", "uscc")]
    ['same', 'same', 'missing', 'other', 'missing']
    """
    one, other = a.name, b.name
    found = {
        "brand": brand_level(one, other),
        "whole": "same" if one.head == other.head else "other",
        "trade": trade_level(one.trade, other.trade),
        "place": place_level(one.place, other.place),
        "form": form_level(one.form, other.form),
        "number": _plain(one.number, other.number),
        "uscc": uscc_level(a, b),
        "representative": _plain(a.representative, b.representative) or "missing",
        "address": _address(a.address, b.address, agents_addresses),
        "phone": _plain(a.phone, b.phone) or "missing",
        "registered_on": _plain(a.registered_on, b.registered_on) or "missing",
    }
    return {comparison: level for comparison, level in found.items() if level}


def brand_level(a: FirmName, b: FirmName) -> str:  # noqa: PLR0911 - one line a level, in their order
    """From the same brand to another; the core (brand and trade) helps where they were cut differently."""
    if not a.brand and not b.brand:
        return ""
    if a.brand == b.brand:
        return "same"
    if a.core == b.core:
        return "cut"
    if _begins(a.brand, b.core) or _begins(b.brand, a.core):
        return "begins"
    if _one_letter(a.brand, b.brand):
        return "letter" if min(len(a.brand), len(b.brand)) > 2 else "short_letter"
    if _ends(a.core, b.core):
        return "ends"
    if abbreviates(a.core, b.core):
        return "abbreviates"
    if _slip(a.core, b.core):
        return "slip"
    return "alike" if _alike(a.core, b.core) else "other"


def trade_level(a: str, b: str) -> str:
    """From the same words to others; what is not said by one is missing."""
    if not a and not b:
        return ""
    if not a or not b:
        return "missing"
    if a == b:
        return "same"
    if abbreviates(a, b):
        return "abbreviates"
    if min(len(a), len(b)) > 2 and _by_one(a, b):
        return "letter"
    return "shares" if a[:2] == b[:2] or a[-2:] == b[-2:] else "other"


def place_level(a: str, b: str) -> str:
    """Codes: equal, one inside the other, two counties of one city, elsewhere."""
    if not a and not b:
        return ""
    if not a or not b:
        return "missing"
    if a == b:
        return "same"
    if a.startswith(b) or b.startswith(a):
        return "within"
    return "near" if a[:4] == b[:4] else "other"


def form_level(a: str, b: str) -> str:
    """Kinds of legal form: limited and joint stock are written for one another."""
    if not a or not b:
        return "missing" if a or b else ""
    if a == b:
        return "same"
    return "kin" if any({a, b} <= set(kin) for kin in forms()["kin"]) else "other"


def uscc_level(a: Firm, b: Firm) -> str:
    """The check digit decides; a code that fails it may be the other with one character wrong."""
    if a.uscc and b.uscc:
        return "same" if a.uscc == b.uscc else "other"
    if not a.uscc_written or not b.uscc_written:
        return "missing"
    near = Levenshtein.distance(a.uscc_written, b.uscc_written) <= 1
    return "letter" if near and (a.uscc or b.uscc) else "missing"


def branch_relation(a: str, b: str) -> str:
    """`whole` (no branch on either side), `same`, `of` (a branch and its head), `other` (two branches).

    >>> branch_relation("锦江分公司", ""), branch_relation("锦江分公司", "青羊分公司")
    ('of', 'other')
    """
    if not a and not b:
        return "whole"
    if not a or not b:
        return "of"
    return "same" if a == b else "other"


def abbreviates(a: str, b: str) -> bool:
    """Whether the letters of the shorter stand in the longer in their order, the first one first.

    >>> abbreviates("汽修", "汽车修理"), abbreviates("修理", "汽车修理")
    (True, True)
    """
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    if len(short) < 2 or len(short) == len(long):
        return False
    letters = iter(long)
    return all(letter in letters for letter in short)


def apart(core: str) -> str:
    """The letters that tell sibling firms apart, in their order."""
    return "".join(letter for letter in core if letter in telling_apart())


def _begins(brand: str, core: str) -> bool:
    return len(brand) >= 2 and core.startswith(brand)


def _one_letter(a: str, b: str) -> bool:
    return min(len(a), len(b)) >= 2 and _by_one(a, b) and apart(a) == apart(b)


def _by_one(a: str, b: str) -> bool:
    return max(len(a), len(b)) <= LONGEST_BY_LETTER and Levenshtein.distance(a, b) == 1


def _slip(a: str, b: str) -> bool:
    if min(len(a), len(b)) < 4 or apart(a) != apart(b):
        return False
    return _by_one(a, b) or sorted(a) == sorted(b)


def _ends(a: str, b: str) -> bool:
    """As where a mistyped place was not known for one."""
    return (len(a) > 3 and b.endswith(a)) or (len(b) > 3 and a.endswith(b))


def _alike(a: str, b: str) -> bool:
    """Three letters in four, in whatever order."""
    if min(len(a), len(b)) < 4 or apart(a) != apart(b):
        return False
    one, other = set(a), set(b)
    return 4 * len(one & other) >= 3 * max(len(one), len(other))


def _plain(a: str, b: str) -> str:
    if not a or not b:
        return "missing" if a or b else ""
    return "same" if a == b else "other"


def _address(a: str, b: str, agents: frozenset[str]) -> str:
    level = _plain(a, b) or "missing"
    return AGENT_ADDRESS if level == "same" and a in agents else level
