"""Scores for candidate pairs: splink's Fellegi–Sunter weights on DuckDB, with our levels and our bits.

The weights are given, not trained on the table at hand: a register holds every firm once, so nothing in it
teaches how firms are miswritten. How rare a word is does come from the table, smoothed towards what its
length says, so that a table of ten rows is not taken for the world.
"""

import math
import tempfile
from pathlib import Path
from typing import Any, Final

import polars as pl

from puhui.evidence.resolution.likeness.judging import prior_bits, rarity_bits
from puhui.evidence.resolution.likeness.weights import COMMON_BITS, Weight, weights
from puhui.evidence.resolution.linking.conditions import COMPARED, CONDITIONS
from puhui.kernel import Problem, Text

PSEUDO_RECORDS: Final = 20_000
"""How many records of the world's common sense are mixed into a table's own frequencies."""
MEMORY: Final = "3GB"
THREADS: Final = 2
_RARITY_OF: Final = ("brand", "trade", "representative", "address", "phone")


def missing_extra() -> Problem | None:
    """What to do where splink or DuckDB is not installed; None where they are."""
    try:
        import duckdb  # noqa: F401, PLC0415 - the extra is optional
        import splink  # noqa: F401, PLC0415
    except ImportError:
        return _NO_EXTRA
    return None


def scored(
    writings: pl.DataFrame, pairs: pl.DataFrame, among: int, share: float, least_bits: float
) -> pl.DataFrame:
    """`l`, `r`, `bits` and `gamma_…` of every pair with at least `least_bits`."""
    import duckdb  # noqa: PLC0415 - the extra is optional
    from splink import DuckDBAPI, Linker  # noqa: PLC0415

    with tempfile.TemporaryDirectory(prefix="puhui-link-") as place, duckdb.connect() as connection:
        folder = Path(place)
        connection.execute(
            f"SET memory_limit='{MEMORY}'; SET threads={THREADS}; SET temp_directory='{folder}'"
        )
        _tables(connection, folder, writings, pairs)
        api = DuckDBAPI(connection=connection)
        linker = Linker(api.register("writings"), _settings(among, share), log_level=None)
        for column in _RARITY_OF:
            frequencies = api.register(f"tf_{column}")
            linker.table_management.register_term_frequency_lookup(frequencies, column)
        linker.table_management.register_blocked_pairs_for_predict(api.register("pairs"))
        found = linker.inference.predict(threshold_match_weight=least_bits, warning_mode="never")
        kept = ", ".join(f"gamma_{comparison}" for comparison in CONDITIONS)
        out = folder / "scored.parquet"
        connection.execute(
            f"COPY (SELECT unique_id_l AS l, unique_id_r AS r, match_weight AS bits, {kept} "
            f"FROM {found.physical_name}) TO '{out}' (FORMAT parquet)"
        )
        return pl.read_parquet(out)


def level_names(comparison: str) -> dict[int, str]:
    """splink's number of a level → its name; the levels count down to the one that takes what is left."""
    names = [level for level in CONDITIONS[comparison] if level]
    return {len(names) - 1 - at: level for at, level in enumerate(names)}


def _tables(connection: Any, folder: Path, writings: pl.DataFrame, pairs: pl.DataFrame) -> None:  # noqa: ANN401
    """Hand the tables over as files: no third library stands between the two."""
    writings.select(pl.col("writing").alias("unique_id"), *COMPARED).write_parquet(
        folder / "writings.parquet"
    )
    ends = pairs.select(pl.lit("0").alias("match_key"), join_key_l="l", join_key_r="r")
    ends.write_parquet(folder / "pairs.parquet")
    for name in ("writings", "pairs"):
        connection.execute(f"CREATE TABLE {name} AS FROM '{folder / name}.parquet'")
    for column in _RARITY_OF:
        file = folder / f"tf_{column}.parquet"
        frequencies(writings, column).write_parquet(file)
        connection.execute(f"CREATE TABLE tf_{column} AS FROM '{file}'")


def frequencies(writings: pl.DataFrame, column: str) -> pl.DataFrame:
    """How many of a thousand firms bear each word: counted once a name, mixed with what its length says."""
    counted = (
        writings.filter(pl.col(column) != "")
        .select("text", "said_place", column)
        .unique()
        .group_by(column)
        .agg(count=pl.len())
    )
    lengths = counted[column].str.len_chars()
    usual = pl.Series([2.0 ** -rarity_bits(column, int(length)) for length in lengths], dtype=pl.Float64)
    total = int(counted["count"].sum() or 0)
    share = (counted["count"] + usual * PSEUDO_RECORDS) / (total + PSEUDO_RECORDS)
    return counted.select(column, pl.Series(f"tf_{column}", share, dtype=pl.Float64))


def _settings(among: int, share: float) -> dict[str, Any]:
    prior = 2.0 ** prior_bits(among, share)
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "unique_id",
        "probability_two_random_records_match": prior / (1 + prior),
        "blocking_rules_to_generate_predictions": ["l.unique_id = r.unique_id"],
        "comparisons": [_comparison(comparison) for comparison in CONDITIONS],
        "retain_matching_columns": True,
        "retain_intermediate_calculation_columns": False,
    }


def _comparison(comparison: str) -> dict[str, Any]:
    known = weights()[comparison]
    levels: list[dict[str, Any]] = []
    for level, condition in CONDITIONS[comparison].items():
        if level:
            levels.append(_level(comparison, level, condition, known[level]))
        else:
            levels.append({"sql_condition": condition, "label_for_charts": "nothing", "is_null_level": True})
    return {"output_column_name": comparison, "comparison_levels": levels}


def _level(comparison: str, level: str, condition: str, weight: Weight) -> dict[str, Any]:
    agree, strangers = _probabilities(weight)
    known: dict[str, Any] = {
        "sql_condition": condition,
        "label_for_charts": level,
        "m_probability": agree,
        "u_probability": strangers,
    }
    if weight.rarity:
        known |= {
            "tf_adjustment_column": comparison,
            "tf_adjustment_weight": weight.rarity,
            "disable_tf_exact_match_detection": True,
        }
    return known


def _probabilities(weight: Weight) -> tuple[float, float]:
    """m and u whose ratio is the weight; where rarity counts, u is the share of a common word."""
    if weight.rarity:
        strangers = 2.0**-COMMON_BITS
        return min(1.0, strangers * math.exp2(weight.bits)), strangers
    return (0.5, 0.5 * math.exp2(-weight.bits)) if weight.bits >= 0 else (0.5 * math.exp2(weight.bits), 0.5)


_NO_EXTRA = Problem(
    "evidence.linkage.extra_unavailable",
    Text(
        "成批比对需要附加组件 linkage（splink 与 DuckDB），这里没有安装。",
        "Linking whole tables needs the extra `linkage` (splink and DuckDB), which is not installed here.",
    ),
    Text('请运行 pip install "puhui[linkage]"。', 'Run pip install "puhui[linkage]".'),
)
