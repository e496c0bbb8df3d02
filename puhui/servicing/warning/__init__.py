"""warning: which running customers should somebody talk to, and what about.

*Takes* loans as the closed day left them; invoices, debts and neighbours under a consent for post-loan care
that stands tonight. *Gives* a list a night, ranked by expected loss: signals, the figures behind each, what
to do. *Promises*: what may not be looked at is said to be out of sight, never guessed; a night is written
once, however often it is killed and run; nothing happens to a loan, no borrower is told; figures are sealed.
*Does not* know a fraud rule, nor whether anybody will default: odds are judgement until they are fitted.
"""

from puhui.servicing.warning.listing import last_night, warnings_of
from puhui.servicing.warning.model import Night, Warned
from puhui.servicing.warning.nightly import warn_night

__all__ = ["Night", "Warned", "last_night", "warn_night", "warnings_of"]
