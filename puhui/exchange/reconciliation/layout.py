"""How a reconciliation file looks, so that writer and reader cannot disagree.

Plain CSV in ASCII, one `\\n` after each line, no quoting and no blanks:

    puhui-reconciliation,1,test_brook_bank,from_institution,2026-11-23,live
    drawdown_ref,contract_ref,state,lent_fen,…,days_past_due
    DR-0001,CT-0001,current,5000000,4600000,400000,31250,0,0,0
    total,1,5000000,4600000,400000,31250,0,0
    sha256,9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08

`total` gives the number of rows and the sum of each amount; the last line the SHA-256 of every byte before
it. Whole numbers are written without sign and leading zeros: each file can be written in one way only.
"""

import re
from typing import Final

from puhui.exchange.reconciliation.model import AMOUNTS, COLUMNS

TOTAL: Final = "total"
CHECKSUM: Final = "sha256"

REFERENCE: Final = r"[A-Za-z0-9][A-Za-z0-9._:-]{0,63}"
STATE: Final = r"[a-z][a-z_]{0,31}"
AMOUNT: Final = r"(?:0|[1-9][0-9]{0,17})"
DAYS: Final = r"(?:0|[1-9][0-9]{0,4})"

PATTERNS: Final = {
    name: DAYS if name == "days_past_due" else AMOUNT if name in AMOUNTS else REFERENCE for name in COLUMNS
} | {"state": STATE}
"""How each column is written."""
LINE: Final = re.compile(",".join(f"({PATTERNS[name]})" for name in COLUMNS))
CHECKSUM_LINE: Final = re.compile(rf"{CHECKSUM},([0-9a-f]{{64}})\n")
