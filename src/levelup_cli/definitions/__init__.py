"""The language of a definitions pack: frozen models, no files, no tables of data, no screens."""
