"""Mail reports: recognised, counted, and in no table."""

from samples import KLAVIYO
from written import account_of


def test_mail_is_not_social_media(read) -> None:
    inputs = read({"k.csv": KLAVIYO})
    assert inputs.problems == [] and all(table.empty for table in inputs.tables.values())
    assert inputs.files["source"].tolist() == ["mail_campaigns"] and "mail is not social" in inputs.files["note"][0]
    assert account_of(inputs, "k.csv", "")["kept"] == 1
