"""PostgreSQL → snapshot → overlay → answers, under consent.

Takes the tables and a data folder. Gives snapshots (`make_snapshot`), and everybody around two centres as of
now out of memory. Promises: what is committed is seen at the next look; a consent is asked for at each
answer; a new snapshot is shown without anybody waiting. Does not know who may ask (`http`).
"""

from puhui.graph.serving.around import Around
from puhui.graph.serving.keeping import keep_snapshot
from puhui.graph.serving.serving import Serving
from puhui.graph.serving.warming import warm
from puhui.graph.serving.writing import Made, make_snapshot

__all__ = ["Around", "Made", "Serving", "keep_snapshot", "make_snapshot", "warm"]
