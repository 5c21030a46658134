"""What stays of a person: a keyed hash, the same in every file of the client, and of no use without the client's key."""

import hashlib
import hmac
import os
import re
import secrets
from pathlib import Path

import pandas as pd

_PART = r"[^\s@<>\"',;:=?&/()]+"
_AT = "(?:@|%(?:25)*40)"  # as it stands, or as links write it
MAIL = rf"{_PART}{_AT}{_PART}\.{_PART}"
# With its country alone: other long numbers are ids.
PHONE = r"(?<!\w)(?:\+|%2[Bb]) ?\d(?:[ .()-]{0,2}\d){7,14}(?!\d)"
_NAMED = re.compile(rf"{MAIL[: -len(_PART)]}[^\W\d_]{{2,}}(?![^\s-])")


def read_key(folder: Path) -> bytes:
    """The client's key: the bytes of `.key`, made once. In a folder that cannot be written the key lives for this run only.

    No result depends on the hashes' values, so another key gives the same report.
    """
    path = folder / ".key"
    try:
        _make(path)
        return path.read_bytes()
    except OSError:
        return secrets.token_hex(32).encode()


def _make(path: Path) -> None:
    if path.exists():
        return
    draft = path.with_name(f".key.{secrets.token_hex(8)}")
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_hex(32))
        try:
            os.link(draft, path)  # fails where another run was faster: then its key holds
        except FileExistsError:
            return
    finally:
        draft.unlink(missing_ok=True)


def keyed_hash(people: pd.Series, key: bytes) -> pd.Series:
    """Each person's keyed hash (HMAC-SHA256, 32 hexadecimal digits). Mail addresses in any case and spacing are one person."""
    places, known = pd.factorize(people)
    keyed = hmac.new(key, digestmod=hashlib.sha256)
    hashes = pd.Series([_hash(person.strip().lower(), keyed) for person in known], dtype="str")
    return hashes.reindex(places).set_axis(people.index)


def _hash(person: str, keyed: hmac.HMAC) -> str:
    found = keyed.copy()
    found.update(person.encode())
    return found.hexdigest()[:32]


def without_contacts(texts: pd.Series) -> pd.Series:
    """The texts with `[mail]` for every mail address in them, and `[phone]` for every phone number with its country."""
    if not any(texts.str.contains(sign, regex=False).any() for sign in "@%+"):
        return texts
    return texts.str.replace(MAIL, "[mail]", regex=True).str.replace(PHONE, "[phone]", regex=True)


def contacts_blanked(text: str) -> str:
    """As `without_contacts`, for one text.

    >>> contacts_blanked("ada%40example.com, +1 (555) 123 0987")
    '[mail], [phone]'
    """
    return re.sub(PHONE, "[phone]", re.sub(MAIL, "[mail]", text))


def names_a_mail_address(file: str) -> bool:
    """Whether a file is named after somebody's mail address; `data@2025.07.01.csv` is not.

    >>> names_a_mail_address("ada@example.com.csv"), names_a_mail_address("data@2025.07.01.csv")
    (True, False)
    """
    return _NAMED.search(Path(file).stem) is not None
