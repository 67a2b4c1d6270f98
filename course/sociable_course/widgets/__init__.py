"""The widgets of the lessons: thin views that collect answers; what they are worth is found out in `marking`."""

ERRORS: list[Exception] = []
"""Each unexpected error of a callback, in order. It is shown on the page too; tests fail on it."""

CLASSES = ("sociable", "sociable-app", "sociable-lesson")
"""The CSS classes of all that a lesson asks."""
