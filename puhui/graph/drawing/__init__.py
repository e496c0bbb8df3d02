"""The neighbourhood as dots and lines, for people who look."""

from puhui.graph.drawing.drawing import Dot, Drawing, Line, drawing

__all__ = ["Dot", "Drawing", "Line", "drawing"]
