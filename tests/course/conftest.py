"""Lessons that tests build are no modules; nobody imports them. A busy machine is slow, not broken."""

from hypothesis import settings

collect_ignore = ["fixture_lessons"]

settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
