"""Meta Business Suite: one-metric UTF-16 files and the content exports of both networks."""

import pytest
from samples import utf16
from written import account_of


def metric(title: str, *rows: tuple[str, str]) -> bytes:
    """A one-metric file as Business Suite writes it: UTF-16, comma, a blank line at the end."""
    lines = ["sep=,", f'"{title}"', '"Date","Primary"', *(f'"{day}","{value}"' for day, value in rows), ""]
    return ("\n".join(lines) + "\n").encode("utf-16")


def test_metrics_of_one_day_become_one_row(read) -> None:
    files = {
        "Follows.csv": metric("Instagram follows", ("2026-05-25T00:00:00", "65"), ("2026-05-26T00:00:00", "")),
        "Visits (1).csv": metric("Instagram profile visits", ("2026-05-25T00:00:00", "7")),
        "Reach.csv": metric("Instagram reach", ("2026-05-25T00:00:00", "900")),
        "Reach (1).csv": metric("Facebook reach", ("2026-05-25T00:00:00", "800")),
        "Interactions.csv": metric("Content interactions", ("2026-05-25T00:00:00", "12")),
        "Views.csv": metric("Views", ("2026-05-25T00:00:00", "55")),
        "Link clicks.csv": metric("Facebook link clicks", ("2026-05-25T00:00:00", "3")),
    }
    inputs = read(files, sources={"Interactions.csv": {"platform": "instagram"}})
    assert inputs.problems == []
    audience = inputs.tables["audience"]
    first = audience[audience["day"] == "2026-05-25"].set_index("platform")
    columns = ["followers_gained", "profile_visits", "reach", "engagements", "views", "clicks"]
    assert first.loc["instagram", columns].tolist()[:4] == [65, 7, 900, 12]
    assert first.loc["facebook", "reach"] == 800 and first.loc["facebook", "clicks"] == 3
    assert first.loc["meta", "views"] == 55
    assert audience[audience["day"] == "2026-05-26"]["followers_gained"].isna().all()
    assert inputs.files["kept"].sum() == 8 and inputs.files["refused"].sum() == 0
    assert [sum(spans.values()) for spans in inputs.files["spans"]] == inputs.files["kept"].tolist()


def test_two_networks_in_files_that_name_none_are_refused(read) -> None:
    files = {
        "Reach.csv": metric("Reach", ("2026-05-25T00:00:00", "9")),
        "Reach (1).csv": metric("Reach", ("2026-05-25T00:00:00", "8")),
    }
    problem = read(files).problems[0]
    assert "reach 9 instead of 8" in problem.found and "give `platform`" in problem.fix
    hints = {"Reach.csv": {"platform": "facebook"}, "Reach (1).csv": {"platform": "instagram"}}
    assert read(files, sources=hints).problems == []


@pytest.mark.parametrize(
    "data",
    [
        "sep=\t\r\nFacebook visits\r\nDate\tPrimary\r\n2025-01-01T01:00:00\t5\r\n".encode("utf-16"),
        b'sep=,\n"Facebook visits"\n"Date","Visits"\n"2025-01-01T00:00:00","5"\n',
    ],
)
def test_after_excel_and_in_the_form_of_2023(read, data: bytes) -> None:
    inputs = read({"Visits.csv": data}, timezone="America/New_York", sources={"Visits.csv": {"timezone": "UTC"}})
    row = inputs.tables["audience"].iloc[0]
    assert inputs.problems == []
    assert (f"{row['day']:%Y-%m-%d}", row["profile_visits"], row["platform"]) == ("2025-01-01", 5, "facebook")


def test_a_metric_without_a_place_is_counted(read) -> None:
    inputs = read({"X.csv": metric("Three-second plays", ("2026-05-25T00:00:00", "65"))})
    assert inputs.problems == [] and account_of(inputs, "X.csv", "")["kept"] == 1


INSTAGRAM = (
    '"Post ID","Account ID","Account username","Account name",Description,"Duration (sec)","Publish time",Permalink,"Post type",'
    '"Data comment",Date,Views,Reach,Likes,Shares,Comments,Saves,Follows\n'
)
FACEBOOK = (
    '"Post ID","Page ID","Page name",Title,Description,"Publish time",Permalink,"Post type",Date,{tail}'
    '"Reactions, Comments and Shares",Reactions,Comments,Shares,"Total clicks","Link Clicks"\n'
)
POST = '17900000000000001,1,cafe,Café,"Line one\nline ""two"", 😀",0,'
POST += "12/10/2024 23:30,https://x/,IG reel,,Lifetime,900,640,32,7,2,3,1\n"


