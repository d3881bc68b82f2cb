"""`run.py`: what it understands of this computer, what it says, and a real start without a network."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def script(tmp_path, monkeypatch):
    """The script as a module, with a checkout of its own."""
    spec = importlib.util.spec_from_file_location("homespun_run", ROOT / "run.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(module, "STAMP", tmp_path / ".venv" / "homespun-setup.json")
    monkeypatch.setattr(module, "LOG", tmp_path / ".venv" / "homespun-setup.log")
    monkeypatch.setenv("HOMESPUN_CACHE", str(tmp_path / "cache"))
    return module


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("  [97/193] /usr/bin/g++ -O3 -c x.cpp", "compiling, 50 %"),
        ("  [193/193] : && g++ -shared", "compiling, 100 %"),
        ("Downloading pyside6_addons-6.12.0-cp310-abi3.whl (168.2 MB)", "fetching pyside6-addons (168.2 MB)"),
        ("  Downloading torch-2.13.0-cp311-cp311-linux_x86_64.whl (1.2 GB)", "fetching torch (1.2 GB)"),
        ("Downloading jinja2-3.1.6-py3-none-any.whl (134 kB)", ""),
        ("Installing collected packages: shiboken6, numpy, jinja2", "unpacking 3 packages"),
        ("  *** Configuring CMake...", "looking at this computer's processor and compiler"),
        ("  Installing build dependencies: started", "fetching the build tools"),
        ("Requirement already satisfied: numpy", ""),
    ],
)
def test_pip_is_condensed(script, line, said):
    """Of pip's many lines a person sees those that mean something, in words."""
    assert script.condense(line) == said


@pytest.mark.parametrize(
    ("tail", "advice"),
    [
        (["OSError: [Errno 28] No space left on device"], "disk is full"),
        (["NewConnectionError: Temporary failure in name resolution"], "internet"),
        (["CMake Error: No CMAKE_CXX_COMPILER could be found."], "C++ compiler"),
        (["ERROR: No matching distribution found for pyside6==6.12.0"], "no version for this system"),
        (["PermissionError: [Errno 13] Permission denied: '.venv/lib'"], "may not be written"),
        (["something nobody has seen before"], "Start again"),
    ],
)
def test_failures_say_what_to_do(script, tail, advice):
    """A failed step shows the last lines of its log, where the rest is, and what to do."""
    text = script.failure_text([f"line {n}" for n in range(100)] + tail)
    assert advice in text
    assert tail[-1] in text
    assert "line 1\n" not in text
    script.LOG.parent.mkdir()
    script.LOG.touch()
    assert str(script.LOG) in script.failure_text(tail)


@pytest.mark.parametrize(
    ("library", "package"),
    [
        ("libEGL.so.1", "libegl1"),
        ("libGL.so.1", "libgl1"),
        ("libX11-xcb.so.1", "libx11-xcb1"),
        ("libX11.so.6", "libx11-6"),
        ("libXcomposite.so.1", "libxcomposite1"),
        ("libXtst.so.6", "libxtst6"),
        ("libasound.so.2", "libasound2"),
        ("libdbus-1.so.3", "libdbus-1-3"),
        ("libfontconfig.so.1", "libfontconfig1"),
        ("libglib-2.0.so.0", "libglib2.0-0"),
        ("libgssapi_krb5.so.2", "libgssapi-krb5-2"),
        ("libnspr4.so", "libnspr4"),
        ("libnss3.so", "libnss3"),
        ("libsmime3.so", "libnss3"),
        ("libpng16.so.16", "libpng16-16"),
        ("libwayland-egl.so.1", "libwayland-egl1"),
        ("libxcb-cursor.so.0", "libxcb-cursor0"),
        ("libxcb-dri3.so.0", "libxcb-dri3-0"),
        ("libxcb-icccm.so.4", "libxcb-icccm4"),
        ("libxcb.so.1", "libxcb1"),
        ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
        ("libxkbfile.so.1", "libxkbfile1"),
        ("libz.so.1", "zlib1g"),
    ],
)
def test_debian_packages_are_known(script, library, package):
    """For each library that Qt WebEngine needs, the package that really holds it is named."""
    assert script.debian_package(library) == package


