"""Running the checks, one after another; one that breaks is one that is not kept, and the others go on."""

import time
from collections.abc import Callable, Iterator

import httpx

from puhui.exchange.conformance.bench import Bench
from puhui.exchange.conformance.checks import CHECKS
from puhui.exchange.conformance.model import Check, NotConforming, Report, Verdict
from puhui.kernel import Text


def run_checks(
    bench: Bench,
    checks: tuple[Check, ...] = CHECKS,
    tell: Callable[[Verdict], None] = lambda _: None,
) -> Report:
    """Make every check, in order, telling each verdict as it comes."""
    verdicts = []
    for verdict in _verdicts(bench, checks):
        tell(verdict)
        verdicts.append(verdict)
    return Report(bench.client.base_url, bench.client.institution, tuple(verdicts))


def _verdicts(bench: Bench, checks: tuple[Check, ...]) -> Iterator[Verdict]:
    for check in checks:
        started = time.monotonic()
        found = _found(bench, check)
        seconds = time.monotonic() - started
        yield Verdict(check.name, check.promise, found is None, seconds, found)


def _found(bench: Bench, check: Check) -> Text | None:
    try:
        check.run(bench)
    except NotConforming as wrong:
        return wrong.found
    except httpx.HTTPError as error:
        kind = type(error).__name__
        return Text(f"没有应答（{kind}）。", f"There was no answer ({kind}).")
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        kind = type(error).__name__
        return Text(f"答复缺少所需的内容（{kind}）。", f"The answer lacks what is needed ({kind}).")
    return None
