"""conformance: the promises of a platform to its partners, as checks that a partner's team runs itself.

    report = run_checks(Bench(PartnerClient(url, code, keys, httpx.Client(), SystemClock(), Mode.TEST)))

`CHECKS` are made in test mode against the platform's sandbox (`conformance/http.py`); no borrower is touched.
"""

from puhui.exchange.conformance.bench import Bench
from puhui.exchange.conformance.checks import CHECKS
from puhui.exchange.conformance.model import Check, NotConforming, Report, Verdict
from puhui.exchange.conformance.running import run_checks

__all__ = ["CHECKS", "Bench", "Check", "NotConforming", "Report", "Verdict", "run_checks"]
