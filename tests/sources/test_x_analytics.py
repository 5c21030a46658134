"""X: days and posts, old and new."""

import csv
from pathlib import Path

import pytest
from written import account_of

OLD_DAY = (
    "Date,Tweets published,impressions,engagements,engagement rate,"
    "retweets,replies,likes,user profile clicks,url clicks,follows,media views,promoted impressions\n"
)
OLD_POST = (
    '"Tweet id","Tweet permalink","Tweet text","time","impressions","engagements","retweets","replies","likes","url clicks",'
    '"media views","promoted impressions"\n'
)


def test_days_until_2024(read) -> None:
    inputs = read({"d.csv": OLD_DAY + "2021-01-01,9,6703,262,0.039,1,7,29,44,14,2,411,-\n"})
    row = inputs.tables["audience"].iloc[0]
    names = ["platform", "posts", "impressions", "engagements", "shares", "comments", "reactions", "profile_visits", "clicks",
             "followers_gained"]  # fmt: skip
    assert inputs.problems == [] and row[names].tolist() == ["x", 9, 6703, 262, 1, 7, 29, 44, 14, 2]
    assert row["video_views"] != row["video_views"]  # media views count pictures too


def test_posts_until_2024_on_the_clients_day(read) -> None:
    row = '"1432800000000000001","https://twitter.com/a/status/1","He said ""hi"",\nbye",'
    row += '"2021-08-31 19:53 +0000","89.0","5","1","2","3","4","0","-"\n'
    inputs = read({"p.csv": OLD_POST + row}, timezone="Asia/Ho_Chi_Minh")
    found = inputs.tables["posts"].iloc[0]
    assert inputs.problems == [] and f"{found['day']:%Y-%m-%d}" == "2021-09-01"
    assert found[["post_id", "impressions", "shares", "comments", "reactions", "clicks"]].tolist() == [
        "1432800000000000001",
        89,
        1,
        2,
        3,
        4,
    ]


def test_posts_since_2024(read) -> None:
    header = "Post id,Date,Post text,Link,Impressions,Likes,Engagements,Bookmarks,Share,"
    header += "New follows,Replies,Reposts,Profile visits,Detail expands,Url clicks\r\n"
    inputs = read(
        {
            "c.csv": header
            + "1902700000000000001,Thu Mar 20 2025,hello,https://x.com/a/status/1902700000000000001,1042,9,20,2,1,0,3,4,5,6,7\r\n"
        }
    )
    found = inputs.tables["posts"].iloc[0]
    assert inputs.problems == [] and f"{found['day']:%Y-%m-%d}" == "2025-03-20"
    assert found[["impressions", "reactions", "saves", "shares", "comments", "clicks"]].tolist() == [1042, 9, 2, 4, 3, 7]


def test_posts_known_by_their_link(read) -> None:
    header = "Post Link,Date,Impressions,Likes,Bookmarks,Shares,Replies,Reposts,URL Clicks\n"
    inputs = read({"c.csv": header + "https://x.com/a/status/1902700000000000001,Thu Mar 20 2025,10,1,1,1,1,1,1\n"})
    assert inputs.problems == [] and inputs.tables["posts"]["post_id"].tolist() == ["1902700000000000001"]


def test_days_since_2024_newest_first_and_net_followers(read) -> None:
    header = "Date,Impressions,Likes,Engagements,Bookmarks,Shares,"
    header += "New follows,Unfollows,Replies,Reposts,Profile visits,Create Post,Video views,Media views\n"
    rows = '"Fri, Mar 21, 2025",100,1,2,3,4,5,7,8,9,10,11,12,13\n"Thu, Mar 20, 2025",50,0,0,0,0,0,0,0,0,0,0,0,0\n'
    inputs = read({"o.csv": header + rows})
    found = inputs.tables["audience"].iloc[0]
    assert inputs.problems == [] and f"{found['day']:%Y-%m-%d}" == "2025-03-21"
    assert found[["followers_gained", "shares", "saves", "posts", "video_views"]].tolist() == [-2, 9, 3, 11, 12]
    assert f"{inputs.files['first_day'][0]:%Y-%m-%d}" == "2025-03-20"


def test_real_days_add_up_to_what_a_plain_reader_counts(read, samples: Path) -> None:
    paths = sorted((samples / "x").glob("daily_*.csv"))
    inputs = read({path.name: path.read_bytes() for path in paths})
    assert inputs.problems == [] and len(paths) == 4
    for path in paths:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        sums = inputs.files.set_index("file").loc[path.name, "sums"]
        for column, header in (
            ("impressions", "impressions"),
            ("posts", "Tweets published"),
            ("reactions", "likes"),
            ("clicks", "url clicks"),
        ):
            assert sums[column] == sum(int(row[header]) for row in rows)
        assert account_of(inputs, path.name, "audience")["kept"] == len(rows)
    assert inputs.files["sums"].iloc[3]["impressions"] == 1_639_423


@pytest.mark.parametrize(
    "header",
    [
        "Date,Impresiones,Me gusta,Interacciones,Guardados,Compartidos,Nuevos seguidores,Dejar de seguir,Respuestas,Reposts,"
        "Visitas del perfil,Crear post,Reproducciones de video",
        "Date,インプレッション数,いいね,エンゲージメント,ブックマーク,共有された回数,新しいフォロー,フォロー解除,返信,リポスト,"
        "プロフィールへのアクセス数,ポストを作成,動画",
    ],
)
def test_days_in_other_languages(read, header: str) -> None:
    inputs = read({"o.csv": header + '\r\n"Sat, Aug 8, 2026",1310,64,115,2,3,46,4,5,15,36,1,0\r\n'})
    row = inputs.tables["audience"].iloc[0]
    names = [
        "impressions",
        "reactions",
        "engagements",
        "saves",
        "followers_gained",
        "comments",
        "shares",
        "profile_visits",
        "posts",
    ]
    assert inputs.problems == [] and row[names].tolist() == [1310, 64, 115, 2, 42, 5, 15, 36, 1]
    assert f"{row['day']:%Y-%m-%d}" == "2026-08-08"


@pytest.mark.parametrize(
    "header",
    [
        "ID del post,Fecha,Texto del post,Postear enlace,Impresiones,Me gusta,Interacciones,Guardados,Compartidos,"
        "Nuevos seguidores,Respuestas,Reposts,Visitas del perfil,Ampliaciones de detalles,Clics en URL,Clics en hashtags",
        "ポストID,日付,ポスト本文,ポストのリンク,インプレッション数,いいね,エンゲージメント,ブックマーク,共有された回数,"
        "新しいフォロー,返信,リポスト,プロフィールへのアクセス数,詳細のクリック数,URLのクリック数,ハッシュタグのクリック数",
    ],
)
def test_posts_in_other_languages(read, header: str) -> None:
    link = "https://x.com/lotus/status/2092200000000000001"
    row = f'2092200000000000001,"Tue, Aug 25, 2026",hello,{link},1507,33,67,1,2,4,5,7,8,9,6,0\r\n'
    inputs = read({"c.csv": header + "\r\n" + row})
    found = inputs.tables["posts"].iloc[0]
    assert inputs.problems == [] and f"{found['day']:%Y-%m-%d}" == "2026-08-25"
    assert found["post_id"] == "2092200000000000001"
    assert found[["impressions", "reactions", "saves", "comments", "shares", "clicks"]].tolist() == [1507, 33, 1, 5, 7, 6]
