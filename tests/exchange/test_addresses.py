"""A borrower is sent to the registered host and nowhere else."""

import pytest

from puhui.exchange.package.address import entry_problem

HOST = "apply.brook.example"


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://apply.brook.example/enter/t-1", HOST),
        ("http://127.0.0.1:8101/enter/t-1", "127.0.0.1:8101"),
        ("http://localhost:8101/enter/t-1", "localhost:8101"),
    ],
)
def test_the_registered_host_is_accepted(address: str, host: str) -> None:
    """Over https, or on this machine."""
    assert entry_problem(address, host) is None


@pytest.mark.parametrize(
    "address",
    [
        "https://other.example/enter/t-1",
        "https://apply.brook.example.other.example/enter/t-1",
        "https://other.example/enter/apply.brook.example",
        "https://apply.brook.example@other.example/enter/t-1",
        "https://other.example\\@apply.brook.example/enter/t-1",
        "https://apply.brook.example\\.other.example/enter/t-1",
        "https://apply.brook.example:8443/enter/t-1",
        "https://user@apply.brook.example/enter/t-1",
        "http://apply.brook.example/enter/t-1",
        "javascript://apply.brook.example/enter/%0aalert(1)",
        "//apply.brook.example/enter/t-1",
        "https://apply.brook.example/redirect?to=https://other.example",
        "https://apply.brook.example/enter/ t-1",
        "https://apply.brook.example/enter/t-1\n",
        "https://[::1/enter/t-1",
        "",
    ],
)
def test_everything_else_is_refused(address: str) -> None:
    """Another host, another port, another scheme, a trick that a browser reads differently."""
    problem = entry_problem(address, HOST)
    assert problem is not None
    assert problem.code == "entry.host.forbidden"
