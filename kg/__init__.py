"""The responsibility graph: its types, names, store, questions, networks and findings."""
