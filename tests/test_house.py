"""The house keeps its rules: who imports whom, what help loads, how long a file is, what ships."""

import subprocess
import sys
import tomllib
import zipfile

import pytest

import levelup_cli
from conftest import ROOT

SOURCE = ROOT / "src" / "levelup_cli"
HEAVY = {"numpy", "pandas", "pyarrow", "openpyxl"}


def lint_imports(*, root=ROOT):
    return subprocess.run(
        [sys.executable, "-m", "importlinter.cli", "lint", "--no-cache"],
        capture_output=True,
        text=True,
        check=False,
        cwd=root,
    )


def test_the_import_contract_holds():
    done = lint_imports()
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("room", "line"),
    [
        ("scoring/points.py", "import levelup_cli.indicators"),
        ("reports/tidy.py", "import levelup_cli.pipeline"),
        ("outcomes/findings.py", "import pandas"),
        ("utils.py", ""),
    ],
)
def test_the_import_contract_fails_when_it_is_broken(room, line, tmp_path):
    import shutil

    shutil.copytree(SOURCE, tmp_path / "levelup_cli", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    file = tmp_path / "levelup_cli" / room
    file.write_text((file.read_text("utf-8") if file.exists() else "") + f"\n{line}\n", "utf-8")
    code = (
        "import sys; sys.path.insert(0, '.');"
        "from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", code],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    assert "BROKEN" in done.stdout


def test_no_file_is_longer_than_300_lines():
    long = {
        str(path.relative_to(ROOT)): lines
        for folder in ("src", "tests", "examples", "benchmarks", "docs")
        for path in (ROOT / folder).rglob("*.py")
        if (lines := len(path.read_text("utf-8").splitlines())) > 300
    }
    assert not long


def test_no_room_is_called_for_nothing_in_particular():
    vague = {"utils", "common", "core", "base", "manager", "helpers", "misc"}
    assert not [path for path in SOURCE.rglob("*") if path.stem in vague]


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["explain", "LU301"],
        ["metrics", "list"],
        ["metrics", "show", "g14_gender_pay_gap_mean"],
    ],
)
def test_what_needs_no_figures_loads_no_heavy_library(arguments):
    code = (
        "import sys; from levelup_cli.cli import main; sys.argv = ['levelup', *sys.argv[1:]]\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print(*sorted(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True
    )
    loaded = {name.partition(".")[0] for name in done.stderr.split()}
    assert "levelup_cli" in loaded
    assert not loaded & HEAVY


def test_the_public_names_are_these():
    assert set(levelup_cli.__all__) == {
        "LevelUpError",
        "assess",
        "load_catalogue",
        "read_submission",
        "validate",
    }
    for name in levelup_cli.__all__:
        assert getattr(levelup_cli, name).__doc__


def test_a_name_that_is_not_public_is_an_attribute_error():
    with pytest.raises(AttributeError, match="calculate"):
        levelup_cli.calculate  # noqa: B018


def test_every_module_says_in_its_first_line_what_it_is():
    for path in SOURCE.rglob("*.py"):
        first = path.read_text("utf-8").split("\n", 1)[0]
        assert first.startswith('"""'), path
        assert len(first) > 20, path


def test_the_wheel_holds_the_definitions_and_the_example(tmp_path):
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", tmp_path, ROOT],
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    for path in (ROOT / "metric_definitions").rglob("*.yaml"):
        shipped = f"levelup_cli/_pack/{path.relative_to(ROOT).as_posix()}"
        assert shipped in names
    assert "levelup_cli/_pack/northmoor.xlsx" in names
    assert "levelup_cli/py.typed" in names


def test_the_wheel_works_alone_in_any_folder(tmp_path):
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", tmp_path, ROOT],
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    code = (
        f"import sys; sys.path.insert(0, {str(tmp_path / 'site')!r})\n"
        "import levelup_cli\nfrom levelup_cli.catalogue import shipped_example, shipped_pack\n"
        "print(levelup_cli.__file__, shipped_pack(), shipped_example())\n"
        "print(sum(1 for _ in levelup_cli.load_catalogue().metrics()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    places, metrics = done.stdout.splitlines()
    assert all(place.startswith(str(tmp_path)) for place in places.split())
    assert metrics == "128"


def test_the_constraints_pin_every_dependency():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    named = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    pinned = {
        line.partition("==")[0].lower().replace("_", "-")
        for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    }
    assert {name.partition(">=")[0] for name in named} <= pinned
