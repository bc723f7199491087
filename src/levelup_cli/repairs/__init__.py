"""A return -> a copy of it: mended, or marked with what is wrong; the original is never touched."""
