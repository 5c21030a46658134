"""Starts a new client: a commented params file, and a data folder that says which exports belong there."""

from importlib.resources import files
from pathlib import Path

from socialroi.errors import InputError, Problem
from socialroi.params import CLIENT_ID
from socialroi.sources.privacy import read_key

_README = """# Exports of {name}

Drop the exports into this folder exactly as downloaded, under any name: the kit recognises a file by its content. Leave out
what this client does not use. `socialroi check {client}` shows what each file was taken for and what is wrong with it.
The file `.key` keeps people's data unreadable; leave it here and give it to nobody.

{exports}"""


def new_client(root: Path, client: str) -> list[Path]:
    """Writes `params/<client>.yaml`, and `data/<client>/` with a README and a random key. Returns what was written.

    Raises InputError for an id that is none, and where anything of the client exists already: nothing is overwritten.
    """
    params, folder = root / "params" / f"{client}.yaml", root / "data" / client
    readme = folder / "README.md"
    _refuse_bad_id(client)
    _refuse_existing(root, [path for path in (params, readme, folder / ".key") if path.exists()])
    name = client.replace("-", " ").title()
    for parent in (params.parent, folder):
        parent.mkdir(parents=True, exist_ok=True)
    content = template("params.yaml").replace("CLIENT", client).replace("NAME", name)
    params.write_text(content, encoding="utf-8")
    readme.write_text(_README.format(name=name, client=client, exports=template("exports.md")), encoding="utf-8")
    read_key(folder)
    return [params, readme]


def template(name: str) -> str:
    """The text of one of the package's templates."""
    return files("socialroi").joinpath("templates", name).read_text(encoding="utf-8")


def _refuse_bad_id(client: str) -> None:
    if not CLIENT_ID.fullmatch(client):
        rule = "small letters a-z, digits and hyphens, starting with a letter or digit"
        raise InputError([Problem("client", f"{client!r} is no client's id", rule, "such as mira-shop")])


def _refuse_existing(root: Path, paths: list[Path]) -> None:
    fix = "choose another id, or move the file away"
    problems = [Problem(path.relative_to(root).as_posix(), "exists already", fix=fix) for path in paths]
    if problems:
        raise InputError(problems)
