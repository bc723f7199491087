"""The parts that make the example returns: people, posts, sheets, warts and files."""
