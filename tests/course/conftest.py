"""Lessons that tests build are no modules; nobody imports them."""

collect_ignore = ["fixture_lessons"]
