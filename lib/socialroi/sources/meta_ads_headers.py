"""Column names of Meta's ad exports: English, then French, Spanish, German, Italian, Portuguese, Dutch, Russian, Ukrainian,
Vietnamese, Hebrew, Korean and Japanese. An export has the language of the person who downloads it."""

SPEND = (  # the account's currency stands in the brackets
    "Amount spent (", "Montant dépensé (", "Importe gastado (", "Ausgegebener Betrag (", "Importo speso (", "Valor usado (",
    "Valor gasto (", "Quantia gasta (", "Besteed bedrag (", "Сумма затрат (", "Сума витрат (", "Số tiền đã chi tiêu (",
    "סכום שהוצא (", "지출 금액 (", "消化金額 (", "消化金額（",
)  # fmt: skip
HEADERS = {
    "day": ("Day", "Jour", "Día", "Tag", "Giorno", "Dia", "Dag", "День", "Ngày", "יום", "일", "日"),
    "span": (
        "Month", "Week", "Mois", "Semaine", "Mes", "Semana", "Monat", "Woche", "Mese", "Settimana", "Mês", "Maand", "Месяц",
        "Неделя", "Tháng", "Tuần", "חודש", "שבוע", "월", "주", "月", "週",
    ),
    "starts": (
        "Reporting starts", "Début des rapports", "Inicio del informe", "Berichtsstart", "Inizio dei report",
        "Início dos relatórios", "Begin rapportage", "Дата начала отчетности", "Початок звітності", "보고 시작", "レポート開始日",
    ),
    "ends": (
        "Reporting ends", "Fin des rapports", "Fin del informe", "Berichtsende", "Fine dei report", "Término dos relatórios",
        "Encerramento dos relatórios", "Einde rapportage", "Дата окончания отчетности", "Завершення звітності", "보고 종료",
        "レポート終了日",
    ),
    "campaign": (
        "Campaign name", "Nom de la campagne", "Nombre de la campaña", "Name der Kampagne", "Kampagnenname",
        "Nome della campagna", "Nome da campanha", "Campagnenaam", "Naam campagne", "Название кампании", "Назва кампанії",
        "Tên chiến dịch", "שם הקמפיין", "캠페인 이름", "キャンペーン名",
    ),
    "ad_set": (
        "Ad set name", "Nom de l'ensemble de publicités", "Nombre del conjunto de anuncios", "Anzeigengruppenname",
        "Name der Anzeigengruppe", "Nome del gruppo di inserzioni", "Nome do conjunto de anúncios", "Naam advertentieset",
        "Название группы объявлений", "Tên nhóm quảng cáo", "광고 세트 이름", "広告セット名",
    ),
    "ad": (
        "Ad name", "Ads", "Nom de la publicité", "Nombre del anuncio", "Anzeigenname", "Name der Werbeanzeige",
        "Nome dell'inserzione", "Nome do anúncio", "Advertentienaam", "Naam advertentie", "Название объявления",
        "Tên quảng cáo", "광고 이름", "広告名",
    ),
    "impressions": (
        "Impressions", "Impresiones", "Impressionen", "Impression", "Impressões", "Weergaven", "Vertoningen", "Показы", "Покази",
        "Lượt hiển thị", "חשיפות", "노출", "インプレッション",
    ),
    "reach": ("Reach", "Couverture", "Alcance", "Reichweite", "Copertura", "Bereik", "Охват", "Охоплення", "도달", "リーチ"),
    "clicks": (
        "Link clicks", "Clics sur un lien", "Clics en el enlace", "Link-Klicks", "Clic sul link", "Cliques no link",
        "Klikken op links", "Клики по ссылке", "링크 클릭", "リンクのクリック",
    ),
    "all_clicks": (
        "Clicks (all)", "Clics (tous)", "Clics (todos)", "Klicks (alle)", "Clic (tutti)", "Cliques (todos)", "Klikken (alle)",
        "Клики (все)", "클릭(전체)", "クリック(すべて)",
    ),
    "purchases": ("Purchases", "Achats", "Compras", "Käufe", "Acquisti", "Aankopen", "Покупки", "구매", "購入"),
    "leads": ("Meta leads", "Leads", "Prospects", "Clientes potenciales", "Contatti", "Cadastros", "Лиды", "リード"),
    "results": (
        "Results", "Résultats", "Resultados", "Ergebnisse", "Risultati", "Resultaten", "Результаты", "Результати", "Kết quả",
        "תוצאות", "결과", "結果",
    ),
    "result_type": (
        "Result indicator", "Result type", "Indicateur de résultats", "Indicador de resultado", "Indicador de resultados",
        "Indikator für Ergebnisse", "Indicatore di risultati", "Resultatenindicator", "결과 표시 도구", "結果インジケーター",
        "Type de résultat", "Tipo de resultado",
    ),
    "value": (
        "Purchases conversion value", "Purchase conversion value", "Valeur de conversion des achats",
        "Valor de conversión de compras", "Valore di conversione degli acquisti", "Valor de conversão da compra",
        "Valor de conversão de compras",
    ),
    "roas": ("Purchase ROAS (return on ad spend)",),
    "attribution": (
        "Attribution setting", "Paramètre d'attribution", "Configuración de atribución", "Attributionseinstellung",
        "Impostazione di attribuzione", "Configuração de atribuição",
    ),
    "platform": (
        "Platform", "Publisher platform", "Plateforme", "Plataforma", "Plattform", "Piattaforma", "Платформа", "Nền tảng",
        "פלטפורמה", "플랫폼", "プラットフォーム",
    ),
}  # fmt: skip
BREAKDOWNS = (
    "Region", "Country", "DMA region", "Age", "Gender", "Device platform", "Impression device", "Placement", "Conversion device",
    "Time of day (ad account time zone)", "Time of day (viewer's time zone)",
    "Âge", "Sexe", "Région", "Pays", "Edad", "Sexo", "Región", "País", "Ubicación", "Alter", "Geschlecht", "Land", "Platzierung",
    "Età", "Genere", "Regione", "Posizionamento", "Idade", "Gênero", "Região", "Posicionamento", "Leeftijd", "Geslacht", "Regio",
    "Возраст", "Пол", "Регион", "Страна", "Độ tuổi", "Giới tính", "גיל", "מגדר", "연령", "성별", "지역", "노출 위치", "年齢",
    "性別", "地域", "配置",
)  # fmt: skip
ACCOUNT = (
    "Account name", "Nom du compte", "Nombre de la cuenta", "Kontoname", "Nome dell'account", "Nome da conta", "Accountnaam",
    "Название аккаунта", "Tên tài khoản", "שם החשבון", "계정 이름", "アカウント名",
)  # fmt: skip
OBJECTIVE = "Objective"  # a breakdown where no row names a campaign or ad
IDS = ("Campaign ID", "Ad set ID", "Ad ID")
TOTAL_NAMES = (
    r"(?:total|resultados totales|résultats totaux|gesamtergebnisse|risultati totali|resultados totais|totale resultaten)\b.*"
)
