"""Clockify: dates by the workspace's setting, cost columns of paid plans, a total row."""

import pandas as pd
import pytest
from samples import CLOCKIFY, CLOCKIFY_PAID, FREE_TEXT, MAIL, PERSON
from written import account_of


def test_days_are_proven_by_the_files_own_dates(read) -> None:
    inputs = read({"c.csv": CLOCKIFY})
    assert inputs.problems == []
    entries = inputs.tables["timesheets"]
    assert entries["day"].tolist() == [pd.Timestamp("2026-01-21"), pd.Timestamp("2026-02-03")]
    assert entries["hours"].tolist() == [1.5, 0.25] and entries["cost"].isna().all() and set(entries["currency"]) == {"USD"}


def test_the_cost_of_paid_plans_and_the_total_row(read) -> None:
    inputs = read({"c.csv": CLOCKIFY_PAID})
    assert inputs.problems == []
    assert inputs.tables["timesheets"]["cost"].tolist() == [30]
    assert account_of(inputs, "c.csv", "timesheets") == {"read": 2, "kept": 1, "total": 1, "duplicate": 0, "refused": 0}


def test_clock_times_in_halves_of_the_day_and_the_group_as_role(read) -> None:
    text = CLOCKIFY.replace('","","', '","Design","', 1).replace("09:00:00 AM", "09:00:00 PM", 1)
    entries = read({"c.csv": text}, timezone="Europe/Berlin").tables["timesheets"]
    assert f"{entries['started_at'][0]:%H:%M}" == "20:00" and f"{entries['ended_at'][0]:%H:%M}" == "09:30"  # winter
    assert entries["role"][0] == "Design" and pd.isna(entries["role"][1])


def test_dates_that_prove_nothing_stop(read) -> None:
    inputs = read({"c.csv": CLOCKIFY.replace("21/01/2026", "02/01/2026")})
    assert "dates: day_first" in inputs.problems[0].fix and inputs.tables["timesheets"].empty
    stated = read({"c.csv": CLOCKIFY.replace("21/01/2026", "02/01/2026")}, sources={"c.csv": {"dates": "day_first"}})
    assert stated.tables["timesheets"]["day"].tolist() == [pd.Timestamp("2026-01-02"), pd.Timestamp("2026-02-03")]


def test_a_total_of_other_hours_stops(read) -> None:
    (problem,) = read({"c.csv": CLOCKIFY_PAID.replace('"1.50","","75.00"', '"3.50","","75.00"')}).problems
    assert "says 3.50, where the other rows add up to 1.50" in problem.found and problem.column == "Duration (decimal)"


@pytest.mark.parametrize(
    ("header", "day", "code"),
    [
        (
            '"Projekt","Kunde","Beschreibung","Aufgabe","Benutzer","Gruppe","Email","Tags","Abrechenbar","Startdatum","Startzeit",'
            '"Enddatum","Endzeit","Dauer (h)","Dauer (dezimal)","Abrechenbarer Tarif (CHF)","Rechnungsbetrag (CHF)"',
            "21.01.2026",
            "CHF",
        ),
        (
            '"Proyecto","Cliente","Descripción","Tarea","Usuario","Grupo","Correo electrónico","Etiquetas","Facturable",'
            '"Fecha de inicio","Hora de inicio","Fecha de finalización","Hora de finalización","Duración (h)",'
            '"Duración (decimal)","Tarifa facturable (EUR)","Importe facturable (EUR)"',
            "21/01/2026",
            "EUR",
        ),
        (
            '"Projeto","Cliente","Descrição","Tarefa","Usuário","Grupo","E-mail","Etiqueta","Faturável","Data de início",'
            '"Hora de início","Data final","Hora de término","Duração (h)","Duração (decimal)","Taxa Faturável (BRL)",'
            '"Valor Faturável (BRL)"',
            "21/01/2026",
            "BRL",
        ),
    ],
)
def test_entries_in_other_languages(read, header: str, day: str, code: str) -> None:
    row = (
        f'"Social","Lotus","{FREE_TEXT}","Posts","{PERSON}","Design","{MAIL}","reels","x","{day}","09:00:00","{day}","09:25:05",'
    )
    row += '"00:25:05","0.42","50.00","21.00"'
    inputs = read({"c.csv": "\n".join([header, row, row, ""])})
    assert inputs.problems == []
    entries = inputs.tables["timesheets"]  # nobody begins two things in one minute: the second line is the first again
    assert entries["day"].tolist() == [pd.Timestamp("2026-01-21")] and entries["currency"].tolist() == [code]
    assert entries["hours"].tolist() == [pytest.approx(25 / 60 + 5 / 3600)]  # the decimal column is rounded to 0.42
    assert entries[["role", "project", "task", "tags"]].to_numpy().tolist() == [["Design", "Social", "Posts", "reels"]]
    assert f"{entries['ended_at'][0]:%H:%M:%S}" == "09:25:05"


def test_a_french_report_by_its_decimal_hours(read) -> None:
    header = (
        "Projet,Client,Groupe,Description,Email,Utilisateur,Facturable,Date de début,Heure de début,Date de fin,Heure de fin,"
    )
    row = f"Social,Lotus,Design,{FREE_TEXT},{MAIL},{PERSON},Oui,01/21/2026,09:00:00,01/21/2026,10:30:00,1.50\n"
    entries = read({"c.csv": header + "Durée (décimal)\n" + row}, sources={"c.csv": {"currency": "EUR"}}).tables["timesheets"]
    assert entries["hours"].tolist() == [1.5] and entries["role"].tolist() == ["Design"]
    assert entries["day"].tolist() == [pd.Timestamp("2026-01-21")]
