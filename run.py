"""Start Homespun from a checkout: everything it needs is set up the first time, nothing after that.

    python run.py                         set up if needed, then open the window
    python run.py build "a reading list"  set up if needed, then run a command (build, open, doctor)
    python run.py test [pytest's words]   check everything: ruff, mypy and all tests, without a screen
    python run.py gallery OUT             pictures of all example apps, to look at
    python run.py screens OUT             pictures of every screen of the window, to look at
    python run.py bench                   how fast this computer is
    python run.py bench --model           what the model can do, beside two baselines
    python run.py ship [what]             make what is installed: a bundle and packages of it
    python run.py train [words]           make the model anew (python -m models.train)

The first start makes a folder `.venv` here, installs Homespun's packages into it and compiles the
part that runs the model, which takes about five minutes. Delete `.venv` to start afresh.

This file is longer than others in this project and knows several things at once, because it has to
run alone, with nothing but Python's standard library. It speaks on standard error only, so that
the output of a command stays clean. It parses under old versions of Python, so that those who have
one are told so in a sentence.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import platform
import queue
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import threading
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "homespun-setup.json"
LOG = VENV / "homespun-setup.log"
OLDEST_PYTHON = (3, 11)
COMPILED = "llama-cpp-python"
# Only a file in it is used; what it asks for (a second set of browsers) is not.
ALONE = "axe-playwright-python"
# Without the library for pictures, which Homespun does not use: a third less to compile.
CMAKE_ARGUMENTS = "-DLLAVA_BUILD=OFF"
# llama.cpp's own programs, to compare with and to test against: each whole in one file, and nothing
# in them that fetches anything, neither when they run nor while they are compiled.
LLAMA_TOOLS = ("llama-server", "llama-bench")
LLAMA_TOOLS_ARGUMENTS = (
    "-DCMAKE_BUILD_TYPE=Release",
    "-DBUILD_SHARED_LIBS=OFF",
    "-DLLAMA_BUILD_COMMON=ON",
    "-DLLAMA_BUILD_TOOLS=ON",
    "-DLLAMA_BUILD_SERVER=ON",
    "-DLLAMA_BUILD_TESTS=OFF",
    "-DLLAMA_BUILD_EXAMPLES=OFF",
    "-DLLAMA_BUILD_APP=OFF",
    "-DLLAMA_BUILD_UI=OFF",
    "-DLLAMA_USE_PREBUILT_UI=OFF",
    "-DLLAMA_CURL=OFF",
    "-DLLAMA_OPENSSL=OFF",
)

QT_FILES = (
    "lib/libQt6WebEngineCore.so.6",
    "lib/libQt6WebEngineWidgets.so.6",
    "libexec/QtWebEngineProcess",
    "plugins/platforms/libqxcb.so",
    "plugins/platforms/libqwayland*.so",
    "plugins/platforms/libqoffscreen.so",
)
# Libraries whose Debian package is not named after them, as policy 8.1 would have it.
DEBIAN_EXCEPTIONS = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libnssutil3.so": "libnss3",
    "libplc4.so": "libnspr4",
    "libplds4.so": "libnspr4",
    "libsmime3.so": "libnss3",
    "libz.so.1": "zlib1g",
}
MOST_AT_ONCE = 4
"""Test processes side by side; each may have a browser of its own, which takes memory."""
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")

ADVICE = (
    (r"No space left on device", "The disk is full. Free some space and start again."),
    (
        r"(?i)name resolution|getaddrinfo|NewConnectionError|ConnectTimeout|timed out|Network is unreachable",
        "Packages come from the internet the first time, and it did not answer. Start again when it is back.",
    ),
    (
        r"(?i)No CMAKE_CX*_COMPILER|compiler.*not (found|able)|cannot execute .cc1plus",
        "No working C++ compiler was found.",
    ),
    (
        r"(?i)No matching distribution|not a supported wheel",
        "A package has no version for this system. Homespun needs 64-bit Linux, macOS or Windows.",
    ),
    (
        r"(?i)Permission denied|Access is denied",
        "This folder may not be written. Move the checkout to a folder of your own.",
    ),
)


class SetupError(Exception):
    """Setting up cannot go on; the text says why and what to do."""


class Need(NamedTuple):
    """Something the system lacks.

    Attributes:
        reason: What it is needed for, as the beginning of a sentence.
        packages: The Debian packages that bring it.
        elsewhere: The command that brings it on other systems.
    """

    reason: str
    packages: list[str]
    elsewhere: str


# --- what is said -------------------------------------------------------------------------------


def tell(text: str) -> None:
    """Print one line for the person, on standard error."""
    print(text, file=sys.stderr, flush=True)


class Step:
    """One step of setting up: its name, what is happening right now, and the time it has taken.

    On a terminal it is a single line that changes; in a log it is a line for each thing that is
    worth one, and one every half minute so that nobody thinks it has died.
    """

    QUIET_S = 30

    def __init__(self, name: str) -> None:
        self.name = name
        self.now = ""
        self.began_s = self.said_s = time.monotonic()
        self.live = sys.stderr.isatty()
        if not self.live:
            tell(name)

    def show(self, now: str) -> None:
        """Say what is happening now."""
        if now and now != self.now:
            self.now = now
            if not self.live:
                self.said_s = time.monotonic()
                tell("  " + now)
        self.tick()

    def tick(self) -> None:
        """Show that time goes by."""
        if self.live:
            width = shutil.get_terminal_size().columns - 1
            line = f"{self.name}  {self.elapsed()}  {self.now}"
            sys.stderr.write("\r" + line[:width].ljust(width))
            sys.stderr.flush()
        elif time.monotonic() - self.said_s > self.QUIET_S:
            self.said_s = time.monotonic()
            tell(f"  {self.elapsed()}, still at it" + (f": {self.now}" if self.now else ""))

    def end(self, how: str = "done") -> None:
        """Leave one line that says how the step ended."""
        self.now = how
        if self.live:
            self.tick()
            sys.stderr.write("\n")
        else:
            tell(f"  {how} after {self.elapsed()}")

    def elapsed(self) -> str:
        """Return the time since the step began, as `m:ss`."""
        minutes, seconds = divmod(int(time.monotonic() - self.began_s), 60)
        return f"{minutes}:{seconds:02d}"


def condense(line: str) -> str:
    """Return what a line of pip's output means to a person, or "" for nothing."""
    compiled = re.search(r"\[(\d+)/(\d+)\] ", line)
    if compiled:
        done, total = int(compiled.group(1)), int(compiled.group(2))
        return f"compiling, {100 * done // max(total, 1)} %"
    found = re.match(r"\s*(?:Downloading|Using cached) (\S+?)-\d\S* \(([^)]*[MG]B)\)", line)
    if found:
        package = found.group(1).rsplit("/", 1)[-1].replace("_", "-")
        return f"fetching {package} ({found.group(2)})"
    found = re.match(r"Installing collected packages: (.*)", line)
    if found:
        count = len(found.group(1).split(","))
        return f"unpacking {count} packages" if count > 1 else "unpacking"
    if re.match(r"\s*(Installing build dependencies|Running command pip subprocess)", line):
        return "fetching the build tools"
    if re.search(r"\*\*\* Configuring CMake", line):
        return "looking at this computer's processor and compiler"
    return ""


