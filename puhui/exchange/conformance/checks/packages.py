"""Packages: only what the borrower consented to, and only to the registered host."""

from typing import Final

from puhui.exchange.canonical import canonical
from puhui.exchange.conformance.bench import Bench, accepted, must, refused
from puhui.exchange.conformance.model import Check
from puhui.exchange.package import read_package
from puhui.exchange.package.covered import beyond, fields_of
from puhui.ground import Mode
from puhui.kernel import Problem, Text


def shows_only_what_was_consented(bench: Bench) -> None:
    package = read_package(canonical(bench.application().package))
    if isinstance(package, Problem):
        must(
            False, f"读不了：{package.code} {package.where}。", f"Unreadable: {package.code} {package.where}."
        )
        return
    problem = beyond(fields_of(package), package.consent.fields)
    place = problem.where if problem else ""
    must(problem is None, f"超出授权：{place}。", f"Beyond the consent: {place}.")
    must(
        package.institution == bench.client.institution,
        "资料包不是给本机构的。",
        "The package is for another institution.",
    )


def credit_data_names_its_bureau(bench: Bench) -> None:
    credit = bench.application().package.get("credit_data")
    fields = bench.application().package.get("consent", {}).get("fields", ())
    if credit is None:
        must("features" not in fields, "授权了数据却没有给。", "Figures were consented to and not given.")
        return
    must(
        bool(credit.get("via_cra_id")) and bool(credit.get("parcel")),
        "信用信息没有经过持牌征信机构。",
        "The credit data does not come through a licensed bureau.",
    )


def taken_twice_is_taken_once(bench: Bench) -> None:
    made = bench.application()
    again = accepted(bench.take(made, made.page_host))
    must(again.get("status") == "received", "第二次领取改变了状态。", "Taking it twice changed its state.")


def foreign_host_is_refused(bench: Bench) -> None:
    made = bench.fresh_application()
    reply = bench.take(made, "phishing.example")
    must(
        not reply.is_accepted or reply.body.get("status") in {"closed", "expired"},
        "借款人会被送到未登记的主机。",
        "The borrower would be sent to a host that is not registered.",
    )


def live_and_test_are_apart(bench: Bench) -> None:
    """What lies in test mode does not exist in live mode."""
    reference = bench.application().reference
    request = bench.client.request("GET", f"/partner/v1/sandbox/applications/{reference}")
    request.headers["x-puhui-mode"] = Mode.LIVE.value
    refused(bench.client.send(request))
    package_id = str(bench.fresh_application().package_id)
    live = bench.client.request("GET", "/partner/v1/packages")
    live.headers["x-puhui-mode"] = Mode.LIVE.value
    found = accepted(bench.client.send(live)).get("packages", [])
    ids = {str(it.get("package_id")) for it in found}
    must(package_id not in ids, "测试资料出现在正式模式。", "Test data shows in live mode.")


PACKAGES: Final = (
    Check(
        "package_shows_only_consented",
        Text("资料包只含授权书写明的信息项", "A package holds only what the consent names"),
        shows_only_what_was_consented,
    ),
    Check(
        "credit_data_via_bureau",
        Text("信用信息只经持牌征信机构", "Credit data comes through a licensed bureau or not at all"),
        credit_data_names_its_bureau,
    ),
    Check(
        "package_taken_once",
        Text("重复领取无害", "Taking a package twice is harmless"),
        taken_twice_is_taken_once,
    ),
    Check(
        "foreign_host_refused",
        Text("借款人只会被送到登记的主机", "A borrower is only sent to the registered host"),
        foreign_host_is_refused,
    ),
    Check(
        "live_and_test_apart",
        Text("测试与正式互不可见", "What is test does not exist in live mode"),
        live_and_test_are_apart,
    ),
)
