"""One name for one person: what files know by a mail address and the CRM by its own id."""

from collections.abc import Mapping

import pandas as pd

_BY_MAIL = {
    "customers": "customer", "orders": "customer", "conversions": "visitor", "touches": "visitor", "deals": "contact",
    "leads": "contact",
}  # fmt: skip


def under_one_name(tables: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """The tables with everybody whom the CRM's contacts know by mail address under the CRM's name, wherever they stand.

    HubSpot's deals name a contact by its id alone, while the client's own lists and shops know people by mail. Of several
    contacts with one address the first stands for all. A lead that stands in the CRM and in a list is one: the CRM's row, or
    the list's where that alone names a source.
    """
    known = tables["leads"].dropna(subset=["mail", "contact"]).drop_duplicates("mail")
    if known.empty:
        return dict(tables)
    by_mail = known.set_index("mail")["contact"]
    named = {
        name: tables[name].assign(**{column: tables[name][column].map(by_mail).fillna(tables[name][column]).astype("str")})
        for name, column in _BY_MAIL.items()
    }
    return dict(tables) | named | {"leads": _each_once(named["leads"])}


def _each_once(leads: pd.DataFrame) -> pd.DataFrame:
    is_sourced = leads[["source", "heard_from"]].notna().any(axis=1)
    ordered = leads.assign(order=2 * is_sourced + leads["mail"].notna()).sort_values("order", ascending=False, kind="stable")
    is_again = ordered.duplicated("contact") & ordered["contact"].notna()
    return leads[~is_again.reindex(leads.index)].reset_index(drop=True)
