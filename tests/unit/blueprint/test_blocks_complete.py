"""Every block has all its pieces: what `desktop/blueprint/blocks/spec.py` promises is there, and used.

Whoever adds a block and forgets something reads here, in the message of a failing test, what it is.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

import pytest

from desktop.blueprint import read
from desktop.blueprint.blocks import BLOCKS, FAMILIES
from desktop.blueprint.blocks.spec import SHAPES, BlockSpec, Clause, file_name
from desktop.blueprint.nodes import Block

ROOT = Path(__file__).parents[3]
RESOURCES = ROOT / "resources"
RUNTIME = RESOURCES / "runtime"
STYLES = RESOURCES / "templates" / "css" / "blocks"
WORDS = RESOURCES / "messages" / "app"

SPECS = [pytest.param(spec, id=file_name(spec.word)) for spec in BLOCKS.values()]
VARIANTS = [
    pytest.param(spec, variant, id=file_name(f"{spec.word} {variant}".strip()))
    for spec in BLOCKS.values()
    for variant in spec.variants or ("",)
]
each_block = pytest.mark.parametrize("spec", SPECS)
each_variant = pytest.mark.parametrize(("spec", "variant"), VARIANTS)

SAY = re.compile(r"""\bsay\(\s*(["'`])([^"'`$]*)(\$\{)?""")
"""A call of `say`: its quotation mark, its key (or the beginning of one), and whether it goes on."""


def text_of(path: Path) -> str:
    assert path.is_file(), f"{path.relative_to(ROOT).as_posix()} is missing"
    return path.read_text(encoding="utf-8")


@cache
def catalogue() -> frozenset[str]:
    """Every key of the words that the compiler puts into an English app."""
    files = (WORDS / "en").glob("*.toml")
    return frozenset(key for path in files for key in tomllib.loads(path.read_text(encoding="utf-8")))


def script_of(spec: BlockSpec) -> Path:
    return RUNTIME / "blocks" / f"{file_name(spec.word)}.js"


def sample_name(spec: BlockSpec, variant: str) -> str:
    return "-".join(file_name(part) for part in (spec.word, variant) if part)


@cache
def blocks_in(path: Path) -> tuple[tuple[str, str], ...]:
    """The word and variant of each block in a blueprint that has to be right."""
    reading = read(text_of(path))
    assert [problem for problem in reading.diagnostics if problem.severity == "error"] == [], path.name
    assert reading.app is not None
    sections = [section for page in reading.app.pages for section in page.sections]
    return tuple((block.word, block.variant) for block in sections if isinstance(block, Block))


def scripts_of_blocks() -> list[Path]:
    """Every part of the runtime: blocks also stand on the old ones."""
    return sorted(RUNTIME.rglob("*.js"))


# --- what the table says ----------------------------------------------------------------------------


@each_block
def test_a_block_stands_in_the_family_it_names(spec: BlockSpec) -> None:
    module = next(family for family in FAMILIES if spec in family.BLOCKS)
    assert module.__name__.rpartition(".")[2] == spec.family


@each_variant
def test_what_is_said_of_clauses_makes_sense(spec: BlockSpec, variant: str) -> None:
    clauses: list[Clause] = [*spec.clauses_of(variant), *(c for line in spec.lines for c in line.clauses)]
    for clause in clauses:
        assert clause.shape in SHAPES, clause
        assert bool(clause.among) == (clause.shape == "word"), clause
        if clause.shape == "word" and clause.otherwise is not None:
            assert clause.otherwise in clause.among, clause
        if clause.shape == "number" and clause.otherwise is not None:
            assert isinstance(clause.otherwise, float | int), clause
            assert clause.low <= clause.otherwise <= clause.high, clause
        if clause.entity:
            assert clause.entity in {each.word for each in clauses if each.shape == "entity"}, clause
    own = [clause.word for clause in spec.clauses_of(variant)]
    assert len(own) == len(set(own)), "a clause is there twice"


@each_block
def test_variants_named_by_clauses_exist(spec: BlockSpec) -> None:
    assert set(spec.of_variant) <= set(spec.variants)


def test_no_word_of_a_block_is_the_beginning_of_another() -> None:
    """`timer` and `timer clock` could not be told apart from `timer` with the variant `clock`."""
    for spec in BLOCKS.values():
        for variant in spec.variants:
            assert f"{spec.word} {variant}" not in BLOCKS


# --- what makes it run ------------------------------------------------------------------------------


@each_block
def test_a_block_has_its_part_of_the_runtime(spec: BlockSpec) -> None:
    text = text_of(script_of(spec))
    own = [f'homespun.sections["{spec.word}"] = ', f"homespun.sections.{spec.word} = "]
    assert any(line in text for line in own), f"it does not add homespun.sections[{spec.word!r}]"


@each_block
def test_the_parts_that_a_block_stands_on_exist(spec: BlockSpec) -> None:
    for part in spec.scripts:
        text_of(RUNTIME / f"{part}.js")


@each_variant
def test_each_variant_has_a_part_of_its_own_where_that_is_promised(spec: BlockSpec, variant: str) -> None:
    if spec.variant_scripts:
        assert spec.variants, "a block without variants has no parts for them"
        text_of(RUNTIME / file_name(spec.word) / f"{file_name(variant)}.js")


@pytest.mark.parametrize("path", sorted(STYLES.glob("*.css")), ids=lambda path: path.stem)
def test_a_style_takes_its_colours_from_the_theme_and_reads_both_ways(path: Path) -> None:
    rules = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    fixed = re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[^{}]*[;}])|\b(?:rgba?|hsla?)\([^)]*\)", rules)
    assert fixed == [], "a fixed colour"
    sides = re.findall(r"\b(?:margin|padding|border)-(?:left|right)\b|text-align: (?:left|right)", rules)
    assert sides == [], "Arabic is written from the right: margin-inline-start and the like"