def run_logged(command: list[str], step: Step, environment: dict[str, str] | None = None) -> None:
    """Run a command, condense its output into `step`, and keep all of it in the log.

    Raises:
        SetupError: It failed; the text ends with the last lines of the log and what to do.
    """
    lines: queue.Queue[str | None] = queue.Queue()
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
        errors="replace",
        env=environment,
    )

    def read() -> None:
        assert process.stdout is not None
        for line in process.stdout:
            lines.put(line)
        lines.put(None)

    threading.Thread(target=read, daemon=True).start()
    tail: list[str] = []
    percent = -10
    with LOG.open("a", encoding="utf-8") as log:
        log.write(f"\n$ {' '.join(command)}\n")
        try:
            while True:
                try:
                    line = lines.get(timeout=1)
                except queue.Empty:
                    step.tick()
                    continue
                if line is None:
                    break
                log.write(line)
                tail = [*tail[-199:], line.rstrip()]
                said = condense(line)
                if said.startswith("compiling") and not step.live:
                    # A log gets one line every ten percent, a terminal every step.
                    reached = int(said.split()[1])
                    if reached < percent + 10 and reached < 100:
                        said = ""
                    else:
                        percent = reached
                step.show(said)
        except BaseException:
            process.terminate()
            raise
    if process.wait():
        step.end("did not work")
        raise SetupError(failure_text(tail))


