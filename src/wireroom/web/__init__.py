"""The web desk: pages for people and JSON for programs, two faces of the same views over one store."""
