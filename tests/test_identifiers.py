"""Official codes: what registers give out fits its form, and slips of the pen do not."""

import csv

import pytest

from levelup_cli.catalogue import load_catalogue
from levelup_cli.checks import validate
from levelup_cli.checks.identifiers import GRAMMARS
from levelup_cli.definitions.tables import TextColumn
from levelup_cli.intake import submission_of_texts
from places import OF_AUTHORITIES, OF_LSOAS, with_oracles

# The postcodes are the Post Office's own examples of each shape, and those of the forces, of Jersey
# and of people without an address; the others are written by the rules of each register.
FITTING = {
    "postcode": "M1 1AE|B33 8TH|CR2 6XH|DN55 1PT|W1A 0AX|EC1A 1BB|GIR 0AA|BF1 3AA|JE2 3AB|zz99 3vz",
    "local_authority": "E06000001|E07000117|E08000011|E09000001|E10000017|W06000015|S12000033"
    "|N09000003",
    "lsoa": "E01000001|W01000001|S01006514|95GG01S1|95AA01W1|N00000001|N20000001|N21000001",
    "company_number": "00445790|SC123456|NI012345|OC301540|IP12345R|RS007853|R0000012|SL01234A"
    "|FC012345|RC000123|SP12345R|CE010135|NP00012R",
    "urn": "100000|148999|8401234|660/1234|660-1234|101-0014",
    "ukprn": "10000001|10099999",
    "soc": "1111|2134|3554|6312|9269|1150",
    "soc_group": "1|9|21|63|213|2134",
    "charity_number": "200001|1234567|1234567-1|SC012345|NIC100001|1234567; SC012345"
    "|1234567 and SC012345",
}
# Another place, another register, a letter for a digit, one character less or more.
UNFITTING = {
    "postcode": "M1|M1 1A|M1 1AEE|MI 1AE|M1 OAE|M1 1AO|QA1 1AE|AI1 1AE|M1Z 1AE|1M1 1AE|N/K",
    "local_authority": "E12000002|E92000001|E0800001|E080000111|08000011|W07000041|N92000002",
    "lsoa": "E02000001|E05000001|N09000003|W02000001|S02000001|95GG01X1|E0100001",
    "company_number": "1234567|GB123456789|XX123456|SC12345|SC1234567|IP123RRR|O0445790",
    "urn": "012345|12345|12345678|Example School",
    "ukprn": "20000001|1000000|100000011",
    "soc": "213|0111|1333|2501|21345|8311|9301",
    "soc_group": "0|10|25|83|2501|21345",
    "charity_number": "12345|12345678|SC12345|SC112345|NIC200001|NI100001|1234567 or so",
}


def of(given):
    return [(form, text) for form, texts in given.items() for text in texts.split("|")]


@pytest.mark.parametrize(("form", "text"), of(FITTING))
def test_what_a_register_gives_out_fits_its_form(form, text):
    assert GRAMMARS[form].fits(text)
    assert GRAMMARS[form].fits(f" {text.lower()}")


@pytest.mark.parametrize(("form", "text"), of(UNFITTING))
def test_a_slip_of_the_pen_does_not_fit(form, text):
    assert not GRAMMARS[form].fits(text)


@with_oracles
@pytest.mark.parametrize(
    ("form", "path", "heading"),
    [
        ("lsoa", OF_LSOAS, "lsoa21_code"),
        ("local_authority", OF_LSOAS, "ltla24_code"),
        ("local_authority", OF_AUTHORITIES, "ltla24_code"),
    ],
)
def test_every_code_of_the_published_area_files_fits(form, path, heading):
    with path.open(encoding="utf-8-sig") as file:
        codes = {row[heading] for row in csv.DictReader(file)}
    assert codes
    assert not [code for code in codes if not GRAMMARS[form].fits(code)]


def test_what_a_column_gives_as_its_example_has_its_form(catalogue):
    formed = [
        (table.table, name, column)
        for table in catalogue.tables.values()
        for name, column in table.columns.items()
        if isinstance(column, TextColumn) and column.form
    ]
    assert {column.form for _, _, column in formed} == set(GRAMMARS) - {"soc", "soc_group"}
    assert not [
        (table, name)
        for table, name, column in formed
        if column.example and not GRAMMARS[column.form].fits(column.example)
    ]


def test_a_code_of_another_form_is_a_warning_and_the_cell_is_used_as_it_stands(check_texts):
    given = "site_id | region | lsoa\nS01 | london | E1\nS02 | london | E1\nS03 | london | E2"
    checked = check_texts({"sites": given})
    (finding,) = [f for f in checked.findings if f.code == "LU413"]
    assert (finding.severity, finding.place.cells(), finding.count) == ("warning", "sites!C2:C4", 3)
    assert "E1" not in finding.message
    assert set(checked.tables["sites"].answers["lsoa"].values) >= {"E1", "E2"}
    assert checked.tables["sites"].usable.all()


@pytest.mark.parametrize(("form", "told"), [("soc", 2), ("soc_group", 1)])
def test_a_pack_may_ask_for_occupations(tmp_path, form, told):
    (tmp_path / "tables").mkdir()
    pack = 'name: Own\nversion: "1.0"\nextends: shipped\n'
    column = f"own_occupation: {{type: text, form: {form}, means: The occupation}}"
    table = f"table: employees\ncolumns:\n  {column}\n"
    (tmp_path / "pack.yaml").write_text(pack, "utf-8")
    (tmp_path / "tables" / "own.yaml").write_text(table, "utf-8")
    own = load_catalogue(tmp_path)
    given = {"employees": "employee_id | own_occupation\nE1 | 2134\nE2 | 213\nE3 | 1334"}
    findings = validate(submission_of_texts(given, own), own).findings
    assert [f.count for f in findings if f.code == "LU417"] == [told]
