"""The page "Read a report": a text in, proposals to confirm, events of this session out."""
