"""Rows of several exports into one table: the same row once, the same key with other values never."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from socialroi.errors import Problem, params_line, skip_line
from socialroi.schema import ORIGIN, TABLES, canonical
from socialroi.sources.labels import as_text, constant, filled, marks
from socialroi.sources.part import GRAIN, IDENTITY, LINES, PULLED, Part

_IDS = {"order_id", "post_id", "deal_id", "ticket_id", "contact", "customer"}
PUBLIC = ("spend", "audience", "traffic", "rates")  # tables without people: a value of theirs is quoted in the message
_COMPLETING = ("audience", "posts")  # one file can hold one metric per sheet or table
_DEFAULTS = {LINES: 1, IDENTITY: "", GRAIN: ""}
_TABLE = "_table"  # which of the tables that were read, of one file or of several, a row stood in
_FATES = ("kept", "duplicate", "refused", "older")
_ORIGIN = [column.name for column in ORIGIN]
_SAME_TO = 1e-9  # a spreadsheet program stores 15 digits
MOST_SHOWN = 20


@dataclass(frozen=True)
class Combined:
    """One canonical table, and what became of every row that went into it (`fate`: kept, duplicate, older or refused).

    `rows`: the rows that went in, with only those values left that they brought into the table first.
    """

    table: pd.DataFrame
    rows: pd.DataFrame
    fate: pd.Series
    problems: tuple[Problem, ...] = ()

    def kept(self, file: str | None = None) -> pd.DataFrame:
        """The rows that were kept, of one file or of all."""
        chosen = self.fate == "kept"
        if file is not None:
            chosen &= self.rows["file"] == file
        return self.rows if chosen.all() else self.rows[chosen]

    def lines(self, file: str) -> dict[str, int]:
        """How many rows of the file's export had each fate."""
        lines = self.rows[LINES].where(self.rows["file"] == file, 0)
        return {fate: int(lines[self.fate == fate].sum()) for fate in _FATES}


def combine(name: str, parts: Sequence[Part]) -> Combined:
    """The table out of all files' rows. Equal rows are kept once; rows of one key that complete each other become one.

    Each part's frame is canonical, with part.IDENTITY, LINES, GRAIN and PULLED where its reader gives them. Totals that grow
    from export to export (PULLED) count as the latest one says.
    """
    rows = _together([part.frame for part in parts])
    if len(parts) == 1 and parts[0].is_unique:
        return _all_kept(name, rows)
    older = _older(rows, [*TABLES[name].key, IDENTITY])
    if not older.any():
        return _combine(name, rows)
    newest = _combine(name, rows[~older].reset_index(drop=True))
    added = [column.name for column in TABLES[name].columns if column.added == "sum"]
    passed = rows[older].assign(**dict.fromkeys(added, np.nan))
    fate = pd.concat([newest.fate, pd.Series("older", index=passed.index)], ignore_index=True)
    return Combined(newest.table, pd.concat([newest.rows, passed], ignore_index=True), fate, newest.problems)


def _older(rows: pd.DataFrame, key: list[str]) -> pd.Series:
    """True for rows of which a later export has the same key, where every row of the key says when it was exported."""
    if PULLED not in rows or rows[PULLED].isna().all():
        return pd.Series(False, index=rows.index)
    pulled = rows.groupby(key, dropna=False, sort=False)[PULLED]
    is_known = pulled.transform("count") == pulled.transform("size")
    return (rows[PULLED] < pulled.transform("max")) & is_known


def _combine(name: str, rows: pd.DataFrame) -> Combined:
    values = [column.name for column in TABLES[name].columns]
    key = [*TABLES[name].key, IDENTITY] if TABLES[name].key else []
    keyed = is_keyed(rows, name)
    first = pd.Series(np.arange(len(rows)), index=rows.index)
    if key and keyed.any():
        first[keyed] = _first_of_group(rows[keyed], key)
    first[~keyed] = _first_of_equal(rows[~keyed], values)
    return _settle(name, rows, first, values)


