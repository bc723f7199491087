"""Every finding by its code: how serious it is, a bad and a good case, and the way out."""

from levelup_cli.rules.pages import FAMILIES, PAGES, family_of
from levelup_cli.rules.rule import Example, Page

__all__ = ["FAMILIES", "PAGES", "Example", "Page", "family_of"]
