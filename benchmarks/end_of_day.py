"""How long an institution's end of day takes: `loans` running loans, one business date, `seconds`.

The loans were drawn on the thirty days before, so about one in thirty falls due and is debited; one in
twenty is late and is asked for in vain. A first day is closed untimed, which brings everything up to date.
The second is timed: accrual, billing, debits over an in-process rail, ageing, ledger and schedules compared
to the fen, positions. The database waits for the disk, as in service.

`python -m benchmarks.end_of_day --loans 20000 --json`
"""

import argparse
import json
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
from sqlalchemy import Connection, Table, text

from puhui.cost import DayCount, Method, Terms
from puhui.ground import Actor, ActorKind, Ground, Mode, Settings, open_ground
from puhui.kernel import MovableClock, Problem, new_id
from puhui.loan import Channel, set_programme
from puhui.loan import tables as loan_tables
from puhui.loan.standin import MemoryRail
from puhui.servicing import EndOfDay, end_of_day
from puhui.servicing import tables as servicing_tables
from puhui.servicing.opening import schedule_of
from puhui.servicing.store.schedules import values_of
from puhui.servicing.store.written import written
from tests.loan.lending import ACCOUNT, drafted, signed_from

LENDER = "test_brook_bank"
CLERK = Actor("bench", ActorKind.PERSON, frozenset({"admin"}), Mode.TEST, institution=LENDER)
FIRST, EMPTY_CARD = date(2027, 3, 1), "9999000000000202"
LATE_SHARE = 20
"""One loan in so many is late."""
MONTHS, FEN = 6, 1_000_000


def measure(loans: int) -> dict[str, float]:
    """All figures by their fixed names."""
    with tempfile.TemporaryDirectory(prefix="puhui-bench-") as home:
        Path(home).chmod(0o711)
        clock = MovableClock(datetime(FIRST.year, FIRST.month, FIRST.day, 4, tzinfo=UTC))
        with open_ground(Settings(home=Path(home)), clock=clock) as ground:
            return _measure(replace(ground, institution=LENDER), clock, loans)


def _measure(ground: Ground, clock: MovableClock, loans: int) -> dict[str, float]:
    lend(ground, loans)
    rail = MemoryRail()
    _close(ground, rail, clock)
    started = time.perf_counter()
    done = _close(ground, rail, clock)
    seconds = time.perf_counter() - started
    return {
        "loans": loans,
        "seconds": round(seconds, 2),
        "loans_per_second": round(loans / seconds, 1),
        **{f"{step.step}_seconds": step.seconds for step in done.steps},
        **{f"{step.step}_loans": step.loans for step in done.steps if step.step in {"resolve", "collect"}},
    }


def _close(ground: Ground, rail: MemoryRail, clock: MovableClock) -> EndOfDay:
    clock.advance(timedelta(days=1))
    done = end_of_day(ground, rail, CLERK)
    if isinstance(done, Problem):
        raise SystemExit(done.sentence())
    return done


def lend(ground: Ground, count: int) -> None:
    """Two borrowers with a line each, one of them without money; all loans are drawn under these lines."""
    with ground.work(CLERK) as work:
        set_programme(work, Channel.PLATFORM, None)
        payer = signed_from(work, drafted(work))
    with ground.work(CLERK) as work:
        other = drafted(work)
        poor = signed_from(work, other, replace(ACCOUNT, bank_card=EMPTY_CARD))
    with ground.engine.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        connection.execute(text("SET LOCAL statement_timeout = 0"))
        drawn = [_drawn(number, payer.id, poor.id) for number in range(count)]
        _copy(connection, loan_tables.drawdown, (_drawdown(*one) for one in drawn))
        _copy(connection, loan_tables.ledger_entry, (_entry(one[0], one[2]) for one in drawn))
        _copy(connection, loan_tables.ledger_line, (line for one in drawn for line in _lines(one[0])))
        _copy(connection, servicing_tables.loan, (_loan(*one) for one in drawn))
        _copy(connection, servicing_tables.instalment, _instalments(drawn))
        connection.execute(
            text("UPDATE loan.facility SET limit_fen = :all, drawn_fen = :all"), {"all": count * FEN}
        )
        day = {"institution": LENDER, "on": FIRST, "moved_at": datetime.now(UTC)}
        _copy(connection, servicing_tables.business_day, [day])
        connection.execute(text("SET LOCAL session_replication_role = origin"))
    with ground.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))


