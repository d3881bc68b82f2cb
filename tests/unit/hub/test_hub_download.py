"""A model comes whole or not at all: cut lines, wrong bytes, full disks and hostile hubs each end in a sentence."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest
from gguf_bytes import model_bytes
from hub_server import COMMIT, FILE, REPOSITORY

from desktop.errors import Cancelled, HubError, ModelError
from desktop.hub import Hub, download, file_named, look_around, search
from desktop.hub.parts import MARGIN_BYTES, held, part_of
from desktop.paths import own_models_folder

pytestmark = pytest.mark.loopback
SOON = 1000 * (0.0,)
"""Pauses between tries that a test need not wait for."""


def hosted(server, file=FILE):
    return server.repositories[REPOSITORY][file]


def fetch(hub, name=f"{REPOSITORY}/{FILE}", **options):
    return download(hub, file_named(hub, name), pauses_s=SOON, **options)


def refusal(hub, **options):
    """The key of the sentence that a download ends with; nothing has the model's name afterwards."""
    with pytest.raises((HubError, ModelError)) as refused:
        fetch(hub, **options)
    assert str(refused.value)
    assert look_around().models == ()
    return refused.value.key


def left_over():
    folder = own_models_folder()
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_a_model_comes_whole(hub, server):
    """It lies in our folder under its name, and can be listed; progress was told, and it ends at the end."""
    told = []
    model = fetch(hub, on_progress=told.append)
    assert model.path == own_models_folder() / FILE
    assert model.path.read_bytes() == hosted(server).data
    assert (model.id, model.name, model.ours) == ("tiny-coder-q4_k_m", "Tiny coder", True)
    assert left_over() == [FILE]
    assert told[-1].stage == "fetching"
    assert told[-1].done_bytes == told[-1].total_bytes == len(hosted(server).data)
    assert look_around().models == (model,)


def test_it_is_fetched_from_one_commit(hub, server):
    """What is changed on the hub meanwhile mixes nothing, and nobody is told who asks."""
    fetch(hub)
    assert (f"/{REPOSITORY}/resolve/{COMMIT}/{FILE}", "") in server.asked
    for sent in server.headers:
        assert {name.lower() for name in sent} <= {
            "host",
            "accept",
            "accept-encoding",
            "connection",
            "user-agent",
            "x-amzn-trace-id",
            "range",
        }
        assert sent["User-Agent"] == "homespun"


def test_a_model_that_is_here_is_not_fetched_again(hub, server):
    fetch(hub)
    server.asked.clear()
    assert fetch(hub).path.name == FILE
    assert [path for path, _ in server.asked if "resolve" in path] == []


def test_another_file_of_that_name_is_not_overwritten(hub):
    own_models_folder().mkdir(parents=True)
    (own_models_folder() / FILE).write_bytes(b"mine")
    assert refusal(hub) == "hub_exists"
    assert (own_models_folder() / FILE).read_bytes() == b"mine"


def test_a_cut_line_is_taken_up(hub, server):
    """Only what is missing is asked for again, however often the line breaks."""
    size = len(hosted(server).data)
    hosted(server).cuts = [100_000, 50_000, 1]
    assert fetch(hub).path.read_bytes() == hosted(server).data
    ranges = [asked for path, asked in server.asked if path.startswith("/large/")]
    assert ranges == ["", "bytes=100000-", "bytes=150000-", "bytes=150001-"]
    assert size > 150_001


def test_it_goes_on_another_day(hub, server):
    """What had come before the hub went away is not fetched again by the next call."""
    hosted(server).cuts = [200_000, *[0] * 4]
    assert refusal(hub) == "hub_cut"
    (unfinished,) = look_around().unfinished
    assert (unfinished.file, unfinished.size_bytes) == (FILE, 200_000)
    server.asked.clear()
    told = []
    assert fetch(hub, on_progress=told.append).path.read_bytes() == hosted(server).data
    assert told[0].stage == "checking"
    assert [asked for path, asked in server.asked if path.startswith("/large/")] == ["bytes=200000-"]
    assert left_over() == [FILE]


def test_a_hub_that_gives_a_byte_a_time_is_left(hub, server):
    """A connection for every byte would never end; what came is kept."""
    hosted(server).cuts = [1] * 1000
    assert refusal(hub) == "hub_cut"
    assert look_around().unfinished[0].size_bytes == 5


def test_a_hub_that_is_gone_is_not_waited_for(hub, server):
    """What had come before does not make the wait longer: where nothing comes at all, that is said at once."""
    hosted(server).cuts = [200_000, *[0] * 4]
    assert refusal(hub) == "hub_cut"
    file = file_named(hub, f"{REPOSITORY}/{FILE}")
    with pytest.raises(HubError) as refused:
        download(Hub("http://127.0.0.1:9"), file, pauses_s=(1000.0,))
    assert refused.value.key == "hub_offline"
    assert look_around().unfinished[0].size_bytes == 200_000


