"""LinkedIn Page's .xls workbooks: organic days, posts by their number, followers won and not followers."""

import pandas as pd
import pytest
from biff import old_workbook
from samples import (
    FREE_TEXT,
    LINKEDIN_2020,
    LINKEDIN_COMPETITORS,
    LINKEDIN_CONTENT,
    LINKEDIN_FOLLOWERS,
    LINKEDIN_VISITORS,
    PERSON,
)
from written import account_of


def test_content_gives_organic_days_and_posts(read) -> None:
    inputs = read({"cafe_content.xls": old_workbook(LINKEDIN_CONTENT)})
    assert inputs.problems == []
    days = inputs.tables["audience"]
    assert days["day"].tolist() == [pd.Timestamp("2025-07-01"), pd.Timestamp("2025-07-02")]
    assert days["impressions"].tolist() == [100, 120] and days["reach"].tolist() == [80, 90]
    assert days[["clicks", "reactions", "comments", "shares"]].to_numpy().tolist() == [[5, 4, 1, 2], [6, 3, 0, 1]]
    posts = inputs.tables["posts"]
    assert posts["post_id"].tolist() == ["7085550000000000001"] and posts["impressions"].tolist() == [100]
    assert posts["type"].tolist() == ["image"] and posts["campaign"].isna().all()
    # The sponsored run of the same post is counted and left to Campaign Manager's export.
    assert account_of(inputs, "cafe_content.xls", "posts") == {"read": 2, "kept": 2, "total": 0, "duplicate": 0, "refused": 0}
    assert "1 sponsored" in inputs.files.set_index("table")["note"]["posts"]


def test_the_sheets_of_2020(read) -> None:
    inputs = read({"old.xls": old_workbook(LINKEDIN_2020)})
    assert inputs.problems == []
    assert inputs.tables["audience"]["shares"].tolist() == [1] and inputs.tables["posts"]["shares"].tolist() == [1]


def test_total_followers_is_what_was_won_that_day(read) -> None:
    inputs = read({"f.xls": old_workbook(LINKEDIN_FOLLOWERS)})
    days = inputs.tables["audience"]
    assert days["followers_gained"].tolist() == [6, 0] and days["followers"].isna().all()
    assert account_of(inputs, "f.xls", "") == {"read": 2, "kept": 2, "total": 0, "duplicate": 0, "refused": 0}


def test_content_and_followers_of_one_day_become_one_row(read) -> None:
    inputs = read({"c.xls": old_workbook(LINKEDIN_CONTENT), "f.xls": old_workbook(LINKEDIN_FOLLOWERS)})
    assert inputs.problems == []
    assert inputs.tables["audience"][["impressions", "followers_gained"]].to_numpy().tolist() == [[100, 6], [120, 0]]


def test_visitors_are_page_views_in_total(read) -> None:
    days = read({"v.xls": old_workbook(LINKEDIN_VISITORS)}).tables["audience"]
    # Columns 1 to 24: the Page's total views, on every device, are the 21st.
    assert days["profile_visits"].tolist() == [21]


def test_competitors_are_not_used(read) -> None:
    inputs = read({"c.xlsx": LINKEDIN_COMPETITORS})
    assert inputs.problems == [] and inputs.files["source"].tolist() == ["linkedin_page"]


def test_a_damaged_workbook_is_one_problem(read) -> None:
    data = old_workbook(LINKEDIN_CONTENT)
    for damaged in (data[:700], data[:9], data[:512] + b"\x00" * (len(data) - 512)):
        inputs = read({"c.xls": damaged})
        assert len(inputs.problems) == 1 and inputs.tables["audience"].empty


def test_a_bad_cell_names_its_row(read) -> None:
    sheets = {"Metrics": [*LINKEDIN_CONTENT["Metrics"][:3], ["13/13/2025", "x", *LINKEDIN_CONTENT["Metrics"][3][2:]]]}
    inputs = read({"c.xls": old_workbook(sheets)})
    assert {(problem.row, problem.column) for problem in inputs.problems} == {(4, "Date"), (4, "Impressions (organic)")}
    assert len(inputs.tables["audience"]) == 1


