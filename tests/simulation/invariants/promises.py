"""Invariants of lending: no line exceeded, no reservation forgotten, nothing lent with a step left out."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from tests.simulation.facts.seen import Broken, ContractSeen, FacilitySeen, HouseSeen, Seen

GRACE = timedelta(hours=2)
"""How long a reservation may outlive its time once the rail answers: the longest outbox wait, twice."""


def lines_are_kept(seen: Seen) -> Iterator[Broken]:
    """Reserved and drawn are exactly the sum of the drawdowns behind a line, and never above its limit."""
    for house in seen.houses:
        for line in house.facilities:
            used_fen = line.reserved_fen + line.drawn_fen
            most_fen = used_fen if line.limit_fen is None else line.limit_fen
            if used_fen > most_fen or min(line.reserved_fen, line.drawn_fen) < 0:
                said = f"{line.ref}: {line.reserved_fen} + {line.drawn_fen} of {line.limit_fen}"
                yield Broken("lines_are_kept", house.institution, said)
            reserved_fen, drawn_fen = _behind(house, line)
            if (line.reserved_fen, line.drawn_fen) != (reserved_fen, drawn_fen):
                said = (
                    f"{line.ref}: says {line.reserved_fen} reserved and {line.drawn_fen} drawn, "
                    f"its drawdowns {reserved_fen} and {drawn_fen}"
                )
                yield Broken("lines_are_kept", house.institution, said)


def _behind(house: HouseSeen, line: FacilitySeen) -> tuple[int, int]:
    """What is reserved and what is out through this line; a repayment frees a programme and a revolving line,
    and nothing of a term loan's own."""
    contracts = {one.ref: one for one in house.contracts}
    repaid = {one.drawdown_ref: one.principal_repaid_fen for one in house.positions}
    reserved_fen = drawn_fen = 0
    for one in house.drawdowns:
        contract = contracts[one.contract_ref]
        is_behind = contract.ref == line.contract_ref or (
            line.contract_ref is None and line.channel == contract.channel
        )
        if is_behind and one.state == "reserved":
            reserved_fen += one.amount_fen
        if is_behind and one.state == "posted":
            is_freed = line.contract_ref is None or contract.is_revolving
            drawn_fen += one.amount_fen - (repaid.get(one.ref, 0) if is_freed else 0)
    return reserved_fen, drawn_fen


def reservations_end(seen: Seen) -> Iterator[Broken]:
    """A reservation whose time has run out has ended, once the rail answers again."""
    quiet_since = seen.told.rail_quiet_since
    for house in seen.houses:
        for one in house.drawdowns:
            if one.state != "reserved" or one.is_flagged:
                continue
            if seen.is_quiet:
                yield Broken("reservations_end", house.institution, f"drawdown {one.ref} is still reserved")
            elif quiet_since is not None and max(one.expires_at, quiet_since) + GRACE < seen.now:
                said = f"drawdown {one.ref} should have ended at {one.expires_at:%m-%d %H:%M}"
                yield Broken("reservations_end", house.institution, said)


def every_step_was_taken(seen: Seen) -> Iterator[Broken]:
    """No drawdown without suitability, a cost table read for its full time, an account and a signature."""
    for house in seen.houses:
        contracts = {one.ref: one for one in house.contracts}
        for one in house.drawdowns:
            contract = contracts.get(one.contract_ref)
            if contract is None:
                said = f"drawdown {one.ref} has no contract"
                yield Broken("every_step_was_taken", house.institution, said)
                continue
            for missing in _missing(contract, one.reserved_at):
                said = f"drawdown {one.ref} on contract {contract.ref}: {missing}"
                yield Broken("every_step_was_taken", house.institution, said)


def _missing(contract: ContractSeen, reserved_at: datetime) -> Iterator[str]:
    if not contract.is_suitable:
        yield "no suitability"
    if contract.shown_at is None or contract.confirmed_at is None:
        yield "the cost table was not shown and confirmed"
    elif contract.confirmed_at < contract.shown_at + timedelta(seconds=contract.reading_seconds):
        yield "the cost table was confirmed before it could be read"
    if contract.table_hash_shown != contract.table_hash_confirmed:
        yield "another cost table was confirmed than shown"
    if contract.account_verified_at is None:
        yield "no verified account"
    if contract.signed_at is None or contract.signed_at > reserved_at:
        yield "no signature"
    elif contract.confirmed_at is not None and contract.confirmed_at > contract.signed_at:
        yield "signed before the cost table was confirmed"


def withdrawal_is_kept(seen: Seen) -> Iterator[Broken]:
    """Nothing is signed, and so nothing lent, after a borrower took the consent or the application back."""
    for house in seen.houses:
        for contract in house.contracts:
            back_at = seen.told.withdrawn_at.get(contract.reference)
            if back_at is not None and contract.signed_at is not None and contract.signed_at > back_at:
                said = f"contract {contract.ref} was signed after it was taken back"
                yield Broken("withdrawal_is_kept", house.institution, said)


def inquiries_were_confirmed(seen: Seen) -> Iterator[Broken]:
    """One confirmation, at most one hard inquiry; no inquiry without one."""
    for house in seen.houses:
        for confirmation in sorted(set(house.inquiries)):
            if confirmation not in house.confirmations:
                said = f"an inquiry under {confirmation}, which nobody confirmed"
                yield Broken("inquiries_were_confirmed", house.institution, said)
            if house.inquiries.count(confirmation) > 1:
                said = f"{house.inquiries.count(confirmation)} inquiries under {confirmation}"
                yield Broken("inquiries_were_confirmed", house.institution, said)
