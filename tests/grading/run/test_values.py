"""Values cross by an allow-list: plain data as it was, anything else not at all."""

import datetime as dt
import json
import math

import numpy as np
import pandas as pd
import pytest

from sociable_grading.run.values import MOST_ITEMS, NotPlainError, pack, unpack


def cross(value):
    """Send a value over, as JSON."""
    return unpack(json.loads(json.dumps(pack(value))))


PLAIN = [
    *(None, True, 0, -(10**30), 48.7, math.inf, 2 + 3j, "zoë\n", "", [], (), [1, (2, [3.5])], {"a": 1, 2: (None,)}),
    *({1, 2}, frozenset({"x"}), [[["deep"]]]),
]


@pytest.mark.parametrize("value", PLAIN, ids=repr)
def test_plain_values_cross_as_they_are(value):
    crossed = cross(value)
    assert crossed == value
    assert type(crossed) is type(value)


@pytest.mark.parametrize("value", [np.float64(48.7), np.int64(3), np.bool_(1), np.str_("x")], ids=repr)
def test_numpy_scalars_keep_their_kind(value):
    crossed = cross(value)
    assert (type(crossed), crossed) == (type(value), value)


def test_not_a_number_crosses():
    assert math.isnan(cross(math.nan))


@pytest.mark.parametrize("value", [np.arange(6).reshape(2, 3), np.array([[True]]), np.array([], dtype="float32")])
def test_arrays_cross(value):
    np.testing.assert_array_equal(cross(value), value)
    assert cross(value).dtype == value.dtype


def test_tables_cross():
    frame = pd.DataFrame({"who": ["a", "b"], "ties": [1, 2], "share": [0.5, None]}, index=[3, 4])
    pd.testing.assert_frame_equal(cross(frame), frame)
    pd.testing.assert_series_equal(cross(frame["ties"]), frame["ties"])
    pd.testing.assert_index_equal(cross(frame.columns), frame.columns)


class Sneaky(float):
    """Equal to everything."""

    def __eq__(self, _):
        return True

    __hash__ = None


SNEAKY_KIND = type("list", (list,), {})
FOREIGN = [Sneaky(), object(), len, print, pytest, dt.date(2026, 1, 1), [Sneaky()], {"a": {1: object()}}]


@pytest.mark.parametrize(
    "value", [*FOREIGN, SNEAKY_KIND(), np.array([object()]), pd.Timestamp(0)], ids=lambda value: type(value).__name__
)
def test_no_other_kind_crosses(value):
    with pytest.raises(NotPlainError):
        pack(value)


def test_neither_too_much_nor_too_deep():
    deep = []
    for _ in range(40):
        deep = [deep]
    for value in (list(range(MOST_ITEMS + 1)), deep, np.zeros(MOST_ITEMS + 1), 1 << 5000):
        with pytest.raises(NotPlainError):
            pack(value)


FORGED = [
    *({}, [], {"list": 5}, {"list": [1], "tuple": [2]}, {"__reduce__": ["os.system", "true"]}, {"float": "x"}),
    *(
        {"numpy": ["O", None, {"list": [1]}]},
        {"numpy": ["f8", [10**9], {"list": [1.0]}]},
        {"dict": [[{"list": []}, 1]]},
    ),
    *(
        {"series": ["category", 1, 2, 3]},
        {"frame": []},
        {"numpy": ["<f8", [1], {"numpy": []}]},
        {"complex": ["a", "b"]},
    ),
    *({"index": ["object", {"dict": []}]}, {"set": [{"list": []}]}, {"numpy": ["V8", None, {"list": [0]}]}),
]


@pytest.mark.parametrize("packed", FORGED, ids=repr)
def test_what_only_claims_to_be_packed_is_refused(packed):
    with pytest.raises(NotPlainError):
        unpack(packed)
