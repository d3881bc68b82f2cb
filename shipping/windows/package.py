"""The packages for Windows Installer: one for everybody on a computer, one for a single account.

    msiexec /i homespun-0.9.0-windows-x86_64.msi /qn            by an administrator, for everybody
    msiexec /i homespun-0.9.0-windows-x86_64-account.msi /qn    for oneself; no administrator is asked for

Without `/qn` Windows shows how far it is, and asks nothing either. Both put the bundle into one folder and an
entry into the Start menu, and open `.homespun` files. Apps and settings are elsewhere, and stay.
"""

from __future__ import annotations

import shutil
import subprocess
import uuid
from dataclasses import dataclass
from pathlib import Path
from string import Template
from xml.sax.saxutils import quoteattr

import run
from desktop.version import PROGRAM_VERSION
from shipping.icons import made_icon

TEMPLATE = Path(__file__).with_name("homespun.wxs.template")
_OURS = uuid.UUID("6f1d0c1e-5d0c-4c8a-9a53-0f4d9f8f5a11")
"""All other numbers come from this one, so that a newer package knows what an older one has put there."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Whom a package is for.

    Attributes:
        ending: Of the package's name.
        scope: As WiX calls it.
        programs: The folder of Windows below which the program's own folder comes.
        root: Whose part of the registry is written.
    """

    ending: str
    scope: str
    programs: str
    root: str


EVERYBODY = Scope("", "perMachine", "ProgramFiles64Folder", "HKLM")
ACCOUNT = Scope("-account", "perUser", "LocalAppDataFolder", "HKCU")


def made_packages(bundle: Path, out: Path, version: str = PROGRAM_VERSION) -> tuple[Path, ...]:
    """Make both packages.

    Args:
        bundle: The bundle's folder, made on Windows.
        out: Where the packages go.
        version: Of the program in it.

    Returns:
        The packages.

    Raises:
        run.SetupError: That is no bundle for Windows, or a tool is missing or fails.
    """
    if not (bundle / "homespunw.exe").is_file():
        raise run.SetupError(f"{bundle} is no bundle for Windows: homespunw.exe is not in it.")
    out.mkdir(parents=True, exist_ok=True)
    return tuple(_made(bundle, out, version, scope) for scope in (EVERYBODY, ACCOUNT))


def source(bundle: Path, version: str, scope: Scope, icon: str) -> str:
    """Return the source of a package, in WiX 3's language.

    Args:
        bundle: The bundle's folder.
        version: Of the program in it.
        scope: Whom the package is for.
        icon: The icon's file; it lies beside the bundle, as the source does, and all names in it start there.
    """
    folders, references = _tree(bundle, scope)
    return Template(TEMPLATE.read_text(encoding="utf-8")).substitute(
        version=version,
        upgrade_code=_number(scope, "upgrade"),
        menu_guid=_number(scope, "menu"),
        opens_guid=_number(scope, "opens"),
        scope=scope.scope,
        programs=scope.programs,
        root=scope.root,
        icon=icon,
        folders="\n".join(folders),
        references="\n".join(references),
    )


def _made(bundle: Path, out: Path, version: str, scope: Scope) -> Path:
    package = out.resolve() / f"homespun-{version}-windows-x86_64{scope.ending}.msi"
    # wixl finds files only from where the source lies.
    written, icon = (bundle.parent / f".homespun-package.{kind}" for kind in ("wxs", "ico"))
    try:
        written.write_text(source(bundle, version, scope, made_icon(icon).name), encoding="utf-8")
        for command in _commands(written.name, package):
            done = subprocess.run(command, cwd=bundle.parent, capture_output=True, text=True, check=False)
            if done.returncode:
                raise run.SetupError(f"{command[0]} failed:\n{done.stdout}{done.stderr}")
    finally:
        for left in bundle.parent.glob(".homespun-package.*"):
            left.unlink()
    return package


def _commands(written: str, package: Path) -> tuple[list[str], ...]:
    """WiX's two programs where they are, else wixl.

    Raises:
        run.SetupError: Neither is there.
    """
    if shutil.which("candle") and shutil.which("light"):
        compiled = written.replace(".wxs", ".wixobj")
        return (
            ["candle", "-nologo", "-arch", "x64", "-out", compiled, written],
            ["light", "-nologo", "-spdb", "-out", str(package), compiled],
        )
    if shutil.which("wixl"):
        return (["wixl", "--arch", "x64", "-o", str(package), written],)
    raise run.SetupError("This needs WiX 3 on Windows, or on Linux: apt-get install wixl")


def _tree(bundle: Path, scope: Scope) -> tuple[list[str], list[str]]:
    """The folders of a bundle with a component for each file, and what refers to these."""
    lines: list[str] = []
    references: list[str] = []

    def enter(folder: Path, name: str, known_as: str) -> None:
        lines.append(f"<Directory Id={quoteattr(known_as)} Name={quoteattr(name)}>")
        for path in sorted(folder.iterdir()):
            inside = path.relative_to(bundle).as_posix()
            number = _number(scope, inside)
            known = f"x{number.replace('-', '').lower()}"
            if path.is_dir():
                enter(path, path.name, known)
                continue
            if not path.name.isascii():
                raise run.SetupError(f"{inside} has a name that not every tool for packages can write.")
            own_key, registry_key = (' KeyPath="yes"', "") if scope is EVERYBODY else ("", _key(known))
            lines.append(
                f'<Component Id="c{known}" Guid="{number}" Win64="yes"><File Id="f{known}" '
                f"Name={quoteattr(path.name)} Source={quoteattr(f'{bundle.name}/{inside}')}{own_key}/>"
                f"{registry_key}</Component>"
            )
            references.append(f'<ComponentRef Id="c{known}"/>')
        lines.append("</Directory>")

    enter(bundle, "Homespun", "INSTALLDIR")
    if scope is ACCOUNT:  # where Windows has the programs of one account
        lines = ['<Directory Id="OWNPROGRAMS" Name="Programs">', *lines, "</Directory>"]
    return lines, references


def _key(name: str) -> str:
    """In an account Windows Installer wants a value in the registry as the sign that a file is there."""
    place = 'Root="HKCU" Key="Software\\Homespun\\Files"'
    return f'<RegistryValue {place} Name="{name}" Type="integer" Value="1" KeyPath="yes"/>'


def _number(scope: Scope, name: str) -> str:
    return str(uuid.uuid5(_OURS, f"{scope.scope}/{name}")).upper()  # Windows Installer knows no small letters
