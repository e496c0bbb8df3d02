"""`puhui evidence licence`: what stands on photographed licences, for a person to compare."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from puhui.app.cli.evidence.licence_files import OUT_IS_CSV, crops_into, photos_in, write_rows
from puhui.app.cli.voice import NOT_WHOLE, UNAVAILABLE, language, print_json, say, stderr, stop, tell_problems
from puhui.evidence.licence import FIELD_NAMES, Checked, Field, LicenceRead, as_json, is_unsure, read_licence
from puhui.kernel import Problem, SystemClock, Text, business_date

_PATH = click.Path(path_type=Path)


@click.command()
@click.argument("photos", nargs=-1, required=True, type=_PATH)
@click.option("--json", "as_one_json", is_flag=True, help="以 JSON 写到标准输出 As JSON, one entry a photo.")
@click.option("--out", type=_PATH, help="结果表，一张照片一行 A table, one row a photo: .csv")
@click.option("--crops", type=_PATH, help="把每一栏截图存到这个文件夹 A folder for a picture of each field.")
def licence(photos: tuple[Path, ...], as_one_json: bool, out: Path | None, crops: Path | None) -> None:
    """营业执照照片 → 十一栏，每栏有把握程度和核对结果。Eleven fields, each with its sureness and check.

    读出来的只帮助填表，不用于决定。What is read helps to fill in a form; no decision rests on it.

    \b
    例 Examples:
      puhui evidence licence photo.jpg
      puhui evidence licence *.jpg --out licences.csv --crops crops/
      puhui evidence licence photo.jpg --json

    \b
    退出码 Exit: 0 全部读出 all read · 2 一张也没读出 none read · 3 没有安装 photo not installed
                 4 有的没读出 some not read
    """
    if out is not None and out.suffix.lower() != ".csv":
        stop(OUT_IS_CSV.at(out.name))
    today = business_date(SystemClock())
    read: list[tuple[Path, LicenceRead | Problem]] = []
    files = list(photos_in(photos))
    with Progress(console=stderr, transient=True, disable=not stderr.is_terminal) as progress:
        bar = progress.add_task(Text("读照片", "Reading photos").in_(language()), total=len(files))
        for path, content in files:
            found = content if isinstance(content, Problem) else read_licence(content(), today)
            if isinstance(found, Problem) and found.code.endswith(".unavailable"):
                stop(found, UNAVAILABLE)
            if isinstance(found, LicenceRead) and crops is not None and not isinstance(content, Problem):
                crops_into(crops, path, content(), found)
            read.append((path, found))
            progress.advance(bar)
    _tell(read, as_one_json, out)


def _tell(read: list[tuple[Path, LicenceRead | Problem]], as_one_json: bool, out: Path | None) -> None:
    if out is not None:
        trouble = write_rows(out, read, language())
        if trouble is not None:
            stop(trouble)
        say(Text(f"{len(read)} 张照片写入 {out}。", f"{len(read)} photos into {out}."))
    if as_one_json:
        print_json([_json(path, found) for path, found in read])
    elif out is None:
        for path, found in read:
            _show(path, found)
    problems = [found.at(str(path)) for path, found in read if isinstance(found, Problem)]
    if problems and len(problems) == len(read):
        tell_problems(problems[:-1])
        stop(problems[-1])
    if problems:
        tell_problems(problems)
        raise SystemExit(NOT_WHOLE)


def _json(path: Path, found: LicenceRead | Problem) -> dict[str, Any]:
    if isinstance(found, LicenceRead):
        return {"file": str(path), **as_json(found)}
    fix = found.fix and {"zh": found.fix.zh, "en": found.fix.en}
    return {
        "file": str(path),
        "problem": found.code,
        "what": {"zh": found.what.zh, "en": found.what.en},
        "fix": fix,
    }


def _show(path: Path, found: LicenceRead | Problem) -> None:
    if isinstance(found, Problem):
        return
    table = Table(title=path.name, show_header=False, box=None, padding=(0, 2, 0, 0), title_justify="left")
    for name, field in found.fields.items():
        table.add_row(FIELD_NAMES[name].in_(language()), field.text or "–", *_marks(field))
    Console(soft_wrap=False).print(table)
    for text in (*found.remarks, *filter(None, [found.advice])):
        say(text)


def _marks(field: Field) -> Iterator[str]:
    if not field.found:
        yield from ("", "")
        return
    mark = {Checked.OK: "✓", Checked.WRONG: "✗", Checked.UNCHECKED: ""}[field.checked]
    unsure = Text("请核对", "compare").in_(language()) if is_unsure(field) else ""
    said = field.why.in_(language()) if field.why else unsure
    maybe = f" → {' / '.join(field.suggestions)}?" if field.suggestions else ""
    yield f"{field.confidence:.0%} {mark}"
    yield f"{said}{maybe}"
