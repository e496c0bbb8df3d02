"""The plain stack's tables, with the indexes that its queries need."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import polars as pl
from psycopg import Connection, Cursor

from benchmarks.decision.applicants import (
    Applicant,
    address_of_shop,
    debts_of_shop,
    invoices_of_shop,
    phone_of_shop,
)
from puhui.graph.recording.trading import trade_volumes

_Row = tuple[Any, ...]

_TABLES = """
CREATE TABLE firm (id uuid PRIMARY KEY, name text NOT NULL, trade text NOT NULL);
CREATE TABLE application (
    id uuid PRIMARY KEY, firm_id uuid NOT NULL REFERENCES firm, amount_fen bigint NOT NULL,
    months int NOT NULL, purpose text NOT NULL, status text NOT NULL);
CREATE TABLE invoice (
    firm_id uuid NOT NULL REFERENCES firm, number text NOT NULL, issued_on date NOT NULL,
    direction text NOT NULL, counterparty text NOT NULL, amount_fen bigint NOT NULL,
    tax_fen bigint NOT NULL, total_fen bigint NOT NULL, voided boolean NOT NULL,
    PRIMARY KEY (firm_id, number));
CREATE TABLE debt (
    firm_id uuid NOT NULL REFERENCES firm, balance_fen bigint NOT NULL, monthly_fen bigint NOT NULL);
CREATE INDEX ON debt (firm_id);
CREATE TABLE verification (firm_id uuid NOT NULL REFERENCES firm, kind text NOT NULL, result text NOT NULL);
CREATE INDEX ON verification (firm_id);
CREATE TABLE edge (
    src text NOT NULL, dst text NOT NULL, kind text NOT NULL, weight bigint NOT NULL, since date NOT NULL);
CREATE TABLE defaulted (node text PRIMARY KEY);
CREATE TABLE decision (
    id uuid PRIMARY KEY, application_id uuid NOT NULL REFERENCES application, outcome text NOT NULL,
    limit_fen bigint NOT NULL, annual_rate double precision, score double precision NOT NULL,
    reasons jsonb NOT NULL, features jsonb NOT NULL, trace jsonb NOT NULL, decided_at timestamptz NOT NULL);
CREATE INDEX ON decision (application_id, decided_at);
"""
_INDEXES = """
CREATE INDEX ON edge (src, dst);
CREATE INDEX ON edge (dst, src);
ANALYZE;
"""
_VERIFIED = (("two_factor", "MATCH"), ("enterprise_four_factor", "MATCH"), ("list_screening", "NO_RECORD"))


def fill_plain(connection: Connection, applicants: Sequence[Applicant], today: date) -> None:
    """The same shops, invoices, debts, answers and relations as ours, unencrypted."""
    connection.execute(_TABLES)
    with connection.cursor() as cursor:
        for one in applicants:
            _one(cursor, one, today)
    connection.execute(_INDEXES)
    connection.commit()


def _one(cursor: Cursor, one: Applicant, today: date) -> None:
    frame = invoices_of_shop(one.number, today)
    _copy(cursor, "firm", [(one.business_id, f"测试{one.number}号小吃店有限公司", "F5213")])
    _copy(
        cursor, "application", [(one.application_id, one.business_id, 20_000_000, 12, "stock", "submitted")]
    )
    _copy(cursor, "invoice", [(one.business_id, *row[1:]) for row in frame.iter_rows()])
    _copy(
        cursor,
        "debt",
        [
            (one.business_id, int(debt["balance_yuan"]) * 100, int(debt["monthly_payment_yuan"]) * 100)
            for debt in debts_of_shop(one.number)
        ],
    )
    _copy(cursor, "verification", [(one.business_id, *answer) for answer in _VERIFIED])
    _copy(cursor, "edge", list(_edges(one, frame, today)))


def _edges(one: Applicant, frame: pl.DataFrame, today: date) -> Iterator[_Row]:
    me = f"subject:{one.business_id}"
    yield (me, f"phone:{phone_of_shop(one.number)}", "contact_phone", 0, today)
    yield (me, f"address:{address_of_shop(one.number)}", "registered_address", 0, today)
    yield (f"person:测试{one.number}", me, "legal_representation", 0, today)
    yield (f"person:测试{one.number}", me, "operates", 0, today)
    for volume in trade_volumes(frame):
        yield (me, f"firm:{volume.counterparty}", "trade", volume.total_fen, volume.first_on)


def _copy(cursor: Cursor, table: str, rows: list[_Row]) -> None:
    with cursor.copy(f"COPY {table} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
