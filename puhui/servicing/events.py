"""What this room tells the others, through the outbox."""

from typing import Final

REPAYMENT_ASKED: Final = "servicing.repayment_asked"
"""`{repayment_id}`: the payment rail is to be asked (`collect_repayment`)."""
REPAYMENT_POSTED: Final = "servicing.repayment_posted"
"""`{repayment_id}`."""
LOAN_SETTLED: Final = "servicing.loan_settled"
"""`{drawdown_id}`: nothing is owed any more."""
ARREARS_CHANGED: Final = "servicing.arrears_changed"
"""`{drawdown_id, bucket}`: the bucket is another one than before."""
DAY_CLOSED: Final = "servicing.day_closed"
"""`{business_date}`."""
