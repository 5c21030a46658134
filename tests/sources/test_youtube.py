"""YouTube Studio: tables, totals and charts."""

import csv
from pathlib import Path

from written import account_of


def test_the_first_row_total_is_counted_and_not_taken(read) -> None:
    text = (
        "Content,Video title,Video publish time,Impressions,Impressions click-through rate (%),Views,Average view duration,"
        'Watch time (hours)\nTotal,,,300,5,30,0:05:12,2.345\nabc_DEF-123,"Hi, you","Feb 19, 2023",300,5,30,0:05:12,2.345\n'
    )
    inputs = read({"Table data.csv": text})
    row = inputs.tables["posts"].iloc[0]
    assert inputs.problems == [] and account_of(inputs, "Table data.csv", "posts")["total"] == 1
    assert row[["platform", "post_id", "type", "impressions", "video_views"]].tolist() == [
        "youtube",
        "abc_DEF-123",
        "video",
        300,
        30,
    ]
    assert f"{row['day']:%Y-%m-%d}" == "2023-02-19"


def test_brazilian_headers(read) -> None:
    header = "Conteúdo,Título do vídeo,Horário de publicação do vídeo,Visualizações,Tempo de exibição (horas)\n"
    text = header + 'Total,,,5,1\nabc,x,"Feb 19, 2023",5,1.5\n'
    assert read({"Dados da tabela.csv": text}).tables["posts"]["video_views"].tolist() == [5]


SOURCES = "Traffic source,Views,Watch time (hours)\nTotal,30,2.345\nYouTube search,20,1.5\nExternal,10,0.845\n"


def test_a_split_without_days_needs_them_from_params(read) -> None:
    inputs = read({"Table data.csv": SOURCES})
    assert inputs.problems == [] and inputs.tables["audience"].empty
    assert account_of(inputs, "Table data.csv", "") == {"read": 3, "kept": 2, "total": 1, "duplicate": 0, "refused": 0}
    stated = read({"Table data.csv": SOURCES}, sources={"Table data.csv": {"from": "2025-07-01", "until": "2025-07-31"}})
    audience = stated.tables["audience"]
    assert audience["breakdown"].tolist() == ["YouTube search", "External"] and audience["watch_hours"].tolist() == [1.5, 0.845]


def test_totals_by_day_and_their_split_are_two_kinds_of_rows(read) -> None:
    chart = "Date,Traffic source,Views\n2025-07-01,External,5\n2025-07-01,Search,7\n"
    inputs = read({"Totals.csv": "Date,Views\n2025-07-01,12\n", "Chart data.csv": chart})
    audience = inputs.tables["audience"]
    assert inputs.problems == []
    assert audience[audience["breakdown"].isna()]["video_views"].tolist() == [12]
    assert audience[audience["breakdown"].notna()]["video_views"].tolist() == [5, 7]


def test_the_real_files_add_up_to_what_a_plain_reader_counts(read, samples: Path) -> None:
    paths = sorted((samples / "youtube").glob("*.csv"))
    inputs = read({path.name: path.read_bytes() for path in paths})
    assert inputs.problems == []
    for path in paths:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        found = inputs.files.set_index("file").loc[path.name]
        assert found["read"] == len(rows)
        if found["table"] == "audience":
            assert found["sums"]["video_views"] == sum(int(row["Views"]) for row in rows)