def failure_text(tail: list[str]) -> str:
    """Return what to tell when a command failed whose last lines are `tail`."""
    text = "\n".join(tail)
    advice = [sentence for pattern, sentence in ADVICE if re.search(pattern, text)]
    shown = "\n".join("    " + line[:200] for line in tail[-25:])
    advice = advice or ["Start again; if it stays like this, the lines above help to find out why."]
    if LOG.exists():
        advice.append(f"The whole log: {LOG}")
    return "\n".join([shown, "", *advice])


# --- what this project and this computer are ------------------------------------------------------


def read_requirements(group: str | None = None) -> list[str]:
    """Return the packages that `pyproject.toml` names, those of the program or of one group."""
    import tomllib  # new in Python 3.11, which is checked before

    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)
    if group is None:
        return list(project["project"].get("dependencies", []))
    return list(project.get("dependency-groups", {}).get(group, []))


def processor() -> str:
    """Return a text that differs between processors for which compiled code may differ."""
    facts = [sysconfig.get_platform(), platform.machine()]
    info = Path("/proc/cpuinfo")
    if info.exists():
        for line in info.read_text(encoding="utf-8", errors="replace").splitlines():
            if line.split(":")[0].strip() in ("flags", "Features"):
                facts.append(" ".join(sorted(line.split(":", 1)[1].split())))
                break
    elif sys.platform == "darwin":
        asked = subprocess.run(
            ["sysctl", "-n", "machdep.cpu.brand_string"], stdout=subprocess.PIPE, text=True, check=False
        )
        facts.append(asked.stdout.strip())
    else:
        facts.append(os.environ.get("PROCESSOR_IDENTIFIER", ""))
    return "\n".join(facts)


def digest(*parts: object) -> str:
    """Return a short name for anything that JSON can hold."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode("utf-8")).hexdigest()[:16]


def cache_folder() -> Path:
    """Return where compiled parts are kept between checkouts; `HOMESPUN_CACHE` overrides it."""
    if os.environ.get("HOMESPUN_CACHE"):
        return Path(os.environ["HOMESPUN_CACHE"])
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", str(Path.home()))) / "Homespun" / "Cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "Homespun"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "homespun"


def wheel_folder(requirement: str) -> Path:
    """Return the folder for a compiled package: another processor, version or way has another one."""
    return cache_folder() / "wheels" / digest(requirement, compiled_with(), sys.version_info[:2], processor())


def compiled_with() -> str:
    """Return how llama.cpp is compiled: what a person asks for in `CMAKE_ARGS`, and what Homespun does."""
    return (os.environ.get("CMAKE_ARGS", "") + " " + CMAKE_ARGUMENTS).strip()


def venv_python() -> Path:
    """Return the interpreter inside `.venv`."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def is_debian() -> bool:
    """Whether this is Debian or one of its family, with its package manager."""
    try:
        facts = Path("/etc/os-release").read_text(encoding="utf-8")
    except OSError:
        return False
    named = " ".join(re.findall(r'^ID(?:_LIKE)?="?([^"\n]*)', facts, re.M)).split()
    return ("debian" in named or "ubuntu" in named) and shutil.which("apt-get") is not None