def test_missing_libraries_are_read_from_ldd(script):
    """What ldd could not find is listed once, in order; what it found is not."""
    listing = (
        "libQt6WebEngineCore.so.6:\n"
        "\tlibnss3.so => not found\n"
        "\tlibX11.so.6 => /lib/x86_64-linux-gnu/libX11.so.6 (0x00007f)\n"
        "\tlibasound.so.2 => not found\n"
        "libqxcb.so:\n"
        "\tlibnss3.so => not found\n"
    )
    assert script.missing_libraries(listing) == ["libasound.so.2", "libnss3.so"]


def test_another_processor_has_another_wheel(script, monkeypatch):
    """What was compiled for one processor is not taken for another, nor for another version."""
    here = script.wheel_folder("llama-cpp-python==0.3.36")
    assert script.wheel_folder("llama-cpp-python==0.3.36") == here
    assert script.wheel_folder("llama-cpp-python==0.3.37") != here
    monkeypatch.setattr(script, "processor", lambda: "a processor without AVX2")
    assert script.wheel_folder("llama-cpp-python==0.3.36") != here


def test_a_graphics_card_has_another_wheel(script, monkeypatch):
    """What `CMAKE_ARGS` asks for is not found in a wheel that was compiled without it."""
    monkeypatch.delenv("CMAKE_ARGS", raising=False)
    here = script.wheel_folder("llama-cpp-python==0.3.36")
    monkeypatch.setenv("CMAKE_ARGS", "-DGGML_VULKAN=ON")
    assert script.wheel_folder("llama-cpp-python==0.3.36") != here
    assert script.compiled_with() == "-DGGML_VULKAN=ON -DLLAVA_BUILD=OFF"


def test_a_graphics_card_is_asked_for_once(script, monkeypatch):
    """It is compiled again when `CMAKE_ARGS` says something else, and not when it says nothing."""
    (script.ROOT / "pyproject.toml").write_text("[project]\ndependencies = []\n", encoding="utf-8")
    installed = []
    monkeypatch.setattr(script, "make_venv", script.VENV.mkdir)
    monkeypatch.setattr(script, "venv_python", lambda: script.ROOT / "pyproject.toml")
    monkeypatch.setattr(
        script, "install", lambda groups, ready: installed.append(script.compiled_with()) or {}
    )
    monkeypatch.setattr(script, "provide", lambda need, must: True)
    plain, card = "-DLLAVA_BUILD=OFF", "-DGGML_VULKAN=ON -DLLAVA_BUILD=OFF"
    monkeypatch.setenv("CMAKE_ARGS", "-DGGML_VULKAN=ON")
    script.set_up([], window=False)
    monkeypatch.delenv("CMAKE_ARGS")
    script.set_up([], window=False)
    assert installed == [card]
    monkeypatch.setattr(script, "make_venv", lambda: None)
    monkeypatch.setenv("CMAKE_ARGS", "")
    script.set_up([], window=False)
    assert installed == [card, plain]


def test_a_compiled_wheel_is_used_again(script):
    """Where the wheel is in the cache nothing is compiled."""
    folder = script.wheel_folder("llama-cpp-python==0.3.36")
    folder.mkdir(parents=True)
    wheel = folder / "llama_cpp_python-0.3.36-py3-none-any.whl"
    wheel.touch()
    assert script.compiled_wheel(["a pip that does not exist"], "llama-cpp-python==0.3.36") == wheel


