"""All drawings of results: each takes the model and entries of result files, and gives a picture with its text twin."""

from __future__ import annotations

from sociable_assessment.map_picture import draw_map

__all__ = ["draw_map"]
