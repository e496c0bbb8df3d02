"""Every table of a town into its folder, the truth apart."""

from collections.abc import Callable, Iterator

import polars as pl

from town.folder import TRUTH, TownFolder
from town.graph import graph_of
from town.lives import Lives
from town.owners import look, owners_tables, truth_of_owners
from town.trade.papers import joined
from town.written.bank import bank_table
from town.written.devices import devices_table, logins_table, phones_table
from town.written.loans import applications_table, loans_table, repayments_table
from town.written.papers import enterprises_table, papers_tables
from town.written.registers import businesses_table, markets_table, registrations_table
from town.written.relations import relations_table
from town.written.sources import only_seen, sources_table
from town.written.till import till_table
from town.written.truth import truth_tables

Say = Callable[[str, str], None]
Named = Iterator[tuple[str, pl.DataFrame]]


def write_town(folder: TownFolder, lives: Lives, say: Say) -> None:
    """`say` is told in both languages what is being written."""
    for name, table in _tables(lives, say):
        folder.write(name, table)


def _tables(lives: Lives, say: Say) -> Named:
    say("1/7 人、户、店铺、登记", "people, households, businesses, registrations")
    people = lives.population.people
    businesses = businesses_table(lives)
    sources = sources_table(lives, businesses)
    yield "people", people
    yield "households", lives.population.households
    yield "businesses", businesses
    yield "registrations", registrations_table(businesses, people)
    yield "markets", markets_table(businesses)
    yield "sources", sources
    say("2/7 销项和进项发票", "invoices sold and bought")
    yield from _papers(lives, businesses, sources)
    say("3/7 账户流水和每日收款", "bank and till flows")
    yield from _flows(lives, sources)
    say("4/7 申请、设备、电话、借款和还款", "applications, devices, phones, loans, repayments")
    yield from _lending(lives)
    say("5/7 每个人自己的账、登记、往来", "what could be seen of every person")
    seen = look(lives, businesses)
    yield from owners_tables(seen)
    say("6/7 谁与谁相关", "who stands to whom")
    yield from graph_of(lives, businesses, seen.kin)
    say("7/7 真相，另放一处", "the truth, kept apart")
    yield f"{TRUTH}/owners", truth_of_owners(seen)
    yield from ((f"{TRUTH}/{name}", table) for name, table in truth_tables(lives).items())


def _papers(lives: Lives, businesses: pl.DataFrame, sources: pl.DataFrame) -> Named:
    sold, bought = papers_tables(lives, joined(lives.books.sales, lives.shown.sales))
    yield "enterprises", enterprises_table(businesses, lives.firms.has_invoices)
    yield "output_invoices", only_seen(sold, sources, "invoices", ("企业代号", "开票日期"))
    yield "input_invoices", only_seen(bought, sources, "invoices", ("企业代号", "开票日期"))


def _flows(lives: Lives, sources: pl.DataFrame) -> Named:
    yield "bank_flows", only_seen(bank_table(lives), sources, "bank", ("business_id", "on"))
    yield "till_flows", only_seen(till_table(lives), sources, "till", ("business_id", "on"))


def _lending(lives: Lives) -> Named:
    logins = logins_table(lives)
    yield "logins", logins
    yield "devices", devices_table(lives, logins)
    yield "phones", phones_table(lives)
    yield "relations", relations_table(lives)
    yield "applications", applications_table(lives)
    yield "loans", loans_table(lives)
    yield "repayments", repayments_table(lives)
