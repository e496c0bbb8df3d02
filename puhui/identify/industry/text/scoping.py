"""A business scope as its items: split, freed of what registries add, the first weighing most."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from puhui.identify.industry.text.prepared import Prepared, prepared

_BRACKETS: Final = re.compile(r"[(\[【][^()\[\]【】]*[)\]】]?")
_ADDED: Final = re.compile(
    r"(?:一般|许可)?经营项目:?|依法须经批准的项目|经相关部门批准后方可开展经营活动|在许可项目批准的有效期内方可经营"
    r"|国家限定公司经营或禁止进出口的商品及技术除外|法律法规禁止的项目除外|其他无需报经审批的一切合法项目"
    r"|凭(?:有效)?许可证(?:核定的范围)?经营|\*+|〓+"
)
_BORDER: Final = re.compile(r"[;；。、,，:：/\n\r\t ]+")
_LONGEST_SIGNS: Final = 300
_MOST_ITEMS: Final = 16
_FADING: Final = 0.25
"""The k-th item weighs 1 / (1 + fading × k): firms put first what they do most."""

_FADED: Final = tuple(1 / (1 + _FADING * k) for k in range(_MOST_ITEMS))


def items_of(scope: str) -> tuple[str, ...]:
    """The items of a scope, in order.

    >>> items_of("箱包生产加工；自有房屋租赁。【依法须经批准的项目，经相关部门批准后方可开展经营活动】")
    ('箱包生产加工', '自有房屋租赁')
    """
    plain = unicodedata.normalize("NFKC", scope[: 3 * _LONGEST_SIGNS])
    plain = _ADDED.sub("", _BRACKETS.sub("", plain))[:_LONGEST_SIGNS].lower()
    return tuple(item for item in _BORDER.split(plain) if item)[:_MOST_ITEMS]


def prepare_scopes(scopes: Sequence[str]) -> Prepared:
    """Items with gaps between them; every sign weighs what its item weighs."""
    texts: list[str] = []
    weights: list[float] = []
    lengths: list[int] = []
    for scope in scopes:
        items = items_of(scope)
        texts.append("".join([f"{item}\x01" for item in items]))
        weights += _FADED[: len(items)]
        lengths += [len(item) + 1 for item in items]
    return prepared(texts, weights, lengths)
