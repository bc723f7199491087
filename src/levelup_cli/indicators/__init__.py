"""Checked, Catalogue -> Indicators, not yet protected. The only sums in the house."""

from levelup_cli.indicators.calculation import calculate

__all__ = ["calculate"]
