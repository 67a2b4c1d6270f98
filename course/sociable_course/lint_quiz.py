"""Rules for how a lesson's checks are worded: the words must not give the right option away."""

from __future__ import annotations

from collections.abc import Iterator

from sociable_course.quiz import Quiz
from sociable_course.quiz_parts import Check

FEWEST_CHECKS = 3  # two checks alike may be chance
LARGEST_SHARE = 0.5  # of the checks, in which the right option may be the longest


def lint_quiz(quiz: Quiz) -> Iterator[str]:
    """Find a quiz whose right options can be told by their length.

    Writers qualify what is true and leave what is false bare, so the right option grows. Learners see that soon.
    Only checks that have a key count, and a tie for the longest counts too.

    Args:
        quiz: the quiz, with its keys.

    Yields:
        One sentence a fault.
    """
    keyed = [check for check in quiz.checks if any(option.right for option in check.options)]
    long = [check.id for check in keyed if _is_right_longest(check)]
    if len(keyed) >= FEWEST_CHECKS and len(long) > LARGEST_SHARE * len(keyed):
        names = ", ".join(f"'{name}'" for name in long)
        yield (
            f"quiz.toml: the right option is the longest in {len(long)} of {len(keyed)} checks ({names}); "
            "in at most half: shorten it, or say more in a wrong one"
        )


def _is_right_longest(check: Check) -> bool:
    longest = max(len(option.text) for option in check.options)
    return any(option.right and len(option.text) == longest for option in check.options)
