"""What docs/architecture.md promises: layers, owners of libraries, and house rules of the code."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

ROWS = (
    {"errors"},
    {"areas", "formulas", "grid", "names", "palette", "schema", "settings"},
    {"actors", "claims", "records"},
    {"events", "filters", "phrases", "place_files"},
    {"place_index", "reports"},
    {"places"},
    {"geocode"},
    {"assets", "store"},
    {"cards", "charts", "export", "extract", "importers", "maps", "marked"},
    {"api", "page"},
    {"__main__", "app"},
)
"""A module imports from rows above its own in this list; modules of one row do not know each other."""

OWNERS = {
    "altair": {"charts"},
    "any_llm": {"extract"},
    "branca": {"maps"},
    "docx": {"extract"},
    "duckdb": {"store"},
    "folium": {"maps"},
    "geopy": {"geocode"},
    "ibis": {"store"},
    "jsonschema": {"extract"},
    "offlinefolium": {"assets"},
    "pyogrio": {"export", "importers"},
    "pypdf": {"extract"},
    "sqlglot": {"store"},
    "starlette": {"api", "app"},
    "streamlit": {"app", "page"},
    "streamlit_folium": {"page"},
}
COMMON = {"geopandas", "numpy", "pandas", "pyarrow", "shapely"}

NAMELESS = {"common", "helper", "helpers", "misc", "util", "utils"}
UNPICKLING = {"cloudpickle", "dill", "joblib", "marshal", "pickle", "shelve"}
LONGEST_FILE = 450
CHANGING = {
    "add",
    "append",
    "clear",
    "discard",
    "extend",
    "insert",
    "pop",
    "popitem",
    "remove",
    "setdefault",
    "update",
}
CONTAINERS = {"Counter", "OrderedDict", "bytearray", "defaultdict", "deque", "dict", "list", "set"}
LITERALS = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)

OF_A_MACHINE = re.compile(r"(?<![\w.:/~-])/(?:work|root|home/\w+|Users/\w+|tmp)/|[A-Z]:[\\]Users")
OF_AN_INDEX = re.compile(
    r"--(?:extra-)?index-url|--find[-]links|pypi[.](?:org|python)/simple"
    r"|files[.]pythonhosted|registry[.]npmjs|deb[.]debian|proxy[.]golang"
)

Tree = ast.Module


def product_files() -> list[Path]:
    files = sorted((ROOT / "dashboard").rglob("*.py"))
    return [*files, *(path for path in [ROOT / "app.py"] if path.exists())]


PRODUCT = product_files()
PYTHON = [*PRODUCT, *sorted((ROOT / "tests").rglob("*.py")), *sorted((ROOT / "data").rglob("*.py"))]


def label(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def parsed(path: Path) -> Tree:
    return ast.parse(path.read_text("utf-8"))


def module_of(path: Path) -> str:
    """Give the room a file belongs to: a module of the package, a package in it, or the app."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return parts[0] if len(parts) == 1 else parts[1]


