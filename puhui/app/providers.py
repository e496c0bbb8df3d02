"""Which outside services this process asks, by its settings; what is not configured is not there.

A fault plan, where there is one, lies between us and all of them.
"""

from contextlib import ExitStack

import httpx

from puhui.app.outside import Outside
from puhui.app.party import Party
from puhui.evidence import HttpClient, HttpProvider
from puhui.exchange import PLATFORM, Courier, own_keys, sign
from puhui.exchange.bureau import HttpBureau
from puhui.exchange.bureau.problems import NO_ANSWER
from puhui.exchange.faults import FaultSwitch, FaultySender, Where, announce, faulty, read_plan
from puhui.ground import Ground, Settings, Unavailable
from puhui.kernel import Clock, Problem
from puhui.loan import HttpRail, Unclear


def outside_of(ground: Ground, party: Party, closing: ExitStack, *, is_demo: bool = False) -> Outside:
    """Everything that is configured; connections are closed with `closing`. Raises `Unavailable`."""
    settings = ground.settings
    faults = _faults(ground, is_demo=is_demo)
    provider = provider_of(settings, ground.clock)
    if provider is not None:
        closing.callback(provider.client.close)
    bureau = _asked_at(settings.bureau_url, closing)
    rail = _asked_at(settings.payments_url, closing)
    member = party.code or PLATFORM
    return Outside(
        provider=provider,
        bureau=None if bureau is None else _bureau(HttpBureau(bureau, member), faults),
        rail=None if rail is None else _rail(HttpRail(rail), faults),
        courier=_courier(ground, faults, closing),
        faults=faults,
    )


def provider_of(settings: Settings, clock: Clock) -> HttpProvider | None:
    """Who verifies, or nobody."""
    if settings.provider_url is None:
        return None
    client = HttpClient(settings.provider_url, api_key=settings.provider_key)
    return HttpProvider(client, clock, name="configured")


def _bureau(bureau: HttpBureau, faults: FaultSwitch) -> HttpBureau:
    return faulty(bureau, faults, Where.BUREAU, lambda _: NO_ANSWER)


def _rail(rail: HttpRail, faults: FaultSwitch) -> HttpRail:
    return faulty(rail, faults, Where.PAYMENTS, lambda _: Unclear("timeout"))


def _courier(ground: Ground, faults: FaultSwitch, closing: ExitStack) -> Courier:
    keys = own_keys(ground.settings)
    client = closing.enter_context(httpx.Client(trust_env=False))
    sender = FaultySender(client, faults, lambda request: sign(request, keys, ground.clock))
    return Courier(sender, keys)


def _faults(ground: Ground, *, is_demo: bool) -> FaultSwitch:
    plan = read_plan(ground.settings.faults)
    if isinstance(plan, Problem):
        raise Unavailable(plan)
    switch = FaultSwitch(plan, can_change=is_demo)
    announce(ground, switch)
    return switch


def _asked_at(url: str | None, closing: ExitStack) -> HttpClient | None:
    if url is None:
        return None
    client = HttpClient(url)
    closing.callback(client.close)
    return client
