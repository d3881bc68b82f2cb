"""What is made for Windows and macOS, as far as it can be looked at from elsewhere.

The packages for Windows are also installed, under Wine, by `python run.py ship try`; nothing was run on a Mac.
"""

from __future__ import annotations

import importlib
import os
import plistlib
import re
import shutil
import subprocess
import sys
import types
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from PySide6.QtGui import QImageReader

import run
from desktop.version import PROGRAM_VERSION
from shipping import llama
from shipping.home import made_home
from shipping.icons import made_icon
from shipping.macos import package as macos
from shipping.windows.package import ACCOUNT, EVERYBODY, made_packages, source
from shipping.windows.version_info import made_version_info

ROOT = Path(__file__).resolve().parents[2]
WIX = "{http://schemas.microsoft.com/wix/2006/wi}"
FILES = ("homespun.exe", "homespunw.exe", "_internal/a & b/it's.txt", "_internal/c.dll")


@pytest.fixture
def bundle(tmp_path):
    """A bundle for Windows, in which the files are empty."""
    place = tmp_path / "homespun-bundle"
    for name in FILES:
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_bytes(b"x")
    return place


def parsed(bundle, version=PROGRAM_VERSION, scope=EVERYBODY):
    """The source of a package, as a tree."""
    return ElementTree.fromstring(source(bundle, version, scope, "icon.ico"))


@pytest.mark.parametrize("scope", [EVERYBODY, ACCOUNT], ids=lambda scope: scope.scope)
def test_every_file_is_a_component_that_is_installed(bundle, scope):
    """By its name, from where it lies, and marked as what a 64-bit system needs."""
    tree = parsed(bundle, scope=scope)
    files = {one.get("Source"): one.get("Name") for one in tree.iter(f"{WIX}File")}
    assert files == {f"homespun-bundle/{name}": Path(name).name for name in FILES}
    components = {one.get("Id"): one for one in tree.iter(f"{WIX}Component")}
    assert {one.get("Id") for one in tree.iter(f"{WIX}ComponentRef")} == set(components)
    assert all(one.get("Win64") == "yes" for one in components.values())
    assert all(sum(part.get("KeyPath") == "yes" for part in one) == 1 for one in components.values())
    names = [one.get("Id") for one in tree.iter() if one.get("Id") and not one.tag.endswith(("Ref", "Media"))]
    assert len(names) == len(set(names))
    assert [name for name in names if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_.]{0,71}|\*", name)] == []


def test_numbers_stay_from_version_to_version(bundle):
    """So a newer package knows the older one's files; everybody's and an account's never meet."""

    def numbers(version, scope):
        tree = parsed(bundle, version, scope)
        product = next(tree.iter(f"{WIX}Product"))
        return [product.get("UpgradeCode"), *(one.get("Guid") for one in tree.iter(f"{WIX}Component"))]

    first = numbers("0.9.0", EVERYBODY)
    assert first == numbers("0.10.0", EVERYBODY)
    assert len(set(first)) == len(first)
    assert not set(first) & set(numbers("0.9.0", ACCOUNT))
    assert all(number == number.upper() for number in first)


def test_whose_part_of_the_registry_is_written(bundle):
    """An account's package needs no administrator only if it touches nothing of everybody's."""
    for scope, root in ((EVERYBODY, "HKLM"), (ACCOUNT, "HKCU")):
        values = list(parsed(bundle, scope=scope).iter(f"{WIX}RegistryValue"))
        assert {one.get("Root") for one in values} == {root}
        opens = [one.get("Value") for one in values if (one.get("Key") or "").endswith(r"open\command")]
        assert opens == ['"[INSTALLDIR]homespunw.exe" open "%1"']


def test_what_is_no_bundle_for_windows_is_refused(bundle, tmp_path):
    """In a sentence; also one with names that tools for packages lose."""
    (bundle / "_internal" / "Ōé.txt").write_bytes(b"")
    with pytest.raises(run.SetupError, match="has a name"):
        source(bundle, "1.0", EVERYBODY, "icon.ico")
    (bundle / "homespunw.exe").unlink()
    with pytest.raises(run.SetupError, match="no bundle for Windows"):
        made_packages(bundle, tmp_path / "out")


