"""Names of Google Analytics 4's columns in the languages its reports are downloaded in, and what each dimension is."""

import re

from socialroi.sources.block import plain

SESSIONS = (
    "Sessions", "Sesiones", "Sessões", "Sitzungen", "Sessioni", "Sessies", "Сеансы", "Số phiên", "Phiên", "סשנים", "세션수",
    "세션", "セッション",
)  # fmt: skip
ENGAGED = (
    "Engaged sessions", "Sesiones con interacción", "Sessões engajadas", "Sessions avec engagement",
    "Sitzungen mit Interaktionen", "Sessioni con coinvolgimento", "エンゲージのあったセッション数", "참여 세션수",
)  # fmt: skip
KEY_EVENTS = (  # conversions until March 2024
    "Key events", "Conversions", "Eventos clave", "Conversiones", "Eventos principais", "Conversões", "Événements clés",
    "Schlüsselereignisse", "Eventi chiave", "Conversioni", "Belangrijke gebeurtenissen", "Ключевые события", "Sự kiện chính",
    "주요 이벤트", "キーイベント",
)  # fmt: skip
REVENUE = (
    "Total revenue", "Ingresos totales", "Receita total", "Revenus totaux", "Revenu total", "Gesamtumsatz", "Entrate totali",
    "Totale opbrengst", "Общий доход", "Tổng doanh thu", "총 수익", "合計収益",
)  # fmt: skip
USERS = (
    "active users", "total users", "new users", "returning users", "users", "usuarios activos", "total de usuarios",
    "usuarios nuevos", "usuários ativos", "total de usuários", "novos usuários", "utilisateurs actifs", "nouveaux utilisateurs",
    "nombre total d'utilisateurs", "aktive nutzer", "nutzer insgesamt", "neue nutzer", "utenti attivi", "utenti totali",
    "アクティブ ユーザー", "総ユーザー数", "활성 사용자", "총 사용자", "số người dùng đang hoạt động",
)  # fmt: skip
METRICS = frozenset(map(plain, (*SESSIONS, *ENGAGED, *KEY_EVENTS, *REVENUE, *USERS))) | {
    "engagement rate", "event count", "views", "average session duration", "bounce rate", "events per session",
    "average engagement time per session", "average engagement time per active user",
}  # fmt: skip
_DATES = frozenset(map(plain, ("Date", "Fecha", "Data", "Datum", "Дата", "Ngày", "날짜", "日付")))
_WEEKS = frozenset(map(plain, ("Week", "Semana", "Woche", "Semaine", "Settimana", "Неделя", "Tuần", "주", "週")))
_MONTHS = frozenset(map(plain, ("Month", "Mes", "Mês", "Monat", "Mois", "Mese", "Maand", "Месяц", "Tháng", "월", "月")))
_EXACT = {
    "session source": "source", "session manual source": "source", "session medium": "medium",
    "session manual medium": "medium", "fuente de la sesión": "source", "origem da sessão": "source",
    "medio de la sesión": "medium", "mídia da sessão": "medium", "meio da sessão": "medium", "nth day": "nth day",
    "session manual campaign name": "campaign",
}  # fmt: skip
_PAGE = re.compile(
    "landing page|landingpage|página de destino|page de destination|pagina di destinazione|landingspagina|страница входа"
    "|trang đích|방문 페이지|ランディング ページ"
)
_SESSION = re.compile("session|sesión|sessão|sitzung|sessie|сеанс|phiên|세션|セッション")
_CHANNEL = re.compile("channel|canales|canais|canaux|canali|kanaal|канал|kênh|채널|チャネル")
_CAMPAIGN = re.compile("campa|kampagne|кампани|chiến dịch|캠페인|キャンペーン")
_NO_NAME = re.compile(r"\bid\b|google ads|creative")


def dimension_of(header: str) -> str | None:
    """What a column splits the visits by: a column of `traffic`, `pair` (source / medium), `date`, `week` …; else None.

    >>> dimension_of("Session source / medium"), dimension_of("Grupo de canales principal de la sesión (Grupo …)")
    ('pair', 'channel_group')
    """
    name = plain(header)
    for kind, names in (("date", _DATES), ("week", _WEEKS), ("month", _MONTHS)):
        if name in names:
            return kind
    if name in _EXACT:
        return _EXACT[name]
    if _PAGE.match(name):
        return "landing_page"
    return _of_session(name) if _SESSION.search(name) else None


def _of_session(name: str) -> str | None:
    if _CHANNEL.search(name):
        return "channel_group"
    if "/" in name:
        return "pair"
    return "campaign" if _CAMPAIGN.search(name) and not _NO_NAME.search(name) else None