def is_root() -> bool:
    """Whether this process may install system packages without asking."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


# --- what the system must bring -----------------------------------------------------------------


def compiler_need() -> Need | None:
    """Return what is missing for compiling, as (reason, Debian packages, command elsewhere), or None."""
    reason = "compiling the part that runs the model needs a C++ compiler"
    if sys.platform == "win32":
        programs = os.environ.get("PROGRAMFILES(X86)", r"C:\Program Files (x86)")
        finder = Path(programs) / "Microsoft Visual Studio" / "Installer" / "vswhere.exe"
        tools = "Microsoft.VisualStudio.Component.VC.Tools.x86.x64"
        if finder.exists():
            found = subprocess.run(
                [
                    str(finder),
                    "-latest",
                    "-products",
                    "*",
                    "-requires",
                    tools,
                    "-property",
                    "installationPath",
                ],
                stdout=subprocess.PIPE,
                text=True,
                check=False,
            )
            if found.stdout.strip():
                return None
        elsewhere = (
            "winget install --id Microsoft.VisualStudio.2022.BuildTools --override "
            '"--wait --passive --add Microsoft.VisualStudio.Workload.VCTools --includeRecommended"'
        )
        return Need(reason, [], elsewhere)
    if sys.platform == "darwin":
        ready = subprocess.run(
            ["xcode-select", "-p"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
        )
        return None if ready.returncode == 0 else Need(reason, [], "xcode-select --install")
    chosen = os.environ.get("CXX", "").split()
    if any(shutil.which(name) for name in [*chosen[:1], "c++", "g++", "clang++"]):
        return None
    return Need(reason, ["g++"], package_command(["gcc-c++"]))


def venv_need() -> Need | None:
    """Return what is missing for making `.venv`, or None; Debian keeps that in a package of its own."""
    if importlib.util.find_spec("ensurepip") is not None:
        return None
    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    return Need("making a folder for the packages needs Python's venv", [package], package_command([package]))


def missing_libraries(listing: str) -> list[str]:
    """Return the libraries that `ldd` could not find, each once, in order."""
    return sorted(set(re.findall(r"^\s*(\S+) => not found", listing, re.M)))


def debian_package(library: str) -> str:
    """Return the Debian package that holds a shared library, by the rule for naming such packages."""
    if library in DEBIAN_EXCEPTIONS:
        return DEBIAN_EXCEPTIONS[library]
    name, _, version = library.partition(".so")
    joint = "-" if name[-1].isdigit() and version else ""
    return (name + joint + version.lstrip(".")).lower().replace("_", "-")


def window_need() -> Need | None:
    """Return what is missing for showing a window, or None; only Linux leaves such things out."""
    if not sys.platform.startswith("linux") or shutil.which("ldd") is None:
        return None
    folders = sorted(VENV.glob("lib/python*/site-packages/PySide6/Qt"))
    files = [str(path) for folder in folders[:1] for name in QT_FILES for path in sorted(folder.glob(name))]
    if not files:
        return None
    asked = subprocess.run(
        ["ldd", *files], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False
    )
    # Qt's own libraries lie side by side; one that ldd misses is an extra that Homespun does not load.
    missing = [name for name in missing_libraries(asked.stdout) if not name.startswith("libQt6")]
    packages = [debian_package(name) for name in missing]
    fonts = [path.name for folder in FONT_FOLDERS for path in Path(folder).expanduser().rglob("*.?t[fc]")]
    if not fonts:
        packages.append("fonts-dejavu-core")
    if not any("emoji" in name.lower() for name in fonts):
        packages.append("fonts-noto-color-emoji")
    if not packages:
        return None
    reason = "the window needs " + ", ".join(missing or ["fonts"])
    return Need(reason, sorted(set(packages)), package_command([f"{name}()(64bit)" for name in missing]))


def package_command(names: list[str]) -> str:
    """Return the command that installs packages or libraries where there is no apt."""
    quoted = " ".join(f"'{name}'" if "(" in name else name for name in names)
    for tool in ("dnf", "zypper"):
        if shutil.which(tool):
            return f"sudo {tool} install {quoted}"
    return f"(install with your system's package manager) {quoted}"


def apt_names(packages: list[str]) -> list[str]:
    """Return the packages as this release calls them: newer ones add `t64` to some names."""
    names = []
    for package in packages:
        known = [name for name in (package + "t64", package) if apt_knows(name)]
        names.append(known[0] if known else package)
    return names


def apt_knows(name: str) -> bool:
    """Whether apt has a real package of this name."""
    asked = subprocess.run(
        ["apt-cache", "show", "--no-all-versions", name],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        check=False,
    )
    return asked.returncode == 0 and "Package: " in asked.stdout


def provide(need: Need | None, must: bool) -> bool:
    """Install what the system lacks, or say how.

    Args:
        need: What one of the `…_need` functions returned.
        must: Whether the command at hand cannot go on without.

    Returns:
        Whether it is there now.

    Raises:
        SetupError: It is missing, and `must`.
    """
    if need is None:
        return True
    reason, packages, elsewhere = need
    if is_debian() and packages and is_root():
        step = Step("Installing system packages: " + " ".join(packages))
        quiet = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
        VENV.mkdir(exist_ok=True)
        run_logged(["apt-get", "update", "-q"], step, quiet)
        install = ["apt-get", "install", "-y", "-q", "--no-install-recommends"]
        run_logged([*install, *apt_names(packages)], step, quiet)
        step.end()
        return True
    command = (
        "sudo apt-get install -y " + " ".join(apt_names(packages)) if is_debian() and packages else elsewhere
    )
    text = f"{reason[0].upper()}{reason[1:]}. Run this, then start again:\n\n    {command}\n"
    if must:
        raise SetupError(text)
    tell("Note: " + text)
    return False


# --- setting up ---------------------------------------------------------------------------------


def read_stamp() -> dict[str, object]:
    """Return what was set up before; empty where nothing was, or where it cannot be read."""
    try:
        facts = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return facts if isinstance(facts, dict) and venv_python().exists() else {}


def set_up(groups: list[str], window: bool) -> None:
    """Make `.venv` hold the program's packages and those of `groups`; instant when it does already.

    Args:
        groups: Names of dependency groups of `pyproject.toml`.
        window: Whether the command at hand shows a window.
    """
    stamp = read_stamp()
    # Who has asked for a graphics card once need not ask again at each start.
    os.environ.setdefault("CMAKE_ARGS", str(stamp.get("cmake_args", "")))
    wanted = {"program": digest(str(ROOT), read_requirements(), compiled_with(), processor())}
    for group in groups:
        wanted[group] = digest(read_requirements(group))
    ready = all(stamp.get(part) == value for part, value in wanted.items())
    if ready and (stamp.get("window") or not window):
        return
    if not ready:
        if "program" not in stamp:
            tell(f"Setting up Homespun in {VENV}. This happens once and takes about ten minutes.")
        make_venv()
        stamp.update(install(groups, stamp.get("program") == wanted["program"]), **wanted)
        stamp["cmake_args"] = os.environ["CMAKE_ARGS"]
    stamp["window"] = provide(window_need(), must=window)
    STAMP.write_text(json.dumps(stamp, indent=2, sort_keys=True) + "\n", encoding="utf-8")


def make_venv() -> None:
    """Make `.venv` where there is none that works, and let it import this checkout."""
    python = venv_python()
    works = (
        python.exists()
        and not subprocess.run(
            [str(python), "-c", "import pip, sys; sys.exit(sys.version_info < (3, 11))"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        ).returncode
    )
    if not works:
        provide(venv_need(), must=True)
        step = Step("Making .venv")
        made = subprocess.run(
            [sys.executable, "-m", "venv", "--clear", str(VENV)],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if made.returncode:
            step.end("did not work")
            raise SetupError(failure_text(made.stdout.splitlines()))
        step.end()
    asked = subprocess.run(
        [str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    (Path(asked.stdout.strip()) / "homespun-checkout.pth").write_text(str(ROOT) + "\n", encoding="utf-8")


def install(groups: list[str], program_is_ready: bool) -> dict[str, object]:
    """Install packages into `.venv`.

    Returns:
        Facts for the stamp.
    """
    facts: dict[str, object] = {}
    pip = [str(venv_python()), "-m", "pip", "--disable-pip-version-check", "--no-input"]
    named = [] if program_is_ready else read_requirements()
    compiled = [one for one in named if one.startswith(COMPILED)]
    for group in groups:
        named.extend(read_requirements(group))
    alone = [one for one in named if one.startswith(ALONE)]
    plain = [one for one in named if one not in (*compiled, *alone)]
    for options, packages in ([], plain), (["--no-deps"], alone):
        if packages:
            step = Step("Installing packages")
            run_logged([*pip, "install", "--progress-bar", "off", *options, *packages], step)
            step.end()
    for requirement in compiled:
        wheel = compiled_wheel(pip, requirement)
        step = Step("Installing " + wheel.name)
        run_logged([*pip, "install", "--progress-bar", "off", str(wheel)], step)
        # Once more without looking at the version: the one there may be for another processor.
        run_logged(
            [*pip, "install", "--progress-bar", "off", "--no-deps", "--force-reinstall", str(wheel)], step
        )
        step.end()
        facts["wheel"] = str(wheel)
    return facts


def compiled_wheel(pip: list[str], requirement: str) -> Path:
    """Return the compiled package from the cache, compiling it first where it is not there."""
    folder = wheel_folder(requirement)
    found = sorted(folder.glob("*.whl"))
    if found:
        return found[0]
    provide(compiler_need(), must=True)
    tell("The part that runs the model (llama.cpp) is now compiled for this computer's processor.")
    tell(f"That takes about five minutes and is kept in {folder} for the next time.")
    step = Step("Compiling llama.cpp")
    staging = folder.with_name(f"{folder.name}.{os.getpid()}")
    environment = dict(os.environ)
    environment["CMAKE_ARGS"] = compiled_with()
    environment.setdefault("CMAKE_BUILD_PARALLEL_LEVEL", str(os.cpu_count() or 1))
    # pip's own cache of wheels does not know the processor; ours does.
    options = ["--no-deps", "--no-cache-dir", "--no-binary", COMPILED, "--progress-bar", "off", "-v"]
    try:
        run_logged([*pip, "wheel", *options, "-w", str(staging), requirement], step, environment)
        folder.parent.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(folder, ignore_errors=True)
        staging.rename(folder)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    step.end()
    return sorted(folder.glob("*.whl"))[0]


def llama_tools_folder() -> Path:
    """Return the folder for llama.cpp's own programs, of the version that Homespun is built with."""
    named = [one for one in read_requirements() if one.startswith(COMPILED)]
    return cache_folder() / "llama-tools" / digest(named, LLAMA_TOOLS_ARGUMENTS, processor())


