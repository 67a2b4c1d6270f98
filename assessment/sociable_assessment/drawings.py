"""All drawings of results: each takes the model and entries of result files, and gives a picture with its text twin."""

from __future__ import annotations

from sociable_assessment.department_picture import draw_departments
from sociable_assessment.item_picture import draw_items
from sociable_assessment.map_picture import draw_map
from sociable_assessment.profile_picture import draw_gap, draw_profile
from sociable_assessment.spread_picture import draw_spread

__all__ = ["draw_departments", "draw_gap", "draw_items", "draw_map", "draw_profile", "draw_spread"]
