"""The disk image for macOS, of the .app that `build_spec.spec` makes. By Apple's documents, not yet run.

    python run.py ship bundle                                  on a Mac: also dist/Homespun.app
    HOMESPUN_SIGN_AS="Developer ID Application: …" python run.py ship installer
    xcrun notarytool submit dist/homespun-0.9.0-macos-arm64.dmg --keychain-profile homespun --wait
    xcrun stapler staple dist/homespun-0.9.0-macos-arm64.dmg

Without a name to sign as, the signature is one of nobody in particular: it runs on the Mac that made it, and
elsewhere after the person has allowed it.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Any

import run
from desktop.updates.update_file import this_platform
from desktop.version import PROGRAM_VERSION

APP = "Homespun.app"
IDENTIFIER = "org.homespun.Homespun"
ENTITLEMENTS = Path(__file__).with_name("entitlements.plist")
SIGN_AS = "HOMESPUN_SIGN_AS"
_NOBODY = "-"
_KIND = "org.homespun.app"


def info_plist() -> dict[str, Any]:
    """What macOS is told of the program: its version, and that it opens `.homespun` files."""
    return {
        "CFBundleDisplayName": "Homespun",
        "CFBundleShortVersionString": PROGRAM_VERSION,
        "CFBundleVersion": PROGRAM_VERSION,
        "LSMinimumSystemVersion": "13.0",  # what Qt 6.12 asks for
        "LSApplicationCategoryType": "public.app-category.education",
        "NSHighResolutionCapable": True,
        "UTExportedTypeDeclarations": [
            {
                "UTTypeIdentifier": _KIND,
                "UTTypeDescription": "Homespun app",
                "UTTypeConformsTo": ["public.zip-archive"],
                "UTTypeTagSpecification": {"public.filename-extension": ["homespun"]},
            }
        ],
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": "Homespun app",
                "CFBundleTypeRole": "Editor",
                "LSHandlerRank": "Owner",
                "LSItemContentTypes": [_KIND],
            }
        ],
    }


def made_image(out: Path) -> Path:
    """Sign the .app and put it into a disk image.

    Args:
        out: Where the .app lies, and where the image goes.

    Returns:
        The image, `out/homespun-VERSION-PLATFORM.dmg`.

    Raises:
        run.SetupError: There is no .app, or one of Apple's tools failed.
    """
    app = out / APP
    if not (app / "Contents" / "Info.plist").is_file():
        raise run.SetupError(f"There is no {app}. It is made on a Mac: python run.py ship bundle")
    image = out / f"homespun-{PROGRAM_VERSION}-{this_platform()}.dmg"
    for command in (*signing(app, os.environ.get(SIGN_AS, _NOBODY)), imaging(app, image)):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise run.SetupError(f"{command[0]} failed:\n{done.stdout}{done.stderr}")
    return image


def signing(app: Path, name: str) -> tuple[list[str], ...]:
    """Return the commands that sign an .app, from the inside out, as Apple asks.

    Args:
        app: The .app.
        name: Whose certificate; `-` for nobody's.
    """
    inner = sorted(
        (path for ending in ("*.dylib", "*.so", "*.framework", "*.app") for path in app.rglob(ending)),
        key=lambda path: (-len(path.parts), path),
    )
    command = ["codesign", "--force", "--options", "runtime", "--sign", name]
    command += ["--timestamp"] if name != _NOBODY else []
    allowed = ["--entitlements", str(ENTITLEMENTS)]
    # Only programs are allowed something; a library has what its program has.
    return (
        *([*command, *(allowed if path.suffix == ".app" else []), str(path)] for path in inner),
        [*command, *allowed, str(app)],
        ["codesign", "--verify", "--deep", "--strict", str(app)],
    )


def imaging(app: Path, image: Path) -> list[str]:
    """Return the command that puts an .app into a disk image."""
    return [
        "hdiutil",
        "create",
        "-volname",
        "Homespun",
        "-srcfolder",
        str(app),
        "-ov",
        "-format",
        "UDZO",
        str(image),
    ]