def has_llama_tools(folder: Path) -> bool:
    """Whether all of them are there."""
    return all(shutil.which(name, path=str(folder)) for name in LLAMA_TOOLS)


def provide_llama_tools() -> Path | None:
    """Return the folder of llama.cpp's own programs, compiled first where they are not there.

    They come from the source package of llama-cpp-python, so that they are the very llama.cpp that
    Homespun runs. None where that cannot be done: what needs them is left out, and says so.
    """
    folder = llama_tools_folder()
    if has_llama_tools(folder):
        return folder
    step = Step("Compiling llama.cpp's own server and benchmark, once, about ten minutes")
    staging = folder.with_name(f"{folder.name}.{os.getpid()}")
    try:
        provide(compiler_need(), must=True)
        staging.mkdir(parents=True)
        compile_llama_tools(staging, step)
        shutil.rmtree(folder, ignore_errors=True)
        (staging / "done").rename(folder)
    except (SetupError, OSError) as problem:
        tell(f"Note: llama-server is not here, so it is not compared with.\n{problem}")
        return None
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    step.end()
    return folder


def compile_llama_tools(staging: Path, step: Step) -> None:
    """Leave the programs in `staging/done`.

    Raises:
        SetupError: A step failed.
        OSError: Something cannot be written.
    """
    build = staging / "build"
    compile_llama(staging, build, LLAMA_TOOLS_ARGUMENTS, LLAMA_TOOLS, step)
    (staging / "done").mkdir()
    for folder in (build / "bin", build / "bin" / "Release"):
        for name in LLAMA_TOOLS:
            found = shutil.which(name, path=str(folder))
            if found:
                shutil.copy2(found, str(staging / "done"))


