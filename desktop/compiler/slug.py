"""A name as it can stand in an address."""

from __future__ import annotations

import re
import unicodedata


def slug(name: str, otherwise: str) -> str:
    """Return a name fit for an address: lower case, letters and digits of any script, dashes."""
    plain = unicodedata.normalize("NFKC", name).lower()
    words = re.findall(r"[^\W_]+", plain)
    return "-".join(words)[:60].strip("-") or otherwise
