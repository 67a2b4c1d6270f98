"""Values that may cross from a learner's process to a test's: plain data, written as JSON, by an allow-list.

No pickle: nothing that arrives can run. What is packed comes from an untrusted process; `unpack` takes the kinds
below in exactly their form, and raises for everything else. numpy and pandas are only touched where they are used.
"""

from __future__ import annotations

import math
import re
import sys
from collections.abc import Callable, Mapping
from typing import Any

MOST_ITEMS = 200_000
MOST_DEPTH = 20
MOST_BITS = 4096
_DTYPE = re.compile(r"(?:[<>|=]?(?:b1|[iuf][1248]|c8|c16|U\d{1,6})|bool|u?int\d{1,2}|float\d{2}|object|str)")
_CONTAINERS: Mapping[str, Callable[[list[Any]], Any]] = {
    "list": list,
    "tuple": tuple,
    "set": set,
    "frozenset": frozenset,
}


class NotPlainError(Exception):
    """A value of a kind that doesn't cross."""


class _Count:
    """Counts items down to nothing."""

    def __init__(self) -> None:
        self.left = MOST_ITEMS

    def take(self, items: int, depth: int) -> None:
        self.left -= items
        if self.left < 0 or depth > MOST_DEPTH:
            msg = "too much of it, or nested too deeply"
            raise NotPlainError(msg)


def pack(value: Any) -> Any:
    """Write a value as JSON can hold it.

    Args:
        value: of any kind; exactly of the kind, no subclass.

    Returns:
        What `unpack` reads.

    Raises:
        NotPlainError: this kind doesn't cross; its name is given.

    >>> pack([1, (2.5, "a")])
    {'list': [1, {'tuple': [2.5, 'a']}]}
    """
    return _pack(value, 0, _Count())


def _pack(value: Any, depth: int, count: _Count) -> Any:
    count.take(1, depth)
    kind = type(value)
    if value is None or kind in (bool, str):
        return value
    if kind is int and value.bit_length() <= MOST_BITS:
        return value
    if kind is float:
        return value if math.isfinite(value) else {"float": repr(value)}
    if kind is complex:
        return {"complex": [repr(value.real), repr(value.imag)]}
    return _pack_many(value, kind, depth, count)


def _pack_many(value: Any, kind: type, depth: int, count: _Count) -> Any:
    if kind in _CONTAINERS.values():
        return {kind.__name__: [_pack(each, depth + 1, count) for each in value]}
    if kind is dict:
        return {"dict": [[_pack(part, depth + 1, count) for part in pair] for pair in value.items()]}
    return _pack_table(value, kind, depth, count)


def _pack_table(value: Any, kind: type, depth: int, count: _Count) -> Any:
    numpy, pandas = sys.modules.get("numpy"), sys.modules.get("pandas")
    if numpy is not None and (kind is numpy.ndarray or kind in numpy.sctypeDict.values()):
        count.take(value.size, depth)
        values = _pack(value.ravel().tolist() if kind is numpy.ndarray else [value.item()], depth + 1, count)
        shape = list(value.shape) if kind is numpy.ndarray else None
        return {"numpy": [_check_dtype(value.dtype.str), shape, values]}
    if pandas is not None and kind in (pandas.Series, pandas.DataFrame, pandas.Index, pandas.RangeIndex):
        return _pack_pandas(value, kind, pandas, depth, count)
    msg = f"a {kind.__name__[:80]}"
    raise NotPlainError(msg)


def _pack_pandas(value: Any, kind: type, pandas: Any, depth: int, count: _Count) -> Any:
    if kind is pandas.DataFrame:
        columns = [_pack(value.iloc[:, place], depth + 1, count) for place in range(value.shape[1])]
        names = _pack(list(value.columns), depth + 1, count)
        return {"frame": [names, columns, _pack(value.index, depth + 1, count)]}
    count.take(len(value), depth)
    values, name = _pack(value.tolist(), depth + 1, count), _pack(value.name, depth + 1, count)
    dtype = _check_dtype(str(value.dtype))
    if kind is pandas.Series:
        return {"series": [dtype, values, name, _pack(value.index, depth + 1, count)]}
    return {"index": [dtype, values, name]}


def _check_dtype(name: str) -> str:
    if not _DTYPE.fullmatch(name):
        msg = f"an array of {name[:80]}"
        raise NotPlainError(msg)
    return name


def unpack(packed: Any) -> Any:
    """Make a value of what `pack` wrote, or of what claims to be that.

    Args:
        packed: from JSON.

    Returns:
        The value, of an allowed kind.

    Raises:
        NotPlainError: it is no packed value.

    >>> unpack(pack({"a": (1, None)}))
    {'a': (1, None)}
    >>> unpack({"__reduce__": ["os.system"]})
    Traceback (most recent call last):
    sociable_grading.run.values.NotPlainError: no packed value
    """
    try:
        return _unpack(packed, 0, _Count())
    except (TypeError, ValueError, KeyError, AttributeError, OverflowError, RecursionError):
        msg = "no packed value"
        raise NotPlainError(msg) from None


def _unpack(packed: Any, depth: int, count: _Count) -> Any:
    count.take(1, depth)
    if packed is None or isinstance(packed, bool | str | int | float):
        return packed
    [(kind, body)] = packed.items()
    if kind == "float":
        return float(body)
    if kind == "complex":
        return complex(float(body[0]), float(body[1]))
    if kind in _CONTAINERS:
        return _CONTAINERS[kind]([_unpack(each, depth + 1, count) for each in body])
    if kind == "dict":
        return {_unpack(key, depth + 1, count): _unpack(each, depth + 1, count) for key, each in body}
    return _TABLES[kind](body, depth + 1, count)


def _numpy(body: list[Any], depth: int, count: _Count) -> Any:
    import numpy as np

    dtype, shape, packed = body
    values = np.array(_unpack(packed, depth, count), dtype=_check_dtype(dtype))
    return values[0] if shape is None else values.reshape(shape)


def _series(body: list[Any], depth: int, count: _Count) -> Any:
    import pandas as pd

    dtype, *parts = body
    values, name, index = (_unpack(each, depth, count) for each in parts)
    return pd.Series(values, index=index, name=name, dtype=_check_dtype(dtype))


def _index(body: list[Any], depth: int, count: _Count) -> Any:
    import pandas as pd

    dtype, values, name = body
    return pd.Index(_unpack(values, depth, count), name=_unpack(name, depth, count), dtype=_check_dtype(dtype))


def _frame(body: list[Any], depth: int, count: _Count) -> Any:
    import pandas as pd

    names, columns, index = body
    found = [_unpack(each, depth, count) for each in columns]
    frame = pd.DataFrame(dict(enumerate(found)), index=_unpack(index, depth, count))
    frame.columns = _unpack(names, depth, count)
    return frame


_TABLES: Mapping[str, Callable[..., Any]] = {
    "numpy": _numpy,
    "series": _series,
    "index": _index,
    "frame": _frame,
}
