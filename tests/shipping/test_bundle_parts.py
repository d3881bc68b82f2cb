"""What is left out of a bundle, what is lent, and what it all weighs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.version import PROGRAM_VERSION
from shipping import home as homes
from shipping import start_hook
from shipping.llama import what_is_in
from shipping.trimming import needed, size_of, trim
from shipping.weighing import weigh

ON_LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="bundles are made on Linux so far")


def file(path: Path, size: int = 1) -> Path:
    """A file of so many bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x" * size)
    return path


def bundle_with(folder: Path, *names: str) -> Path:
    """A bundle with a program and some files in it."""
    bundle = folder / "homespun-bundle"
    file(bundle / "homespun", 5)
    for name in names:
        file(bundle / "_internal" / name, 10)
    return bundle


@pytest.mark.parametrize(
    "qt",
    ["PySide6/Qt/", "PySide6\\"],
    ids=["as on Linux and macOS", "as on Windows"],
)
def test_languages_that_nobody_chose_and_parts_that_nothing_loads_go(qt):
    """The browser's words stay in six languages. The names are those of PySide6's own packages."""
    stays = (
        f"{qt}translations/qtwebengine_locales/de.pak",
        f"{qt}translations/qtwebengine_locales/pt-BR.pak",
        f"{qt}translations/qtbase_fr.qm",
        f"{qt}resources/qtwebengine_resources_100p.pak",
        f"{qt}plugins/platforms/libqxcb.so",
        f"{qt}plugins/platforms/libqcocoa.dylib",
        f"{qt}plugins/platforms/qwindows.dll",
        f"{qt}plugins/imageformats/qsvg.dll",
        f"{qt}lib/QtWebEngineCore.framework/Versions/A/Resources/qtwebengine_locales/fr.pak",
        "PySide6/QtWidgets.pyd",
        "llama_cpp/lib/ggml-cpu-haswell.dll",
    )
    goes = (
        f"{qt}translations/qtwebengine_locales/am.pak",
        f"{qt}translations/qtbase_ja.qm",
        f"{qt}translations/qtwebengine_de.qm",
        f"{qt}resources/qtwebengine_devtools_resources.debug.pak",
        f"{qt}resources/v8_context_snapshot.debug.bin",
        f"{qt}lib/QtWebEngineCore.framework/Versions/A/Resources/qtwebengine_locales/am.pak",
        f"{qt}lib/QtWebEngineCore.framework/Versions/A/Resources/qtwebengine_devtools_resources.pak",
        f"{qt}qml/QtWebEngine/qmldir",
        f"{qt}plugins/imageformats/libqpdf.so",
        f"{qt}plugins/imageformats/libqpdf.dylib",
        f"{qt}plugins/imageformats/qpdf.dll",
        f"{qt}plugins/platforms/qdirect2d.dll",
        f"{qt}plugins/platforminputcontexts/qtvirtualkeyboardplugin.dll",
        f"{qt}plugins/tls/libqsecuretransportbackend.dylib",
        "PySide6/QtQml.pyd",
        "PySide6/libpyside6qml.abi3.6.12.dylib",
        "hf_xet/hf_xet.pyd",
    )
    entries = [(name, f"/made/{name}", "DATA") for name in (*stays, *goes)]
    assert [name for name, _, _ in needed(entries)] == list(stays)


def test_a_link_goes_with_what_it_leads_to():
    """Else it would lead nowhere, and macOS signs no such thing."""
    kept = ("libQt6Core.so.6", "PySide6/Qt/lib/libQt6Core.so.6", "SYMLINK")
    gone = ("lib/libpyside6qml.abi3.so.6.12", "../PySide6/libpyside6qml.abi3.so.6.12", "SYMLINK")
    assert needed([kept, gone]) == [kept]


@ON_LINUX
def test_no_link_is_left(tmp_path):
    """A stick could not hold one."""
    bundle = bundle_with(tmp_path, "numpy.libs/real.txt")
    (bundle / "_internal" / "linked.txt").symlink_to("numpy.libs/real.txt")
    trim(bundle)
    assert not any(path.is_symlink() for path in bundle.rglob("*"))
    assert (bundle / "_internal" / "numpy.libs" / "real.txt").exists()


def test_every_file_weighs_once(tmp_path):
    """The parts of the table add up to the whole."""
    bundle = bundle_with(
        tmp_path, "PySide6/Qt/lib/libQt6WebEngineCore.so.6", "models/spindle/reader.gguf", "else"
    )
    weights = dict(weigh(bundle))
    assert sum(weights.values()) == size_of(bundle)
    assert weights["Spindle, the model"] == 10


