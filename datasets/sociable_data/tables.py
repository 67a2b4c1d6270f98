"""Tables as pandas frames: dtypes from the description, provenance in `.attrs`. pandas is imported late."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from sociable_data.descriptor import FOLDER, find_table

if TYPE_CHECKING:
    import pandas as pd

PROVENANCE = {
    "name": "name",
    "title": "title",
    "description": "description",
    "measured": "measured",
    "base": "base",
    "wording": "wording",
    "howRead": "how_read",
    "confidence": "confidence",
    "weaknesses": "weaknesses",
    "notFor": "not_for",
    "compareWithin": "compare_within",
    "rights": "licence",
    "sources": "sources",
}
DTYPES = {"integer": "Int64", "number": "float64", "string": "string", "yearmonth": "datetime64[ns]"}


def load(name: str) -> pd.DataFrame:
    """Load a table.

    Args:
        name: one of `list_tables()`.

    Returns:
        The table. Columns with a fixed list of values are categories, whole numbers `Int64`, other numbers `float64`,
        months their first day, and everything else text. `.attrs` tells where the figures come from and what they
        must not be used for: `title`, `base`, `weaknesses`, `not_for`, `licence`, `sources` and more.

    Raises:
        UnknownNameError: there is no such table; the message suggests the nearest.

    >>> table = load("participation")
    >>> table.loc[table["tier"] == "lurkers", "value"].item()
    90.0
    >>> table.attrs["sources"][0]["publisher"]
    'Nielsen Norman Group'
    >>> load("participations")
    Traceback (most recent call last):
        ...
    sociable_data.errors.UnknownNameError: there is no table 'participations'; did you mean 'participation'?
    """
    import pandas as pd

    resource = find_table(name)
    with FOLDER.joinpath(resource["path"]).open("rb") as file:
        texts = pd.read_csv(file, encoding="utf-8", dtype="string", keep_default_na=False, na_values=[""])
    frame = texts.astype({field["name"]: _dtype(field) for field in resource["schema"]["fields"]})
    frame.attrs = {key: deepcopy(resource[word]) for word, key in PROVENANCE.items()}
    return frame


def _dtype(field: dict[str, Any]) -> Any:
    import pandas as pd

    allowed = field.get("constraints", {}).get("enum")
    if allowed and field["type"] == "string":
        return pd.CategoricalDtype(allowed, ordered=field.get("ordered", False))
    return DTYPES[field["type"]]


def split_by_confidence(table: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Part the rows that may be plotted as they are from those that must be marked.

    Args:
        table: a table from `load`, or rows of it.

    Returns:
        The rows of high and medium confidence, and the rows of low confidence: draw these hollow, and say why.

    >>> firm, weak = split_by_confidence(load("participation"))
    >>> len(firm), len(weak)
    (9, 0)
    """
    low = table["confidence"] == "low"
    return table[~low], table[low]
