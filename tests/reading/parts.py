"""Workbooks written by hand, part by part, for what no program of ours would write."""

import io
import zipfile
from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape

OPEN = "http://schemas.openxmlformats.org"
MAIN = f"{OPEN}/spreadsheetml/2006/main"
OFFICE = f"{OPEN}/officeDocument/2006/relationships"
STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = f"{OPEN}/package/2006"
VENDOR = "application/vnd.openxmlformats-"
SPREAD = "officedocument.spreadsheetml"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
# Styles: 0 as it is, 1 a day, 2 per cent, 3 days of our own, 4 a unit in quotes, 5 hours, 6 pounds.
STYLES = """<numFmts count="4"><numFmt numFmtId="164" formatCode="[$-809]dd\\ mmmm\\ yyyy;@"/>
<numFmt numFmtId="165" formatCode="0.0&quot; days&quot;"/>
<numFmt numFmtId="166" formatCode="[h]:mm:ss"/>
<numFmt numFmtId="167" formatCode="&quot;£&quot;#,##0.00;[Red]\\-&quot;£&quot;#,##0.00"/></numFmts>
<fonts><font/></fonts><fills><fill><patternFill/></fill></fills><borders><border/></borders>
<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/>
<xf numFmtId="10"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/>
<xf numFmtId="167"/></cellXfs><cellStyles><cellStyle name="Normal" xfId="0"/></cellStyles>"""
DAY, PER_CENT, OWN_DAY, UNIT, HOURS, POUNDS = range(1, 7)


def letter(position):
    first, last = divmod(position, 26)
    return (chr(ord("A") + first - 1) if first else "") + chr(ord("A") + last)


def cell(place, value):
    """A cell's XML: a text inline, a number, or raw XML in which {} is the place."""
    if isinstance(value, str) and value.startswith("<c"):
        return value.replace("{}", place)
    if isinstance(value, str):
        return f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    return f'<c r="{place}"><v>{value}</v></c>'


def row(number, *values, more=""):
    cells = (cell(f"{letter(i)}{number}", v) for i, v in enumerate(values) if v is not None)
    return f'<row r="{number}"{more}>{"".join(cells)}</row>'


def data(rows, before="", after=""):
    """What stands in a worksheet: its rows, from the first, or as a mapping from their numbers."""
    numbered = rows if isinstance(rows, Mapping) else dict(enumerate(rows, 1))
    told = "".join(r if isinstance(r, str) else row(n, *r) for n, r in numbered.items())
    return f"{before}<sheetData>{told}</sheetData>{after}"


def packed(members: Mapping[str, bytes | str] | Iterable[tuple[str, bytes | str]]) -> bytes:
    out = io.BytesIO()
    pairs = members.items() if isinstance(members, Mapping) else members
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in pairs:
            package.writestr(name, content)
    return out.getvalue()


def members_of(content):
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def relations(*found):
    told = "".join(
        f'<Relationship Id="{id_}" Type="{kind}" Target="{target}"/>' for id_, kind, target in found
    )
    return f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{told}</Relationships>'


def parts_of(sheets, *, strings=None, properties="", main=MAIN, office=OFFICE, tables=None):
    """The parts of a workbook; a sheet's name that begins with ~ is that of a hidden one."""
    names = [name.removeprefix("~") for name in sheets]
    states = [' state="hidden"' if name.startswith("~") else "" for name in sheets]
    told = "".join(
        f'<sheet name="{escape(name)}" sheetId="{n}"{state} r:id="rId{n}"/>'
        for n, (name, state) in enumerate(zip(names, states, strict=True), 1)
    )
    links = [
        (f"rId{n}", f"{office}/worksheet", f"worksheets/sheet{n}.xml") for n in indexes(sheets)
    ]
    links.append(("rId90", f"{office}/styles", "styles.xml"))
    parts = {
        "[Content_Types].xml": f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="rels" ContentType="{VENDOR}package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{VENDOR}{SPREAD}.sheet.main+xml"/>'
        "</Types>",
        "_rels/.rels": relations(("rId1", f"{office}/officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'{DECLARATION}<workbook xmlns="{main}" xmlns:r="{office}">'
        f"{properties}<sheets>{told}</sheets></workbook>",
        "xl/styles.xml": f'{DECLARATION}<styleSheet xmlns="{main}">{STYLES}</styleSheet>',
    }
    for n, content in zip(indexes(sheets), sheets.values(), strict=True):
        inside = content if isinstance(content, str) else data(content)
        parts[f"xl/worksheets/sheet{n}.xml"] = (
            f'{DECLARATION}<worksheet xmlns="{main}">{inside}</worksheet>'
        )
    if strings is not None:
        links.append(("rId91", f"{office}/sharedStrings", "sharedStrings.xml"))
        items = "".join(f"<si>{item}</si>" for item in strings)
        parts["xl/sharedStrings.xml"] = f'{DECLARATION}<sst xmlns="{main}">{items}</sst>'
    for n, table in enumerate(tables or (), 1):
        parts[f"xl/tables/table{n}.xml"] = f'{DECLARATION}<table xmlns="{main}" {table}/>'
        parts["xl/worksheets/_rels/sheet1.xml.rels"] = relations(
            (f"rId{n}", f"{office}/table", f"../tables/table{n}.xml")
        )
    parts["xl/_rels/workbook.xml.rels"] = relations(*links)
    return parts


def indexes(sheets):
    return range(1, len(sheets) + 1)


def workbook(sheets, **more):
    return packed(parts_of(sheets, **more))
