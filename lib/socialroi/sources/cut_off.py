"""Exports that end inside a line: cut off there, or saved by a program that writes no end of the last line."""

import codecs
from dataclasses import replace

from socialroi.errors import Problem
from socialroi.sources.part import Part

# Whose own exports all end their last line (some 170 real files), and whose never do.
ENDED = ("meta_ads", "google_ads", "meta_business_suite", "youtube", "shopify", "stripe", "toggl", "harvest")
NEVER_ENDED = ("ga4", "x_analytics", "tiktok_studio")


def with_end_told(parts: list[Part], start: bytes, end: bytes, row: int, file: str) -> list[Part]:
    """The parts of a text file, with a problem or a note where its last line, `row`, has no end. `start`, `end`: bytes of it.

    Everything below may be lost, and the last number be a part of one. Where the platform writes that end, and no spreadsheet
    program has saved the file, it is a problem; Google's writes CR LF, and none after the last line.
    """
    is_whole = end.rstrip(b"\x00").endswith((b"\n", b"\r")) or any(part.problems for part in parts)
    sources = {part.source for part in parts}
    if is_whole or sources & set(NEVER_ENDED):
        return parts
    is_saved_again = b"\r\n" in start and not start.startswith(codecs.BOM_UTF16_LE)
    if not sources <= set(ENDED) or is_saved_again:
        last = parts[-1]
        note = f"its last line (row {row}) has no line end, as in a file that was cut off: see that it is whole"
        return [*parts[:-1], replace(last, note="; ".join(filter(None, [last.note, note])))]
    fix = "download the file again; if its last row is whole, open it in a text editor, press Enter at its end, save"
    problem = Problem(file, "a last line without a line end: the file is cut off", "the end that its platform writes", fix, row)
    return [*parts[:-1], replace(parts[-1], problems=(problem,))]
