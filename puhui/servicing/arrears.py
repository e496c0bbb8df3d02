"""How late a loan is (domain 8): days past due of the oldest unpaid instalment, and its bucket. Pure."""

from collections.abc import Iterable, Sequence
from datetime import date

from puhui.servicing.model import Bucket, Instalment


def oldest_unpaid_due(instalments: Iterable[Instalment], on: date) -> date | None:
    """The due date of the oldest instalment that is late; a penalty alone makes nobody late."""
    return min((it.due for it in instalments if it.due < on and it.is_open), default=None)


def days_past_due(instalments: Iterable[Instalment], on: date) -> int:
    """Days since the oldest unpaid instalment was due; who pays on the due date is 0 days late."""
    oldest = oldest_unpaid_due(instalments, on)
    return 0 if oldest is None else (on - oldest).days


def bucket_of(days: int, buckets: Sequence[Bucket]) -> Bucket:
    """The bucket a number of days falls into."""
    return next(bucket for bucket in buckets if bucket.to_days is None or days <= bucket.to_days)