@pytest.mark.skipif(not (shutil.which("wixl") and shutil.which("msiinfo")), reason="needs wixl and msitools")
def test_packages_are_made(bundle, tmp_path):
    """And nothing is left beside the bundle."""
    everybody, account = made_packages(bundle, tmp_path / "out", "1.2.3")
    assert [everybody.name, account.name] == [
        "homespun-1.2.3-windows-x86_64.msi",
        "homespun-1.2.3-windows-x86_64-account.msi",
    ]

    def table(package, name):
        return subprocess.run(
            ["msiinfo", "export", str(package), name], stdout=subprocess.PIPE, text=True, check=True
        ).stdout

    assert "ALLUSERS\t1" in table(everybody, "Property")
    assert "ALLUSERS" not in table(account, "Property")
    for package in (everybody, account):
        assert all(Path(name).name in table(package, "File") for name in FILES)
        assert "ProductVersion\t1.2.3" in table(package, "Property")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["homespun-bundle", "out"]


def test_a_stick_for_windows_has_a_launcher_of_windows(bundle, tmp_path):
    """With the ends of lines that its command interpreter wants."""
    home = made_home(bundle, tmp_path / "stick", portable=True, system="win32")
    launcher = (home / "homespun.cmd").read_bytes()
    assert launcher.count(b"\r\n") == launcher.count(b"\n")
    assert not (home / "homespun").exists()
    assert not (home / "install.sh").exists()


