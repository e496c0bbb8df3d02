"""The console's files: what is sent, what may be kept, and what is said where nothing was built."""

from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from puhui.app.console import mount_console
from puhui.app.openapi_document import united_document


@pytest.fixture
def build(tmp_path: Path) -> Path:
    """A small build: a first page and one file that carries its hash."""
    folder = tmp_path / "dist"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("<!doctype html><title>工作台</title>", "utf-8")
    (folder / "assets" / "index-abc.js").write_text("console.log('普惠');" * 50, "utf-8")
    (tmp_path / "secret.txt").write_text("not yours")
    return folder


@pytest.fixture
def client(build: Path) -> TestClient:
    """An application that serves this build."""
    app = FastAPI()
    mount_console(app)
    app.state.console = build
    return TestClient(app)


def test_an_address_without_a_file_is_the_first_page(client: TestClient) -> None:
    """`/console/work/…` is found by the page itself; it is asked for anew each time."""
    for path in ("/console/", "/console/work/019a0000", "/console/nowhere"):
        answer = client.get(path)
        assert answer.status_code == 200 and "工作台" in answer.text
        assert answer.headers["cache-control"] == "no-cache"


def test_the_address_people_type_leads_in(client: TestClient) -> None:
    """`/console` without the slash is sent on."""
    assert client.get("/console", follow_redirects=False).headers["location"] == "/console/"


def test_a_file_with_a_hash_in_its_name_may_be_kept_and_is_packed(client: TestClient) -> None:
    """An asset never changes under its name; packed for those who can unpack, plain for others."""
    packed = client.get("/console/assets/index-abc.js", headers={"Accept-Encoding": "gzip"})
    plain = client.get("/console/assets/index-abc.js", headers={"Accept-Encoding": "identity"})
    assert "immutable" in packed.headers["cache-control"]
    assert packed.headers["content-encoding"] == "gzip" and "content-encoding" not in plain.headers
    assert packed.text == plain.text
    assert plain.headers["content-type"].startswith("text/javascript")


def test_an_asset_of_an_older_build_is_not_the_first_page(client: TestClient) -> None:
    """A script that is gone is 404, or the browser would run a page as a script."""
    assert client.get("/console/assets/index-old.js").status_code == 404


def test_nothing_may_be_loaded_from_elsewhere(client: TestClient) -> None:
    """The content policy names this site and nothing else, and no page may frame it."""
    policy = client.get("/console/").headers["content-security-policy"]
    assert "default-src 'self'" in policy and "frame-ancestors 'none'" in policy and "http" not in policy


@pytest.mark.parametrize("path", ["../secret.txt", "assets/../../secret.txt", "%2e%2e/secret.txt"])
def test_no_path_leads_out_of_the_build(client: TestClient, path: str) -> None:
    """Whatever is written into the address, only files of the build are sent."""
    assert "not yours" not in client.get(f"/console/{path}").text


def test_where_nothing_was_built_the_page_says_how(client: TestClient) -> None:
    """In the reader's language, with the command."""
    client.app.state.console = None  # type: ignore[attr-defined]
    chinese = client.get("/console/work", headers={"Accept-Language": "zh-CN"})
    english = client.get("/console/work", headers={"Accept-Language": "en"})
    assert chinese.status_code == english.status_code == 503
    assert "make console" in chinese.text and "还没有构建" in chinese.text
    assert "has not been built" in english.text


def test_the_client_is_generated_from_the_routes_of_both_parties() -> None:
    """One console serves platform and institution, so its document has what either serves."""
    paths = united_document()["paths"]
    assert {"/api/v1/me", "/api/v1/audit", "/api/v1/loans"} <= set(paths)
