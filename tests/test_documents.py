"""What the documents say is true: links, commands, paths, the parts of a record, a text for every code."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from puhui.app.cli import main
from puhui.rulebook import rulebook
from tests.conftest import ROOT

DOCUMENTS = sorted(
    path
    for path in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "puhui").rglob("*.md"))
    if path.is_file()
)
RECORDS = sorted((ROOT / "docs" / "decisions").glob("0*.md"))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_relative_link_leads_to_a_file(document: Path) -> None:
    """Links and pictures; addresses on the web are not asked."""
    targets = re.findall(r"\]\(([^)#\s]+)", document.read_text(encoding="utf-8"))
    inside = [target for target in targets if "://" not in target and not target.startswith("mailto:")]
    assert [target for target in inside if not (document.parent / target).exists()] == []


@pytest.mark.parametrize("record", RECORDS, ids=lambda path: path.name[:4])
def test_a_decision_record_has_its_five_parts(record: Path) -> None:
    """Its number and title, what forces it, what we do, what follows, what else; and where the code is."""
    text = record.read_text(encoding="utf-8")
    assert text.startswith(f"# {record.name[:4]} · ")
    parts = ["What forces it", "What we do", "What follows", "What else we looked at"]
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == parts
    assert "\nCode: `" in text or "\nCode: the " in text
    assert len(text.splitlines()) <= 60


def test_the_decisions_are_numbered_without_gaps_and_listed() -> None:
    """The index links every record, under its own title."""
    assert [int(path.name[:4]) for path in RECORDS] == list(range(1, len(RECORDS) + 1))
    index = (ROOT / "docs" / "decisions" / "README.md").read_text(encoding="utf-8")
    for record in RECORDS:
        title = record.read_text(encoding="utf-8").splitlines()[0].split(" · ", 1)[1]
        assert f"| [{record.name[:4]}]({record.name}) | {title} |" in index


@pytest.mark.parametrize("record", RECORDS, ids=lambda path: path.name[:4])
def test_the_paths_that_a_decision_names_exist(record: Path) -> None:
    """Whole paths from the root of the project, as the last paragraph gives them."""
    named = re.findall(r"`((?:puhui|tests|benchmarks|docs)/[\w./-]+)`", record.read_text(encoding="utf-8"))
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_the_files_of_the_architecture_table_exist() -> None:
    """The column *look first at* points to files and folders of the room."""
    rows = re.findall(
        r"^\| \[`(\w+)`\].*\| ([^|]+) \|$",
        (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    assert rows
    for room, named in rows:
        for path in re.findall(r"`([^`]+)`", named):
            assert (ROOT / "puhui" / room / path).exists(), f"{room}: {path}"


@pytest.mark.parametrize("document", ["README.md", "README.zh-CN.md"])
def test_every_command_in_the_readme_exists_with_its_options(document: str) -> None:
    """Each `puhui …` line names a command whose help opens, and only options that the help shows."""
    text = (ROOT / document).read_text(encoding="utf-8")
    lines = re.findall(r"^\.venv/bin/puhui (.+?)(?:\s+#.*)?$", text, re.MULTILINE)
    assert lines
    for line in lines:
        words = shlex.split(line)
        words = words[2:] if words[0] == "--lang" else words
        command = [word for word in words[:2] if re.fullmatch(r"[a-z][a-z-]+", word)]
        shown = CliRunner().invoke(main, [*command, "--help"])
        assert shown.exit_code == 0, line
        assert [word for word in words if word.startswith("--") and word not in shown.output] == [], line


def test_every_reason_that_the_code_names_has_a_text() -> None:
    """A code that is written in a module stands in `rulebook/data/reasons/`, in both languages."""
    texts, missing = rulebook().reasons, []
    for module in (ROOT / "puhui").rglob("*.py"):
        source = module.read_text(encoding="utf-8")
        codes = set(re.findall(r"\.reason\(\"([a-z][\w.]+)\"\)", source))
        if module.parent.name == "matching":
            codes |= {f"matching.{code}" for code in re.findall(r"_because\(\"(\w+)\"", source)}
        missing += [f"{module.name}: {code}" for code in sorted(codes - texts.keys())]
    assert missing == []
