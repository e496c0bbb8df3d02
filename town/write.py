"""Put a street into a folder: firms and invoices in the usual layout, forms, samples, and the truth apart."""

import csv
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final

from puhui.kernel import BEIJING
from town.invoices import Paper, papers_of
from town.residents import Nature, Resident, settle
from town.ring import mirrored, ring_of

_COLUMNS: Final = (
    "企业代号",
    "发票号码",
    "开票日期",
    "{side}单位代号",
    "金额",
    "税额",
    "价税合计",
    "发票状态",
)
TRUTH: Final = "truth.csv"


def write_street(folder: Path, *, seed: int, firms: int, until: date) -> tuple[Resident, ...]:
    """Build the street of `seed` and write it; the same arguments write the same bytes.

    `folder/invoices` is what a program reads (`puhui decide invoices`), `folder/samples` what a person
    uploads, `folder/residents.json` the forms, `folder/truth/truth.csv` how each firm really is.
    """
    settled = settle(seed, firms, until)
    papers = _all_papers(settled, seed, until)
    residents = tuple(resident for resident, _ in settled)
    _write_invoices(folder / "invoices", residents, papers)
    _write_samples(folder / "samples", residents, papers)
    _write_residents(folder / "residents.json", residents)
    _write_truth(folder / "truth" / TRUTH, settled)
    return residents


def read_residents(folder: Path) -> tuple[Resident, ...]:
    """The residents of a street that was written before."""
    rows = json.loads((folder / "residents.json").read_text("utf-8"))
    return tuple(Resident(**{**row, "started_on": date.fromisoformat(row["started_on"])}) for row in rows)


def sample_folder(folder: Path, resident: Resident) -> Path:
    """Where the files lie that a person would upload for this resident."""
    return folder / "samples" / f"{resident.code} {resident.firm_name}"


def yesterday() -> date:
    """The last whole day in Beijing: the street's invoices end there unless somebody says otherwise."""
    return datetime.now(BEIJING).date() - timedelta(days=1)


def _all_papers(
    settled: Sequence[tuple[Resident, Nature]], seed: int, until: date
) -> dict[str, tuple[Paper, ...]]:
    rings = ring_of(settled)
    own = {
        resident.code: papers_of(resident, nature, rings.get(resident.code, ()), seed, until)
        for resident, nature in settled
    }
    bought = list(mirrored(paper for papers in own.values() for paper in papers))
    return {
        code: (*papers, *(paper for paper in bought if paper.firm == code)) for code, papers in own.items()
    }


def written_as(resident: Resident) -> str:
    """How a firm stands in its own books: by its credit code, else by its name."""
    return resident.uscc or resident.firm_name


def _write_invoices(
    folder: Path, residents: Sequence[Resident], papers: dict[str, tuple[Paper, ...]]
) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "enterprises.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("企业代号", "企业名称"))
        rows.writerows((resident.code, resident.firm_name) for resident in residents)
    everything = [paper for resident in residents for paper in papers[resident.code]]
    _write_side(folder / "output_invoices.csv", everything, sale=True)
    _write_side(folder / "input_invoices.csv", everything, sale=False)


def _write_samples(folder: Path, residents: Sequence[Resident], papers: dict[str, tuple[Paper, ...]]) -> None:
    for resident in residents:
        own = sample_folder(folder.parent, resident)
        if papers[resident.code]:
            own.mkdir(parents=True, exist_ok=True)
            mine = [replace(paper, firm=written_as(resident)) for paper in papers[resident.code]]
            _write_side(own / "销项发票.csv", mine, sale=True)
            _write_side(own / "进项发票.csv", mine, sale=False)
            month = f"{mine[-1].issued_on:%Y-%m}"
            broken = _BROKEN.format(firm=written_as(resident), month=month)
            (own / "有错的销项发票.csv").write_text(broken, encoding="utf-8")


def _write_side(path: Path, papers: Iterable[Paper], *, sale: bool) -> None:
    side = "购方" if sale else "销方"
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(column.format(side=side) for column in _COLUMNS)
        rows.writerows(_row(paper) for paper in papers if paper.sale is sale)


def _row(paper: Paper) -> tuple[str, ...]:
    amounts = (paper.amount_fen, paper.tax_fen, paper.amount_fen + paper.tax_fen)
    written = (f"{amount / 100:.2f}" for amount in amounts)
    return (paper.firm, paper.number, paper.issued_on.isoformat(), paper.counterparty, *written, paper.status)


def _write_residents(path: Path, residents: Sequence[Resident]) -> None:
    rows = [asdict(resident) for resident in residents]
    path.write_text(json.dumps(rows, ensure_ascii=False, indent=1, default=str) + "\n", encoding="utf-8")


def _write_truth(path: Path, settled: Sequence[tuple[Resident, Nature]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("企业代号", "character", "title", "default_probability"))
        for resident, nature in settled:
            truth = nature.character
            rows.writerow((resident.code, truth["name"], truth["title"], truth["defaults"]))


_BROKEN: Final = """企业代号,发票号码,开票日期,购方单位代号,金额,税额,价税合计,发票状态
{firm},90000001,{month}-01,B001001,1200.00,12.00,1212.00,有效发票
{firm},90000002,{month}-31x,B001002,860.00,8.60,868.60,有效发票
{firm},90000003,{month}-01,B001001,一千二,12.00,1212.00,有效发票
{firm},90000004,{month}-01,B001003,640.00,6.40,646.40,有效发票
"""
"""A file with two mistakes in it, so that anybody can see how mistakes are told."""
