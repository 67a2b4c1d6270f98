"""The fields of a form that somebody sent: short, of one kind, and without what no keyboard types."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from sociable_assessment.errors import quote
from sociable_assessment.response_check import date_fault

_INVISIBLE = {"Cc", "Cs", "Co", "Cn"}  # control characters, halves of characters, and codes that are no character
_TURNING = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")  # turn the text around that stands after them


class Fields:
    r"""What was sent, and every fault found while reading it.

    Args:
        sent: by the field's name; the last value counts.

    >>> fields = Fields({"name": "  Ann\u202e  Lee ", "group": "many"})
    >>> fields.text("name", 20), fields.number("group", "The group", 2, 20), fields.faults
    ('Ann Lee', 2, ["The group: 'many' is not a whole number from 2 to 20"])
    """

    def __init__(self, sent: Mapping[str, str]) -> None:
        self.sent = dict(sent)
        self.faults: list[str] = []

    def text(self, name: str, most: int, label: str = "") -> str:
        """Read a text on one line.

        Args:
            name: the field.
            most: how many characters it may have.
            label: what the field is called in a fault; it is required then.

        Returns:
            The text; "" when nothing was sent.
        """
        found = " ".join(clean_text(self.sent.get(name, "")).split())
        if label and not found:
            self.faults.append(f"{label}: this is empty")
        if len(found) > most:
            self.faults.append(f"{label or name.capitalize()}: at most {most} characters, not {len(found)}")
        return found[:most]

    def number(self, name: str, label: str, least: int, most: int) -> int:
        """Read a whole number.

        Args:
            name: the field.
            label: what it is called in a fault.
            least: the smallest allowed.
            most: the largest.

        Returns:
            The number; the smallest when it is a fault.
        """
        text = self.sent.get(name, "").strip()
        if text.isascii() and text.isdecimal() and len(text) <= len(str(most)) and least <= int(text) <= most:
            return int(text)
        self.faults.append(f"{label}: {quote(text)} is not a whole number from {least} to {most}")
        return least

    def choice(self, name: str, label: str, allowed: Mapping[str, str]) -> str:
        """Read one of several values.

        Args:
            name: the field.
            label: what it is called in a fault.
            allowed: titles by value.

        Returns:
            The value; "" when it is a fault.
        """
        value = self.sent.get(name, "")
        if value in allowed:
            return value
        self.faults.append(f"{label}: choose one of {', '.join(allowed.values())}")
        return ""

    def day(self, name: str, label: str) -> str:
        """Read a date, or nothing.

        Args:
            name: the field.
            label: what it is called in a fault.

        Returns:
            The date as 2026-09-14, or "".
        """
        text = self.text(name, 10)
        if fault := date_fault(text):
            self.faults.append(f"{label}: {fault}")
        return text


def clean_text(text: str) -> str:
    """Take out what nobody types and nobody sees.

    Args:
        text: what was sent.

    Returns:
        The text, its lines kept.
    """
    kept = (char for char in text if char in "\n\t" or not _is_hidden(char))
    return "".join(kept).strip()


def _is_hidden(char: str) -> bool:
    return char in _TURNING or unicodedata.category(char) in _INVISIBLE