def test_instagram_posts(read) -> None:
    hint = {"timezone": "America/Los_Angeles"}
    inputs = read({"Oct.csv": (INSTAGRAM + POST).encode("utf-8-sig")}, timezone="Asia/Ho_Chi_Minh", sources={"Oct.csv": hint})
    assert inputs.problems == []
    row = inputs.tables["posts"].iloc[0].to_dict()
    assert (row["post_id"], row["platform"], row["type"], f"{row['day']:%Y-%m-%d}") == (
        "17900000000000001",
        "instagram",
        "reel",
        "2024-12-11",
    )
    names = ("views", "reach", "reactions", "shares", "comments", "saves")
    assert tuple(row[name] for name in names) == (900, 640, 32, 7, 2, 3)
    assert row["impressions"] != row["impressions"]  # views are not impressions
    assert inputs.files["note"].iloc[0] == ""


def test_without_a_hint_the_unknown_zone_is_said(read) -> None:
    inputs = read({"Oct.csv": INSTAGRAM + POST})
    assert "Meta does not say its zone" in inputs.files["note"].iloc[0]
    assert f"{inputs.tables['posts']['day'][0]:%Y-%m-%d}" == "2024-12-10"  # MM/DD, though both readings exist


@pytest.mark.parametrize(
    ("tail", "cells", "impressions", "views"),
    [
        ("IMPRESSION:UNIQUE_USERS,Reach,Impressions,", "5,600,1000,", 1000, None),
        ("Views,Reach,", "900,600,", None, 900),
        ("Views,Views,Reach,", "900,900,600,", None, 900),
        ("Views,Views,Reach,", "900,850,600,", None, None),
    ],
)
def test_facebook_posts_in_each_layout(read, tail: str, cells: str, impressions: float | None, views: float | None) -> None:
    row = f"122100000000000001,1,Cafe,T,D,12/30/2024 04:26,https://x/,Photos,Lifetime,{cells}40,30,6,4,20,9\n"
    inputs = read({"Fb.csv": FACEBOOK.format(tail=tail) + row})
    found = inputs.tables["posts"].iloc[0].to_dict()
    assert inputs.problems == []
    assert (found["platform"], found["type"], found["reach"], found["reactions"], found["clicks"]) == (
        "facebook",
        "photo",
        600,
        30,
        9,
    )
    for name, value in (("impressions", impressions), ("views", views)):
        assert found[name] == value or (value is None and found[name] != found[name])


def test_an_id_that_a_spreadsheet_program_rounded_is_refused(read) -> None:
    problem = read({"Oct.csv": INSTAGRAM + POST.replace("17900000000000001", "1.79E+16")}).problems[0]
    assert problem.column == "Post ID" and "all its digits" in problem.expected


def test_two_columns_under_a_title_of_something_else_are_not_taken_for_it(read) -> None:
    inputs = read({"x.csv": '"Monthly overview"\n"Date","Views"\n"2025-05-25T00:00:00","65"\n'})
    assert inputs.tables["audience"].empty
    assert len(inputs.problems) == 1


POSTS = (
    '"Post ID","Page ID","Page name",Title,"Publish time",Permalink,"Post type","Data comment",Date,Views,Reach,Reactions,'
    'Comments,Shares,"Link clicks","Ad impressions"\n'
)


def test_last_rows_without_the_last_columns_are_filled_up(read) -> None:
    whole = '1001,7,Cafe,a,"07/15/2025 04:26",https://x,Photos,,Lifetime,40,15,2,1,0,1,5\n'
    short = '100{},7,Cafe,a,"07/16/2025 04:26",https://x,Photos,,Lifetime,20,9,3,0,0\n'
    inputs = read({"c.csv": POSTS + whole + short.format(2) + short.format(3)})
    posts = inputs.tables["posts"]
    assert (
        inputs.problems == []
        and posts["views"].tolist() == [40, 20, 20]
        and posts["clicks"].isna().tolist() == [False, True, True]
    )