def imports_of(tree: Tree) -> set[str]:
    """Give every module that is imported anywhere, also inside functions and for types only."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports name the whole path"
            found.add(str(node.module))
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def rooms_of(imports: set[str]) -> set[str]:
    known = set().union(*ROWS)
    rooms = {name.split(".")[1] for name in imports if name.startswith("dashboard.")}
    return {room for room in rooms if room in known or (ROOT / "dashboard" / room).exists()}


def layer_faults(module: str, tree: Tree) -> list[str]:
    row = next(number for number, modules in enumerate(ROWS) if module in modules)
    below = set().union(*ROWS[:row])
    return sorted(rooms_of(imports_of(tree)) - below - {module})


def owner_faults(module: str, tree: Tree) -> list[str]:
    libraries = {name.split(".")[0] for name in imports_of(tree)}
    return sorted(name for name in libraries if module not in OWNERS.get(name, {module}))


def calls_of(tree: Tree) -> set[str]:
    return {
        node.func.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }


def global_containers(tree: Tree) -> set[str]:
    """Give the names that a module binds at its top to something that can be changed."""
    names: set[str] = set()
    for node in tree.body:
        if not isinstance(node, ast.Assign | ast.AnnAssign):
            continue
        value = node.value
        made = isinstance(value, ast.Call) and getattr(value.func, "id", "") in CONTAINERS
        if made or isinstance(value, LITERALS):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names |= {target.id for target in targets if isinstance(target, ast.Name)}
    return names


def is_change(node: ast.AST) -> bool:
    """Say whether a node may change the container before its dot or bracket."""
    if isinstance(node, ast.Attribute):
        return node.attr in CHANGING
    return isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store | ast.Del)


def changed_globals(tree: Tree) -> set[str]:
    """Give the global containers that code changes, and every name declared global."""
    kept = global_containers(tree)
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Global):
            found |= set(node.names)
        elif is_change(node):
            found |= kept & {getattr(getattr(node, "value", None), "id", "")}
        elif isinstance(node, ast.AugAssign):
            found |= kept & {getattr(node.target, "id", "")}
    return found


@pytest.mark.parametrize("path", PRODUCT, ids=label)
def test_a_module_imports_only_from_rows_below_its_own(path: Path) -> None:
    module = module_of(path)
    if module == "__init__":
        assert rooms_of(imports_of(parsed(path))) == set()
        return
    assert module in set().union(*ROWS), f"give {module} a row here and in docs/architecture.md"
    assert layer_faults(module, parsed(path)) == []


@pytest.mark.parametrize("path", PRODUCT, ids=label)
def test_an_outside_library_has_one_owner(path: Path) -> None:
    assert owner_faults(module_of(path), parsed(path)) == []


@pytest.mark.parametrize("path", PRODUCT, ids=label)
def test_no_module_keeps_a_container_that_changes(path: Path) -> None:
    assert changed_globals(parsed(path)) == set()


@pytest.mark.parametrize("path", PYTHON, ids=label)
def test_nothing_is_unpickled_or_evaluated(path: Path) -> None:
    tree = parsed(path)
    assert {name.split(".")[0] for name in imports_of(tree)} & UNPICKLING == set()
    assert calls_of(tree) & {"eval", "exec", "compile", "__import__"} == set()


@pytest.mark.parametrize("path", PRODUCT, ids=label)
def test_only_the_command_line_prints(path: Path) -> None:
    if path.name != "__main__.py":
        assert "print" not in calls_of(parsed(path))


@pytest.mark.parametrize("path", PYTHON, ids=label)
def test_a_module_is_named_after_what_it_holds(path: Path) -> None:
    assert path.stem not in NAMELESS


@pytest.mark.parametrize("path", PYTHON, ids=label)
def test_no_name_of_a_module_is_given_twice(path: Path) -> None:
    body = ast.parse(path.read_text("utf-8")).body
    targets = [t for n in body if isinstance(n, ast.Assign) for t in n.targets]
    names = [t.id for t in targets if isinstance(t, ast.Name)]
    assert {name for name in names if names.count(name) > 1} == set()


def test_the_steps_of_the_reader_name_every_module() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    steps = [p.stem for p in (ROOT / "dashboard" / "extract").glob("[!_]*.py")]
    assert [name for name in sorted(steps) if f"`{name}`" not in page] == []


def test_no_file_is_too_long_to_be_read() -> None:
    scripts = [p for kind in ("*.js", "*.css") for p in (ROOT / "dashboard").rglob(kind)]
    lengths = {label(p): len(p.read_text("utf-8").splitlines()) for p in [*PYTHON, *scripts]}
    assert {name: n for name, n in lengths.items() if n > LONGEST_FILE} == {}


def tracked_texts() -> dict[str, str]:
    run = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)  # noqa: S607
    if run.returncode != 0:
        pytest.skip("not a git checkout")
    texts = {}
    for name in run.stdout.decode().split("\0"):
        path = ROOT / name
        if name and path.is_file() and b"\0" not in (raw := path.read_bytes())[:4096]:
            texts[name] = raw.decode("utf-8")
    return texts


@pytest.mark.parametrize("pattern", [OF_A_MACHINE, OF_AN_INDEX], ids=["path", "index"])
def test_no_tracked_text_names_a_place_of_one_machine(pattern: re.Pattern[str]) -> None:
    texts = tracked_texts()
    assert "README.md" in texts
    found = {
        f"{name}: {hit[0]}"
        for name, text in texts.items()
        for hit in [pattern.search(text)]
        if hit is not None
    }
    assert found == set()


def test_dependencies_are_declared_owned_or_common() -> None:
    """A library that the product imports stands in the table above, or is common, or is Python's."""
    imported = {name.split(".")[0] for path in PRODUCT for name in imports_of(parsed(path))}
    outside = imported - set(OWNERS) - COMMON - {"dashboard", "__future__"}
    assert outside <= sys.stdlib_module_names


def test_the_document_shows_the_same_rows() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    shown = re.findall(r"^\| (\d+) \| ([^|]+) \|", text, re.MULTILINE)
    rows = {int(number): set(re.findall(r"`(\w+)`", modules)) for number, modules in shown}
    assert rows == dict(enumerate(ROWS))


# The rules above can fail: each is shown code that breaks it.


def test_the_rules_see_what_breaks_them() -> None:
    upward = ast.parse("def f():\n    from dashboard.store import Store\n    import folium.plugins")
    assert layer_faults("filters", upward) == ["store"]
    assert layer_faults("page", upward) == []
    assert layer_faults("charts", ast.parse("from dashboard import maps")) == ["maps"]
    assert owner_faults("filters", upward) == ["folium"]
    assert owner_faults("maps", upward) == []
    assert calls_of(ast.parse("x = [eval(y)]")) == {"eval"}
    for change in ("A['k'] = 1", "A.update(b=1)", "del A['k']"):
        assert changed_globals(ast.parse(f"A = {{}}\ndef f():\n    {change}")) == {"A"}
    assert changed_globals(ast.parse("N = 0\ndef f():\n    global N\n    N = 1")) == {"N"}
    assert changed_globals(ast.parse("A = {'k': 1}\ndef f():\n    return A['k']")) == set()


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (OF_A_MACHINE, "see /wo" + "rk/main/data"),
        (OF_A_MACHINE, "'/ho" + "me/anna/x'"),
        (OF_AN_INDEX, "pip install --index" + "-url https://example.org"),
    ],
    ids=["folder", "home", "index"],
)
def test_the_patterns_see_what_they_look_for(pattern: re.Pattern[str], text: str) -> None:
    assert pattern.search(text)
    assert not pattern.search(
        "/usr/bin/chromium, a/wo" + "rk/b, docs/ho" + "me.md, pip install -e ."
    )
