"""What docs/conformance.md, docs/reconciliation.md and docs/faults.md say is what the program does."""

import re
import subprocess
from pathlib import Path

import pytest

from puhui.exchange.conformance import CHECKS, Report
from puhui.exchange.faults import FaultKind, FaultPlan, Where, read_plan
from puhui.exchange.reconciliation import File, read_file, write_file
from tests.conftest import ROOT


def _document(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def test_every_check_is_in_the_document_with_its_promise() -> None:
    """Name by name, both languages, in the order in which they are made."""
    rows = re.findall(r"^\| `(\w+)` \| (.+?) \| (.+?) \|$", _document("conformance.md"), re.MULTILINE)
    assert rows == [(check.name, check.promise.en, check.promise.zh) for check in CHECKS]


def test_the_example_file_reads_and_is_written_the_same() -> None:
    """The CSV in the document is a whole file, checksum and all."""
    found = re.search(r"```csv\n(.+?)```", _document("reconciliation.md"), re.DOTALL)
    assert found
    content = found[1].encode()
    file = read_file(content)
    assert isinstance(file, File) and len(file.rows) == 2
    assert write_file(file.header, file.rows) == content


def test_the_plans_in_the_document_read_and_every_kind_is_told() -> None:
    """What can be copied from the page is understood."""
    document = _document("faults.md")
    plans = [*re.findall(r"PUHUI_FAULTS=(\S+)", document), *re.findall(r'"plan": "([^"]+)"', document)]
    assert len(plans) == 2 and all(isinstance(read_plan(plan), FaultPlan) for plan in plans)
    assert all(f"`{word}`" in document for word in (*FaultKind, *Where))


def test_the_program_in_the_document_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the key file made as the page says; nobody is there, so every check says that."""
    monkeypatch.chdir(tmp_path)
    document = _document("conformance.md")
    program = re.search(r"```python\n(.+?)```", document, re.DOTALL)
    making = re.search(r"^ +(printf .+partner\.json)$", document, re.MULTILINE)
    assert program and making
    subprocess.run(["sh", "-c", making[1]], check=True, cwd=tmp_path)
    told: dict[str, Report] = {}
    exec(program[1].replace("https://platform.example", "http://127.0.0.1:1"), told)
    assert not told["report"].is_conforming
    assert all("no answer" in (it.found.en if it.found else "") for it in told["report"].verdicts)