@pytest.mark.parametrize(("ending", "size"), [(".ico", 256), (".icns", 1024)])
def test_icons_can_be_read(tmp_path, ending, size):
    """Of the largest size that there is, and not empty."""
    reader = QImageReader(str(made_icon(tmp_path / f"homespun{ending}")))
    image = reader.read()
    assert (image.width(), image.height()) == (size, size)
    assert len({image.pixel(x, size // 2) for x in range(0, size, size // 16)}) > 1


def test_what_macos_is_told():
    """It can be written as a property list, and every kind of document is one that is declared."""
    told = plistlib.loads(plistlib.dumps(macos.info_plist()))
    assert told["CFBundleShortVersionString"] == PROGRAM_VERSION
    declared = {one["UTTypeIdentifier"] for one in told["UTExportedTypeDeclarations"]}
    assert {kind for one in told["CFBundleDocumentTypes"] for kind in one["LSItemContentTypes"]} == declared
    # PyInstaller would say so of a program with a console, and no window would come to the front.
    assert told["LSBackgroundOnly"] is False
    # No network, no camera, no contacts: nothing is asked for that would need a reason.
    assert not [name for name in told if "UsageDescription" in name]


def test_what_macos_is_asked_to_allow():
    """Two things, each with its reason beside it; nothing that lets others' libraries in."""
    allowed = plistlib.loads(macos.ENTITLEMENTS.read_bytes())
    assert allowed == {
        "com.apple.security.cs.allow-jit": True,
        "com.apple.security.cs.allow-unsigned-executable-memory": True,
    }


def test_signed_from_the_inside_out(tmp_path):
    """What lies deeper comes first; the whole comes last and is then looked at."""
    app = tmp_path / "Homespun.app"
    engine = "Contents/Frameworks/QtWebEngineCore.framework"
    for name in (f"{engine}/Helpers/QtWebEngineProcess.app", "Contents/MacOS"):
        (app / name).mkdir(parents=True)
    (app / "Contents" / "Frameworks" / "libggml.dylib").touch()
    (app / "Contents" / "Resources").mkdir()
    (app / "Contents" / "Resources" / "libggml.dylib").symlink_to("../Frameworks/libggml.dylib")
    commands = macos.signing(app, "Developer ID")
    signed = [command[-1].removeprefix(f"{app}/") for command in commands]
    assert signed == [
        f"{engine}/Helpers/QtWebEngineProcess.app",
        engine,
        "Contents/Frameworks/libggml.dylib",
        str(app),
        str(app),
    ]
    assert ["--entitlements" in command for command in commands] == [True, False, False, True, False]
    for word in ("--timestamp", "runtime"):
        assert all(word in command for command in commands[:-1])
        assert not any(word in command for command in macos.signing(app, "-"))


def test_without_an_app_there_is_no_image(tmp_path):
    """It is made on a Mac."""
    with pytest.raises(run.SetupError, match="made on a Mac"):
        macos.made_image(tmp_path / "homespun-bundle", tmp_path)


@pytest.fixture
def apples_tools(monkeypatch, tmp_path):
    """Stand-ins for them, and what they were asked for; an image is made of what the .app holds by then."""
    asked = tmp_path / "asked"
    folder = tmp_path / "tools"
    folder.mkdir()
    for name in ("codesign", "hdiutil"):
        tool = folder / name
        tool.write_text(f'#!/bin/sh\necho "{name} $*" >> "{asked}"\n', encoding="utf-8")
        tool.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder), prepend=os.pathsep)
    return asked


@pytest.mark.skipif(os.name != "posix", reason="the stand-ins are scripts of a shell")
def test_an_image_is_signed_first_and_trusts_whom_the_bundle_trusts(monkeypatch, tmp_path, apples_tools):
    """Whoever gives a key after the .app was made need not make it anew."""
    bundle = tmp_path / "homespun-bundle"
    key = bundle / "_internal" / "resources" / "updates" / "keys" / "ours.pub"
    contents = tmp_path / "Homespun.app" / "Contents"
    for file in (key, contents / "Info.plist"):
        file.parent.mkdir(parents=True)
        file.touch()
    monkeypatch.setenv(macos.SIGN_AS, "Developer ID Application: Somebody")
    image = macos.made_image(bundle, tmp_path)
    lines = apples_tools.read_text(encoding="utf-8").splitlines()
    assert [line.split()[0] for line in lines] == ["codesign", "codesign", "hdiutil"]
    assert "--sign Developer ID Application: Somebody" in lines[0]
    assert lines[2].endswith(str(image))
    assert (contents / "Resources" / "resources" / "updates" / "keys" / "ours.pub").exists()


def test_the_oldest_macos_is_the_one_that_qt_asks_for():
    """Whoever changes Qt looks up what the new one asks for; llama.cpp is compiled for the same."""
    assert [one for one in run.read_requirements() if one.startswith("pyside6")] == ["pyside6==6.12.0"]
    assert macos.info_plist()["LSMinimumSystemVersion"] == "14.4"
    assert "-DCMAKE_OSX_DEPLOYMENT_TARGET=14.4" in llama.MORE["darwin"]


@pytest.mark.parametrize("system", ["linux", "win32", "darwin"])
def test_what_cmake_is_told_on_each_system(monkeypatch, tmp_path, system):
    """All variants, each to be loaded, and none for the one processor at hand; nothing is told twice."""
    told: list[tuple[str, ...]] = []

    def compiled(folder, arguments):
        told.append(arguments)
        folder.mkdir(parents=True)
        (folder / "libggml-cpu-x64.so").touch()

    monkeypatch.setattr(llama, "_compile", compiled)
    monkeypatch.setattr(llama, "_vulkan", lambda: ())
    monkeypatch.setattr(sys, "platform", system)
    assert llama.built_llama(tmp_path).variants == llama.built_llama(tmp_path).variants == ("x64",)
    (arguments,) = told
    options = dict(one.removeprefix("-D").split("=") for one in arguments)
    assert len(options) == len(arguments)
    assert (options["GGML_CPU_ALL_VARIANTS"], options["GGML_BACKEND_DL"], options["GGML_NATIVE"]) == (
        *("ON", "ON"),
        "OFF",
    )
    assert ("GGML_METAL_EMBED_LIBRARY" in options) == (system == "darwin")


def test_windows_on_arm64_is_told_what_to_do(monkeypatch, tmp_path):
    """llama.cpp's own recipe would stop after minutes, in its own words."""
    monkeypatch.setattr(llama.sysconfig, "get_platform", lambda: "win-arm64")
    with pytest.raises(run.SetupError, match="x86_64"):
        llama.built_llama(tmp_path)


def test_what_windows_shows_of_the_programs(monkeypatch, tmp_path):
    """PyInstaller can read it, and finds the version in it twice: as numbers and in words."""
    compat = pytest.importorskip("PyInstaller.compat")
    # It imports these two first, which are there on Windows only, and needs neither for this.
    monkeypatch.setitem(sys.modules, "pefile", types.ModuleType("pefile"))
    monkeypatch.setattr(compat, "win32api", None, raising=False)
    monkeypatch.delitem(sys.modules, "PyInstaller.utils.win32.versioninfo", raising=False)
    versioninfo = importlib.import_module("PyInstaller.utils.win32.versioninfo")
    file = made_version_info(tmp_path / "version.txt", "1.20.3")
    read = versioninfo.load_version_info_from_text_file(str(file))
    assert (read.ffi.fileVersionMS, read.ffi.fileVersionLS) == (1 << 16 | 20, 3 << 16)
    words = {one.name: one.val for one in read.kids[0].kids[0].kids}
    assert (words["ProductName"], words["FileVersion"]) == ("Homespun", "1.20.3")


class Made:
    """Whatever PyInstaller makes: it has parts."""

    pure = scripts = ()

    def __init__(self):
        self.datas = [("resources/a.txt", "/a.txt", "DATA"), ("hf_xet/b.so", "/b.so", "DATA")]
        self.binaries = [
            ("llama_cpp/lib/ggml.dll", os.environ["HOMESPUN_LLAMA"] + "/ggml.dll", "BINARY"),
            *(
                (f"llama_cpp/lib/{name}", f"/compiled/for/this/one/{name}", "BINARY")
                for name in ("ggml.dll", "libggml.so", "mtmd.dll", "libllama.dylib")
            ),
            ("PySide6/QtQml.pyd", "/QtQml.pyd", "EXTENSION"),
            ("PySide6/QtGui.pyd", "/QtGui.pyd", "EXTENSION"),
        ]


@pytest.mark.parametrize(
    ("system", "programs", "ending", "app"),
    [
        ("linux", ["homespun"], None, False),
        ("win32", ["homespun", "homespunw"], ".ico", False),
        ("darwin", ["homespun"], ".icns", True),
    ],
)
def test_the_recipe_of_the_bundle_on_each_system(monkeypatch, tmp_path, system, programs, ending, app):
    """PyInstaller is played: which programs it is asked for, with which icon, and whether an .app."""
    hooks = types.ModuleType("PyInstaller.utils.hooks")
    hooks.collect_submodules = lambda name, filter=None: [name]
    hooks.copy_metadata = lambda name: [(name, ".")]
    for name in ("PyInstaller", "PyInstaller.utils"):
        monkeypatch.setitem(sys.modules, name, types.ModuleType(name))
    monkeypatch.setitem(sys.modules, "PyInstaller.utils.hooks", hooks)
    monkeypatch.setenv("HOMESPUN_LLAMA", str(tmp_path))
    (tmp_path / "ggml.dll").touch()
    monkeypatch.setattr(sys, "platform", system)
    kept: list[tuple[str, dict]] = []
    collected: list[str] = []

    def maker(kind):
        def make(*parts, **facts):
            kept.append((kind, facts))
            if kind == "COLLECT":
                collected.extend(entry[1] for part in parts if isinstance(part, list) for entry in part)
            return Made()

        return make

    names = {kind: maker(kind) for kind in ("Analysis", "PYZ", "EXE", "COLLECT", "BUNDLE")}
    spec = ROOT / "build_spec.spec"
    exec(
        compile(spec.read_text(encoding="utf-8"), str(spec), "exec"),
        {**names, "SPECPATH": str(ROOT), "workpath": str(tmp_path)},
    )
    asked = [facts for kind, facts in kept if kind == "EXE"]
    assert [facts["name"] for facts in asked] == programs
    assert [facts["console"] for facts in asked] == [name == "homespun" for name in programs]
    assert {Path(facts["icon"]).suffix if facts["icon"] else None for facts in asked} == {ending}
    assert [kind for kind, _ in kept].count("BUNDLE") == app
    assert {bool(facts["version"]) for facts in asked} == {system == "win32"}
    assert [facts["info_plist"] for kind, facts in kept if kind == "BUNDLE"] == [macos.info_plist()] * app
    # What nobody needs is gone before anything is made; of llama.cpp only the one for every processor is there.
    assert sorted(collected) == sorted([str(tmp_path / "ggml.dll"), "/QtGui.pyd", "/a.txt"])
    (analysed,) = [facts for kind, facts in kept if kind == "Analysis"]
    assert (str(tmp_path / "ggml.dll"), "llama_cpp/lib") in analysed["binaries"]


def test_visual_studio_has_a_folder_more(tmp_path, monkeypatch):
    """The libraries are found there, too."""
    monkeypatch.setattr(sys, "platform", "win32")
    (tmp_path / "bin" / "Release").mkdir(parents=True)
    (tmp_path / "bin" / "Release" / "ggml-cpu-haswell.dll").touch()
    (tmp_path / "bin" / "Release" / "llama.lib").touch()
    llama._collect(tmp_path / "bin", tmp_path / "done")
    assert llama.what_is_in(tmp_path / "done").variants == ("haswell",)
