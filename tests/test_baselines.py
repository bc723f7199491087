"""Baselines: what was wrong before is not told again, and what is new is."""

import json

import pytest

BAD = "site_id,region,headcount\nS1,Mars,5\nS2,TLC,5\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "sites.csv").write_text(BAD)
    return tmp_path


@pytest.fixture
def validate(levelup, folder):
    def run(*options, cwd=folder):
        return levelup("validate", "sites.csv", *options, cwd=cwd)

    assert run("--write-baseline", "base.json").returncode == 0
    return run


def codes(done):
    (only,) = json.loads(done.stdout)["returns"]
    return [finding["code"] for finding in only["findings"]]


def test_what_the_baseline_knows_neither_counts_nor_is_told(validate, folder):
    done = validate("--baseline", "base.json")
    assert done.returncode == 0
    assert done.stdout.endswith("VALID: sites.csv: 0 errors, 0 warnings (1 known)\n")
    assert "LU401" not in done.stdout
    (folder / "sites.csv").write_text(BAD.replace("S2,TLC,5", "S2,TLC,five"))
    done = validate("--baseline", "base.json", "-f", "json")
    assert (done.returncode, codes(done)) == (1, ["LU302"])


def test_a_fault_that_has_moved_is_known_and_one_in_more_cells_is_new(validate, folder):
    (folder / "sites.csv").write_text(BAD.replace("S1,", "S0,TLC,5\nS1,"))
    assert validate("--baseline", "base.json").returncode == 0
    (folder / "sites.csv").write_text(BAD.replace("TLC", "Pluto"))
    more = validate("--baseline", "base.json", "-f", "json")
    assert more.returncode == 1
    assert set(codes(more)) == {"LU401"}


def test_what_is_mended_is_told_once_the_baseline_is_old(validate, folder):
    (folder / "sites.csv").write_text(BAD.replace("Mars", "TLC"))
    done = validate("--baseline", "base.json", "--fail-on", "warning")
    assert done.returncode == 0
    assert "information: base.json: 1 problem of the baseline is mended [LU903]" in done.stdout
    validate("--write-baseline", "base.json")
    assert "LU903" not in validate("--baseline", "base.json").stdout


def test_a_baseline_is_the_same_bytes_from_any_folder_and_holds_no_word_of_the_return(
    validate, levelup, folder
):
    before = (folder / "base.json").read_bytes()
    (folder / "below").mkdir()
    path = folder / "sites.csv"
    levelup("validate", path, "--write-baseline", "../base.json", cwd=folder / "below")
    assert (folder / "base.json").read_bytes() == before
    assert (
        levelup("validate", path, "--baseline", "../base.json", cwd=folder / "below").returncode
        == 0
    )
    text = before.decode("utf-8")
    assert "Mars" not in text
    ((mark, known),) = json.loads(text)["returns"]["sites.csv"].items()
    assert (len(mark), known) == (32, {"code": "LU401", "count": 1})


def test_what_is_accepted_is_not_put_into_the_baseline(validate, folder):
    (folder / "levelup.toml").write_text(
        '[[accept]]\ncode = "LU401"\nreason = "x"\nuntil = 2999-01-01\n'
    )
    done = validate("--write-baseline", "base.json")
    assert "base.json: 0 findings written" in done.stderr
    assert json.loads((folder / "base.json").read_text())["returns"] == {"sites.csv": {}}


def test_settings_can_name_the_baseline_and_still_have_the_first_one_written(levelup, folder):
    (folder / "levelup.toml").write_text('baseline = "base.json"\n')
    assert levelup("validate", "sites.csv", cwd=folder).returncode == 2
    done = levelup("validate", "sites.csv", "--write-baseline", "base.json", cwd=folder)
    assert done.returncode == 0
    assert levelup("validate", "sites.csv", cwd=folder).returncode == 0


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"schema": "levelup/findings", "schema_version": "1.0", "returns": {}}',
        '{"schema": "levelup/baseline", "schema_version": "9.0", "returns": {}}',
        '{"schema": "levelup/baseline", "schema_version": "1.0", "returns": {"a": {"b": {}}}}',
        "\x00",
        "[" * 5000,
    ],
)
def test_what_is_no_baseline_is_refused_in_a_sentence(validate, folder, text):
    (folder / "base.json").write_text(text)
    done = validate("--baseline", "base.json")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("base.json: this is no baseline of levelup, or not whole.\n")


def test_no_baseline_is_written_over_a_return_or_of_what_could_not_be_read(levelup, folder):
    done = levelup("validate", "sites.csv", "--write-baseline", "sites.csv", cwd=folder)
    assert (done.returncode, (folder / "sites.csv").read_text()) == (2, BAD)
    done = levelup("validate", "sites.csv", "no.csv", "--write-baseline", "b.json", cwd=folder)
    assert (done.returncode, (folder / "b.json").exists()) == (2, False)
    done = levelup("validate", "sites.csv", "--write-baseline", "no/b.json", cwd=folder)
    assert (done.returncode, "no/b.json: cannot be written" in done.stderr) == (2, True)