SPANISH = [
    "Fecha", "Impresiones (orgánicas)", "Impresiones (patrocinadas)", "Impresiones (totales)", "Impresiones únicas (orgánicas)",
    "Clics (orgánicos)", "Clics (patrocinados)", "Clics (totales)", "Reacciones (generales)", "Reacciones (patrocinadas)",
    "Reacciones (total)", "Comentarios (orgánicos)", "Comentarios (patrocinados)", "Comentarios (totales)",
    "Veces compartido (orgánico)", "Veces compartido (patrocinado)", "Veces compartido (total)", "Tasa de interacción (orgánica)",
]  # fmt: skip
PORTUGUESE = [
    "Data", "Impressões (orgânicas)", "Impressões (patrocinadas)", "Impressões (total)", "Impressões únicas (orgânicas)",
    "Cliques (orgânicos)", "Cliques (patrocinados)", "Cliques (total)", "Reações (orgânicas)", "Reações (patrocinadas)",
    "Reações (total)", "Comentários (orgânicos)", "Comentários (patrocinados)", "Comentários (total)",
    "Compartilhamentos (orgânicos)", "Compartilhamentos (patrocinados)", "Compartilhamentos (total)",
    "Taxa de engajamento (orgânico)",
]  # fmt: skip
SPANISH_POSTS = [
    "Título de la publicación", "Enlace de la publicación", "Tipo de publicación", "Nombre de la campaña", "Anunciado por",
    "Fecha de creación", "Público", "Impresiones", "Visualizaciones", "Clics", "Porcentaje de clics", "Recomendaciones",
    "Comentarios", "Veces compartido", "Seguidores", "Tasa de interacción", "Tipo de contenido",
]  # fmt: skip
PORTUGUESE_POSTS = [
    "Título da publicação", "Link da publicação", "Tipo de publicação", "Nome da campanha", "Publicada por", "Criação", "Público",
    "Impressões", "Visualizações", "Cliques", "Taxa de cliques (CTR)", "Gostaram", "Comentários", "Compartilhamentos",
    "Seguidores", "Taxa de engajamento", "Tipo de conteúdo",
]  # fmt: skip


@pytest.mark.parametrize(
    ("names", "days", "posts", "organic", "sponsored"),
    [
        (("Indicadores", "Todas las publicaciones"), SPANISH, SPANISH_POSTS, "Orgánica", "Patrocinada"),
        (("Métricas", "Todas as publicações"), PORTUGUESE, PORTUGUESE_POSTS, "Orgânico", "Patrocinado"),
    ],
)
def test_content_in_other_languages(read, names, days, posts, organic: str, sponsored: str) -> None:
    link = "https://www.linkedin.com/feed/update/urn:li:activity:7190000000000000007"
    row = ["07/04/2025", 210, 40, 250, 150, 12, 3, 15, 9, 1, 10, 2, 0, 2, 4, 1, 5, 0.12]
    post = [FREE_TEXT, link, organic, None, PERSON, "07/04/2025", None, 210, 60, 12, 0.05, 9, 2, 4, 1, 0.12, "Video"]
    run = [FREE_TEXT, link, sponsored, "Push", PERSON, "07/04/2025", None, 40, 0, 3, 0.05, 1, 0, 1, 0, 0.1, "Video"]
    sheets = {names[0]: [["…"], days, row], names[1]: [["…"], posts, post, run]}
    inputs = read({"c.xls": old_workbook(sheets)})
    assert inputs.problems == []
    day, found = inputs.tables["audience"].iloc[0], inputs.tables["posts"]
    assert day[["impressions", "reach", "clicks", "reactions", "comments", "shares"]].tolist() == [210, 150, 12, 9, 2, 4]
    assert f"{day['day']:%Y-%m-%d}" == "2025-07-04"  # the month first, whatever the language
    assert found["post_id"].tolist() == ["7190000000000000007"] and found["type"].tolist() == ["video"]
    counts = ["impressions", "reactions", "comments", "shares", "clicks", "video_views"]
    assert found[counts].to_numpy().tolist() == [[210, 9, 2, 4, 12, 60]]
    assert "1 sponsored" in inputs.files.set_index("table")["note"]["posts"]


@pytest.mark.parametrize(
    ("days", "split"),
    [
        (
            ["Fecha", "Seguidores patrocinados", "Seguidores generales", "Total de seguidores"],
            ["Ubicación", "Total de seguidores"],
        ),
        (["Data", "Seguidores patrocinados", "Seguidores orgânicos", "Total de seguidores"], ["Setor", "Total de seguidores"]),
    ],
)
def test_followers_in_other_languages(read, days: list[str], split: list[str]) -> None:
    inputs = read({"f.xls": old_workbook({"A": [days, ["07/04/2025", 2, 5, 7]], "B": [split, ["x", 300]]})})
    assert inputs.problems == [] and inputs.tables["audience"]["followers_gained"].tolist() == [7]
    assert inputs.files["note"].str.contains("a count without a day").tolist() == [False, True]


@pytest.mark.parametrize(
    "header",
    [
        ["Fecha", "Visualizaciones de la página general (total)", "Visualizaciones de la página en total (total)"],
        ["Data", "Visualizações da página Visão geral (total)", "Total de visualizações da página (total)"],
    ],
)
def test_visitors_in_other_languages(read, header: list[str]) -> None:
    days = read({"v.xls": old_workbook({"A": [header, ["07/04/2025", 30, 44]]})}).tables["audience"]
    assert days["profile_visits"].tolist() == [44]
