"""hands: firms under the same hands, told from strangers under one roof and from namesakes.

*Takes* a register: who represents which firm, where it is registered, and, where somebody knows them, signs
from the firms' names (brand, trade, the body that a branch belongs to). *Gives* groups of firms that two
independent signs hold together, and of every address and representative with several firms whether these
are one chain's branches, one hand's firms, strangers (an agent's address, a market, a village; namesakes) or
unsure.
*Promises*: one sign alone never puts firms together; a sign that very many share is none.
*Does not* know a name.
"""

from puhui.graph.rings.hands.bonds import Bound, bound
from puhui.graph.rings.hands.judging import judged
from puhui.graph.rings.hands.model import (
    UNKNOWN,
    HandsRule,
    Judged,
    Register,
    Sign,
    Verdict,
    hands_rule,
    register_of,
)

__all__ = [
    "UNKNOWN",
    "Bound",
    "HandsRule",
    "Judged",
    "Register",
    "Sign",
    "Verdict",
    "bound",
    "hands_rule",
    "judged",
    "register_of",
]
