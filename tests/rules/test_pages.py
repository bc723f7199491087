"""Every finding has its page, and what a page shows as bad or good is so."""

import re

import pytest

from conftest import ROOT
from levelup_cli import pipeline
from levelup_cli.rules import FAMILIES, PAGES

from .returns import write_workbook

SOURCE = ROOT / "src" / "levelup_cli"
SHOWN = [code for code, page in PAGES.items() if page.bad.sheets]


def codes_in_the_source():
    code = re.compile(r'"(LU\d{3})"')
    files = [path for path in SOURCE.rglob("*.py") if path.parent.name != "rules"]
    return {found for path in files for found in code.findall(path.read_text("utf-8"))}


def test_every_code_has_a_page_and_every_page_a_code():
    assert codes_in_the_source() == set(PAGES)
    assert {code[:3] for code in PAGES} == set(FAMILIES)


def found(sheets, folder, catalogue):
    checked = pipeline.check(write_workbook(sheets, folder / "return.xlsx"), catalogue)
    return {finding.code: finding for finding in checked.findings}


@pytest.mark.parametrize("code", SHOWN)
def test_what_a_page_shows_as_bad_is_found(code, tmp_path, catalogue):
    finding = found(PAGES[code].bad.sheets, tmp_path, catalogue)[code]
    assert finding.severity in PAGES[code].severities
    assert finding.help


@pytest.mark.parametrize("code", SHOWN)
def test_what_a_page_shows_as_good_is_not(code, tmp_path, catalogue):
    assert code not in found(PAGES[code].good.sheets, tmp_path, catalogue)
