"""What was said: outcomes, reasons, and how often a person then said what a referral feared."""

from dataclasses import dataclass

import numpy as np

from puhui.decision.watch.measuring.shares import Share, share
from puhui.decision.watch.reading.coded import OUTCOMES, Coded
from puhui.decision.watch.reading.watched import Rows, Watched


@dataclass(frozen=True, slots=True)
class Mix:
    """Counted decisions and how they came out; `by_person` are verdicts, which are no decisions of ours."""

    decided: int
    approve: int
    refer: int
    decline: int
    by_person: int


@dataclass(frozen=True, slots=True)
class ReasonShare:
    """How often a reason stood in a decision."""

    code: str
    share: Share


@dataclass(frozen=True, slots=True)
class Referral:
    """Referrals with a reason that a person has settled: how many were declined (the reason hit)."""

    code: str
    hits: Share


def mix(watched: Watched, since: int, until: int) -> Mix:
    """The outcomes of the days between."""
    rows = watched.rows(since, until)
    counts = np.bincount(watched.coded.outcome[rows], minlength=len(OUTCOMES))
    persons = int(watched.coded.by_person[watched.coded.between(since, until)].sum())
    approve, refer, decline = (int(one) for one in counts)
    return Mix(len(rows), approve, refer, decline, persons)


def reasons(watched: Watched, since: int, until: int) -> tuple[ReasonShare, ...]:
    """The reasons of the days between, the most frequent first; of so many decisions."""
    rows = watched.rows(since, until)
    codes = _codes_of(watched.coded, rows)
    counts = np.bincount(codes, minlength=1)
    words = watched.coded.vocabulary.get("reason", ())
    found = [ReasonShare(words[code], share(int(counts[code]), len(rows))) for code in np.flatnonzero(counts)]
    return tuple(sorted(found, key=lambda one: (-one.share.hits, one.code)))


def referrals(watched: Watched, since: int, until: int) -> tuple[Referral, ...]:
    """Verdicts of the days between, by the reasons of the referral that each settled."""
    coded = watched.coded
    hits: dict[int, int] = {}
    all_: dict[int, int] = {}
    between = coded.between(since, until)
    verdicts = np.flatnonzero(coded.by_person[between]) + between.start
    for verdict, referral in _settled(coded, verdicts):
        for code in _codes_of(coded, np.array([referral])).tolist():
            all_[code] = all_.get(code, 0) + 1
            hits[code] = hits.get(code, 0) + (OUTCOMES[coded.outcome[verdict]] == "decline")
    words = coded.vocabulary.get("reason", ())
    least = watched.limits.suppressed_below
    found = [Referral(words[code], share(hits[code], n)) for code, n in all_.items() if n >= least]
    return tuple(sorted(found, key=lambda one: (-one.hits.n, one.code)))


def _settled(coded: Coded, verdicts: Rows) -> list[tuple[int, int]]:
    """Each verdict with the referral before it, where there is one."""
    wanted = set(coded.key[verdicts].tolist())
    mine = np.flatnonzero(np.isin(coded.key, list(wanted)))
    last: dict[int, int] = {}
    pairs = []
    chosen = set(verdicts.tolist())
    for row in mine.tolist():
        key = int(coded.key[row])
        if coded.by_person[row]:
            if row in chosen and key in last:
                pairs.append((row, last[key]))
        elif OUTCOMES[coded.outcome[row]] == "refer":
            last[key] = row
    return pairs


def _codes_of(coded: Coded, rows: Rows) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    """The reason codes of these rows; the pairs are in the order of rows."""
    if not len(rows):
        return np.zeros(0, dtype=np.int32)
    lows = np.searchsorted(coded.reasons[:, 0], rows, "left")
    highs = np.searchsorted(coded.reasons[:, 0], rows, "right")
    places = np.concatenate([np.arange(low, high) for low, high in zip(lows, highs, strict=True)])
    codes: np.ndarray[tuple[int], np.dtype[np.int32]] = coded.reasons[places.astype(np.intp), 1]
    return codes
