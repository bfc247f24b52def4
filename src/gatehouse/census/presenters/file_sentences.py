"""What is wrong with a file or with the tables in it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gatehouse.census.presenters.sentence import Sentence

_SAVE_AS = _("Open it in Excel or WPS, save it as an Excel workbook (.xlsx) and send that file.")
_COPY_ROWS = _("Copy the filled rows into a new workbook and send that file.")

FILE_SENTENCES = {
    "file-empty": Sentence(_("The file is empty."), _("Open the workbook, save it once more and send the saved file.")),
    "file-too-big": Sentence(
        _("The file has %(size)s MB; at most %(limit)s MB are read."),
        _("Remove pictures and sheets that are not needed, or send the rows in several workbooks."),
    ),
    "file-is-old-workbook": Sentence(_("This is a workbook in the old .xls format; %(formats)s is read."), _SAVE_AS),
    "file-encrypted": Sentence(
        _("The workbook is locked with a password."), _("Remove the password, save the workbook and send it again.")
    ),
    "file-is-text": Sentence(
        _("This is a text file, such as .csv, and no workbook; %(formats)s is read."),
        _("Open it in Excel or WPS with the ID numbers as text, save it as an Excel workbook (.xlsx) and send that."),
    ),
    "file-is-web-page": Sentence(
        _("This is a web page saved under the name of a workbook; %(formats)s is read."), _SAVE_AS
    ),
    "file-is-archive": Sentence(
        _("This is a compressed archive and no workbook; %(formats)s is read."),
        _("Unpack it and send each workbook by itself."),
    ),
    "file-other-format": Sentence(_("This file is in a format that is not read; %(formats)s is read."), _SAVE_AS),
    "file-truncated": Sentence(
        _("The file is incomplete; its end is missing."),
        _("It was probably cut off while being copied or sent. Send the original file again."),
    ),
    "file-damaged": Sentence(
        _("The workbook is damaged and cannot be read."),
        _("Open it in Excel or WPS, let the program repair it, save it as a new workbook (.xlsx) and send that."),
    ),
    "file-bomb": Sentence(_("The file unpacks to far more than a workbook holds (limit: %(limit)s MB)."), _COPY_ROWS),
    "workbook-no-sheets": Sentence(_("The workbook has no worksheet."), _("Fill in the census template and send it.")),
    "workbook-no-cells": Sentence(
        _("Every sheet of the workbook is empty."), _("Fill in the census template and send it.")
    ),
    "workbook-too-large": Sentence(
        _("The workbook's sheets are too large together; at most %(limit)s cells are read."),
        _("Delete sheets, rows and columns that are not needed, or send the rows in several workbooks."),
    ),
    "sheet-too-long": Sentence(
        _("The sheet “%(sheet)s” is filled down to row %(found)s; at most %(limit)s rows are read."),
        _("Send the rows in several workbooks, or delete what stands far below the table."),
    ),
    "sheet-too-wide": Sentence(
        _("The sheet “%(sheet)s” is filled up to its column number %(found)s; at most %(limit)s columns are read."),
        _("Delete what stands far to the right of the table."),
    ),
}

TABLE_SENTENCES = {
    "no-table": Sentence(
        _("No census table was found in the workbook."),
        _(
            "Give the table one row of headings as in the census template: for campuses at least name, kind, ownership,"
            " students and staff; for guards at least campus, name, ID number, engagement and hiring source."
        ),
    ),
    "sheet-without-table": Sentence(
        _("No census table was found on this sheet, so it was not read."),
        _("If the sheet is not part of the census, nothing needs to be done."),
    ),
    "sheet-hidden": Sentence(
        _("The sheet is hidden, so it was not read, though it holds a census table."),
        _("If its rows are to count, show the sheet and send the workbook again; otherwise delete the sheet."),
    ),
    "missing-columns": Sentence(
        _("The %(table)s in row %(header_row)s lacks these columns: %(missing)s. Found were: %(found)s."),
        _("Add the missing columns, or give the columns that hold them these headings, and send the workbook again."),
    ),
    "table-without-rows": Sentence(
        _("There are no rows below the head of the %(table)s in row %(header_row)s."),
        _("Fill in the rows, or delete the empty table."),
    ),
    "no-certificate-column": Sentence(
        _("The guard table in row %(header_row)s tells nothing of certificates, so nobody in it counts as certified."),
        _("If guards hold a certificate, add a column for it and send the workbook again."),
    ),
}