def test_a_hub_that_cannot_go_on_sends_all_again(hub, server):
    hosted(server).ranges = False
    hosted(server).cuts = [100_000]
    assert fetch(hub).path.read_bytes() == hosted(server).data


def test_a_hub_that_is_not_there(tmp_path):
    """Nobody waits long for a hub that never was there."""
    with pytest.raises(HubError) as refused:
        search(Hub("http://127.0.0.1:9"), "coder")
    assert refused.value.key == "hub_offline"


def test_offline_is_respected(hub, monkeypatch):
    """Who has switched the library offline means us too."""
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    with pytest.raises(HubError) as refused:
        search(hub, "coder")
    assert refused.value.key == "hub_offline"


def test_wrong_bytes_are_thrown_away(hub, server):
    """A fingerprint that does not match leaves nothing behind, so the next try begins anew."""
    server.host(REPOSITORY, FILE, model_bytes(weights=65536), sha256="ab" * 32)
    assert refusal(hub) == "hub_checksum"
    assert left_over() == []


def test_what_was_kept_may_have_been_spoilt(hub, server):
    """Bytes that a disk or a person changed meanwhile are found by the fingerprint, and thrown away."""
    hosted(server).cuts = [200_000, *[0] * 4]
    assert refusal(hub) == "hub_cut"
    part = look_around().unfinished[0].path
    spoilt = bytearray(part.read_bytes())
    spoilt[1000] ^= 1
    part.write_bytes(spoilt)
    assert refusal(hub) == "hub_checksum"
    assert left_over() == []
    assert fetch(hub).path.read_bytes() == hosted(server).data


def test_a_file_without_a_fingerprint_is_not_fetched(hub, server):
    server.host(REPOSITORY, FILE, model_bytes(), sha256="")
    assert refusal(hub) == "hub_unchecked"


def test_what_is_no_model_is_thrown_away(hub, server):
    """The hub's own bytes, and no model all the same."""
    server.host(REPOSITORY, FILE, b"<html>Sign in</html>")
    assert refusal(hub) == "model_not_gguf"
    assert left_over() == []


def test_a_model_that_is_cut_short_on_the_hub(hub, server):
    server.host(REPOSITORY, FILE, model_bytes(weights=65536)[:-10_000])
    assert refusal(hub) == "model_truncated"


def test_a_gated_model(hub, server):
    """The makers' terms are agreed to in a browser; we have no account."""
    server.gated.add(REPOSITORY)
    assert refusal(hub) == "hub_gated"
    server.gated.clear()
    hosted(server).status, hosted(server).code = 403, "GatedRepo"
    assert refusal(hub) == "hub_gated"


@pytest.mark.parametrize(
    "name", ["nobody/nothing", f"{REPOSITORY}/other.gguf", "../../etc/passwd", "a/b/../c.gguf"]
)
def test_what_is_not_there(hub, name):
    with pytest.raises(HubError) as refused:
        file_named(hub, name)
    assert refused.value.key == "hub_missing"


@pytest.mark.parametrize(
    ("status", "key"),
    [(404, "hub_missing"), (403, "hub_refused"), (429, "hub_refused"), (500, "hub_refused")],
)
def test_a_hub_that_refuses(hub, server, status, key):
    hosted(server).status = status
    assert refusal(hub) == key


@pytest.mark.parametrize(
    ("leads_to", "key"),
    [
        ("http://localhost:9/model.gguf", "hub_elsewhere"),
        ("https://hf.co.example.org/model.gguf", "hub_elsewhere"),
        ("https://me@cdn.hf.co/model.gguf", "hub_elsewhere"),
        ("http://cdn.hf.co/model.gguf", "hub_elsewhere"),
        ("file:///etc/passwd", "hub_elsewhere"),
        ("//[", "hub_strange"),
        ("/somebody/Tiny-Coder-GGUF/resolve/x/" + FILE, "hub_strange"),
    ],
)
def test_it_is_not_led_elsewhere(hub, server, leads_to, key):
    """A redirect leads to the hub's own hosts, encrypted, or nowhere; and not round in circles."""
    hosted(server).leads_to = leads_to
    assert refusal(hub) == key


@pytest.mark.parametrize(
    "target",
    ["https://cdn-lfs-us-1.hf.co/a?b", "https://cas-bridge.xethub.hf.co/x", "https://huggingface.co/y"],
)
def test_the_hubs_own_stores_are_expected(hub, target):
    """Where the hub is known to keep large files."""
    assert hub._followed(hub._address(), target) == target