def test_one_short_last_row_is_a_file_cut_off(read) -> None:
    whole = '1001,7,Cafe,a,"07/15/2025 04:26",https://x,Photos,,Lifetime,40,15,2,1,0,1,5\n'
    inputs = read({"c.csv": POSTS + whole + '1002,7,Cafe,a,"07/16/2025 04:26",https://x,Photos,,Lifetime,20,9,3\n'})
    assert "more or fewer cells" in inputs.problems[0].found


def test_rows_that_meta_could_not_compute_are_counted(read) -> None:
    whole = '1001,7,Cafe,a,"07/15/2025 04:26",https://x,Photos,,Lifetime,40,15,2,1,0,1,5\n'
    inputs = read({"c.csv": POSTS + whole + ",,,,,,,An error occurred while computing metadata,Lifetime,51,,,,,,\n"})
    assert inputs.problems == [] and inputs.tables["posts"]["views"].tolist() == [40]
    assert (inputs.files["read"].iloc[0], inputs.files["kept"].iloc[0]) == (2, 2) and "could not compute" in inputs.files[
        "note"
    ].iloc[0]


def test_files_of_2023_hold_both_networks_and_name_the_wrong_metric(read) -> None:
    text = (
        'sep=,\n"Facebook Page visits"\n"Date","Facebook Page likes"\n"2023-01-01T00:00:00","5"\n\n"Instagram profile visits"\n'
    )
    text += '"Date","Instagram followers"\n"2023-01-01T00:00:00","7"\n'
    likes = 'sep=,\n"Facebook Page new likes"\n"Date","New Facebook Page likes"\n"2023-01-01T00:00:00","3"\n\n'
    likes += '"New Instagram followers"\n"Date","New Instagram followers"\n"2023-01-01T00:00:00","2"\n'
    inputs = read({"v.csv": utf16(text), "f.csv": utf16(likes)})
    audience = inputs.tables["audience"].set_index("platform")
    assert inputs.problems == [] and audience["profile_visits"].to_dict() == {"facebook": 5, "instagram": 7}
    assert audience["followers_gained"].dropna().to_dict() == {"instagram": 2}  # likes of a Page are not followers


@pytest.mark.parametrize(
    ("header", "platform", "kind"),
    [
        ("Identificador de la publicación,Nombre de la cuenta,Descripción,Hora de publicación,Enlace permanente,Tipo de "
         "publicación,Visualizaciones,Alcance,Me gusta,Veces que se compartió,Comentarios,Veces que se guardó", "instagram",
         "Historia de Instagram"),
        ("Identificador de la publicación,Nombre de la página,Título,Hora de publicación,Enlace permanente,Tipo de "
         "publicación,Visualizaciones,Alcance,Reacciones,Veces que se ha compartido,Comentarios,Veces guardado", "facebook",
         "Stories"),
        ("Identificação do post,Nome de usuário da conta,Descrição,Horário de publicação,Link permanente,Tipo de post,"
         "Visualizações,Alcance,Curtidas,Compartilhamentos,Comentários,Salvamentos", "instagram", "IG story"),
        ("Identifiant de la publication,Nom de profil du compte,Description,Heure de publication,Permalien,Type de publication,"
         "Vues,Couverture,Mentions J’aime,Partages,Commentaires,Enregistrements", "instagram", "Stories"),
        ("Identifiant de la publication,Nom de la page,Titre,Heure de publication,Permalien,Type de publication,Vues,Couverture,"
         "Réactions,Partages,Commentaires,Enregistrements", "facebook", "Stories"),
        ("ID del post,Nome utente dell'account,Descrizione,Orario di pubblicazione,Permalink,Tipo di post,Visualizzazioni,"
         "Copertura,Mi piace,Condivisioni,Commenti,Salvataggi", "instagram", "Stories"),
        ("Bericht-ID,Gebruikersnaam account,Omschrijving,Publicatietijdstip,Permalink,Berichttype,Weergaven,Bereik,Vind-ik-leuks,"
         "Aantal keer gedeeld,Opmerkingen,Aantal keer opgeslagen", "instagram", "IG story"),
        ("Bericht-ID,Pagina-ID,Titel,Publicatietijdstip,Permalink,Berichttype,Weergaven,Bereik,Reacties,Deelacties,Opmerkingen,"
         "Aantal keer opgeslagen", "facebook", "Stories"),
        ("ID bài viết,Tên người dùng tài khoản,Mô tả,Thời gian đăng,Liên kết vĩnh viễn,Loại bài viết,Lượt xem,Số người tiếp cận,"
         "Lượt thích,Lượt chia sẻ,Bình luận,Lượt lưu", "instagram", "Stories"),
        ("ID bài viết,Tên Trang,Tiêu đề,Thời gian đăng,Liên kết vĩnh viễn,Loại bài viết,Lượt xem,Số người tiếp cận,Cảm xúc,"
         "Lượt chia sẻ,Bình luận,Lượt lưu", "facebook", "Stories"),
        ("投稿ID,アカウントのユーザーネーム,説明,公開時間,リンク,投稿タイプ,ビュー,リーチ,いいね！の数,シェア数,"
         "コメント数,保存数", "instagram", "Stories"),
        ("投稿ID,ページ名,タイトル,公開時間,リンク,投稿タイプ,ビュー,リーチ,リアクション,シェア,コメント数,保存数", "facebook",
         "Stories"),
    ],
)  # fmt: skip
def test_content_in_other_languages(read, header: str, platform: str, kind: str) -> None:
    rows = f"17900000000000001,cafe,Hola,07/15/2025 04:26,https://x/1,{kind},900,700,31,4,5,6\n"
    inputs = read({"c.csv": f"{header}\n{rows}"})
    assert inputs.problems == []
    post = inputs.tables["posts"].iloc[0]
    assert (post["platform"], post["post_id"], post["type"]) == (platform, "17900000000000001", "story")
    assert post[["views", "reach", "reactions", "shares", "comments", "saves"]].tolist() == [900, 700, 31, 4, 5, 6]
    assert f"{post['day']:%Y-%m-%d}" == "2025-07-15" and "Hola" not in post.to_string()


