"""The codes and numbers that British registers give out: the form that each of them has.

Only the form is judged, never whether somebody has the number. A text is compared in upper case and
without spaces, as area files are joined.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from levelup_cli.definitions.tables import Form


@dataclass(frozen=True, slots=True)
class Grammar:
    """What a code looks like, the finding where it does not, and what is expected in words."""

    code: str
    pattern: re.Pattern[str]
    thing: str
    expected: str

    def fits(self, text: str) -> bool:
        """Whether a text has the form; case and spaces do not matter."""
        return self.pattern.fullmatch("".join(text.upper().split())) is not None


# Royal Mail, Programmers' Guide to the Postcode Address File: which letter stands where, so that O
# for 0 and I for 1 are seen. ZZ is what the NHS gives to people who have no address.
_AREA = r"[A-PR-UWYZ]"
_OUTWARD = (
    rf"(?:{_AREA}[0-9][0-9]?|{_AREA}[A-HK-Y][0-9][0-9]?"
    rf"|{_AREA}[0-9][A-HJKPSTUW]|{_AREA}[A-HK-Y][0-9][ABEHMNPRVWXY])"
)
_POSTCODE = rf"{_OUTWARD}[0-9][ABD-HJLNP-UW-Z]{{2}}|ZZ[0-9]{{1,2}}[0-9][A-Z]{{2}}|GIR0AA"

# ONS, Register of Geographic Codes: districts, boroughs, unitary authorities and counties of
# England, and the authorities of Wales, Scotland and Northern Ireland.
_AUTHORITY = r"(?:E0[6-9]|E10|W06|S12|N09)[0-9]{6}"

# ONS and NRS: LSOAs and data zones; NISRA: super output areas of 2001, small areas of 2011, data
# zones and super data zones of 2021.
_SMALL_AREA = r"[EWS]01[0-9]{6}|95[A-Z]{2}[0-9]{2}[SW][0-9]|N(?:00|20|21)[0-9]{6}"

# Companies House, prefixes of company numbers. Registered societies may have letters at the end.
_COMPANY = (
    r"[0-9]{8}"
    r"|(?:AC|CC|CE|CS|EN|ES|FC|FE|GE|GN|GS|IC|LP|NA|NC|NF|NI|NL|NO|NP|NR|NV|NZ|OC|OE|PC|R0|RC"
    r"|SA|SC|SE|SF|SG|SI|SL|SO|SR|SZ|ZC)[0-9]{6}"
    r"|(?:IP|NO|NP|RS|SP)[0-9]{5}[0-9A-Z]|SL[0-9]{5}A"
)

# DfE gives six digits; the school numbers of Wales and Scotland, and those of England's local
# authorities, have seven, in Northern Ireland with a dash.
_SCHOOL = r"[1-9][0-9]{5}|[0-9]{3}[-/]?[0-9]{4}"

# ONS, SOC 2020, volume 1: 9 major and 26 sub-major groups; their subdivisions are one digit each.
_SUB_MAJOR = r"(?:1[12]|2[1-4]|3[1-5]|4[12]|5[1-4]|6[1-3]|7[12]|8[12]|9[12])"

# The Charity Commission, OSCR and the CCNI. A charity may be registered in several nations.
_CHARITY = r"(?:[1-9][0-9]{5,6}(?:-[0-9]{1,3})?|SC0[0-9]{5}|NIC1[0-9]{5})"

GRAMMARS: Mapping[Form, Grammar] = {
    "postcode": Grammar(
        code="LU411",
        pattern=re.compile(_POSTCODE),
        thing="a postcode",
        expected="a whole postcode such as AB1 2XY; look for O in place of 0, and I in place of 1",
    ),
    "local_authority": Grammar(
        code="LU412",
        pattern=re.compile(_AUTHORITY),
        thing="the code of a local authority",
        expected="nine characters such as E08000011, which begin with E06 to E10, W06, S12 or N09",
    ),
    "lsoa": Grammar(
        code="LU413",
        pattern=re.compile(_SMALL_AREA),
        thing="the code of a small area",
        expected="the code of an LSOA or data zone, nine characters such as E01000001, W01000001,"
        " S01006506 or N20000001, or of a super output area such as 95AA01S1",
    ),
    "company_number": Grammar(
        code="LU414",
        pattern=re.compile(_COMPANY),
        thing="a company number",
        expected="the eight characters at Companies House, such as 01234567, SC123456 or IP12345R",
    ),
    "urn": Grammar(
        code="LU415",
        pattern=re.compile(_SCHOOL),
        thing="the number of a school",
        expected="the six digits of a URN in England, or the seven of a school number elsewhere",
    ),
    "ukprn": Grammar(
        code="LU416",
        pattern=re.compile(r"1[0-9]{7}"),
        thing="a UK provider reference number",
        expected="eight digits that begin with 1, such as 10001234",
    ),
    "soc": Grammar(
        code="LU417",
        pattern=re.compile(rf"{_SUB_MAJOR}[1-9][0-9]"),
        thing="a SOC 2020 unit group",
        expected="the four digits of a unit group, such as 2134",
    ),
    "soc_group": Grammar(
        code="LU417",
        pattern=re.compile(rf"[1-9]|{_SUB_MAJOR}(?:[1-9][0-9]?)?"),
        thing="a SOC 2020 group",
        expected="one to four digits, such as 2 for a major and 2134 for a unit group",
    ),
    "charity_number": Grammar(
        code="LU418",
        pattern=re.compile(rf"{_CHARITY}(?:(?:[,;/&]|AND){_CHARITY})*"),
        thing="a charity number",
        expected="six or seven digits in England and Wales, SC and six digits in Scotland, NIC and"
        " six digits in Northern Ireland",
    ),
}
