"""Which edges may be walked, in SQL, the same for every look at the tables.

An edge may be walked when it was known and true at `as_of` **and** it is public or its consent stands *now*:
what is taken back stops being processed at once, whatever day is asked about.
"""

import re
from datetime import datetime
from typing import Any, Final

from puhui.ground import Mode
from puhui.kernel import BEIJING

USABLE: Final = """
    r.mode = :mode AND r.recorded_at <= :as_of
    AND r.valid_from <= :day AND (r.valid_to IS NULL OR r.valid_to > :day)
    AND (r.consent_id IS NULL OR EXISTS (
        SELECT 1 FROM intake.consent c
        LEFT JOIN intake.consent_withdrawal w ON w.consent_id = c.id
        WHERE c.id = r.consent_id AND c.signed_at <= :now AND :now < c.until
          AND (w.at IS NULL OR :now < w.at)))
"""


def looked_at(mode: Mode, as_of: datetime, now: datetime) -> dict[str, Any]:
    """What `USABLE` asks for: the day is the one in Beijing."""
    return {"mode": mode.value, "as_of": as_of, "day": as_of.astimezone(BEIJING).date(), "now": now}


def written_out(statement: str) -> str:
    """Values as the driver itself binds them."""
    return re.sub(r"(?<!:):(\w+)", r"%(\1)s", statement)