def compile_llama(
    staging: Path, build: Path, arguments: tuple[str, ...], targets: tuple[str, ...], step: Step
) -> Path:
    """Compile parts of the llama.cpp that Homespun is built with.

    Args:
        staging: A folder for the source and for tools that this computer lacks.
        build: Where it is compiled.
        arguments: What CMake is told.
        targets: What of it is made; nothing named is everything.
        step: Shows how far it is.

    Returns:
        The folder of llama.cpp's source.

    Raises:
        SetupError: A step failed.
        OSError: Something cannot be written.
    """
    pip = [str(venv_python()), "-m", "pip", "--disable-pip-version-check", "--no-input"]
    named = [one for one in read_requirements() if one.startswith(COMPILED)]
    options = ["--no-deps", "--no-binary", COMPILED, "--progress-bar", "off"]
    run_logged([*pip, "download", *options, "-d", str(staging / "source"), *named], step)
    for archive in sorted((staging / "source").glob("*.tar.gz")):
        with tarfile.open(str(archive)) as packed:
            if hasattr(tarfile, "data_filter"):  # newer ones ask how far an archive is trusted
                packed.extractall(str(staging / "source"), filter="data")
            else:
                packed.extractall(str(staging / "source"))
    source = sorted((staging / "source").glob("*/vendor/llama.cpp"))[0]
    environment = dict(os.environ)
    if not (shutil.which("cmake") and shutil.which("ninja")):
        tools = staging / "tools"
        run_logged([*pip, "install", "--progress-bar", "off", "--target", str(tools), "cmake", "ninja"], step)
        environment["PATH"] = os.pathsep.join([str(tools / "bin"), environment.get("PATH", "")])
        environment["PYTHONPATH"] = str(tools)
    cmake = shutil.which("cmake", path=environment.get("PATH")) or "cmake"
    # On Windows the compiler is found by the generator that CMake takes by itself.
    generator = [] if sys.platform == "win32" else ["-G", "Ninja"]
    run_logged([cmake, "-S", str(source), "-B", str(build), *generator, *arguments], step, environment)
    wanted = ["--target", *targets] if targets else []
    parallel = ["--parallel", str(os.cpu_count() or 1)]
    run_logged([cmake, "--build", str(build), "--config", "Release", *wanted, *parallel], step, environment)
    return source


