"""What every room stands on: postings, dated facts, the journal, sealing, workbook primitives."""