@pytest.fixture
def named(script, tmp_path, monkeypatch):
    """A checkout that names the version of llama-cpp-python, and an interpreter that is not there."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / ".venv").mkdir()
    return script


def test_llama_tools_are_used_again(named):
    """Where both programs are in the cache nothing is compiled."""
    folder = named.llama_tools_folder()
    folder.mkdir(parents=True)
    ending = ".exe" if os.name == "nt" else ""
    for name in named.LLAMA_TOOLS:
        (folder / f"{name}{ending}").touch(mode=0o755)
    assert named.provide_llama_tools() == folder


def test_llama_tools_are_compiled_from_the_source_package(named, monkeypatch, tmp_path):
    """Fetched by pip, unpacked, configured without anything that fetches, built, and kept: both of them, nothing else."""
    ran = []
    ending = ".exe" if os.name == "nt" else ""

    def run(command, step, environment=None):
        ran.append(command)
        if "download" in command:
            source = tmp_path / "source" / "llama_cpp_python-1" / "vendor" / "llama.cpp"
            source.mkdir(parents=True)
            target = Path(command[command.index("-d") + 1])
            target.mkdir(parents=True)
            shutil.make_archive(str(target / "llama_cpp_python-1"), "gztar", tmp_path / "source")
        if "--build" in command:
            built = Path(command[command.index("--build") + 1]) / "bin"
            built.mkdir(parents=True)
            for name in (*named.LLAMA_TOOLS, "llama-cli"):
                (built / f"{name}{ending}").touch(mode=0o755)

    monkeypatch.setattr(named, "run_logged", run)
    monkeypatch.setattr(named, "provide", lambda need, must: True)
    folder = named.provide_llama_tools()
    assert folder == named.llama_tools_folder()
    assert sorted(path.stem for path in folder.iterdir()) == sorted(named.LLAMA_TOOLS)
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]
    (configured,) = (command for command in ran if "-S" in command)
    assert {"-DLLAMA_CURL=OFF", "-DLLAMA_USE_PREBUILT_UI=OFF", "-DLLAMA_OPENSSL=OFF"} <= set(configured)


def test_without_llama_tools_the_rest_is_tested(named, capsys):
    """Where they cannot be compiled that is a note, and nothing is left behind."""
    assert named.provide_llama_tools() is None
    assert "llama-server is not here" in capsys.readouterr().err
    assert list(named.llama_tools_folder().parent.iterdir()) == []


def test_the_one_command_is_printed(script, monkeypatch):
    """Without the right to install, the exact command is given."""
    monkeypatch.setattr(script, "is_debian", lambda: True)
    monkeypatch.setattr(script, "is_root", lambda: False)
    monkeypatch.setattr(script, "apt_names", lambda packages: [f"{name}t64" for name in packages])
    need = script.Need("the window needs libasound.so.2", ["libasound2"], "elsewhere")
    with pytest.raises(script.SetupError, match="sudo apt-get install -y libasound2t64"):
        script.provide(need, must=True)


def test_what_is_only_good_to_have_is_a_note(script, monkeypatch, capsys):
    """A command that opens no window goes on without the window's libraries."""
    monkeypatch.setattr(script, "is_debian", lambda: False)
    need = script.Need("the window needs libasound.so.2", ["libasound2"], "sudo dnf install x")
    assert script.provide(need, must=False) is False
    assert "sudo dnf install x" in capsys.readouterr().err


def test_nothing_missing_is_nothing_to_do(script):
    """Where all is there nobody is asked anything."""
    assert script.provide(None, must=True) is True


def test_an_old_python_is_told_so(script, monkeypatch, capsys):
    """An older Python gets a sentence and no traceback."""
    monkeypatch.setattr(sys, "version_info", (3, 9, 2, "final", 0))
    assert script.main([]) == 2
    assert "needs Python 3.11 or newer" in capsys.readouterr().err


@pytest.mark.parametrize("content", ["", "{", "[]", '{"program": "x"}'])
def test_a_damaged_stamp_means_setting_up_again(script, content):
    """A stamp that cannot be read, or whose folder is half there, is no stamp."""
    script.VENV.mkdir()
    script.STAMP.write_text(content, encoding="utf-8")
    assert script.read_stamp() == {}


def test_dependencies_come_from_pyproject(script):
    """The packages are named in one place only."""
    (script.ROOT / "pyproject.toml").write_text(
        '[project]\ndependencies = ["a==1"]\n[dependency-groups]\ntest = ["b"]\n', encoding="utf-8"
    )
    assert script.read_requirements() == ["a==1"]
    assert script.read_requirements("test") == ["b"]
    assert script.read_requirements("nothing") == []


