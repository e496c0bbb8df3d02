"""The whole graph at once, on one machine: components, cores, propagation, layers of holding, betweenness.

Each takes blocks: edges in any order (`EdgeBlock`), or the neighbours of a run of nodes (`NodeBlock`). A
step reads one block and the state of the round before, and writes only what its block owns; so a distributed
engine can hand the same blocks to the same steps. Only numbers of nodes come in, never names.
"""

from puhui.graph.whole.between import betweenness
from puhui.graph.whole.blocks import EdgeBlock, NodeBlock, edge_blocks, node_blocks
from puhui.graph.whole.components import components, merged, sizes
from puhui.graph.whole.core import core_numbers
from puhui.graph.whole.layers import layers
from puhui.graph.whole.propagation import communities, propagate

__all__ = [
    "EdgeBlock",
    "NodeBlock",
    "betweenness",
    "communities",
    "components",
    "core_numbers",
    "edge_blocks",
    "layers",
    "merged",
    "node_blocks",
    "propagate",
    "sizes",
]
