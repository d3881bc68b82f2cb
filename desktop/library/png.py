"""Whether bytes are a small, plain picture in PNG (ISO/IEC 15948), told without unpacking anything.

A picture of a few bytes may say that it is a billion pixels wide, or carry compressed texts and colour tables
that grow a thousandfold when somebody looks at them. So only these are let through: a picture of at most
`MOST_PIXELS` to a side, eight bits to a colour, made of the parts that we write ourselves, each whole.
"""

from __future__ import annotations

import struct
import zlib

MOST_PIXELS = 1024
MOST_BYTES = 1024 * 1024
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PLAIN_COLOURS = (2, 6)  # red, green and blue; the same with transparency
_HARMLESS = frozenset({b"IHDR", b"IDAT", b"IEND", b"pHYs", b"sRGB", b"gAMA", b"cHRM", b"sBIT"})
_HEADER_BYTES = 13


def is_small_png(data: bytes) -> bool:
    """Whether a picture may be shown.

    Args:
        data: The whole file.
    """
    if len(data) > MOST_BYTES or not data.startswith(_SIGNATURE):
        return False
    at = len(_SIGNATURE)
    parts: list[bytes] = []
    while at < len(data):
        if len(data) - at < 12:
            return False
        (length,) = struct.unpack_from(">I", data, at)
        kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        if kind not in _HARMLESS or len(data) - at - 12 < length:
            return False
        (checksum,) = struct.unpack_from(">I", data, at + 8 + length)
        if zlib.crc32(body, zlib.crc32(kind)) != checksum:
            return False
        if not parts and not (kind == b"IHDR" and _is_small_header(body)):
            return False
        parts.append(kind)
        at += 12 + length
    once = parts.count(b"IHDR") == parts.count(b"IEND") == 1
    return once and b"IDAT" in parts and parts[-1] == b"IEND"


def _is_small_header(body: bytes) -> bool:
    if len(body) != _HEADER_BYTES:
        return False
    width, height, depth, colours, packing, filtering, interlaced = struct.unpack(">IIBBBBB", body)
    return (
        0 < width <= MOST_PIXELS
        and 0 < height <= MOST_PIXELS
        and depth == 8
        and colours in _PLAIN_COLOURS
        and (packing, filtering, interlaced) == (0, 0, 0)
    )