def is_unique(name: str, frame: pd.DataFrame) -> bool:
    """True where no two rows have one key. Of rows without a key, equal ones are two events."""
    if not TABLES[name].key:
        return True
    rows = _together([frame])
    found = marks(rows, [*TABLES[name].key, IDENTITY])[is_keyed(rows, name)]
    return not pd.Series(found).duplicated().any()


def _together(frames: list[pd.DataFrame]) -> pd.DataFrame:
    """The rows of all frames below each other, with all columns of part's."""
    whole = [
        frame.assign(**{column: _filled(frame, column, default) for column, default in _DEFAULTS.items()}, **{_TABLE: place})
        for place, frame in enumerate(frames)
    ]
    if len(whole) == 1:
        return whole[0]
    texts = [frame.assign(**{column: as_text(frame[column]) for column in (IDENTITY, GRAIN)}) for frame in whole]
    return pd.concat(texts, ignore_index=True)


def _filled(frame: pd.DataFrame, column: str, default: object) -> pd.Series:
    return filled(frame[column], default) if column in frame else pd.Series(default, index=frame.index)


def is_keyed(rows: pd.DataFrame, name: str) -> np.ndarray:
    """True for rows with a key; False for those without an id of their own, such as the sales of a shop that numbers none."""
    ids = [column for column in TABLES[name].key if column in _IDS]
    has_key = rows[ids].notna().all(axis=1) if ids else pd.Series(bool(TABLES[name].key), index=rows.index)
    return has_key.to_numpy()


def _first_of_group(rows: pd.DataFrame, columns: list[str]) -> np.ndarray:
    """For each row, the index of the first row that has the same values in these columns."""
    places, found = pd.factorize(marks(rows, columns))
    first = np.empty(len(found), dtype="int64")
    first[places[::-1]] = rows.index[::-1]
    return first[places]


def _first_of_equal(rows: pd.DataFrame, values: list[str]) -> np.ndarray:
    """Without a key, two equal rows of one table are two events; of two files, or of two tables in one, one event, twice."""
    same = pd.Series(marks(rows, [*values, _TABLE]), index=rows.index)
    nth = same.groupby(same, sort=False).cumcount()
    return _first_of_group(rows.assign(_nth=nth), [*values, IDENTITY, "_nth"])


def _settle(name: str, rows: pd.DataFrame, first: pd.Series, values: list[str]) -> Combined:
    """`first`: for each row, the first row of its key."""
    sharing = first.duplicated(keep=False)
    if not sharing.any():
        return _all_kept(name, rows)
    several, place = rows[sharing], first[sharing]
    differs = _differs(several[values], several[values].groupby(place, sort=False).transform("first"))
    if name not in _COMPLETING:
        differs |= _gaps(several, place, values)
    clash, brings = differs.any(axis=1), _brings(several, place, values)
    fate = pd.Series("kept", index=rows.index)
    fate[several.index[~brings.any(axis=1)]] = "duplicate"
    fate[several.index[clash]] = "refused"
    heads = several.index[several.index == place]
    agreed = several[values][~clash].groupby(place[~clash], sort=False).transform("first")
    table = pd.concat([rows[~sharing], agreed.loc[heads].join(rows.loc[heads, _ORIGIN])]).sort_index()
    table = canonical(name, table[[*values, *_ORIGIN]].reset_index(drop=True))
    return Combined(table, _brought(name, rows, brings), fate, _clashes(name, several, place, differs))


def _all_kept(name: str, rows: pd.DataFrame) -> Combined:
    table = pd.DataFrame({column: rows[column] for column in TABLES[name].names}, copy=False)
    return Combined(table, rows, constant("kept", rows.index))


def _brought(name: str, rows: pd.DataFrame, brings: pd.DataFrame) -> pd.DataFrame:
    """The rows without the amounts that an earlier row of their key has brought, so that files' sums add up to the table's."""
    rows = rows.copy()
    for column in (column.name for column in TABLES[name].columns if column.added == "sum"):
        rows.loc[brings.index[~brings[column]], column] = np.nan
    return rows


