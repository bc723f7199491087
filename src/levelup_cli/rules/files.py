"""The file itself: whether it can be read, and how."""

from levelup_cli.outcomes.severities import Severity
from levelup_cli.rules.rule import Rule


class LU100(Rule):
    """A return cannot be read.

    What could be read in more than one way is refused as a whole: a guess would put figures into
    the wrong place, and nobody would notice. So is what cannot be opened, is no spreadsheet in
    spite of its name, or holds no table of a return. Nothing of it is checked or scored; of several
    returns the others are still checked. The code stands in the formats that programs read; on a
    screen the reason alone is shown.

    Bad:
        employees.xlsx, protected by a password that levelup was not given; a web page that was
        saved as employees.xls; employees.csv with bytes of two encodings; a workbook with the
        sheets Site and Sites.

    Good:
        employees.xlsx without a password, or as CSV UTF-8, with one sheet for each table.

    Way out:
        The reason says what is in the way. Mostly it helps to open the file in a spreadsheet
        program and to save it as .xlsx or as CSV UTF-8. A password is given in a variable of the
        environment (--password-env NAME), an encoding by its name (--encoding mac_roman). Which of
        two sheets or headings is meant can be said in a mapping (--map FILE). `levelup inspect`
        shows the sheets of a return in which no table was found, and what they could be.
    """


class LU101(Rule):
    """A workbook was read without its errors and percentages.

    Of an .xlsb workbook only bare values can be read: a cell that shows #REF! looks blank, and a
    cell that shows 45 % looks like 0.45. Everything is used as it was read. So a broken formula is
    counted as a missing answer, and a percentage may come out a hundred times too small; hidden
    rows and columns are not told either.

    Bad:
        employees.xlsb

    Good:
        employees.xlsx, saved from it.

    Way out:
        Open it in a spreadsheet program, save it as .xlsx, and check that instead.
    """

    severities = (Severity.WARNING,)


class LU102(Rule):
    """A file in a folder or zip file was not read.

    A folder may hold more than the return: a letter, a picture, a folder of last year's files. What
    has no ending of a workbook or table is passed over, and so are folders within a folder. It is
    told lest data be missed. Notes as .txt are passed over as well.

    Bad:
        A folder with employees.csv and employees_south.docx, where the second holds a table of
        people.

    Good:
        A folder with employees.csv, in which everybody stands.

    Way out:
        Nothing, if the file is no part of the return. Otherwise save what it holds as .xlsx or
        .csv; a table must stand in one sheet or file, so add its rows there.
    """

    severities = (Severity.INFO,)


RULES: tuple[type[Rule], ...] = (LU100, LU101, LU102)
