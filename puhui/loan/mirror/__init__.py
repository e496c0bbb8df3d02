"""mirror: the platform's copy of what institutions have told; it reconciles and is never the books."""

from puhui.loan.mirror.adding_up import MirroredMoney, mirrored_money
from puhui.loan.mirror.looking import mirror_breaks, mirror_rows, mirrored
from puhui.loan.mirror.mirroring import mirror
from puhui.loan.mirror.model import (
    Disagreement,
    MirrorBreak,
    MirroredContract,
    MirroredDrawdown,
    MirroredLoan,
    MirroredRepayment,
)
from puhui.loan.mirror.performing import mirrored_performances

__all__ = [
    "Disagreement",
    "MirrorBreak",
    "MirroredContract",
    "MirroredDrawdown",
    "MirroredLoan",
    "MirroredMoney",
    "MirroredRepayment",
    "mirror",
    "mirror_breaks",
    "mirror_rows",
    "mirrored",
    "mirrored_money",
    "mirrored_performances",
]
