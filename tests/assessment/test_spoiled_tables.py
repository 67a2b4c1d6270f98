"""A sound table spoiled at random, byte by byte: both roads take it alike or refuse it in the same words."""

import csv
import io

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from sociable_assessment.errors import InputError
from sociable_assessment.model_file import read_model
from sociable_assessment.table_rows import is_rectangular
from tests.assessment.models import examples
from tests.assessment.planting import HEADER, TABLE
from tests.assessment.roads import bare, by_column, by_rater

MODEL = read_model()
GOOD = TABLE.encode()
START = len(HEADER)
PIECES = [
    b'"',
    b'""',
    b",",
    b",,",
    b"\n",
    b"\r",
    b"\r\n",
    b"\n\n",
    b";",
    b" ",
    b"\0",
    b"\xe9",
    b"\xef\xbb\xbf",
    b"x",
    b"?",
]
PIECES += [b"n/a", b"n/a: x", b"ann", b"goal-led", b"2026", b",,,,,,,,,,,\n", b'"\n"', b'","', "’".encode()]

spoils = st.lists(
    st.tuples(st.integers(START, len(GOOD)), st.sampled_from([0, 0, 0, 1, 2, 30]), st.sampled_from(PIECES)), max_size=4
)


def _spoil(spoils):
    """Put pieces into the table, each in the place of so many bytes."""
    data = GOOD
    for place, width, piece in spoils:
        data = data[:place] + piece + data[place + width :]
    return data


def _outcome(road, path):
    try:
        return [bare(entry) for entry in road(path, MODEL)]
    except InputError as error:
        return str(error)


@examples(250)
@given(spoils)
def test_both_roads_take_or_refuse_alike(tmp_path_factory, spoils):
    path = tmp_path_factory.mktemp("spoiled") / "answers.csv"
    path.write_bytes(_spoil(spoils))
    assert _outcome(by_rater, path) == _outcome(by_column, path)


SOUND = ["a,b\n", "a,b\r\n", '"a",b\n', 'a,"b\n"\n', '"a""","b,"\n', ",\n", '"","\r"\n', "\ufeffa,b\n"]
ODD = [
    'a"b,c\n',
    "a\rb,c\n",
    ' "a",b\n',
    '"a"x,b\n',
    "a,b\r",
    "\n",
    " \n",
    "a",
    '"',
    "a,b",
    "\0,b\n",
    'a"b,"c"d,e\n',
    '"a" "b",c\n',
]
texts = st.lists(st.sampled_from([*SOUND, *SOUND, *ODD]), min_size=1, max_size=6).map("".join)


@examples(250)
@given(texts, st.sampled_from([2, 2, 2, 3]))
def test_what_counts_as_rectangular_reads_the_same_to_csv_and_to_pandas(tmp_path_factory, text, width):
    path = tmp_path_factory.mktemp("shapes") / "table.csv"
    path.write_text(text, "utf-8", newline="")
    if is_rectangular(path, ",", width):
        rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))
        how = {"names": range(width), "dtype": str, "na_filter": False, "index_col": False}
        read = pd.read_csv(path, header=None, encoding="utf-8-sig", **how)
        assert {len(row) for row in rows} == {width}
        assert rows == read.to_numpy().tolist()


@examples(80)
@given(st.lists(st.lists(st.text(st.sampled_from('ab,"\n é'), max_size=5), min_size=2, max_size=2), min_size=1))
def test_what_csv_writes_counts_as_rectangular(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("shapes") / "table.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    assert is_rectangular(path, ",", 2)