def test_variants_and_backends_are_told_by_their_files(tmp_path):
    """As llama.cpp itself goes by names."""
    for name in (
        "libllama.so",
        "libggml.so",
        "libggml-base.so",
        "libggml-cpu-haswell.so",
        "libggml-cpu-armv8.2_2.so",
        "libggml-vulkan.so",
    ):
        file(tmp_path / name)
    built = what_is_in(tmp_path)
    assert (built.variants, built.backends) == (("armv8.2_2", "haswell"), ("vulkan",))


@ON_LINUX
def test_only_what_the_computer_lacks_is_taken(tmp_path, monkeypatch):
    """The C library's mathematics is everywhere; nobody has the other one."""
    file(tmp_path / "lent" / "libm.so.6" / "libm.so.6")
    lacked = file(tmp_path / "lent" / "libnobody-has-this.so.7" / "libnobody-has-this.so.7").parent
    started: list[list[str]] = []
    monkeypatch.delenv("HOMESPUN_LENT", raising=False)
    monkeypatch.setenv("LD_LIBRARY_PATH", "/the/bundle")
    for name in (*start_hook._WITHOUT_DRIVER, "FONTCONFIG_FILE", "XKB_CONFIG_ROOT"):
        monkeypatch.setenv(name, "as it was")
    monkeypatch.setattr(os, "execv", lambda program, words: started.append([program, *words]))
    start_hook.take(tmp_path)
    assert os.environ["LD_LIBRARY_PATH"] == f"/the/bundle:{lacked}"
    assert len(started) == 1
    start_hook.take(tmp_path)  # the second start
    assert len(started) == 1


@ON_LINUX
@pytest.mark.parametrize(("wanted", "lacks"), [(b"GLIBCXX_3.4.1", False), (b"GLIBCXX_99.9", True)])
def test_the_systems_own_libstdcxx_is_taken_where_it_is_new_enough(wanted, lacks, monkeypatch):
    """Its file's name goes on behind the name that it is asked for by."""
    monkeypatch.setattr(start_hook, "_NEWEST_CXX", wanted)
    assert start_hook._lacks("libstdc++.so.6") is lacks


@ON_LINUX
def test_the_launcher_starts_the_version_that_is_named(tmp_path):
    """From a place with spaces, with the words it was given, and never a path out of its folder."""
    bundle = bundle_with(tmp_path)
    (bundle / "homespun").write_text('#!/bin/sh\nprintf "%s|" "$0" "$@"\n')
    (bundle / "homespun").chmod(0o755)
    home = homes.made_home(bundle, tmp_path / "my stick", portable=True)
    said = subprocess.run(
        [home / "homespun", "a b", "c"], stdout=subprocess.PIPE, text=True, check=True
    ).stdout
    assert said == f"{home}/versions/{PROGRAM_VERSION}/homespun|a b|c|"
    assert (home / "portable").exists()
    (home / "current").write_text("../../../bin\n")
    said = subprocess.run([home / "homespun"], stdout=subprocess.PIPE, text=True, check=True).stdout
    assert said == f"{home}/versions/{PROGRAM_VERSION}/homespun|"


@ON_LINUX
def test_the_tarball_installs_and_goes_without_a_question(tmp_path):
    """Into the person's own account; what they made stays."""
    bundle = bundle_with(tmp_path, "resources/icons/homespun.svg")
    (bundle / "homespun").write_text("#!/bin/sh\necho started\n")
    (bundle / "homespun").chmod(0o755)
    home = homes.made_home(bundle, tmp_path / "download", portable=False)
    person = tmp_path / "Łucja Ōé"
    app = file(person / "Homespun" / "app.blueprint")
    environment = {"HOME": str(person), "PATH": os.environ["PATH"]}
    for _ in range(2):  # an installation over another one
        subprocess.run([home / "install.sh"], env=environment, stdout=subprocess.DEVNULL, check=True)
    command = person / ".local" / "bin" / "homespun"
    assert subprocess.run([command], stdout=subprocess.PIPE, check=True).stdout == b"started\n"
    entry = (person / ".local/share/applications/homespun.desktop").read_text(encoding="utf-8")
    assert f'Exec="{person}/.local/share/homespun-program/homespun"' in entry
    opening = (person / ".local/share/applications/homespun-open.desktop").read_text(encoding="utf-8")
    assert f'Exec="{person}/.local/share/homespun-program/homespun" open %f' in opening
    assert (person / ".local/share/mime/packages/homespun.xml").exists()
    subprocess.run([home / "install.sh", "--remove"], env=environment, stdout=subprocess.DEVNULL, check=True)
    assert not command.exists() and app.exists()
    left = sorted(path.name for path in person.rglob("*homespun*"))
    assert left == []
