"""Column names of YouTube Studio: English, then Portuguese, Spanish, French, German, Italian, Vietnamese, Korean, Japanese and
Russian. Dates and numbers stay mostly English, whatever the language."""

DATE = ("Date", "Data", "Fecha", "Datum", "Ngày", "날짜", "日付", "Дата")
CONTENT = (
    "Content", "Conteúdo", "Contenido", "Contenu", "Video", "Inhalte", "Contenuti", "Nội dung", "콘텐츠", "동영상", "コンテンツ",
    "動画", "Контент", "Видео",
)  # fmt: skip
SPLITS = (
    "Traffic source", "Geography", "Viewer age", "Viewer gender", "Device type", "Subscription status", "Playlist",
    "Content type", "Cities", "Idade do espectador", "Gênero do espectador", "Origem do tráfego", "Região geográfica",
    "Fuente de tráfico", "Source de trafic", "Zugriffsquelle",
    "Nguồn lưu lượng truy cập", "트래픽 소스", "トラフィック ソース", "Источник трафика",
)  # fmt: skip
PUBLISHED = (
    "Video publish time", "Horário de publicação do vídeo", "Hora de publicación del video", "Hora de publicación del vídeo",
    "Tiempo de publicación del video",
    "Heure de publication de la vidéo", "Veröffentlichungszeitpunkt des Videos", "Ora pubblicazione video",
    "Thời gian xuất bản video", "동영상 게시 시간", "動画公開時刻", "Время публикации видео",
)  # fmt: skip
VIEWS = (
    "Views", "Visualizações", "Visualizaciones", "Vistas", "Vues", "Aufrufe", "Visualizzazioni", "Số lượt xem", "조회수",
    "視聴回数", "Просмотры",
)  # fmt: skip
ENGAGED = ("Engaged views", "Vues engagées", "유효 조회수")
IMPRESSIONS = (
    "Impressions", "Impressões", "Impresiones", "Impressionen", "Impressioni", "Số lượt hiển thị hình thu nhỏ", "노출수",
    "インプレッション数", "Показы",
)  # fmt: skip
HOURS = (
    "Watch time (hours)", "Tempo de exibição (horas)", "Tiempo de visualización (horas)", "Durée de visionnage (heures)",
    "Wiedergabezeit (Stunden)", "Tempo di visualizzazione (ore)", "Thời gian xem (giờ)", "시청 시간(단위: 시간)",
    "総再生時間（単位: 時間）", "Время просмотра (часы)",
)  # fmt: skip
SUBSCRIBERS = (
    "Subscribers", "Inscritos", "Suscriptores", "Abonnés", "Abonnenten", "Iscritti", "Số người đăng ký", "구독자",
    "チャンネル登録者", "Подписчики",
)  # fmt: skip
REVENUE = (
    "Your estimated revenue (", "Estimated revenue (", "Receita estimada (", "Sua receita estimada (", "Ingresos estimados (",
    "Geschätzter Umsatz (", "Revenus estimés (", "Doanh thu ước tính (", "예상 수익 (", "推定収益 (",
)  # fmt: skip
TOTAL = ("total", "gesamt", "totale", "tổng", "tổng số", "합계", "合計", "итого", "всего")
