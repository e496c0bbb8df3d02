"""Lists of any making are read, and what is unsound is told and left out."""

import gzip
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from puhui.graph.edges import ALWAYS, STILL
from puhui.graph.edges.reading import Asked, GraphRead, Unlisted, read_graph
from puhui.kernel import Problem

NODES = "node,type\nA,firm\nB,firm\nC,person\n"


def _read(home: Path, edges: str, nodes: str = NODES, asked: Asked | None = None) -> GraphRead | Problem:
    (home / "n.csv").write_text(nodes)
    (home / "e.csv").write_text(edges)
    return read_graph(home / "n.csv", home / "e.csv", None, asked)


def _graph(home: Path, edges: str, nodes: str = NODES, asked: Asked | None = None) -> GraphRead:
    read = _read(home, edges, nodes, asked)
    assert isinstance(read, GraphRead), read
    return read


def _told(read: GraphRead) -> dict[str, int]:
    return {it.code: it.count for it in read.remarks}


@pytest.mark.parametrize(
    "header",
    [
        "from,to,kind,since,until,weight",
        "source,target,type,valid_from,valid_to,amount",
        "src,dst,relation,start_date,end_date,value",
        "start,end,rel,time,until,count",
        ":START_ID,:END_ID,:TYPE,from_date,to_date,w",
        "payer,payee,edge_type,date,expires_on,sum",
        "Source ID,Target ID,Relation Type,Begin Date,End Time,Volume",
    ],
)
def test_columns_are_found_by_the_names_they_go_by(tmp_path: Path, header: str) -> None:
    """Ends, kind, dates and weight under seven namings give the same edges."""
    read = _graph(tmp_path, f"{header}\nA,B,trade,2020-01-01,2021-01-01,7\nC,A,owns,2020-02-01,,1\n")
    edges = read.edges
    assert edges.kinds == ("owns", "trade")
    assert (edges.origin.tolist(), edges.target.tolist()) == ([0, 2], [1, 0])
    assert edges.since.tolist() == [18262, 18293]
    assert edges.until.tolist() == [18628, STILL]
    assert edges.weight.tolist() == [7, 1]


def test_columns_without_telling_names_are_those_that_hold_nodes(tmp_path: Path) -> None:
    """Two columns of listed nodes are the ends, whatever they are called."""
    read = _graph(tmp_path, "firm_x,firm_y,note\nA,B,hello\nB,C,there\n")
    assert read.edges.origin.tolist() == [0, 1]
    assert read.columns["edges"] == {"from": "firm_x", "to": "firm_y"}


def test_an_edge_list_without_a_header_keeps_its_first_edge(tmp_path: Path) -> None:
    """Numbers in the first line are an edge, not names of columns."""
    read = _graph(tmp_path, "1\t2\n2\t3\n", "id\n1\n2\n3\n")
    assert read.edges.origin.tolist() == [0, 1]


def test_where_the_ends_cannot_be_told_somebody_is_asked(tmp_path: Path) -> None:
    """Guessing among three columns would be a wrong answer."""
    read = _read(tmp_path, "x,y,z\nA,B,C\n")
    assert isinstance(read, Problem)
    assert "--from" in read.sentence()


def test_nodes_are_named_by_the_column_that_edges_know(tmp_path: Path) -> None:
    """An `id` that no edge uses gives way to the names that edges use."""
    read = _graph(tmp_path, "from,to\nA,B\n", "id,name\n17,A\n18,B\n")
    assert read.node_column == "name"
    assert read.edges.origin.tolist() == [0]


def test_several_files_are_a_kind_each(tmp_path: Path) -> None:
    """One file a kind, each with its own names of columns; the kind is the file's name."""
    (tmp_path / "n.csv").write_text(NODES)
    (tmp_path / "edges_invest.csv").write_text("src,dst\nA,B\n")
    (tmp_path / "supply.csv").write_text("from,to,since\nB,C,2020-01-01\n")
    read = read_graph(tmp_path / "n.csv", [tmp_path / "edges_invest.csv", tmp_path / "supply.csv"])
    assert isinstance(read, GraphRead)
    assert read.edges.kinds == ("invest", "supply")
    assert read.edges.since.tolist() == [ALWAYS, 18262]


def test_an_as_of_day_without_dates_is_warned_about(tmp_path: Path) -> None:
    """Whoever asks about the past must know that these edges cannot tell it."""
    read = _graph(tmp_path, "from,to\nA,B\n", "node,as_of\nA,2020-01-01\nB,2020-01-01\n")
    assert _told(read)["undated"] == 1


def test_two_files_of_different_things_are_refused(tmp_path: Path) -> None:
    """Zeros for everybody would look like an answer."""
    read = _read(tmp_path, "from,to\n901,902\n903,904\n")
    assert isinstance(read, Problem)
    assert read.code == "graph.edges.invalid"


def test_what_is_unsound_is_left_out_once_and_told_with_its_line(tmp_path: Path) -> None:
    """Self-loop, dangling end, a date that is none, dates reversed, uneven line, missing end."""
    read = _graph(
        tmp_path,
        "from,to,kind,since,until\n"
        "A,B,trade,2020-01-01,\n"
        "A,A,trade,2020-01-01,\n"
        "A,Z,trade,2020-01-01,\n"
        "A,B,trade,2020-02-30,\n"
        "A,B,trade,2021-01-01,2020-01-01\n"
        "A,B\n"
        "A,,trade,2020-01-01,\n"
        "B,C,trade,,\n",
    )
    assert len(read.edges) == 2
    told = _told(read)
    expected = (
        "self_loop",
        "unlisted_out",
        "wrong_date",
        "reversed_dates",
        "broken_lines",
        "no_end",
        "no_date",
    )
    assert all(told[code] == 1 for code in expected)
    lines = {it.code: it.said.en for it in read.remarks}
    assert lines["self_loop"].endswith("line 3.")
    assert lines["broken_lines"].endswith("line 7.")
    assert read.edges.since.tolist() == [18262, ALWAYS]


