"""Codes that people read out or type, and tokens that only browsers hold. Of a token the store keeps a hash alone."""

from __future__ import annotations

import hashlib
import hmac
import secrets

# Without vowels no code spells a word; without 0 O 1 I L 5 S 2 Z 8 B U V nobody misreads one.
ALPHABET = "3467CDFGHJKMNPQRTWXY9"
JOIN_LENGTH, RETURN_LENGTH = 6, 10  # 86 million and 16 million million codes


def draw_code(length: int) -> str:
    """Draw a code.

    Args:
        length: how many characters.

    Returns:
        The code, in capitals.
    """
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def read_code(text: str) -> str:
    """Read a code as somebody typed it.

    Args:
        text: what was typed.

    Returns:
        The code in capitals, without spaces and hyphens.

    >>> read_code(" 3h7-kmn ")
    '3H7KMN'
    """
    return "".join(char for char in text[:40].upper() if char.isascii() and char.isalnum())


def spell_code(code: str) -> str:
    """Set a code in groups, so that it can be read out.

    Args:
        code: the code.

    Returns:
        The same with a space in the middle.

    >>> spell_code("3H7KMN"), spell_code("3H7KMNCDFG")
    ('3H7 KMN', '3H7KM NCDFG')
    """
    half = (len(code) + 1) // 2
    return f"{code[:half]} {code[half:]}"


def draw_token() -> str:
    """Draw a token for a cookie or a link.

    Returns:
        43 characters, of 256 random bits.
    """
    return secrets.token_urlsafe(32)


def hash_secret(text: str) -> str:
    """Hash a token or a return code for the store. They are random, so a plain hash can't be looked up.

    Args:
        text: the token.

    Returns:
        64 hexadecimal digits.
    """
    return hashlib.sha256(text.encode()).hexdigest()


def derive_form_token(visit: str) -> str:
    """Make the token that each form carries, from the cookie that other sites can neither read nor send.

    Args:
        visit: the visit's cookie.

    Returns:
        The token.
    """
    return hmac.new(visit.encode(), b"form", hashlib.sha256).hexdigest()[:32]


def is_same(one: str, other: str) -> bool:
    """Compare secrets in a time that tells nothing of them.

    Args:
        one: a secret.
        other: another.

    Returns:
        Whether they are the same.
    """
    return hmac.compare_digest(one.encode(), other.encode())
