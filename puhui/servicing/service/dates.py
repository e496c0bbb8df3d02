"""The business date: the day the books stand at. It moves by the end of day, never by the clock."""

from datetime import date

from puhui.ground import Work
from puhui.servicing.store import days
from puhui.servicing.store.whose import whose


def business_date(work: Work, *, hold: bool = False) -> date:
    """The institution's business date; the clock's on first use.

    `hold`: it does not move before this work is committed. A clock that is set back changes nothing.
    """
    return days.current(work.connection, whose(work).institution, work.today(), work.now(), hold=hold)
