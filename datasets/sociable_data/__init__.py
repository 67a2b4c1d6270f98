"""The data room: tables about people, organisations and social media, each with a datasheet, and their loader.

It owns the data and its description. It knows nothing of the course, the assessment or grading.

>>> from sociable_data import load
>>> ladder = load("technographics")
>>> ladder.attrs["title"]
"What people do online: Forrester's ladder"
"""

from sociable_data.datasheets import write_datasheet
from sociable_data.descriptor import list_tables
from sociable_data.errors import DataError, UnknownNameError
from sociable_data.networks import list_networks, load_network
from sociable_data.tables import load, split_by_confidence

__all__ = [
    "DataError",
    "UnknownNameError",
    "list_networks",
    "list_tables",
    "load",
    "load_network",
    "split_by_confidence",
    "write_datasheet",
]
