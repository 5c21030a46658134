"""YouTube Studio: tables, totals and charts."""

import csv
from pathlib import Path

import pytest
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


GERMAN = (  # YouTube writes soft hyphens into its German headers
    "Vi\u00addeo,Vi\u00addeo\u00adti\u00adtel,Ver\u00adöf\u00adfent\u00adli\u00adchungs\u00adzeit\u00adpunkt des Vi\u00addeos,"
    "Auf\u00adru\u00adfe,Wie\u00adder\u00adga\u00adbe\u00adzeit (Stun\u00adden),Im\u00adpres\u00adsio\u00adnen\n"
    'Ge\u00adsamt,,,60,7.6061,900\nabc,Holz,"Aug 19, 2011",50,6.6061,800\ndef,Anzeige,,10,1,100\n'
)


def test_soft_hyphens_in_headers_and_a_video_that_was_never_public(read) -> None:
    inputs = read({"Tabellendaten.csv": GERMAN})
    posts, file = inputs.tables["posts"], inputs.files.iloc[0]
    assert inputs.problems == [] and (file["read"], file["kept"], file["total"]) == (3, 2, 1)
    assert posts["video_views"].tolist() == [50, 10] and posts["day"].isna().tolist() == [False, True]
    assert "1 videos without a publish time" in file["note"]


def test_the_closing_line_of_a_capped_list_is_no_video(read) -> None:
    header = "Conteúdo,Título do vídeo,Horário de publicação do vídeo,Visualizações,Tempo de exibição (horas)\n"
    videos = "".join(f'v{place},x,"Feb 19, 2023",2,0.5\n' for place in range(500))
    inputs = read({"Dados da tabela.csv": header + "Total,,,9999,1\n" + videos + "Mostrando os primeiros 500 resultados\n"})
    assert inputs.problems == [] and inputs.tables["posts"]["video_views"].sum() == 1000
    assert "top 500 videos only" in inputs.files["note"].iloc[0]


@pytest.mark.parametrize(
    "header",
    [
        "Contenido,Título del video,Hora de publicación del video,Vistas,Tiempo de visualización (horas),Impresiones",
        "Contenido,Título del video,Tiempo de publicación del video,Vistas,Tiempo de visualización (horas),Impresiones",
        "Contenu,Titre de la vidéo,Heure de publication de la vidéo,Vues,Durée de visionnage (heures),Impressions",
        "Contenuti,Titolo video,Ora pubblicazione video,Visualizzazioni,Tempo di visualizzazione (ore),Impressioni",
        "Nội dung,Tiêu đề video,Thời gian xuất bản video,Số lượt xem,Thời gian xem (giờ),Số lượt hiển thị hình thu nhỏ",
        "콘텐츠,동영상 제목,동영상 게시 시간,조회수,시청 시간(단위: 시간),노출수",
        "コンテンツ,動画のタイトル,動画公開時刻,視聴回数,総再生時間（単位: 時間）,インプレッション数",
        "Контент,Название видео,Время публикации видео,Просмотры,Время просмотра (часы),Показы",
    ],
)
def test_headers_in_other_languages(read, header: str) -> None:
    row = read({"t.csv": header + '\nabc,x,"Feb 19, 2023",1234,1.234,9000\n'}).tables["posts"].iloc[0]
    assert (row["video_views"], row["impressions"], f"{row['day']:%Y-%m-%d}") == (1234, 9000, "2023-02-19")


def test_a_french_table_with_decimal_commas(read) -> None:
    header = "Contenu,Titre de la vidéo,Heure de publication de la vidéo,Vues,Durée de visionnage (heures),Taux (%)\n"
    text = header + 'Total,,,"44\u202f531","1\u202f200,5","62,1"\nabc,x,28 sept. 2025,"44\u202f531","1\u202f200,5","62,1"\n'
    row = read({"t.csv": text}).tables["posts"].iloc[0]
    assert (row["video_views"], f"{row['day']:%Y-%m-%d}") == (44531, "2025-09-28")


def test_totals_of_another_metric(read) -> None:
    gained = read({"Totals.csv": "Data,Inscritos\n2025-07-01,5\n2025-07-02,7\nTotal,12\n"})
    assert gained.tables["audience"]["followers_gained"].tolist() == [5, 7]
    money = read({"Totals.csv": "Data,Receita estimada (USD)\n2025-07-01,116.764\n"})
    assert money.problems == [] and money.files["kept"].tolist() == [1]


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


def test_a_total_in_the_middle_is_no_video(read) -> None:
    rows = 'abc,One,"Feb 19, 2025",60,30,1.5\ndef,Two,"Feb 20, 2025",40,20,1.0\n'
    header = "Content,Video title,Video publish time,Impressions,Views,Watch time (hours)\n"
    inputs = read({"t.csv": header + "Total,,,100,50,2.5\n" + rows + "Total,,,100,50,2.5\n" + rows})
    assert inputs.problems == [] and inputs.tables["posts"]["video_views"].tolist() == [30, 20]
    assert account_of(inputs, "t.csv", "posts") == {"read": 6, "kept": 2, "total": 2, "duplicate": 2, "refused": 0}


def test_a_remark_among_the_videos_is_no_video(read) -> None:
    """The closing line of a capped list, sorted among the videos, was a video without a day."""
    header = "Content,Video title,Video publish time,Views,Watch time (hours)\n"
    text = header + 'Total,,,8,2\nShowing top 500 results,,,,\nabc,Holz,"Aug 19, 2011",8,2\n'
    [problem] = read({"Table data.csv": text}).problems
    assert (problem.row, problem.column, problem.expected) == (3, "Content", "a video with its views")


def test_viewers_by_city_are_a_known_table(read) -> None:
    text = "Cities,City name,Views,Watch time (hours)\nTotal,,30,2.5\n0x89:0xc8,London,30,2.5\n"
    inputs = read({"c.csv": text})
    assert inputs.problems == [] and "names no days" in inputs.files["note"][0]


VIDEOS = "Content,Video title,Video publish time,Views,Watch time (hours)\n{total}" + (
    'abc,One,"Feb 19, 2025",30,1.5\ndef,Two,"Feb 20, 2025",20,1.0\n'
)
DAYS = "Date,Views,Watch time (hours)\n{total}2025-07-01,30,1.5\n2025-07-02,20,1.0\n"


@pytest.mark.parametrize(("text", "total"), [(VIDEOS, "Total,,,30,2.5\n"), (DAYS, "Total,30,2.5\n"), (DAYS, "Total,70,2.5\n")])
def test_a_total_that_its_rows_do_not_bear_out_stops(read, text: str, total: str) -> None:
    (problem,) = read({"t.csv": text.format(total=total)}).problems
    assert problem.row == 2 and problem.column == "Views" and "the other rows add up to 50" in problem.found
    decided = read({"t.csv": text.format(total=total)}, sources={"t.csv": {"totals": "ignore"}})
    assert decided.problems == []


@pytest.mark.parametrize(
    ("text", "total"), [(VIDEOS, "Total,,,50,2.5\n"), (VIDEOS, "Total,,,9000,2.5\n"), (DAYS, "Total,50,2.5\n")]
)
def test_a_total_may_hold_videos_that_are_not_listed(read, text: str, total: str) -> None:
    assert read({"t.csv": text.format(total=total)}).problems == []
