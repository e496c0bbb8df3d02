"""What people answered, as labelled rows that `puhui identify train` takes."""

import csv
import io
from typing import Final

from puhui.ground import Work
from puhui.identify.service.unsure import asked_in
from puhui.identify.store import questions

_MOST: Final = 50_000
COLUMNS: Final = ("name", "business_scope", "division", "code", "answered_on")


def labelled_rows(work: Work) -> str:
    """Standing answers as CSV, without what was taken back or forgotten. Audited with their number."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(COLUMNS)
    told = 0
    for row in questions.answered(work.connection, work.actor.mode, _MOST):
        asked = asked_in(work, row)
        if asked is not None and (asked.name or asked.business_scope):
            day = row.settled_at.date().isoformat()
            rows.writerow([asked.name, asked.business_scope, row.code[:2], row.code, day])
            told += 1
    work.audit("identify.labels_exported", "labels:industry", rows=told)
    return out.getvalue()
