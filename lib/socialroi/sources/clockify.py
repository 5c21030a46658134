"""Clockify's detailed time report: in English, German, Spanish, Portuguese or French, as its user reads Clockify."""

import re

import pandas as pd

from socialroi.sources.block import Block, as_text, stripped
from socialroi.sources.part import Context, Part
from socialroi.sources.repeats import again
from socialroi.sources.stated_totals import check_total
from socialroi.sources.take import Take
from socialroi.sources.time_entry import BEGAN, STARTED, times_of

NAME = "clockify"
_PROJECT = ("Project", "Projekt", "Proyecto", "Projeto", "Projet")
_USER = ("User", "Benutzer", "Usuario", "Usuário", "Do utilizador", "Utilisateur")
_GROUP = ("Group", "Gruppe", "Grupo", "Groupe")
_TASK = ("Task", "Aufgabe", "Tarea", "Tarefa")
_TAGS = ("Tags", "Etiquetas", "Etiqueta")
_TIME = ("Duration (h)", "Dauer (h)", "Duración (h)", "Duração (h)")
_DECIMAL = ("Duration (decimal)", "Dauer (dezimal)", "Duración (decimal)", "Duração (decimal)", "Durée (décimal)")
_BILLABLE = ("Billable Amount (", "Rechnungsbetrag (", "Importe facturable (", "Valor faturável (")


def recognise(block: Block) -> bool:
    """By its decimal duration beside user, project and day."""
    return block.has_each(_PROJECT, _USER, BEGAN, _DECIMAL)


def repeats(block: Block, context: Context) -> pd.Series:
    """True for an entry that stands twice: one person begins one thing a minute."""
    user, clock = block.position(*_USER), block.position(*STARTED)
    return again(block, (block.header[user],), (block.header[clock] if clock is not None else STARTED[0],))


def read(block: Block, context: Context) -> Part:
    """One row per entry, on the day it began. The person stays as a hash; mail, client and description do not stay.

    The workspace chooses the order of day and month, so the file's own dates have to prove it. A last row may be the total.
    """
    take = Take(block, context, totals=_totals(block), private=True)
    header = block.starting("Cost Amount (")
    code = re.search(r"\(([A-Z]{3})\)", header or block.starting(*_BILLABLE) or "")
    spent = take.hours(*_TIME) if block.position(*_TIME) is not None else take.number(*_DECIMAL)
    hours = take.need(spent, *_TIME, *_DECIMAL)
    check_total(take, hours, *_DECIMAL)
    columns = {
        **times_of(take),
        "person": take.person(*_USER),
        "role": take.text(*_GROUP),
        "project": take.text(*_PROJECT),
        "task": take.text(*_TASK),
        "tags": take.text(*_TAGS),
        "hours": hours,
        "cost": take.number(header) if header else take.nothing("float64"),
        "currency": take.constant(code[1] if code else None),
    }
    return take.part(NAME, "timesheets", columns)


def _totals(block: Block) -> pd.Series:
    """True for a last row that has no day and says that it is the total."""
    if not len(block.body):
        return pd.Series(False, index=block.body.index, dtype=bool)
    says = (block.body.map(as_text).map(str.strip).map(str.lower).isin(["total", "totals", "total:"])).any(axis=1)
    undated = stripped(block.body[block.position(*BEGAN)]) == ""
    return says & undated
