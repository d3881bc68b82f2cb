"""What Windows shows of the programs in their properties: maker, name and version.

In the words in which PyInstaller takes it.
"""

from __future__ import annotations

from pathlib import Path

from desktop.version import PROGRAM_VERSION

_WORDS = """VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, OS=0x40004, fileType=0x1),
  kids=[
    StringFileInfo([StringTable("040904B0", [
      StringStruct("CompanyName", "The Homespun authors"),
      StringStruct("FileDescription", "Homespun"),
      StringStruct("FileVersion", "{version}"),
      StringStruct("ProductName", "Homespun"),
      StringStruct("ProductVersion", "{version}"),
    ])]),
    VarFileInfo([VarStruct("Translation", [0x0409, 0x04B0])]),
  ],
)
"""
_PLACES = 4
"""Windows compares four numbers."""


def made_version_info(file: Path, version: str = PROGRAM_VERSION) -> Path:
    """Write it.

    Args:
        file: Where it goes.
        version: Of the program.

    Returns:
        The file.
    """
    numbers = tuple(map(int, version.split(".")))
    whole = numbers + (0,) * (_PLACES - len(numbers))
    file.write_text(_WORDS.format(numbers=whole, version=version), encoding="utf-8")
    return file
