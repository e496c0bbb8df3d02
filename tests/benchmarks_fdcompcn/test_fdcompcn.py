"""Companies without a label are scored; node numbers, self-loops and their own labels tell nothing."""

from pathlib import Path

import numpy as np
import polars as pl

from benchmarks.fdcompcn.__main__ import main
from benchmarks.fdcompcn.reading import FIGURES, KINDS, read_market
from benchmarks.fdcompcn.views import views


def written(folder: Path, *, names: np.ndarray | None = None, loops: bool = False) -> Path:
    """A small market in the set's layout: the last 40 of 160 companies have no label."""
    folder.mkdir()
    rng, n = np.random.default_rng(5), 160
    names = np.arange(n) if names is None else names
    figures = rng.random((n, 57)) ** 3
    figures[:, 51:] = figures[:, 51:] > 0.2
    figures[rng.random(n) < 0.3, 5] = 0.25
    fraud = [str(int(it)) for it in figures[:120, 3] > 0.3] + [""] * 40
    table = {"node": names, "label": fraud, "split": "train"}
    figured = {name: figures[:, number] for number, name in enumerate(FIGURES)}
    pl.DataFrame({**table, **figured}).write_csv(folder / "nodes.csv")
    for kind in KINDS:
        ends = rng.integers(0, n, (90, 2))
        pairs = np.concatenate([ends, np.stack([np.arange(n)] * 2, 1)]) if loops else ends
        pl.DataFrame({"src": names[pairs[:, 0]], "dst": names[pairs[:, 1]]}).write_csv(
            folder / f"edges_{kind}.csv"
        )
    return folder


def scores(data: Path, later: Path, out: Path) -> pl.DataFrame:
    assert main(["--data", str(data), "--test", str(later), "--scores", str(out)]) == 0
    return pl.read_csv(out)


def test_companies_without_a_label_are_scored_and_their_numbers_tell_nothing(tmp_path: Path) -> None:
    """One score each, telling risk from none; renaming every node leaves the scores as they were."""
    market = written(tmp_path / "one")
    found = scores(market, market, tmp_path / "one.csv")
    assert found["node"].to_list() == list(range(120, 160))
    mixed = np.random.default_rng(9).permutation(160)
    renamed = written(tmp_path / "two", names=mixed)
    again = scores(renamed, renamed, tmp_path / "two.csv")
    assert again["node"].to_list() == mixed[120:].tolist()
    assert np.allclose(found["score"].to_numpy(), again["score"].to_numpy())


def test_a_company_that_is_asked_for_teaches_nothing(tmp_path: Path) -> None:
    """What the public part knows of it changes no score."""
    later, told = written(tmp_path / "later"), written(tmp_path / "told")
    found = scores(later, later, tmp_path / "one.csv")
    full = pl.read_csv(told / "nodes.csv", schema_overrides={"label": pl.String})
    full.with_columns(pl.col("label").replace("", "1").fill_null("1")).write_csv(told / "nodes.csv")
    assert scores(told, later, tmp_path / "two.csv").equals(found)


def test_self_loops_are_not_seen(tmp_path: Path) -> None:
    """Every view of a market with self-loops is the view without them: they only fake likeness."""
    plain = views(read_market(written(tmp_path / "plain")))
    looped = views(read_market(written(tmp_path / "looped", loops=True)))
    assert all(np.array_equal(plain[name], looped[name], equal_nan=True) for name in plain)


def test_a_figure_filled_in_with_the_mean_is_missing(tmp_path: Path) -> None:
    """The common value of a column is nobody's figure."""
    market = read_market(written(tmp_path / "one"))
    filled = market.figures[:, 5] == 0.25
    assert np.array_equal(np.isnan(views(market)["places"][:, 5]), filled)
