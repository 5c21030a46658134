"""One name for one person: what files know by a mail address and the CRM by its own id."""

from collections.abc import Mapping

import pandas as pd

_BY_MAIL = {"customers": "customer", "orders": "customer", "conversions": "visitor", "touches": "visitor"}


def under_one_name(tables: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """The tables with everybody whom the CRM's contacts know by mail address under the CRM's name, wherever they stand.

    HubSpot's deals name a contact by its id alone, while customers.csv, conversions.csv and shops know people by mail. Of
    several contacts with one address the first stands for all.
    """
    known = tables["leads"].dropna(subset=["mail", "contact"]).drop_duplicates("mail")
    by_mail = known.set_index("mail")["contact"]
    return dict(tables) | {
        name: tables[name].assign(**{column: tables[name][column].map(by_mail).fillna(tables[name][column]).astype("str")})
        for name, column in _BY_MAIL.items() if len(by_mail)
    }  # fmt: skip
