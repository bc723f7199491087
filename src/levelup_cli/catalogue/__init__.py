"""YAML files -> Catalogue: every name cross-checked, every mistake with its file and line."""

from levelup_cli.catalogue.differences import compare_packs
from levelup_cli.catalogue.lint import find_oddities
from levelup_cli.catalogue.loading import load_catalogue
from levelup_cli.catalogue.mapping import load_mapping
from levelup_cli.catalogue.pack import shipped_example, shipped_pack
from levelup_cli.catalogue.schemas import pack_schemas

__all__ = [
    "compare_packs",
    "find_oddities",
    "load_catalogue",
    "load_mapping",
    "pack_schemas",
    "shipped_example",
    "shipped_pack",
]
