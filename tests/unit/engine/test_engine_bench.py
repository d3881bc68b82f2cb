"""The benchmark measures what it says, on a small model; no speed is demanded here."""

from __future__ import annotations

import json

import pytest

from desktop.cli.bench import EngineSpeed, Task, as_json, as_table, bench_engine, main

SPEED = EngineSpeed(146, 12345.6, 13000.0, 180, 2345.6, 2500.0, 0.938, 2)
STAGES = (("first", 900.0), ("reading", 12.34), ("total", 80.0))


def test_both_ways_are_measured(engine):
    """Ours and bare llama.cpp read the whole prompt each time and write as much."""
    tasks = [Task("ABC" * 20, "root ::= [A-H]{20}", 60), Task("HGF" * 20, "root ::= [A-H]{20}", 60)]
    speed = bench_engine(engine, tasks, 3)
    assert (speed.prompt_tokens, speed.written_tokens) == (60, 21)
    assert min(speed.prompt, speed.raw_prompt, speed.decode, speed.raw_decode, speed.decode_ratio) > 0
    # A kept prompt would seem to be read at millions a second.
    assert speed.prompt < 20 * speed.raw_prompt


def test_table_shows_the_numbers():
    """Speeds without decimals, the ratio with two."""
    table = as_table(SPEED, STAGES)
    assert "2,346" in table
    assert "2,500" in table
    assert "0.94 of llama.cpp" in table
    assert "12.3" in table


def test_json_is_one_object():
    """The same as data."""
    body = json.loads(as_json("ab" * 32, SPEED, STAGES))
    assert body["speed"]["decode_ratio"] == 0.938
    assert body["stages_ms"]["total"] == 80.0
    assert body["model_sha256"] == "ab" * 32


@pytest.mark.parametrize("count", ["0", "-1", "many", "1001"])
def test_senseless_count_is_refused(count, capsys):
    """The usage says what is allowed."""
    with pytest.raises(SystemExit):
        main(["--repeat", count])
    assert "from 1 to 1000" in capsys.readouterr().err