def _drawn(number: int, payer: UUID, poor: UUID) -> tuple[UUID, UUID, date]:
    """Id, contract and day of one drawdown."""
    if number % LATE_SHARE == 0:
        return new_id(), poor, FIRST - timedelta(days=45)
    return new_id(), payer, FIRST - timedelta(days=number % 30)


def _terms(on: date) -> Terms:
    return Terms(FEN, MONTHS, Method.EQUAL_INSTALMENT, Decimal("0.12"), on, day_count=DayCount.THIRTY_360)


def _drawdown(drawdown_id: UUID, contract_id: UUID, on: date) -> dict[str, Any]:
    at = datetime(on.year, on.month, on.day, 4, tzinfo=UTC)
    return _own(drawdown_id) | {
        "contract_id": contract_id,
        "key": str(drawdown_id),
        "amount_fen": FEN,
        "fees_fen": 0,
        "state": "posted",
        "reserved_at": at,
        "expires_at": at + timedelta(minutes=30),
        "flagged": False,
        "value_date": on,
        "ended_at": at,
        "released_fen": 0,
        "actor": "bench",
    }


def _entry(drawdown_id: UUID, on: date) -> dict[str, Any]:
    return _own(drawdown_id) | {
        "kind": "drawdown",
        "key": f"drawdown:{drawdown_id}",
        "on": on,
        "digest": "bench",
        "booked_at": datetime.now(UTC),
        "actor": "bench",
        "written_in": 0,
    }


def _lines(drawdown_id: UUID) -> Iterator[dict[str, Any]]:
    for number, (account, side) in enumerate((("principal", "debit"), ("settlement_cash", "credit")), 1):
        yield {
            "entry_id": drawdown_id,
            "number": number,
            "institution": LENDER,
            "account": account,
            "side": side,
            "amount_fen": FEN,
            "drawdown_id": drawdown_id,
        }


def _loan(drawdown_id: UUID, contract_id: UUID, on: date) -> dict[str, Any]:
    return {
        "drawdown_id": drawdown_id,
        "institution": LENDER,
        "mode": Mode.TEST.value,
        "contract_id": contract_id,
        "product": "brook_shop_loan",
        "terms": json.dumps(written(_terms(on))),
        "is_revolving": True,
        "penalty_uplift_share": Decimal("0.5"),
        "prepayment_fee_share": Decimal(0),
        "state": "current",
        "days_past_due": 0,
        "bucket": "C",
        "opened_at": datetime.now(UTC),
    }


def _instalments(drawn: Sequence[tuple[UUID, UUID, date]]) -> Iterator[dict[str, Any]]:
    plans = {
        on: [values_of(it) | {"number": it.number} for it in schedule_of(_terms(on))] for _, _, on in drawn
    }
    for drawdown_id, _, on in drawn:
        for row in plans[on]:
            yield row | {"drawdown_id": drawdown_id, "institution": LENDER}


def _own(drawdown_id: UUID) -> dict[str, Any]:
    return {"id": drawdown_id, "institution": LENDER, "mode": Mode.TEST.value}


def _copy(connection: Connection, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    names = [column.name for column in table.columns]
    raw: psycopg.Connection[Any] = connection.connection.driver_connection  # type: ignore[assignment]
    quoted = ", ".join(f'"{name}"' for name in names)
    with raw.cursor() as cursor, cursor.copy(f"COPY {table.fullname} ({quoted}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row([row.get(name) for name in names])


def main() -> None:
    """Print the figures, as a table for people or as JSON."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--loans", type=int, default=5_000)
    asked.add_argument("--json", action="store_true")
    given = asked.parse_args()
    figures = measure(given.loans)
    if given.json:
        print(json.dumps(figures, indent=2))
        return
    for name, value in figures.items():
        print(f"{name:<28}{value:>14,.2f}")


if __name__ == "__main__":
    main()
