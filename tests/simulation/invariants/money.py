"""Invariants of money: books, rail and positions say the same to the fen."""

from collections import Counter
from collections.abc import Iterator

from tests.simulation.facts.seen import Broken, HouseSeen, Seen

_PRINCIPAL = "principal"
_LENT = {"posted"}


def books_balance(seen: Seen) -> Iterator[Broken]:
    """Every entry balances, and so does the whole."""
    for house in seen.houses:
        for entry in house.unbalanced_entries:
            yield Broken("books_balance", house.institution, f"entry {entry} does not balance")
        total_fen = sum(house.trial.values())
        if total_fen:
            yield Broken("books_balance", house.institution, f"trial balance is off by {total_fen} fen")


def loans_are_booked(seen: Seen) -> Iterator[Broken]:
    """The principal in the books of every loan is what its position says; a drawdown that paid nothing has
    no books."""
    for house in seen.houses:
        positions = {one.drawdown_ref: one.principal_outstanding_fen for one in house.positions}
        for ref in sorted({one.ref for one in house.drawdowns} | set(house.loan_books)):
            booked_fen = house.loan_books.get(ref, {}).get(_PRINCIPAL, 0)
            owed_fen = positions.get(ref, 0)
            if booked_fen != owed_fen:
                said = f"loan {ref}: books {booked_fen}, position {owed_fen}"
                yield Broken("loans_are_booked", house.institution, said)
        posted = {one.ref for one in house.drawdowns if one.state in _LENT}
        for ref in sorted(posted - set(positions)):
            yield Broken("loans_are_booked", house.institution, f"loan {ref} was posted and has no position")


def repaid_is_collected(seen: Seen) -> Iterator[Broken]:
    """What positions say was repaid is the sum of the posted repayments, part by part."""
    for house in seen.houses:
        paid: dict[str, Counter[str]] = {}
        for one in house.repayments:
            if one.state == "posted":
                parts = paid.setdefault(one.drawdown_ref, Counter())
                parts.update(
                    principal=one.principal_fen,
                    interest=one.interest_fen,
                    fees=one.fees_fen,
                    penalty=one.penalty_fen,
                )
                total_fen = one.principal_fen + one.interest_fen + one.fees_fen + one.penalty_fen
                if total_fen != one.amount_fen:
                    said = f"repayment {one.ref}: {one.amount_fen} collected, {total_fen} allocated"
                    yield Broken("repaid_is_collected", house.institution, said)
        for loan in house.positions:
            parts = paid.get(loan.drawdown_ref, Counter())
            repaid = (
                loan.principal_repaid_fen,
                loan.interest_repaid_fen,
                loan.fees_repaid_fen,
                loan.penalty_repaid_fen,
            )
            summed = (parts["principal"], parts["interest"], parts["fees"], parts["penalty"])
            if repaid != summed:
                said = f"loan {loan.drawdown_ref}: position {repaid}, repayments {summed}"
                yield Broken("repaid_is_collected", house.institution, said)
            if loan.principal_outstanding_fen + loan.principal_repaid_fen != loan.lent_fen:
                said = f"loan {loan.drawdown_ref}: outstanding and repaid are not what was lent"
                yield Broken("repaid_is_collected", house.institution, said)


def rail_is_books(seen: Seen) -> Iterator[Broken]:
    """Money moved exactly where the books say so; what moved and is not booked yet is still being asked."""
    for house in seen.houses:
        yield from _paid_out(house, seen.is_quiet)
        yield from _collected(house, seen.is_quiet)


def _paid_out(house: HouseSeen, is_quiet: bool) -> Iterator[Broken]:
    moved = _moved(house, is_out=True)
    for one in house.drawdowns:
        moved_fen = moved.pop(one.ref, 0)
        expected = {one.paid_out_fen} if one.state in _LENT else {0}
        if one.state == "reserved" and not is_quiet:
            expected = {0, one.paid_out_fen}
        if moved_fen not in expected:
            said = f"drawdown {one.ref} is {one.state} over {one.paid_out_fen}, the rail paid {moved_fen}"
            yield Broken("rail_is_books", house.institution, said)
    for key, moved_fen in sorted(moved.items()):
        yield Broken("rail_is_books", house.institution, f"the rail paid {moved_fen} for unknown {key}")


def _collected(house: HouseSeen, is_quiet: bool) -> Iterator[Broken]:
    moved = _moved(house, is_out=False)
    for one in house.repayments:
        moved_fen = moved.pop(one.key, 0)
        expected = {one.amount_fen} if one.state == "posted" else {0}
        if one.state == "asked" and not is_quiet:
            expected = {0, one.amount_fen}
        if moved_fen not in expected:
            said = f"repayment {one.ref} is {one.state} over {one.amount_fen}, the rail took {moved_fen}"
            yield Broken("rail_is_books", house.institution, said)
    for key, moved_fen in sorted(moved.items()):
        yield Broken("rail_is_books", house.institution, f"the rail took {moved_fen} for unknown {key}")


def _moved(house: HouseSeen, *, is_out: bool) -> dict[str, int]:
    moved: dict[str, int] = {}
    for one in house.movements:
        if one.is_out is is_out:
            moved[one.key] = moved.get(one.key, 0) + one.amount_fen
    return moved