SPANISH = "Identificador de la publicación,Nombre de la página,Título,Hora de publicación,Enlace permanente,Tipo de publicación,"


def test_spanish_facebook_posts_of_2026(read) -> None:
    """`Espectadores` are the people reached; what else is new has no place."""
    header = SPANISH + "Fecha,Visualizaciones,Espectadores,Impresiones,Interacciones,Seguimientos netos,Distribución,Reacciones\n"
    rows = (
        "122100000000000001,Café,Hola,08/02/2026 10:00,https://x/1,Foto,Total,1800,1200,1900,75,3,1.5,40\n"
        "122100000000000002,Café,Hola,08/03/2026 10:00,https://x/2,Reel,Total,700,450,720,20,-1,0.4,11\n"
    )
    inputs = read({"Ago.csv": header + rows})
    posts = inputs.tables["posts"]
    assert inputs.problems == [] and posts["type"].tolist() == ["photo", "reel"] and set(posts["platform"]) == {"facebook"}
    assert posts[["views", "reach", "impressions", "reactions"]].to_numpy().tolist() == [
        [1800, 1200, 1900, 40],
        [700, 450, 720, 11],
    ]


@pytest.mark.parametrize(("other", "views"), [("900", 900), ("850", None)])
def test_views_under_two_names(read, other: str, views: float | None) -> None:
    header = SPANISH + "Fecha,Visualizaciones,Views,Alcance\n"
    inputs = read({"c.csv": f"{header}122100000000000001,Café,H,08/02/2026 10:00,https://x/1,Foto,Total,900,{other},600\n"})
    (found,) = inputs.tables["posts"]["views"]
    assert inputs.problems == [] and (found == views or (views is None and found != found))
    assert ("two columns of views that differ" in inputs.files["note"].iloc[0]) == (views is None)


@pytest.mark.parametrize(
    "header",
    [
        "Identificador de la pieza de vídeo,Identificador de vídeo universal,Identificador de la página,Nombre de la página,"
        "Título,Duración (segundos),Hora de publicación,Visualizaciones",
        "Video asset ID,Universal video ID,Page ID,Page name,Title,Duration (sec),Publish time,Views",
    ],
)
def test_a_table_of_videos_is_told_and_counted_in_no_post(read, header: str) -> None:
    inputs = read({"v.csv": f"{header}\n11,12,7,Café,Hola,31,08/02/2026 10:00,900\n"})
    assert inputs.problems == [] and inputs.tables["posts"].empty
    assert inputs.files["source"].tolist() == ["meta_business_suite"] and "export the posts" in inputs.files["note"].iloc[0]


