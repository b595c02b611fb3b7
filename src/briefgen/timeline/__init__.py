"""Geometry of the chart: marks in, placed strokes out. Pure."""
