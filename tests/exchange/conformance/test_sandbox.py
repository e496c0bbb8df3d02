"""The sandbox makes whole applications out of nothing, in test mode, for one partner at a time."""

from dataclasses import replace

from puhui.exchange import check_package, read_package
from puhui.exchange.canonical import canonical
from puhui.exchange.conformance.sandbox import open_sandbox
from puhui.ground import SYSTEM, Ground, Mode
from puhui.intake.texts import consent_texts
from puhui.kernel import Problem
from puhui.matching import shipped_catalogue
from tests.exchange.partner_platform import BANK, partner_client, platform


def test_its_package_is_one_that_an_institution_would_accept(ground: Ground) -> None:
    """Consent, product and amounts are true: the receiver's own check has nothing to say."""
    client = partner_client(platform(ground))
    client.send(client.request("POST", "/partner/v1/sandbox/applications", canonical({})))
    package = read_package(canonical(client.packages().body["packages"][0]))
    assert not isinstance(package, Problem)
    catalogue, now = shipped_catalogue(), ground.clock.now()
    wrong = check_package(package, catalogue, consent_texts(), now, recipient=BANK, cra_ids=())
    assert wrong is None
    assert package.credit_data is None and package.test


def test_it_is_for_test_mode_only(ground: Ground) -> None:
    """In live mode there is no sandbox, neither to open nor to look at."""
    client = replace(partner_client(platform(ground)), mode=Mode.LIVE)
    opened = client.send(client.request("POST", "/partner/v1/sandbox/applications", canonical({})))
    looked = client.send(client.request("GET", "/partner/v1/sandbox/applications/any"))
    assert (opened.code, looked.code) == ("sandbox.forbidden", "sandbox.forbidden")


def test_an_institution_without_a_product_has_no_sandbox(ground: Ground) -> None:
    """A made-up application needs something to be asked for."""
    with ground.work(replace(SYSTEM, mode=Mode.TEST, institution="test_unknown_bank")) as work:
        opened = open_sandbox(work, work, shipped_catalogue())
    assert isinstance(opened, Problem) and opened.code == "sandbox.unavailable"
