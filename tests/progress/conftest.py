"""Results of two years, as the command writes them, and as a person would edit them."""

import copy
import json

import pytest

LOWER, PROFESSIONAL = "technical_craft", "manager_administrator"
SHARE = "g06_workforce_lower_seb_share"


def staff(lower, people):
    """Employees of whom so many come from a lower background."""
    jobs = [LOWER] * lower + [PROFESSIONAL] * (people - lower)
    rows = [f"E{place},{job},permanent" for place, job in enumerate(jobs)]
    return "\n".join(["employee_id,parental_occupation,contract_type", *rows]) + "\n"


@pytest.fixture
def result_of(levelup, tmp_path):
    """A saved result of so many lower backgrounds among so many staff, for a year."""

    def save(lower, people, year=2024):
        source = tmp_path / f"staff_{lower}_{people}_{year}.csv"
        source.write_text(staff(lower, people), "utf-8")
        target = tmp_path / f"result_{lower}_{people}_{year}.json"
        period = ("--period-start", f"{year}-04-01", "--period-end", f"{year + 1}-03-31")
        name = ("--organisation", "Test", *period)
        done = levelup("score", source, *name, "-o", target)
        assert done.returncode == 0, done.stderr
        return target

    return save


@pytest.fixture
def edited():
    """A copy of a result in which one metric, or the whole, is otherwise."""

    def edit(path, metric=None, whole=None):
        content = copy.deepcopy(json.loads(path.read_text("utf-8")))
        for name, value in (whole or {}).items():
            content[name] = value
        for goal in content["goals"]:
            for part in goal["metrics"]:
                if part["id"] == SHARE:
                    part.update(metric or {})
        other = path.with_name(f"edited_{path.name}")
        other.write_text(json.dumps(content), "utf-8")
        return other

    return edit


@pytest.fixture
def verdict_of(levelup):
    """What `levelup compare` says of the share of lower backgrounds."""

    def verdict(before, after):
        done = levelup("compare", before, after, "-f", "json")
        assert done.returncode == 0, done.stderr
        (step,) = json.loads(done.stdout)["steps"]
        (change,) = [c for c in step["metrics"] if c["metric"] == SHARE]
        return change, step

    return verdict
