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
import shutil
import subprocess
from pathlib import Path
from typing import Any

import run
from desktop.updates.update_file import this_platform
from desktop.version import PROGRAM_VERSION
from shipping.update_file import KEYS

APP = "Homespun.app"
OLDEST_SYSTEM = "14.4"
"""What the browser engine of Qt 6.12 asks for; Qt itself is content with 14.0."""
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
        "LSMinimumSystemVersion": OLDEST_SYSTEM,
        # PyInstaller takes what has a console for a program without a window, which would then never come to
        # the front. Its console is needed: commands are typed at it.
        "LSBackgroundOnly": False,
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


def made_image(bundle: Path, out: Path) -> Path:
    """Sign the .app and put it into a disk image.

    Args:
        bundle: The bundle's folder; the .app lies beside it.
        out: Where the image goes.

    Returns:
        The image, `out/homespun-VERSION-PLATFORM.dmg`.

    Raises:
        run.SetupError: There is no .app, or one of Apple's tools failed.
    """
    app = bundle.with_name(APP)
    if not (app / "Contents" / "Info.plist").is_file():
        raise run.SetupError(f"There is no {app}. It is made on a Mac: python run.py ship bundle")
    _let_trust(app, bundle)
    image = out / f"homespun-{PROGRAM_VERSION}-{this_platform()}.dmg"
    for command in (*signing(app, os.environ.get(SIGN_AS, _NOBODY)), imaging(app, image)):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise run.SetupError(f"{command[0]} failed:\n{done.stdout}{done.stderr}")
    return image


def _let_trust(app: Path, bundle: Path) -> None:
    """The keys that the bundle was told to trust since the .app was made of it."""
    if (bundle / KEYS).is_dir():
        inside = app / "Contents" / "Resources" / KEYS.relative_to("_internal")
        shutil.copytree(bundle / KEYS, inside, dirs_exist_ok=True)


def signing(app: Path, name: str) -> tuple[list[str], ...]:
    """Return the commands that sign an .app, from the inside out, as Apple asks.

    Args:
        app: The .app.
        name: Whose certificate; `-` for nobody's.
    """
    code = (path for ending in ("*.dylib", "*.so", "*.framework", "*.app") for path in app.rglob(ending))
    # PyInstaller lets links lead from where code belongs to where other files belong, and back.
    inner = sorted(
        (path for path in code if not path.is_symlink()), key=lambda path: (-len(path.parts), path)
    )
    command = ["codesign", "--force", "--sign", name]
    # A hardened program loads only what its own maker has signed, and nobody in particular is no maker.
    command += ["--options", "runtime", "--timestamp"] if name != _NOBODY else []
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