def test_a_list_of_those_asked_about_keeps_edges_to_all_others(tmp_path: Path) -> None:
    """Where most edges end outside the nodes file, it does not list everybody."""
    edges = "from,to\nA,x1\nA,x2\nB,x2\nC,A\n"
    assert len(_graph(tmp_path, edges).edges) == 4
    assert len(_graph(tmp_path, edges, asked=Asked(unlisted=Unlisted.DROP)).edges) == 1


@pytest.mark.parametrize(
    ("written", "shares"),
    [
        (["0.6", "0.7", "1.3"], [0.6, 0.7, np.nan]),
        (["60", "40", "130"], [0.6, 0.4, np.nan]),
        (["60%", "0.4", "-0.1"], [0.6, 0.4, np.nan]),
        (["1.3"], [np.nan]),
        (["abc", "inf", "0.5"], [np.nan, np.nan, 0.5]),
    ],
)
def test_a_share_is_between_nothing_and_everything_or_not_known(
    tmp_path: Path, written: list[str], shares: list[float]
) -> None:
    """130 % is told and unknown; percent and fractions are told apart by all of a kind together."""
    rows = "".join(f"{'ABC'[i]},{'BCA'[i]},ownership,{it}\n" for i, it in enumerate(written))
    read = _graph(tmp_path, f"from,to,kind,share\n{rows}")
    np.testing.assert_allclose(read.edges.weight, shares)


def test_owners_with_more_than_the_whole_are_told(tmp_path: Path) -> None:
    """70 % and 60 % of one firm: counted as written, and said."""
    read = _graph(tmp_path, "from,to,kind,share\nA,B,ownership,0.7\nC,B,ownership,0.6\n")
    assert _told(read)["shares_over_whole"] == 1


def test_amounts_of_trade_are_no_shares(tmp_path: Path) -> None:
    """Fen beside shares in one column stay fen."""
    read = _graph(tmp_path, "from,to,kind,weight\nA,B,trade,50000\nC,B,ownership,0.6\n")
    assert sorted(read.edges.weight.tolist()) == [0.6, 50000]


def test_keys_stay_the_text_they_were(tmp_path: Path) -> None:
    """007 and 7 are two nodes."""
    read = _graph(tmp_path, "from,to\n007,7\n", "id\n007\n7\n")
    assert (read.edges.origin.tolist(), read.edges.target.tolist()) == ([0], [1])


def test_parquet_packed_csv_and_gb18030_read_alike(tmp_path: Path) -> None:
    """The same graph in four dresses."""
    frame = pl.DataFrame({"起点": ["甲店", "乙店"], "终点": ["乙店", "丙店"], "关系": ["担保", "担保"]})
    nodes = pl.DataFrame({"节点": ["甲店", "乙店", "丙店"]})
    nodes.write_csv(tmp_path / "n.csv")
    frame.write_parquet(tmp_path / "e.parquet")
    frame.write_ndjson(tmp_path / "e.jsonl")
    (tmp_path / "e.csv.gz").write_bytes(gzip.compress(frame.write_csv().encode()))
    (tmp_path / "e.csv").write_bytes(frame.write_csv().encode("gb18030"))
    for name in ("e.parquet", "e.jsonl", "e.csv.gz", "e.csv"):
        read = read_graph(tmp_path / "n.csv", tmp_path / name)
        assert isinstance(read, GraphRead), name
        assert (read.edges.origin.tolist(), read.edges.kinds) == ([0, 1], ("担保",))


def test_an_edge_is_known_from_when_it_was_recorded(tmp_path: Path) -> None:
    """It began in 2019 and was published in 2021: nobody knew in 2020."""
    read = _graph(tmp_path, "from,to,since,recorded_on\nA,B,2019-01-01,2021-01-01\n")
    assert read.known.tolist() == [18628]
    assert read.edges.since.tolist() == [17897]


def test_those_who_share_something_point_to_it(tmp_path: Path) -> None:
    """A groups file becomes edges to a node for each thing shared."""
    (tmp_path / "n.csv").write_text(NODES)
    (tmp_path / "e.csv").write_text("from,to\nA,B\n")
    (tmp_path / "g.csv").write_text("kind,key,node\narea,温州市,A\narea,温州市,B\narea,,C\n")
    read = read_graph(tmp_path / "n.csv", tmp_path / "e.csv", tmp_path / "g.csv")
    assert isinstance(read, GraphRead)
    shared = read.edges.of("same_area")
    assert shared.target.tolist() == [3, 3]
    assert "group" in read.edges.type_names


def test_more_kinds_than_are_told_apart_are_counted_together(tmp_path: Path) -> None:
    """Seventy kinds: sixty have numbers of their own, the rest are `other`, and it is said."""
    rows = "".join(f"A,B,k{i % 70}\n" for i in range(140))
    read = _graph(tmp_path, f"from,to,kind\n{rows}")
    assert len(read.edges.kinds) == 61
    assert len(read.edges) == 140
    assert _told(read)["many_kinds"] == 10
