"""The course room: opening the kit in JupyterLab, and what lessons are made of.

It may import the assessment and the data, never grading.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sociable_course.lesson import open_lesson

__all__ = ["open_lesson"]


def __getattr__(name: str) -> Any:
    """Import what notebooks use when they use it: the commands start without widgets."""
    if name != "open_lesson":
        msg = f"module '{__name__}' has no attribute '{name}'"
        raise AttributeError(msg)
    from sociable_course.lesson import open_lesson

    return open_lesson
