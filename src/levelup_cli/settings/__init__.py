"""levelup.toml or [tool.levelup] -> Settings: what a user settles once for all commands."""