def test_an_endless_file_ends(hub, server):
    """More than the hub itself has told is not written, let alone kept."""
    hosted(server).endless = True
    assert refusal(hub) == "hub_strange"
    assert all(path.stat().st_size <= len(hosted(server).data) for path in own_models_folder().iterdir())


def test_a_wrong_range_is_refused(hub, server):
    """Bytes from elsewhere in the file would spoil it."""
    hosted(server).cuts = [100_000]
    hosted(server).content_range = "bytes 0-99/100"
    assert refusal(hub) == "hub_strange"


def test_a_hub_that_falls_silent(hub, server, monkeypatch):
    """After its patience it stops waiting, tries again, and says so in the end; what came is kept."""
    monkeypatch.setattr("desktop.hub.downloading.MOST_TRIES", 2)
    file = file_named(hub, f"{REPOSITORY}/{FILE}")
    hosted(server).stalls_after = 1000

    def nothing_more(progress):
        hosted(server).stalls_after = 0

    with pytest.raises(HubError) as refused:
        download(Hub(server.address, patience_s=1.5), file, pauses_s=SOON, on_progress=nothing_more)
    assert refused.value.key == "hub_slow"
    assert look_around().unfinished[0].size_bytes == 1000


def test_stop_is_heard_at_once(hub, server):
    """Also while nothing comes; what has come is kept."""
    hosted(server).stalls_after = 5000
    stop = threading.Event()
    pressed = []

    def on_progress(progress):
        pressed.append(time.monotonic())
        stop.set()

    with pytest.raises(Cancelled):
        fetch(hub, on_progress=on_progress, cancelled=stop)
    assert time.monotonic() - pressed[-1] < 10  # the hub's silence would have lasted for thirty seconds
    assert look_around().unfinished[0].size_bytes == 5000


def test_stop_before_it_begins(hub):
    stop = threading.Event()
    stop.set()
    with pytest.raises(Cancelled):
        search(hub, "coder", cancelled=stop)


def test_room_is_looked_for_first(hub, server, monkeypatch):
    """What has no room is not begun; what stays free beside it counts too."""
    monkeypatch.setattr("desktop.hub.parts.free_bytes", lambda folder: MARGIN_BYTES + 1000)
    assert refusal(hub) == "hub_no_room"
    assert [path for path, _ in server.asked if "resolve" in path] == []


def test_two_at_once(hub):
    """A model that another program is fetching is left to it."""
    file = file_named(hub, f"{REPOSITORY}/{FILE}")
    part = part_of(own_models_folder(), file.name, file.sha256[:16])
    with held(part, file.name):
        assert refusal(hub) == "hub_busy"
    assert fetch(hub).path.name == FILE


def test_a_link_in_the_way_is_not_written_through(hub, tmp_path):
    """Where the part would lie somebody has laid a link."""
    victim = tmp_path / "victim"
    victim.write_bytes(b"precious")
    file = file_named(hub, f"{REPOSITORY}/{FILE}")
    own_models_folder().mkdir(parents=True)
    part_of(own_models_folder(), file.name, file.sha256[:16]).symlink_to(victim)
    assert refusal(hub) == "hub_not_written"
    assert victim.read_bytes() == b"precious"


def test_a_folder_that_may_not_be_written(hub):
    """Where our folder should be there is a file."""
    own_models_folder().parent.mkdir(parents=True, exist_ok=True)
    own_models_folder().write_text("a file", encoding="utf-8")
    assert refusal(hub) == "hub_not_written"


def test_an_unencrypted_hub_is_refused():
    """Anybody on the way could give another model, and another fingerprint with it."""
    for address in ("http://hub.example.org", "ftp://127.0.0.1", "hub.example.org"):
        with pytest.raises(HubError) as refused:
            Hub(address)
        assert refused.value.key == "hub_address"


def test_a_catalogue_model_is_looked_up(hub, server):
    """By its id alone; the catalogue says where it lies."""
    server.host(
        "Qwen/Qwen2.5-Coder-0.5B-Instruct-GGUF", "qwen2.5-coder-0.5b-instruct-q8_0.gguf", model_bytes("Qwen")
    )
    model = fetch(hub, "qwen2.5-coder-0.5b")
    assert model.id == "qwen2.5-coder-0.5b"
    assert model.entry is not None
    assert model.name == "Qwen2.5 Coder 0.5B"


def test_the_part_is_hidden_from_other_programs():
    assert part_of(Path("x"), FILE, "ab").name == f".{FILE}.ab.part"
