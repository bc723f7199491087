"""What a test looks at: cells as read, cells as understood, findings and the ledger in short."""

from levelup_cli.outcomes.tables import Status


def entries(table, name):
    """The cells of a column as read, each as the kind and the text that the reader gave it."""
    column = table.columns[name]
    return [(column.kinds[code], column.texts[code]) for code in column.codes]


def texts(table, name):
    return [text for _, text in entries(table, name)]


def kinds(table, name):
    return [kind for kind, _ in entries(table, name)]


def grid(table):
    """Row number -> heading of ours -> text, of the cells that are not blank."""
    columns = {name: texts(table, name) for name in table.columns}
    return {
        int(row): {name: cells[i] for name, cells in columns.items() if cells[i]}
        for i, row in enumerate(table.rows)
    }


def answers(checked, table, name):
    """The cells of a column as understood: a value, or in which way there is none."""
    column = checked.tables[table].answers[name]
    return [
        str(column.values[code])
        if column.statuses[code] == Status.PRESENT
        else Status(column.statuses[code]).name.lower()
        for code in column.codes
    ]


def told(result, *codes):
    """Findings of these codes as `LU306 error sites!B2 x1`; of every code where none is named."""
    return [
        f"{f.code} {f.severity.value} {f.place.cells()} x{f.count}"
        for f in result.findings
        if f.code in codes or not codes
    ]


def ledger(result):
    """Kind of repair -> where, and how often."""
    return {entry.kind: (entry.place.cells(), entry.count) for entry in result.ledger}
