"""Words as small numbers: at most so many, the rare ones together as `other`."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from puhui.graph.edges.reading.model import Remark
from puhui.graph.edges.reading.remarks import remark

OTHER = "other"
UNKNOWN = "unknown"


def codes(
    written: pl.Series, wanted: tuple[str, ...] | None, most: int, remarks: list[Remark]
) -> tuple[NDArray[np.uint8], tuple[str, ...]]:
    """A number a row and the words, in alphabetical order or as `wanted`; what is not wanted is `other`.

    >>> codes(pl.Series(["b", "a", "b", None]), None, 9, [])[1]
    ('a', 'b', 'unknown')
    """
    text = written.cast(pl.String).str.strip_chars()
    text = text.set(text == "", None)
    missing = text.null_count()
    if missing:
        remarks.append(remark("no_kind", missing))
    text = text.fill_null(UNKNOWN)
    if wanted is None:
        counted = text.alias("word").value_counts().sort(["count", "word"], descending=[True, False])["word"]
        frequent = sorted(counted.head(most).to_list())
        rare = len(counted) - len(frequent)
        if rare:
            remarks.append(remark("many_kinds", rare))
    else:
        frequent = list(wanted)
    words = tuple(dict.fromkeys([*frequent, *([] if text.is_in(frequent).all() else [OTHER])]))
    places = {word: at for at, word in enumerate(words)}
    codes = text.replace_strict(places, default=places.get(OTHER, 0), return_dtype=pl.UInt8)
    return codes.to_numpy(), words
