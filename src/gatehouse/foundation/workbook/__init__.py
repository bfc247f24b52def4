"""Workbook primitives: a file somebody sent becomes grids of typed cells, or is refused with a reason."""
