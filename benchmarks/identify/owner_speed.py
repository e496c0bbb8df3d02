"""How fast persons are scored, explained and reckoned from tables; whether cost is linear; ten million."""

import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl

from benchmarks.identify.owners.towns import Town, made
from puhui.identify.owner import judge_many, shipped_model
from puhui.identify.owner.files import answer_people, gathered
from puhui.identify.owner.training import labelled_people
from puhui.kernel import Problem

_TEN_MILLION = 10_000_000
_TOWN = Town(931, 0.12, 1.0, people=6_000)


def measure(data: Path | None, quick: bool) -> dict[str, Any]:
    """All cores; the best of three, and CPU seconds beside, as other programs may be running."""
    with tempfile.TemporaryDirectory() as scratch:
        place = made(_TOWN, Path(scratch))
        started = time.process_time()
        people = labelled_people(place)
        reckoned = time.process_time() - started
        if isinstance(people, Problem):
            raise RuntimeError(people.sentence())
        frame = people.features
        judge_many(frame.head(2000), reasons=True)
        sizes = (50_000, 100_000) if quick else (100_000, 200_000, 400_000)
        spans = {size: _best(judge_many, _tiled(frame, size)) for size in sizes}
        explained = _best(lambda table: judge_many(table, reasons=True), frame)
        file = _file(_tiled(frame, sizes[-1]), Path(scratch))
    largest, smallest = sizes[-1], sizes[0]
    seconds, cpu = spans[largest]
    return {
        "rows_per_second": round(largest / seconds),
        "rows_per_cpu_second": round(largest / cpu),
        "cpu_seconds_by_rows": {str(size): round(one[1], 3) for size, one in spans.items()},
        "linear": round((cpu / largest) / (spans[smallest][1] / smallest), 3),
        "rows_per_cpu_second_with_reasons_where_asked": round(frame.height / explained[1]),
        "file_rows_per_second": round(largest / file["seconds"]),
        "file_peak_mb": file["peak_mb"],
        "persons_reckoned_per_cpu_second": round(frame.height / reckoned),
        "ten_million_minutes": round(_TEN_MILLION * seconds / largest / 60, 1),
        "ten_million_file_minutes": round(_TEN_MILLION * file["seconds"] / largest / 60, 1),
        "ten_million_reckoned_cpu_minutes": round(_TEN_MILLION * reckoned / frame.height / 60, 1),
        "trees": shipped_model().owner.trees,
        "features": len(shipped_model().owner.features),
    }


def _tiled(frame: pl.DataFrame, rows: int) -> pl.DataFrame:
    whole = pl.concat([frame] * (rows // frame.height + 1)).head(rows)
    return whole.with_columns(person_id=pl.int_range(rows).cast(pl.String)).rechunk()


def _best(work: Callable[[pl.DataFrame], object], frame: pl.DataFrame) -> tuple[float, float]:
    """Wall and CPU seconds of the quickest of three."""
    found = []
    for _ in range(3):
        started, cpu = time.perf_counter(), time.process_time()
        work(frame)
        found.append((time.perf_counter() - started, time.process_time() - cpu))
    return min(found)


def _file(frame: pl.DataFrame, folder: Path) -> dict[str, Any]:
    """From Parquet to Parquet, looked at twice, without reasons; memory is the whole process's peak."""
    source, out = folder / "features.parquet", folder / "answers.parquet"
    frame.write_parquet(source, row_group_size=50_000)
    people = gathered(source, folder)
    if isinstance(people, Problem):
        raise RuntimeError(people.sentence())
    started = time.perf_counter()
    answer_people(shipped_model(), people, out, reasons=False)
    seconds = time.perf_counter() - started
    return {"seconds": seconds, "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}


def told(figures: dict[str, Any]) -> str:
    """A few lines."""
    explained = figures["rows_per_cpu_second_with_reasons_where_asked"]
    return "\n".join(
        (
            f"owner scoring {figures['rows_per_second']:,} rows a second,"
            f" {figures['rows_per_cpu_second']:,} a CPU second, with the kinds of those named"
            f" ({figures['trees']} trees, {figures['features']} features)",
            f"  cost a row {figures['linear']:.2f} of the smallest run's;"
            f" with reasons where asked {explained:,} a CPU second",
            f"  file to file {figures['file_rows_per_second']:,} a second,"
            f" {figures['file_peak_mb']:,} MB at most",
            f"  features from tables {figures['persons_reckoned_per_cpu_second']:,} persons a CPU second",
            f"  ten million people: {figures['ten_million_minutes']} minutes scored,"
            f" {figures['ten_million_file_minutes']} minutes file to file,"
            f" {figures['ten_million_reckoned_cpu_minutes']} CPU minutes to reckon their features",
        )
    )