def test_content_writes_the_month_first_between_slashes_and_only_there(read) -> None:
    """With hyphens another program has written the days: what they leave open is asked."""
    header = "Identifiant de la publication,Nom de la page,Heure de publication,Permalien,Type de publication,Vues\n"
    row = "17900000000000001,Café,{} 04:26,https://x/1,Photos,900\n"
    own = read({"c.csv": header + row.format("07/05/2025")})
    assert own.problems == [] and f"{own.tables['posts']['day'][0]:%Y-%m-%d}" == "2025-07-05"
    (open_order,) = read({"c.csv": header + row.format("07-05-2025")}).problems
    assert "2025-05-07 or 2025-07-05" in open_order.found and "dates: month_first" in open_order.fix


@pytest.mark.parametrize(
    ("title", "platform", "column"),
    [
        ("Alcance", "meta", "reach"), ("Alcance do Instagram", "instagram", "reach"), ("Visualizações", "meta", "views"),
        ("Seguidores no Instagram", "instagram", "followers_gained"), ("Visitas ao Facebook", "facebook", "profile_visits"),
        ("Novos seguidores no Facebook", "facebook", "followers_gained"), ("Interações com o conteúdo", "meta", "engagements"),
        ("Visitas ao perfil do Instagram", "instagram", "profile_visits"), ("Interações com conteúdos", "meta", "engagements"),
        ("Cliques no link do Instagram", "instagram", "clicks"), ("Cliques na ligação do Facebook", "facebook", "clicks"),
    ],
)  # fmt: skip
def test_metrics_in_portuguese(read, title: str, platform: str, column: str) -> None:
    inputs = read({"m.csv": metric(title, ("2025-08-07T00:00:00", "12"), ("2025-08-08T00:00:00", "3")).decode("utf-16").replace(
        '"Date"', '"Data"').encode("utf-16")})  # fmt: skip
    audience = inputs.tables["audience"]
    assert inputs.problems == [] and audience["platform"].unique().tolist() == [platform]
    assert audience[column].sum() == 15 and f"{audience['day'].min():%Y-%m-%d}" == "2025-08-07"


@pytest.mark.parametrize("views", ["900", "650"], ids=["equal days", "other days"])
@pytest.mark.parametrize("header", ["Date", "Fecha", "Data", "Datum", "Ngày"])
def test_posts_by_day_stop_once_for_the_whole_file(read, views: str, header: str) -> None:
    days = POST.replace("Lifetime", "12/10/2024") + POST.replace("Lifetime,900", f"12/11/2024,{views}")
    inputs = read({"Oct.csv": INSTAGRAM.replace(",Date,", f",{header},") + days})
    (problem,) = inputs.problems
    assert (problem.row, problem.column) == (1, header) and "'12/10/2024'" in problem.found and "Lifetime" in problem.fix
    assert inputs.tables["posts"].empty


def test_a_day_in_the_place_of_another_is_refused(read) -> None:
    text = 'sep=,\n"Instagram reach"\n"Date","Primary"\n' + "".join(f'"2025-07-{day:02}T00:00:00","5"\n' for day in (1, 2, 3, 4))
    [problem] = read({"r.csv": (text.replace("07-03", "07-02") + "\n").encode("utf-16")}).problems
    assert "2025-07-02 twice" in problem.found and problem.row == 6
    pasted = text + '"2025-07-02T00:00:00","5"\n\n'
    assert read({"r.csv": pasted.encode("utf-16")}).problems == []


@pytest.mark.parametrize(("damaged", "problems"), [(1, 1), (6, 0)])
def test_two_columns_of_views_that_differ_in_one_cell_alone_are_damaged(read, damaged: int, problems: int) -> None:
    """All posts lost their views, with a note; where most of them differ, the columns are two metrics."""
    others = [850 if place < damaged else 900 for place in range(10)]
    row = "12210000000000{},Café,H,08/02/2026 10:00,https://x/{},Foto,Total,900,{},600\n"
    rows = "".join(row.format(1000 + place, place, other) for place, other in enumerate(others))
    inputs = read({"c.csv": SPANISH + "Fecha,Visualizaciones,Views,Alcance\n" + rows})
    assert [problem.row for problem in inputs.problems] == [2] * problems
    assert problems or inputs.tables["posts"]["views"].isna().all()