# --- the commands -------------------------------------------------------------------------------


def provide_browser() -> None:
    """Install the second browser that apps are tried in, where that is possible; QtWebEngine is there."""
    if shutil.which("chromium"):
        return
    if is_debian() and is_root():
        try:
            provide(Need("the browser tests drive Chromium as well", ["chromium"], ""), must=False)
        except SetupError as problem:
            tell(str(problem))
    if not shutil.which("chromium"):
        tell("Note: no chromium here, so apps are tried in QtWebEngine only.")


def run_tests(arguments: list[str]) -> int:
    """Run ruff, mypy and the tests without a screen; return the worst exit code."""
    set_up(["test", "train"], window=True)
    provide_browser()
    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen")
    tools = provide_llama_tools()
    if tools is not None:
        environment["HOMESPUN_LLAMA_TOOLS"] = str(tools)
    worst = 0
    # Much of a test's time is waiting, for a browser or for a process that is killed; whoever names tests
    # wants to see them one by one.
    beside = [] if arguments else ["-n", str(min(os.cpu_count() or 1, MOST_AT_ONCE)), "--dist", "loadfile"]
    for name, words in (
        ("ruff", ["-m", "ruff", "check", "."]),
        ("mypy", ["-m", "mypy"]),
        ("pytest", ["-m", "pytest", *beside, *arguments]),
    ):
        tell(f"— {name}")
        code = subprocess.call([str(venv_python()), *words], cwd=str(ROOT), env=environment)
        worst = max(worst, abs(code))  # below zero: ended by a signal
    tell("— all is well" if worst == 0 else "— something is not as it should be, see above")
    return worst


def hand_over(words: list[str], folder: Path | None = None) -> int:
    """Become the program: this process ends here, with the program's own exit code."""
    if folder is not None:
        os.chdir(str(folder))
    command = [str(venv_python()), *words]
    if os.name == "nt":  # where exec leaves the console to two processes at once
        return subprocess.call(command)
    os.execv(command[0], command)
    return 1


def main(arguments: list[str]) -> int:
    """Set up what the command needs, then run it."""
    if sys.version_info < OLDEST_PYTHON:
        tell(
            f"Homespun needs Python {OLDEST_PYTHON[0]}.{OLDEST_PYTHON[1]} or newer, and this is "
            f"{platform.python_version()}. Install a newer one and start with that: python3.11 run.py"
        )
        return 2
    command = arguments[0] if arguments else ""
    if command in ("-h", "--help", "help") and not read_stamp():
        print(__doc__)
        return 0
    try:
        if command == "test":
            return run_tests(arguments[1:])
        if command == "train":
            set_up(["train"], window=False)
            return hand_over(["-P", "-m", "models.train", *arguments[1:]], ROOT)
        if command == "ship":
            set_up(["ship"], window=True)
            return hand_over(["-P", "-m", "shipping", *arguments[1:]], ROOT)
        if command == "gallery":
            set_up(["test"], window=False)
            provide_browser()
            return hand_over([str(ROOT / "tests" / "browser" / "gallery.py"), *arguments[1:]])
        if command == "screens":
            set_up([], window=True)
            return hand_over([str(ROOT / "tests" / "gui" / "screens.py"), *arguments[1:]])
        if command == "bench" and "--model" in arguments:
            set_up(["train"], window=False)
            rest = [word for word in arguments[1:] if word != "--model"]
            return hand_over(["-P", "-m", "models.evals.report", *rest], ROOT)
        set_up([], window=command in ("", "open"))
        # -P: a folder named `desktop` where the person happens to be is not the program.
        return hand_over(["-P", "-m", "desktop", *arguments])
    except SetupError as problem:
        tell(f"\n{problem}")
        return 1
    except OSError as problem:
        tell("\n" + failure_text([str(problem)]))
        return 1
    except KeyboardInterrupt:
        tell("\nStopped. The next start goes on from here.")
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
