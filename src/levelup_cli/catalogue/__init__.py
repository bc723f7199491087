"""YAML files -> Catalogue: every name cross-checked, every mistake with its file and line."""

from levelup_cli.catalogue.loading import load_catalogue
from levelup_cli.catalogue.pack import shipped_example, shipped_pack

__all__ = ["load_catalogue", "shipped_example", "shipped_pack"]
