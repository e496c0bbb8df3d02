"""What the largest groups are, told without a name: agents' addresses, namesakes, chains."""

from collections.abc import Iterator

import polars as pl

from puhui.evidence.resolution.linking.resolving import Resolved
from puhui.kernel import Text


def explained(resolved: Resolved, at_most: int = 10) -> list[Text]:
    """A line each for the largest clusters, enterprises, addresses and representatives."""
    records = resolved.records
    return [
        _summary(records),
        *_clusters(records, at_most),
        *_enterprises(records, at_most),
        *_addresses(records, at_most),
        *_representatives(records, at_most),
    ]


def _summary(records: pl.DataFrame) -> Text:
    clusters, firms = records["cluster"].n_unique(), records["enterprise"].n_unique()
    return Text(
        f"{records.height:,} 条记录 → {clusters:,} 个登记主体 → {firms:,} 家企业（分支归其总部）。",
        f"{records.height:,} records → {clusters:,} registered bodies → {firms:,} firms, branches included.",
    )


def _clusters(records: pl.DataFrame, at_most: int) -> Iterator[Text]:
    for size, inside in _largest(records, "cluster", at_most):
        texts, addresses = (
            inside["text"].n_unique(),
            inside.filter(pl.col("address") != "")["address"].n_unique(),
        )
        yield Text(
            f"同一主体 {size} 条记录：{texts} 种写法，{addresses} 个地址。",
            f"One registered body in {size} records: {texts} spellings, {addresses} addresses.",
        )


def _enterprises(records: pl.DataFrame, at_most: int) -> Iterator[Text]:
    for size, inside in _largest(records, "enterprise", at_most):
        branches = inside.filter(pl.col("branch") != "").height
        cities = inside["place"].str.slice(0, 4).n_unique()
        trade = inside["trade"].mode().sort()[0]
        yield Text(
            f"一家企业 {size} 条记录：{branches} 条是分支机构，{cities} 个地方，行业词“{trade}”；不合并。",
            f"One firm in {size} records: {branches} branches, {cities} places, trade “{trade}”; not merged.",
        )


def _addresses(records: pl.DataFrame, at_most: int) -> Iterator[Text]:
    for size, inside in _largest(records.filter(pl.col("address") != ""), "address", at_most):
        firms, people = inside["enterprise"].n_unique(), inside["person"].drop_nulls().n_unique()
        if inside["agent"].any():
            kind = Text(
                "代办注册或集中登记的地址，不作为同一人的依据",
                "an agent's or shared address, no sign of one person",
            )
        else:
            kind = Text("普通地址", "an ordinary address")
        yield Text(
            f"同一地址 {size} 条记录：{firms} 家企业，{people} 位负责人；{kind.zh}。",
            f"One address in {size} records: {firms} firms, {people} representatives; {kind.en}.",
        )


def _representatives(records: pl.DataFrame, at_most: int) -> Iterator[Text]:
    known = records.filter(pl.col("representative") != "")
    for size, inside in _largest(known, "representative", at_most):
        people, firms = inside["person"].n_unique(), inside["enterprise"].n_unique()
        largest = inside.group_by("enterprise").len()["len"].max()
        chain = isinstance(largest, int) and 2 * largest > size
        kind = (
            Text("多数属于同一企业的分支机构", "mostly branches of one firm")
            if chain
            else Text("多为同名的人", "mostly namesakes")
        )
        yield Text(
            f"同一姓名的负责人 {size} 条记录：{firms} 家企业，按地址、电话、企业分成 {people} 人；{kind.zh}。",  # noqa: E501
            f"One representative's name in {size} records: {firms} firms, by address, phone and firm "
            f"{people} people; {kind.en}.",
        )


def _largest(records: pl.DataFrame, by: str, at_most: int) -> Iterator[tuple[int, pl.DataFrame]]:
    counted = records.group_by(by).len().filter(pl.col("len") > 1).sort(["len", by], descending=[True, False])
    for value, size in counted.head(at_most).iter_rows():
        yield size, records.filter(pl.col(by) == value)