PROGRAM = """
import json, os, sys
print(json.dumps({"argv": sys.argv[1:], "cwd": os.getcwd(), "prefix": sys.prefix}))
sys.exit(5)
"""


@pytest.fixture
def checkout(tmp_path):
    """A checkout with the real script and a program that needs no packages."""
    folder = tmp_path / "a checkout"
    (folder / "desktop").mkdir(parents=True)
    shutil.copy(ROOT / "run.py", folder)
    (folder / "pyproject.toml").write_text("[project]\ndependencies = []\n", encoding="utf-8")
    (folder / "desktop" / "__init__.py").touch()
    (folder / "desktop" / "__main__.py").write_text(PROGRAM, encoding="utf-8")
    return folder


def start(folder: Path, *words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "HOMESPUN_CACHE": str(folder / "cache"), "PYTHONPATH": ""}
    return subprocess.run(
        [sys.executable, str(folder / "run.py"), *words],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_real_start(checkout, tmp_path):
    """The first start makes .venv and runs the command where the person is; the second only runs it."""
    (tmp_path / "desktop").mkdir()  # a folder of that name where the person is must not be taken for ours
    first = start(checkout, "build", "two words", "--json", cwd=tmp_path)
    assert first.returncode == 5, first.stderr
    told = json.loads(first.stdout)  # what is told about setting up never mixes with the result
    assert told["argv"] == ["build", "two words", "--json"]
    assert Path(told["cwd"]) == tmp_path
    assert Path(told["prefix"]) == checkout / ".venv"
    assert "Making .venv" in first.stderr
    second = start(checkout, "again", cwd=tmp_path)
    assert second.returncode == 5
    assert second.stderr == ""


def test_the_gallery_is_drawn_from_where_the_person_is(checkout, tmp_path, monkeypatch):
    """`gallery OUT` runs the script that takes the pictures; OUT is a folder beside the person."""
    browser = tmp_path / "programs" / "chromium"
    browser.parent.mkdir()
    browser.touch(mode=0o755)
    monkeypatch.setenv("PATH", str(browser.parent), prepend=os.pathsep)
    script = checkout / "tests" / "browser" / "gallery.py"
    script.parent.mkdir(parents=True)
    script.write_text(PROGRAM, encoding="utf-8")
    asked = start(checkout, "gallery", "OUT", "chalk-dust", cwd=tmp_path)
    assert asked.returncode == 5, asked.stderr
    told = json.loads(asked.stdout)
    assert (told["argv"], told["cwd"]) == (["OUT", "chalk-dust"], str(tmp_path))


def test_the_screens_are_taken_from_where_the_person_is(checkout, tmp_path):
    """`screens OUT` runs the script that takes the window's pictures; OUT is a folder beside the person."""
    script = checkout / "tests" / "gui" / "screens.py"
    script.parent.mkdir(parents=True)
    script.write_text(PROGRAM, encoding="utf-8")
    asked = start(checkout, "screens", "OUT", "dark", cwd=tmp_path)
    assert asked.returncode == 5, asked.stderr
    told = json.loads(asked.stdout)
    assert (told["argv"], told["cwd"]) == (["OUT", "dark"], str(tmp_path))


def test_a_checkout_that_may_not_be_written(checkout, tmp_path):
    """Where .venv cannot be made, a sentence says so and no traceback is shown."""
    (checkout / ".venv").write_text("a file in the way", encoding="utf-8")
    asked = start(checkout, "build", "x", cwd=tmp_path)
    assert asked.returncode == 1
    assert "Traceback" not in asked.stderr
    assert "did not work" in asked.stderr


def test_help_before_anything_is_installed(checkout, tmp_path):
    """Asking for help installs nothing."""
    asked = start(checkout, "--help", cwd=tmp_path)
    assert asked.returncode == 0
    assert "python run.py test" in asked.stdout
    assert not (checkout / ".venv").exists()
