"""Column names of LinkedIn's Page analytics: English, then Spanish and Portuguese. All languages write the month first."""

DAY = ("Date", "Fecha", "Data")
DAILY = {
    "impressions": ("Impressions (organic)", "Impresiones (orgánicas)", "Impressões (orgânicas)"),
    "reach": ("Unique impressions (organic)", "Impresiones únicas (orgánicas)", "Impressões únicas (orgânicas)"),
    "clicks": ("Clicks (organic)", "Clics (orgánicos)", "Cliques (orgânicos)"),
    "reactions": ("Reactions (organic)", "Reacciones (generales)", "Reações (orgânicas)"),
    "comments": ("Comments (organic)", "Comentarios (orgánicos)", "Comentários (orgânicos)"),
    "shares": ("Reposts (organic)", "Shares (organic)", "Veces compartido (orgánico)", "Compartilhamentos (orgânicos)"),
}
POST = {
    "link": ("Post link", "Update link", "Enlace de la publicación", "Link da publicação"),
    "title": ("Post title", "Update title", "Título de la publicación", "Título da publicação"),
    "created": ("Created date", "Fecha de creación", "Criação"),
    "run": ("Post type", "Tipo de publicación", "Tipo de publicação"),
    "type": ("Content Type", "Tipo de contenido", "Tipo de conteúdo"),
    "campaign": ("Campaign name", "Nombre de la campaña", "Nome da campanha"),
}
COUNTED = {
    "impressions": ("Impressions", "Impresiones", "Impressões"),
    "reactions": ("Likes", "Recomendaciones", "Gostaram"),
    "comments": ("Comments", "Comentarios", "Comentários"),
    "shares": ("Reposts", "Shares", "Veces compartido", "Compartilhamentos"),
    "clicks": ("Clicks", "Clics", "Cliques"),
    "video_views": ("Views", "Visualizaciones", "Visualizações"),
}
GAINED = ("Total followers", "Total de seguidores")
GAINED_IN_PARTS = (
    ("Sponsored followers", "Seguidores patrocinados"),
    ("Organic followers", "Seguidores generales", "Seguidores orgânicos"),
    ("Auto-invited followers", "Seguidores convidados automaticamente"),
)
VISITS = (  # of the whole Page; then of its overview, where an export has no more
    "Total page views (total)", "Visualizaciones de la página en total (total)", "Total de visualizações da página (total)",
    "Overview page views (total)",
)  # fmt: skip
OVERVIEW = (
    "Overview page views (", "Visualizaciones de la página general (", "Visualizações da página Visão geral (",
)  # fmt: skip
SPONSORED = ("sponsored", "patrocinad")
SPLITS = (
    "location", "job function", "seniority", "industry", "company size", "ubicación", "función laboral",
    "nivel de responsabilidad", "sector", "tamaño de la empresa", "localidade", "setor",
)  # fmt: skip
SPLIT_COUNTS = (
    "total followers", "total views", "total de seguidores", "total de visualizaciones", "total de visualizações",
)  # fmt: skip
COMPETITORS = (("Total Followers", "Total de seguidores"), ("New Followers", "Novos seguidores"))
