"""How fast trades are told: the fast path, the whole cascade over real registrations, and growing files.

Figures are rows a second of wall time on this machine; CPU seconds are told beside them, because a busy
machine gives a process less than a core. Real registrations are read where they lie; what is written goes
to a temporary folder and is deleted.
"""

import gzip
import importlib
import importlib.util
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Final

import polars as pl

from puhui.ground import Settings
from puhui.identify.industry import Beside, Cascade, Summary, answer_file, models_folder, open_cascade
from puhui.kernel import Problem

_FAST_ROWS: Final = 65_536
_QUICK_ROWS: Final = 16_384
_AT_ONCE: Final = 16_384
_PEOPLE: Final = 10_000_000
_GROWING: Final = (1, 2, 4)


def measure(data: Path | None, quick: bool) -> dict[str, Any]:
    """All figures of trades, and of owners where that part is there."""
    source = data / "registrations" / "text_sample.csv.gz" if data else None
    if source is None or not source.is_file():
        return {"skipped": "../shared/data/registrations does not lie beside the checkout"}
    table = data / "gbt4754" / "gbt4754_2017.csv" if data else None
    if table is not None and table.is_file():
        os.environ.setdefault("PUHUI_GBT4754", str(table))
    settings = Settings.from_env()
    figures: dict[str, Any] = {"cores": os.cpu_count(), "load": os.getloadavg()[0]}
    figures["industry"] = _industry(settings, source, quick)
    if importlib.util.find_spec("benchmarks.identify.owner_speed"):
        figures["owner"] = importlib.import_module("benchmarks.identify.owner_speed").measure(data, quick)
    return figures


def told(figures: dict[str, Any]) -> str:
    """The same for people."""
    one = figures["industry"]
    fast, whole, growing = one["fast"], one["whole"], one["growing"]
    lines = [
        f"speed on {figures['cores']} cores (load {figures['load']:.1f} before), trades by {one['model']}:",
        f"  fast path (name + scope → division, class, evidence), one process: {fast['rows_a_second']:,.0f} "
        f"rows/s ({fast['rows_a_cpu_second']:,.0f} a CPU second) over {fast['rows']:,} rows",
        f"  whole cascade over {whole['rows']:,} registrations, {whole['processes']} processes: "
        f"{whole['seconds']:.0f} s ({whole['cpu_seconds']:.0f} CPU s), "
        f"{whole['embedded_share']:.1%} of the rows went to embeddings",
        "  growing files, one process, fast path: " + "; ".join(_size(size) for size in growing),
        f"  ten million rows, at the speed of the last {growing[-1]['rows']:,}: "
        f"{one['ten_million_minutes']:.0f} minutes in one process",
    ]
    if "owner" in figures:
        lines.append(importlib.import_module("benchmarks.identify.owner_speed").told(figures["owner"]))
    return "\n".join(lines)


def _size(size: dict[str, Any]) -> str:
    return f"{size['rows']:,} rows {size['seconds']:.1f} s, {size['peak_mb']:.0f} MB"


def _industry(settings: Settings, source: Path, quick: bool) -> dict[str, Any]:
    fast = _opened(settings, embed=False)
    frame = pl.read_csv(source, n_rows=_QUICK_ROWS if quick else _FAST_ROWS)
    growing = _growing(settings, source, quick)
    return {
        "model": fast.model,
        "trained": models_folder(settings).exists(),
        "fast": _fast(fast, frame),
        "whole": _whole(settings, source, quick),
        "growing": growing,
        "ten_million_minutes": _PEOPLE / growing[-1]["rows"] * growing[-1]["seconds"] / 60,
    }


def _fast(cascade: Cascade, frame: pl.DataFrame) -> dict[str, Any]:
    cascade.answer_many(frame.head(200))
    wall, processor = time.perf_counter(), time.process_time()
    for start in range(0, frame.height, _AT_ONCE):
        cascade.answer_many(frame.slice(start, _AT_ONCE))
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    rows = frame.height
    return {"rows": rows, "rows_a_second": rows / wall, "rows_a_cpu_second": rows / processor}


def _whole(settings: Settings, source: Path, quick: bool) -> dict[str, Any]:
    """Every step switched on, from file to file."""
    cascade, processes = _opened(settings, embed=True), 2
    with tempfile.TemporaryDirectory() as folder:
        given = _first(source, Path(folder) / "given.csv", _QUICK_ROWS) if quick else source
        before = _processor_seconds()
        beside = Beside(settings, processes=processes)
        summary = answer_file(cascade, given, Path(folder) / "out.csv", beside=beside)
    if not isinstance(summary, Summary):
        raise RuntimeError(summary.code)
    return {
        "rows": summary.rows,
        "seconds": summary.seconds,
        "cpu_seconds": _processor_seconds() - before,
        "processes": processes,
        "embedded_share": summary.by_stage.get("embeddings", 0) / max(summary.rows, 1),
        "by_status": summary.by_status,
    }


def _growing(settings: Settings, source: Path, quick: bool) -> list[dict[str, Any]]:
    """The same file once, twice and four times as long, each in a process of its own: seconds and memory."""
    rows = _QUICK_ROWS if quick else 100_000
    grown = []
    with tempfile.TemporaryDirectory() as folder:
        base = _first(source, Path(folder) / "base.csv", rows).read_bytes()
        header, _, body = base.partition(b"\n")
        for times in _GROWING:
            given = Path(folder) / f"{times}.csv"
            given.write_bytes(header + b"\n" + body * times)
            grown.append(_alone(given, settings))
    return grown


def _alone(given: Path, settings: Settings) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.identify.speed", str(given), str(settings.home)],
        check=True,
        capture_output=True,
        text=True,
    )
    rows, seconds, peak_kb = done.stdout.split()
    return {"rows": int(rows), "seconds": float(seconds), "peak_mb": int(peak_kb) / 1024}


def _opened(settings: Settings, *, embed: bool) -> Cascade:
    cascade = open_cascade(settings, embed=embed)
    if isinstance(cascade, Problem):
        raise RuntimeError(cascade.code)
    return cascade


def _first(source: Path, out: Path, rows: int) -> Path:
    """The first rows of a packed table, unpacked."""
    with gzip.open(source, "rt", encoding="utf-8-sig") as packed:
        pl.read_csv(packed.read().encode(), n_rows=rows).write_csv(out)
    return out


def _processor_seconds() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _one_file(given: Path) -> None:
    """One file through the fast path; prints rows, seconds and the highest memory in kB."""
    cascade = _opened(Settings.from_env(), embed=False)
    cascade.answer_many(pl.DataFrame({"name": ["测试小吃店"], "business_scope": ["小吃服务"]}))
    summary = answer_file(cascade, given, given.with_suffix(".out.csv"))
    if not isinstance(summary, Summary):
        raise RuntimeError(summary.code)
    peak_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(summary.rows, f"{summary.seconds:.3f}", peak_kb)


if __name__ == "__main__":
    _one_file(Path(sys.argv[1]))
