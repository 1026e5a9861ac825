"""One module a file format, each the only door to its library; each offers blocks(name, data) -> tuple of Block."""
