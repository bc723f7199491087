"""Small .ods workbooks, their content written by hand."""

from reading.parts import packed

OPEN = "urn:oasis:names:tc:opendocument:xmlns"
HEAD = (
    f'<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="{OPEN}:office'
    f':1.0" xmlns:table="{OPEN}:table:1.0" xmlns:text="{OPEN}:text:1.0" xmlns:calcext="urn:org:'
    'documentfoundation:names:experimental:calc:xmlns:calcext:1.0" office:version="1.3">'
    '<office:body><office:spreadsheet><table:table table:name="employees">'
)
FOOT = "</table:table></office:spreadsheet></office:body></office:document-content>"
MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest='
    f'"{OPEN}:manifest:1.0" manifest:version="1.3"><manifest:file-entry manifest:full-path="/" '
    'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/><manifest:file-entry '
    'manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def text(value, more=""):
    return (
        f'<table:table-cell office:value-type="string"{more}><text:p>{value}</text:p>'
        "</table:table-cell>"
    )


def row(*cells, more=""):
    return f"<table:table-row{more}>{''.join(cells)}</table:table-row>"


def written(path, *rows):
    members = {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": HEAD + "".join(rows) + FOOT,
        "META-INF/manifest.xml": MANIFEST,
    }
    path.write_bytes(packed(members))
    return path


def number(value, kind="float"):
    return f'<table:table-cell office:value-type="{kind}" office:value="{value}"/>'