# --- what people read -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path", scripts_of_blocks(), ids=lambda path: path.relative_to(RUNTIME).with_suffix("").as_posix()
)
def test_all_that_a_script_says_is_in_the_catalogue(path: Path) -> None:
    missing = []
    for _, key, goes_on in SAY.findall(path.read_text(encoding="utf-8")):
        known = any(each.startswith(key) for each in catalogue()) if goes_on else key in catalogue()
        if not known:
            missing.append(key)
    assert missing == []


def test_all_that_is_in_the_catalogue_is_said() -> None:
    """A word that no script says is work for six translators, for nothing."""
    sources = [*(RESOURCES / "runtime").rglob("*.js"), *(RESOURCES / "templates").rglob("*.jinja")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    begun = {key for _, key, goes_on in SAY.findall(text) if goes_on and key}
    titles = RESOURCES / "messages" / "app" / "en" / "titles.toml"
    said_by_the_compiler = set(tomllib.loads(titles.read_text(encoding="utf-8")))  # headings of sections
    unsaid = [
        key
        for key in sorted(catalogue() - said_by_the_compiler)
        if not re.search(rf"\b{re.escape(key)}\b", text) and not any(key.startswith(part) for part in begun)
    ]
    assert unsaid == []


@each_block
def test_a_block_is_explained(spec: BlockSpec) -> None:
    text = text_of(RESOURCES / "language" / f"{spec.family}.md")
    assert f"### {spec.word}" in text.splitlines()
    entry = text.partition(f"### {spec.word}\n")[2].partition("\n### ")[0]
    assert re.search(rf"^ *{re.escape(spec.word)}\b", entry, re.MULTILINE), "without an example"
    for variant in spec.variants:
        assert variant in entry, f"nothing is said of {variant!r}"


# --- what shows that it works -----------------------------------------------------------------------


@each_variant
def test_a_block_has_a_sample_that_uses_it(spec: BlockSpec, variant: str) -> None:
    """Variants that are much alike may share a sample; its name begins with the word in any case."""
    paths = sorted((ROOT / "tests" / "samples" / "blocks").glob(f"{file_name(spec.word)}*.blueprint"))
    used = [block for path in paths for block in blocks_in(path)]
    assert (spec.word, variant) in used, (
        f"tests/samples/blocks/{sample_name(spec, variant)}.blueprint is missing"
    )


@each_variant
def test_a_block_is_used_by_a_person_in_a_browser_test(spec: BlockSpec, variant: str) -> None:
    tests = sorted((ROOT / "tests" / "browser").glob(f"test_{spec.family}*.py"))
    assert tests, f"tests/browser/test_{spec.family}….py is missing"
    text = "\n".join(path.read_text(encoding="utf-8") for path in tests)
    named = [f"{spec.word} {variant}".strip(), sample_name(spec, variant)]
    named += [f'"{variant}"', f'"{file_name(variant)}"'] if variant else []
    assert any(re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text) for name in named), named
