"""Fingerprints: the data a model learned from, and the model that came of it."""

import hashlib
from importlib.metadata import version as installed_version

import polars as pl

from puhui.learn.spec import ModelSpec, ScorecardSpec
from puhui.learn.table.columns import feature_columns


def table_hash(frame: pl.DataFrame, spec: ScorecardSpec) -> str:
    """A fingerprint of the columns that took part, whatever the order of rows and columns."""
    weight = {spec.weight} if spec.weight else set()
    return columns_hash(frame, {spec.key, spec.target, *weight, *feature_columns(frame, spec)})


def columns_hash(frame: pl.DataFrame, columns: set[str]) -> str:
    """A fingerprint of these columns, whatever the order of rows and columns."""
    names = sorted(columns)
    rows = frame.select(
        pl.concat_str([pl.col(name).cast(pl.String).fill_null("∅") for name in names], separator="␟")
    )
    digest = hashlib.sha256("␟".join(names).encode())
    for row in rows.to_series().sort():
        digest.update(row.encode())
    return digest.hexdigest()


def model_version(spec: ModelSpec, digest: str, seed: int) -> str:
    """The same data, spec, seed and program give the same version; any other gives another."""
    told = f"{spec!r}|{digest}|{seed}|{installed_version('puhui')}"
    return hashlib.sha256(told.encode()).hexdigest()[:12]
