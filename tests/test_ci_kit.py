"""What is given to build servers: the action, the hooks, the examples; each is run for real."""

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
import yaml

from conftest import NORTHMOOR, ROOT
from levelup_cli.version import __version__

ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
STEPS = {step["name"]: step for step in ACTION["runs"]["steps"]}
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
GUIDE = (ROOT / "docs" / "ci.md").read_text("utf-8")
GITLAB = yaml.safe_load((ROOT / "examples" / "ci" / "gitlab-ci.yml").read_text("utf-8"))["levelup"]
BAD = "site_id,region,headcount\nS1,Mars,ten\n"
GOOD = "site_id,region,headcount\nS1,TLC,5\n"
EXPRESSION = re.compile(r"\$\{\{ (\S+) \}\}")
BASH, GIT = shutil.which("bash"), shutil.which("git")
with_bash = pytest.mark.skipif(BASH is None, reason="bash is not installed")

FORMS = {
    "action.yml": ["vendor.github-actions"],
    "examples/ci/github-workflow.yml": ["vendor.github-workflows"],
    "examples/ci/gitlab-ci.yml": ["vendor.gitlab-ci", "--data-transform", "gitlab-ci"],
}


@pytest.mark.parametrize("file", FORMS)
def test_the_files_for_servers_are_what_their_schemas_say(file):
    call = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", *FORMS[file]]
    done = subprocess.run([*call, ROOT / file], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_no_input_is_part_of_a_script_and_every_action_has_a_version():
    for step in STEPS.values():
        assert "${{" not in step.get("run", "")
        assert re.search(r"@(v\d+|[0-9a-f]{40})$", step.get("uses", "@v1"))
    uploads = [step for step in STEPS.values() if "upload" in step.get("uses", "")]
    assert len(uploads) == 2
    assert all(step["if"].startswith("always()") for step in uploads)


def test_every_input_is_used_and_described():
    used = EXPRESSION.findall(json.dumps(STEPS)) + [step.get("if", "") for step in STEPS.values()]
    for name in ACTION["inputs"]:
        assert any(f"inputs.{name}" in text for text in used), name
        assert f"`{name}`" in GUIDE


def run_step(name, folder, inputs, outputs, **environment):
    """Run a step as GitHub's runner does: bash, variables, and a file that takes its outputs."""
    given = {f"inputs.{key}": value.get("default", "") for key, value in ACTION["inputs"].items()}
    given |= {f"inputs.{key}": value for key, value in inputs.items()}
    given |= {f"steps.{key}": value for key, value in outputs.items()}
    given["github.action_path"] = str(ROOT)
    step = STEPS[name]
    variables = {
        key: EXPRESSION.sub(lambda match: given[match[1]], value)
        for key, value in step["env"].items()
    }
    for needed in ("temp", "work"):
        (folder / needed).mkdir(exist_ok=True)
    (folder / "script.sh").write_text(step["run"], "utf-8")
    (folder / "output").write_text("", "utf-8")
    done = subprocess.run(
        [BASH, "--noprofile", "--norc", "-eo", "pipefail", folder / "script.sh"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        cwd=folder / "work",
        env={
            **os.environ,
            **variables,
            **environment,
            "RUNNER_TEMP": str(folder / "temp"),
            "GITHUB_OUTPUT": str(folder / "output"),
            "GITHUB_STEP_SUMMARY": str(folder / "summary.md"),
        },
    )
    lines = (folder / "output").read_text("utf-8").splitlines()
    return done, dict(line.split("=", 1) for line in lines)


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """The Python of a levelup that the action installed, from a wheel and without a network."""
    folder = tmp_path_factory.mktemp("install")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT]
    subprocess.run(build, check=True, capture_output=True)
    offline = {"PIP_NO_INDEX": "1", "PIP_NO_DEPS": "1", "PIP_FIND_LINKS": str(folder)}
    python = {"python.outputs.python-path": sys.executable}
    done, made = run_step("Install levelup", folder, {"version": __version__}, python, **offline)
    assert done.returncode == 0, done.stderr
    (site,) = Path(made["python"]).parent.parent.rglob("site-packages")
    # What it depends on would come from an index; here it is what the tests run with.
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
    return made["python"]


@pytest.fixture
def act(tmp_path, installed):
    def run(files, **inputs):
        inputs = {key.replace("_", "-"): value for key, value in inputs.items()}
        python = {"install.outputs.python": installed}
        return run_step("Check the returns", tmp_path, {"files": files, **inputs}, python)

    (tmp_path / "work").mkdir()
    for name, text in {"bad.csv": BAD, "good.csv": GOOD, "a good one.csv": GOOD}.items():
        (tmp_path / "work" / name).write_text(text, "utf-8")
    return run


@with_bash
def test_the_action_installs_the_version_that_is_asked_for(installed):
    call = [installed, "-c", "import levelup_cli; print(levelup_cli.__file__)"]
    file = subprocess.run(call, capture_output=True, text=True, check=True).stdout.strip()
    assert Path(file).is_relative_to(Path(installed).parent.parent)


@with_bash
def test_the_action_annotates_sums_up_reports_and_fails(act, tmp_path):
    done, made = act("bad.csv good.csv")
    assert done.returncode == 1, done.stderr
    annotations = [line for line in done.stdout.splitlines() if line.startswith("::")]
    assert [line[:45] for line in annotations] == [
        "::error file=bad.csv,line=2,title=LU401::B2 r",
        "::error file=bad.csv,line=2,title=LU302::C2 h",
    ]
    assert "| bad.csv | ✗ not valid | 2 | 0 |" in (tmp_path / "summary.md").read_text("utf-8")
    assert made["verdict"] == "failed"
    reports = Path(made["reports"])
    assert {file.name for file in reports.iterdir()} == {
        "findings.sarif",
        "findings.md",
        "findings.json",
    }
    assert Path(made["sarif-file"]) == reports / "findings.sarif"
    (run,) = json.loads(Path(made["sarif-file"]).read_text("utf-8"))["runs"]
    assert {result["ruleId"] for result in run["results"]} == {"LU302", "LU401"}


RUNS = {
    "a pattern": ("goo*.csv", {}, 0, "passed"),
    "names with spaces, a line each": ("a good one.csv\ngood.csv\n", {}, 0, "passed"),
    "what is not there": ("gone.xlsx", {}, 2, "not-checked"),
    "what fails nothing": ("bad.csv", {"fail_on": "never"}, 0, "passed"),
    "a family": ("bad.csv", {"select": "LU2"}, 0, "passed"),
    "all but some": ("bad.csv", {"ignore": "LU3,LU4"}, 0, "passed"),
    "a baseline": ("bad.csv", {"baseline": "known.json"}, 0, "passed"),
    "settings": ("bad.csv", {"config": "fail-on=never"}, 0, "passed"),
    "a previous return": ("good.csv", {"previous": "a good one.csv"}, 0, "passed"),
    "further options": ("bad.csv", {"args": "--exit-zero --strict"}, 0, "passed"),
}


@with_bash
@pytest.mark.parametrize("case", RUNS)
def test_the_inputs_of_the_action_are_options_of_the_command(act, tmp_path, levelup, case):
    files, inputs, code, verdict = RUNS[case]
    if "baseline" in inputs:
        levelup("validate", "bad.csv", "--write-baseline", "known.json", cwd=tmp_path / "work")
    done, made = act(files, **inputs)
    assert (done.returncode, made["verdict"]) == (code, verdict), done.stderr
    assert Path(made["sarif-file"]).exists()


@with_bash
def test_a_wrong_option_is_not_checked_and_leaves_no_report(act):
    done, made = act("good.csv", select="LU3x")
    assert (done.returncode, made["verdict"]) == (2, "not-checked")
    assert "sarif-file" not in made


@with_bash
@pytest.mark.parametrize("name", ["files", "fail-on", "select", "config", "baseline", "args"])
def test_nothing_in_an_input_is_run(act, tmp_path, name):
    inputs = {"files": "good.csv", name: "$(touch pwned) `touch pwned` '; touch pwned; \" #"}
    act(**inputs)
    assert not [*tmp_path.rglob("pwned*")]


def test_the_hooks_are_what_pre_commit_takes():
    call = [sys.executable, "-m", "pre_commit", "validate-manifest", ".pre-commit-hooks.yaml"]
    done = subprocess.run(call, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stdout


@pytest.fixture
def pre_commit(tmp_path):
    """Run a hook in a repository as pre-commit does, with the levelup that is installed here."""
    subprocess.run([GIT, "init", "--quiet", tmp_path], check=True)

    def run(hook, *arguments):
        (given,) = [each for each in HOOKS if each["id"] == hook]
        command = given["entry"].replace("levelup", f"{sys.executable} -m levelup_cli", 1)
        local = {**given, "language": "system", "entry": command, "args": [*arguments]}
        config = {"repos": [{"repo": "local", "hooks": [local]}]}
        (tmp_path / ".pre-commit-config.yaml").write_text(json.dumps(config), "utf-8")
        subprocess.run([GIT, "add", "--all"], check=True, cwd=tmp_path)
        call = [sys.executable, "-m", "pre_commit", "run", "--color=never"]
        environment = {**os.environ, "PRE_COMMIT_HOME": str(tmp_path / ".git" / "pre-commit")}
        return subprocess.run(
            call, capture_output=True, text=True, check=False, cwd=tmp_path, env=environment
        )

    return run


@pytest.mark.parametrize(("text", "code"), [(BAD, 1), (GOOD, 0)])
def test_a_commit_with_a_faulty_return_is_held_up(pre_commit, tmp_path, text, code):
    (tmp_path / "sites.csv").write_text(text, "utf-8")
    (tmp_path / "letter.txt").write_text("no return\n", "utf-8")
    done = pre_commit("levelup-validate", "--format=concise")
    assert done.returncode == code, done.stdout
    assert ("sites.csv:B2: LU401 error" in done.stdout) == bool(code)
    assert "letter.txt" not in done.stdout


def test_a_commit_of_definitions_checks_the_whole_pack(pre_commit, tmp_path):
    shutil.copytree(ROOT / "metric_definitions", tmp_path / "pack")
    assert pre_commit("levelup-metrics-lint", "pack").returncode == 0
    (tmp_path / "pack" / "pack.yaml").write_text("nonsense: true\n", "utf-8")
    done = pre_commit("levelup-metrics-lint", "pack")
    assert (done.returncode, "pack.yaml:" in done.stdout) == (1, True)


BLOCKS = re.findall(r"```(\w+)\n(.*?)```", GUIDE, re.DOTALL)
SHOWN = [
    command for _, text in BLOCKS for command in re.findall(r"levelup validate [^\n\"]+", text)
]
GIVEN = [line for line in GITLAB["script"] if line.startswith("levelup ")]


@with_bash
@pytest.mark.parametrize("commands", [SHOWN, [*GIVEN, *GITLAB["after_script"]]])
def test_the_commands_that_are_shown_work_on_an_example(tmp_path, commands):
    (tmp_path / "returns").mkdir()
    shutil.copy(NORTHMOOR, tmp_path / "returns" / "northmoor.xlsx")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    assert len(commands) >= 2
    for command in commands:
        call = [BASH, "-c", command]
        environment = {**os.environ, "PATH": path}
        done = subprocess.run(
            call, capture_output=True, text=True, check=False, cwd=tmp_path, env=environment
        )
        assert done.returncode == 0, done.stderr
    for file in re.findall(r"[\w-]+\.(?:xml|json|txt)", " ".join(commands)):
        assert (tmp_path / file).exists(), file


def test_the_yaml_that_is_shown_is_yaml_and_names_what_is_there():
    shown = [yaml.safe_load(text) for kind, text in BLOCKS if kind == "yaml"]
    hooks = [
        hook["id"] for each in shown for repo in each.get("repos", ()) for hook in repo["hooks"]
    ]
    assert hooks == [hook["id"] for hook in HOOKS]
    workflow = yaml.safe_load((ROOT / "examples/ci/github-workflow.yml").read_text("utf-8"))
    steps = [*shown[0]["steps"], *workflow["jobs"]["validate"]["steps"]]
    used = {name for step in steps for name in step.get("with", ())}
    assert used <= set(ACTION["inputs"])
    reports = GITLAB["artifacts"]["reports"].values()
    assert all(file in " ".join(GIVEN) for file in reports)
