"""fraud: what an application has in common with others, and how often that was seen before.

*Takes* an application's parties, what they share (phones, addresses, accounts, devices: blind indexes and
words of the graph, never a number), the moment of the decision. *Gives* facts for the fraud table
(`velocity_*`, `fraud_ring_*`), a limit on how often a rule may decline, an outcome of its own beside
credit's, what people found out about each hit, and how often each rule was right.
*Promises*: every application counts once, by the moment it was handed in, however late or often it was told;
what nobody told is unknown, never none; past its limit a rule's hits are seen by a person, never declined and
never approved; nothing of it is told to a borrower, an institution or a log.
*Does not* know who is guilty: a person says so, and labels of fraud are no labels of default.
"""

from puhui.decision.fraud.looking import fraud_facts
from puhui.decision.fraud.naming import fraud_words
from puhui.decision.fraud.seen_store import SEEN_BEFORE, seen_by

__all__ = ["SEEN_BEFORE", "fraud_facts", "fraud_words", "seen_by"]