def _differs(found: pd.DataFrame, shown: pd.DataFrame) -> pd.DataFrame:
    differs = {}
    for column in found:
        unequal = found[column].notna() & shown[column].notna() & (found[column] != shown[column]).fillna(False)
        if found[column].dtype == "float64":
            unequal &= ~np.isclose(found[column], shown[column], rtol=_SAME_TO, atol=0, equal_nan=True)
        differs[column] = unequal.astype(bool)
    return pd.DataFrame(differs)


def _gaps(several: pd.DataFrame, place: pd.Series, values: list[str]) -> pd.DataFrame:
    """True where one of two rows of the same file and key has a value and the other has none."""
    head = several.loc[place]
    same_file = (head["file"].to_numpy() == several["file"].to_numpy())[:, None]
    return (several[values].notna() != head[values].notna().to_numpy()) & same_file


def _brings(several: pd.DataFrame, place: pd.Series, values: list[str]) -> pd.DataFrame:
    """True where a row is the first of its key to fill a column; the first row of a key brings itself."""
    present = several[values].notna()
    earlier = present.groupby(place, sort=False).cumsum() - present.astype(int)
    brings = present & (earlier == 0)
    brings[several.index == place] = True
    return brings


def _clashes(name: str, several: pd.DataFrame, place: pd.Series, differs: pd.DataFrame) -> tuple[Problem, ...]:
    clash = differs.any(axis=1)
    problems = []
    for at in several.index[clash.to_numpy()][:MOST_SHOWN]:
        row, other = several.loc[at], several.loc[place[at]]
        columns = differs.columns[differs.loc[at].to_numpy()]
        found = (
            f"the same {_key(name, row)} as row {other['row']} of {other['file']}, with {_readings(name, columns, row, other)}"
        )
        fix = _way_out(name, row["file"], other["file"])
        problems.append(Problem(row["file"], found, "one version of each row", fix, int(row["row"])))
    if clash.sum() > MOST_SHOWN:
        file = several.loc[clash.to_numpy(), "file"].iloc[0]
        problems.append(Problem(file, f"{int(clash.sum()) - MOST_SHOWN:,} more rows like these"))
    return tuple(problems)


def _key(name: str, row: pd.Series) -> str:
    """The columns that tell the table's rows apart, as far as they are filled and say more than the one before."""
    is_one_day = "last_day" in row and row["last_day"] == row.get("day")
    filled_in = [column for column in TABLES[name].key if pd.notna(row[column]) and not (column == "last_day" and is_one_day)]
    return " + ".join(filled_in)


def _readings(name: str, columns: Sequence[str], row: pd.Series, other: pd.Series) -> str:
    """What differs, with both values where they are numbers of nobody."""
    known = [column for column in columns if name in PUBLIC and isinstance(row[column], float)]
    said = [f"{column} {_shown(row[column])} instead of {_shown(other[column])}" for column in known]
    others = [column for column in columns if column not in known]
    return ", ".join([*said, *([f"another {', '.join(others)}"] if others else [])])


def _shown(value: float) -> str:
    return "nothing" if pd.isna(value) else f"{value:.15g}"


def _way_out(name: str, file: str, other: str) -> str:
    if file != other:
        until = params_line(other, 'until: "2025-09-30"')
        grows = f"say until when each goes: {until}, or " if name == "posts" else ""
        skip = f"{skip_line(other)} or {skip_line(file)}"
        apart = (
            "export both with the column Account name, or name their campaigns apart" if name == "spend" else "give `platform`"
        )
        return f"{grows}leave one of the two out: {skip}; for two networks or accounts {apart}"
    if name == "spend":
        return "export it with the ids of ads and ad sets, so that its rows can be told apart"
    return "delete one of the two rows"
