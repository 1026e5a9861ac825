"""What a person looks at: maps, pages and the marks on the source text."""
