"""A look at what a learner has written for code that reaches into the interpreter: an alarm, no proof either way.

It only counts where a test had to run beside the learner's code.
"""

from __future__ import annotations

import re

_WORDS = (
    *("ctypes", "_getframe", "settrace", "setprofile", "f_back", "f_globals", "f_locals", "tb_frame", "gi_frame"),
    *("get_objects", "get_referrers", "__builtins__", "builtins", "__globals__", "__closure__", "__code__"),
    *("__defaults__", "__subclasses__", "__reduce__", "ast_transformers", "input_transformers", "run_cell"),
    *("set_custom_exc", "showtraceback", "displayhook", "execute_request", "ipykernel", "sociable_grading", "setattr"),
    *("addaudithook", "atexit", "register_magic", "events.register", "__class__", "__eq__", "__array_ufunc__"),
)
_FIND = re.compile(r"(?<![\w])(?:" + "|".join(map(re.escape, _WORDS)) + r")(?![\w])")


def find_suspicious(text: str) -> list[str]:
    """Find words that code under test seldom needs.

    Args:
        text: the learner's code.

    Returns:
        Them, in order, each once.

    >>> find_suspicious("import gc; gc.get_objects(); get_ipython().ast_transformers")
    ['ast_transformers', 'get_objects']
    """
    return sorted(set(_FIND.findall(text)))
