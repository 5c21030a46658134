"""Writes a true .xls workbook (BIFF8 in a compound file), as LinkedIn's Page exports are; texts and numbers only."""

import struct

_SECTOR = 512
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def old_workbook(sheets: dict[str, list[list[object]]], hidden: tuple[str, ...] = ()) -> bytes:
    """The file with these sheets; empty cells are left out, as Excel leaves them out. `hidden`: sheets that nobody sees."""
    bodies = [_sheet(rows) for rows in sheets.values()]
    names = [_sheet_name(name) for name in sheets]
    offset = len(_record(0x0809, _begin(0x0005))) + sum(len(name) + 10 for name in names) + len(_record(0x000A, b""))
    directory = b""
    for title, name, body in zip(sheets, names, bodies, strict=True):
        directory += _record(0x0085, struct.pack("<IBB", offset, title in hidden, 0) + name)
        offset += len(body)
    stream = _record(0x0809, _begin(0x0005)) + directory + _record(0x000A, b"") + b"".join(bodies)
    return _compound(stream)


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _begin(kind: int) -> bytes:
    return struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 0x07CC, 0, 6)


def _sheet_name(name: str) -> bytes:
    return struct.pack("<BB", len(name), 1) + name.encode("utf-16-le")


def _sheet(rows: list[list[object]]) -> bytes:
    cells = b"".join(_cell(at, place, cell) for at, row in enumerate(rows) for place, cell in enumerate(row) if cell is not None)
    size = struct.pack("<IIHHH", 0, len(rows), 0, max(map(len, rows)), 0)
    return _record(0x0809, _begin(0x0010)) + _record(0x0200, size) + cells + _record(0x000A, b"")


def _cell(row: int, column: int, cell: object) -> bytes:
    place = struct.pack("<HHH", row, column, 0)
    if isinstance(cell, str):
        return _record(0x0204, place + struct.pack("<HB", len(cell), 1) + cell.encode("utf-16-le"))
    return _record(0x0203, place + struct.pack("<d", cell))


def _compound(stream: bytes) -> bytes:
    """One stream named Workbook: header, its sectors, the directory, the table of sectors."""
    stream = stream.ljust(4096, b"\x00")
    stream += b"\x00" * (-len(stream) % _SECTOR)
    count = len(stream) // _SECTOR
    table = [*range(1, count), _END, _END, _FAT]  # the stream, the directory, this table
    fat = struct.pack(f"<{len(table)}I", *table).ljust(_SECTOR, b"\xff")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 16
    header += struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, count, 0, 4096, _END, 0, _END, 0)
    header += struct.pack("<I", count + 1) + b"\xff" * (108 * 4)
    entries = _entry("Root Entry", 5, 1, _END, 0) + _entry("Workbook", 2, _FREE, 0, len(stream))
    return header + stream + entries.ljust(_SECTOR, b"\x00") + fat


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = (name + "\x00").encode("utf-16-le")
    head = text.ljust(64, b"\x00") + struct.pack("<HBBIII", len(text), kind, 1, _FREE, _FREE, child)
    return head + b"\x00" * 36 + struct.pack("<IQ", start, size)
