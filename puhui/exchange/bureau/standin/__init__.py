"""A made-up credit bureau, as a real process or inside this one. It counts hard inquiries exactly.

As a process: `python -m puhui.exchange.bureau.standin --help`. Inside this one, for simulations and tests:

    books = Books(clock)
    bureau = HttpBureau(DirectLine(books), member="test_brook_bank")
"""

from puhui.exchange.bureau.standin.books import Books, Counted
from puhui.exchange.bureau.standin.desk import DirectLine

__all__ = ["Books", "Counted", "DirectLine"]
