"""Identifiers that British registers give out, and the form that each of them has."""

from levelup_cli.outcomes.severities import Severity
from levelup_cli.rules.rule import Rule


class LU411(Rule):
    """A text is not in the form of a postcode.

    A postcode finds the small area and the authority of a home or a site. Half a postcode, or one
    with the letter O for a nought, finds nothing. Only the form is looked at, not whether there is
    such a postcode; with or without a space, in capitals or not. The cell is used as it stands.
    Where area files are joined, postcodes are left out before cells are looked at, and LU533 tells
    which of them were not found.

    Bad:
        sites
        site_id | region     | postcode
        S01     | north_west | AB1 2X

    Good:
        sites
        site_id | region     | postcode
        S01     | north_west | AB1 2XY
        S02     | north_west | ab12xy

    Way out:
        Give the whole postcode, or leave the cell blank where there is none. Look for O in place of
        0 and for I in place of 1.
    """

    severities = (Severity.WARNING,)


class LU412(Rule):
    """A text is not the code of a local authority.

    Places are joined by the nine-character code of the Office for National Statistics, for the
    names of authorities are written in many ways. Codes of regions, nations or wards stand for
    other places. The cell is used as it stands, and finds no place.

    Bad:
        sites
        site_id | region     | local_authority_code
        S01     | north_west | Knowsley

    Good:
        sites
        site_id | region     | local_authority_code
        S01     | north_west | E08000011
        S02     | wales      | W06000015
        S03     | scotland   | S12000033

    Way out:
        Give the code that begins with E06 to E10, W06, S12 or N09. An area file fills it in from
        the postcodes: `levelup validate RETURN --areas FILE`.
    """

    severities = (Severity.WARNING,)


class LU413(Rule):
    """A text is not the code of a small area.

    Deprivation is measured for small areas: LSOAs in England and Wales, data zones in Scotland and
    Northern Ireland, super output areas there in earlier years. A code of another form finds no
    decile. The cell is used as it stands.

    Bad:
        sites
        site_id | region     | lsoa
        S01     | north_west | Knowsley 001A

    Good:
        sites
        site_id | region           | lsoa
        S01     | north_west       | E01006414
        S02     | scotland         | S01006514
        S03     | northern_ireland | 95GG01S1

    Way out:
        Give the code, not the name, of the area, or leave the cell blank and give a postcode.
    """

    severities = (Severity.WARNING,)


class LU414(Rule):
    """A text is not in the form of a company number.

    The register of companies gives each company eight characters: eight digits, or two letters and
    six digits, as SC123456 in Scotland; registered societies may have a letter at the end. It says
    which rows are about one supplier. The zeros that a spreadsheet takes from the front are put
    back. The cell is used as it stands.

    Bad:
        suppliers
        supplier_id | size  | company_number
        V1          | micro | GB123456789

    Good:
        suppliers
        supplier_id | size  | company_number
        V1          | micro | 01234567
        V2          | micro | SC123456
        V3          | small | IP12345R

    Way out:
        Look the number up at Companies House. A number for VAT is another one. Leave the cell blank
        where the supplier is no company.
    """

    severities = (Severity.WARNING,)


class LU415(Rule):
    """A text is not in the form of the number of a school.

    Pupils of one school are counted together by its number: six digits in England (URN), seven in
    Wales and Scotland, and seven with a dash in Northern Ireland. The name of a school is written
    in many ways. The cell is used as it stands.

    Bad:
        outreach
        outreach_id | activity_id | school_urn
        O1          | P01         | 12345

    Good:
        outreach
        outreach_id | activity_id | school_urn
        O1          | P01         | 123456
        O2          | P01         | 660/1234
        O3          | P01         | 101-0014

    Way out:
        Look the number up in Get Information about Schools or in the list of your nation.
    """

    severities = (Severity.WARNING,)


class LU416(Rule):
    """A text is not in the form of a UK provider reference number.

    The UK Register of Learning Providers gives every provider eight digits, the first of which is
    1. It joins a return to what is published about universities and colleges. The cell is used as
    it stands.

    Bad:
        organisation
        organisation_id | ukprn
        example         | 20001234

    Good:
        organisation
        organisation_id | ukprn
        example         | 10001234

    Way out:
        Look the number up in the UK Register of Learning Providers.
    """

    severities = (Severity.WARNING,)


class LU417(Rule):
    """A text is not a code of the Standard Occupational Classification.

    SOC 2020 numbers occupations: one digit for each of the nine major groups, up to four for a unit
    group. Packs whose columns hold such codes say `form: soc` for unit groups only, and `form:
    soc_group` for groups of every size; the tables that are shipped have none. The cell is used as
    it stands.

    Bad:
        A column with the form soc that says 21, 0123 or Engineer.

    Good:
        A column with the form soc that says 2134.

    Way out:
        Look the job up in the coding index of the Office for National Statistics. Codes of SOC 2010
        are other ones, though most look alike.
    """

    severities = (Severity.WARNING,)


class LU418(Rule):
    """A text is not in the form of a charity number.

    The regulators number charities: six or seven digits in England and Wales, SC and six digits in
    Scotland, NIC and six digits in Northern Ireland. A charity in several nations may give several,
    with a comma between them. The cell is used as it stands.

    Bad:
        organisation
        organisation_id | charity_number
        example         | 12-345

    Good:
        organisation
        organisation_id | charity_number
        example         | 1234567, SC012345

    Way out:
        Look the number up in the register of your nation. A company number is another one.
    """

    severities = (Severity.WARNING,)


RULES: tuple[type[Rule], ...] = (
    LU411,
    LU412,
    LU413,
    LU414,
    LU415,
    LU416,
    LU417,
    LU418,
)
