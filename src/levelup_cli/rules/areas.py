"""Places, and the files of areas that they are looked up in."""

from levelup_cli.outcomes.severities import Severity
from levelup_cli.rules.rule import Rule


class LU530(Rule):
    """The return says otherwise of a place than the area files.

    The postcode of a site leads to one region, say, and the sheet has another. What the return says
    is kept and used, for the files may be older. But one of the two is wrong, and with a wrong code
    of the place everything else that was looked up is wrong as well.

    Bad:
        A site in the region TLI, with the code of a local authority that lies in TLC.

    Good:
        The same site in the region TLC. Whether a region is written North East, TLC or E12000001
        makes no difference.

    Way out:
        Correct the cell or the code of the place. Or clear the cell: with --areas it is then
        filled.
    """

    severities = (Severity.WARNING,)


class LU531(Rule):
    """Some deciles of the area files were not used.

    Deciles rank the areas of one nation in one year; those of another nation or edition mean
    something else and are never put together. The index that knows most rows of the return is used,
    and rows that only another one knows stay without. So do all rows, where the headings of a file
    do not say of which index its deciles are, or where it has one line for a whole local authority.

    Bad:
        Twenty sites in England and two in Wales, looked up in the English and the Welsh index at
        once; or a file of your own with the headings postcode and imd_decile.

    Good:
        The sites in England, looked up in the official English file.

    Way out:
        Nothing, if few rows are of the other nation; or send the places of each nation as a return
        of its own. For a file of your own give the official one, by small area (LSOA, data zone,
        SOA) or postcode: docs/areas.md lists them.
    """

    severities = (Severity.WARNING,)


class LU532(Rule):
    """Deciles that were looked up stand beside deciles that the return gives.

    The blank cells of the column were filled from the area files, the others kept. If the return's
    own are of another index or year, the column mixes what cannot be compared, and all of it is
    used.

    Bad:
        The column imd_decile filled for half of the sites, and --areas for the rest.

    Good:
        The column imd_decile filled for all sites, or for none.

    Way out:
        Clear the column to take all deciles from the area files, or fill it yourself.
    """

    severities = (Severity.WARNING,)


class LU533(Rule):
    """Codes of places are in no area file.

    Nothing could be looked up by them. These rows have no place, unless another of their codes
    leads to one; they count as unknown wherever a metric asks for it.

    Bad:
        A mistyped postcode; the code of a small area of 2011, looked up in a file of 2021; the code
        of a district that has since been merged.

    Good:
        The postcode or code as the files have it. A postcode that is no longer in use is found as
        well; small letters and spaces make no difference.

    Way out:
        Check the codes. Give a newer or older file, or one of another nation, with another --areas:
        several files are used together.
    """

    severities = (Severity.WARNING,)


RULES: tuple[type[Rule], ...] = (LU530, LU531, LU532, LU533)
