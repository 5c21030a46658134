"""Column names of Business Suite's content export: English, then Spanish, Portuguese, French, Italian, Dutch,
Vietnamese and Japanese.

An export has the language of the person who downloads it. All languages write the month first.
"""

CONTENT = {
    "post_id": (
        "Post ID", "Identificador de la publicación", "Identificação do post", "Identifiant de la publication", "ID del post",
        "Bericht-ID", "ID bài viết", "投稿ID",
    ),
    "time": (
        "Publish time", "Hora de publicación", "Horário de publicação", "Heure de publication", "Orario di pubblicazione",
        "Publicatietijdstip", "Thời gian đăng", "公開時間",
    ),
    "link": ("Permalink", "Enlace permanente", "Link permanente", "Permalien", "Liên kết vĩnh viễn", "リンク"),
    "account": (
        "Account username", "Nombre de la cuenta", "Nome de usuário da conta", "Nom de profil du compte",
        "Nome utente dell'account", "Gebruikersnaam account", "Tên người dùng tài khoản", "アカウントのユーザーネーム",
    ),
    "page": (
        "Page name", "Nombre de la página", "Nome da Página", "Nom de la page", "Pagina-ID", "Tên Trang", "ページ名",
    ),
    "type": (
        "Post type", "Tipo de publicación", "Tipo de post", "Type de publication", "Tipo di post", "Berichttype", "Loại bài viết",
        "投稿タイプ",
    ),
    "impressions": ("Impressions", "Impresiones", "Impressões", "インプレッション数"),
    "views": ("Views", "Visualizaciones", "Visualizações", "Vues", "Visualizzazioni", "Weergaven", "Lượt xem", "ビュー"),
    "reach": ("Reach", "Alcance", "Couverture", "Copertura", "Bereik", "Số người tiếp cận", "リーチ", "Espectadores"),
    "reactions": (
        "Reactions", "Likes", "Reacciones", "Me gusta", "Reações", "Curtidas", "Réactions", "Mentions J'aime", "Reazioni",
        "Mi piace", "Reacties", "Vind-ik-leuks", "Cảm xúc", "Lượt thích", "リアクション", "いいね！の数",
    ),
    "comments": ("Comments", "Comentarios", "Comentários", "Commentaires", "Commenti", "Opmerkingen", "Bình luận", "コメント数"),
    "shares": (
        "Shares", "Veces que se compartió", "Veces que se ha compartido", "Compartilhamentos", "Partages", "Condivisioni",
        "Deelacties", "Aantal keer gedeeld", "Lượt chia sẻ", "シェア数", "シェア",
    ),
    "saves": (
        "Saves", "Veces que se guardó", "Veces guardado", "Salvamentos", "Enregistrements", "Salvataggi",
        "Aantal keer opgeslagen", "Lượt lưu", "保存数",
    ),
    "clicks": (
        "Link clicks", "Clics en el enlace", "Cliques no link", "Clics sur un lien", "Clics sur le lien", "Clic sul link",
        "Klikken op link",
    ),
}  # fmt: skip
VIDEO_ID = ("Universal video ID", "Identificador de vídeo universal")
TYPES = {
    "photo": "photo",
    "photos": "photo",
    "foto": "photo",
    "ig image": "photo",
    "immagine di instagram": "photo",
    "imagen de instagram": "photo",
    "instagram画像": "photo",
    "video": "video",
    "videos": "video",
    "vidéos": "video",
    "ig video": "video",
    "ig reel": "reel",
    "reel": "reel",
    "reels": "reel",
    "reel di instagram": "reel",
    "reel de instagram": "reel",
    "igリール動画": "reel",
    "ig carousel": "carousel",
    "carosello di instagram": "carousel",
    "secuencia de instagram": "carousel",
    "instagramカルーセル": "carousel",
    "links": "link",
    "link": "link",
    "text": "text",
    "ig story": "story",
    "historia de instagram": "story",
    "stories": "story",
}
