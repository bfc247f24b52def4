"""The census by workbook: campaigns, reading and checking, staging and publishing."""
