"""What kind of file was sent, told by its first bytes, never by its name."""

from __future__ import annotations

import codecs
import io
import zipfile

from gatehouse.foundation.workbook.refusal import Limits, WorkbookFault, refusal

_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_ZIP = b"PK"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_OLD_STREAMS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
_ENCRYPTED_FLAG = 0x1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_LOOK = 4096


def check_format(data: bytes, *, filename: str, limits: Limits) -> list[zipfile.ZipInfo]:
    """The parts of an .xlsx file. Raises WorkbookRefused for an empty, too big, broken or other file."""
    if not data:
        raise refusal(WorkbookFault.EMPTY_FILE, filename)
    if len(data) > limits.file:
        raise refusal(WorkbookFault.TOO_BIG, filename, size=len(data) >> 20, limit=limits.file >> 20)
    if data.startswith(_OLE):
        raise refusal(_ole_fault(data), filename)
    if not data.startswith(_ZIP):
        raise refusal(_plain_fault(data), filename)
    return _parts(data, filename=filename)


def _ole_fault(data: bytes) -> WorkbookFault:
    """Office's old container holds a workbook with a password, an old workbook, or something else."""
    if _ENCRYPTED_STREAM in data:
        return WorkbookFault.ENCRYPTED
    if any(stream in data for stream in _OLD_STREAMS):
        return WorkbookFault.OLD_FORMAT
    return WorkbookFault.OTHER_FORMAT


def _plain_fault(data: bytes) -> WorkbookFault:
    """A file that is no container: a saved web page, a text table, or something else."""
    head = data[:_LOOK]
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return WorkbookFault.WEB_PAGE
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return WorkbookFault.TEXT
    if any(byte < 0x20 and byte not in b"\t\r\n\f" for byte in head):  # noqa: PLR2004 - control characters
        return WorkbookFault.OTHER_FORMAT
    for encoding in ("utf-8", "gb18030"):
        try:
            # Looking at the beginning only may cut its last character in two: that is no fault.
            codecs.getincrementaldecoder(encoding)().decode(head, final=len(data) <= _LOOK)
        except UnicodeDecodeError:
            continue
        return WorkbookFault.TEXT
    return WorkbookFault.OTHER_FORMAT


def _parts(data: bytes, *, filename: str) -> list[zipfile.ZipInfo]:
    """The table of contents of a zip file that is an .xlsx workbook."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError):
        raise refusal(WorkbookFault.TRUNCATED, filename) from None
    names = [part.filename.lower().replace("\\", "/") for part in parts]
    if any(part.flag_bits & _ENCRYPTED_FLAG for part in parts):
        raise refusal(WorkbookFault.ENCRYPTED, filename)
    if "mimetype" in names or any(name.endswith("workbook.bin") for name in names):
        raise refusal(WorkbookFault.OTHER_FORMAT, filename)
    if "[content_types].xml" not in names:
        raise refusal(WorkbookFault.ARCHIVE, filename)
    if not any(name.lstrip("/").startswith("xl/") for name in names):
        raise refusal(WorkbookFault.OTHER_FORMAT, filename)
    # Two parts of one name could make us measure one and the reader open the other.
    if len(set(names)) != len(names) or any(part.compress_type not in _METHODS for part in parts):
        raise refusal(WorkbookFault.DAMAGED, filename)
    return parts
