"""The parts of the five smaller examples: a maker for each table, and what each organisation is."""
