"""Meta Ads Manager and Ads Reporting, CSV and XLSX: by campaign, ad set or ad, with or without days and breakdowns."""

import re

import pandas as pd

from socialroi.sources.block import Block, as_text
from socialroi.sources.part import GRAIN, IDENTITY, Context, Part
from socialroi.sources.take import Take

NAME = "meta_ads"
_SPEND = (
    "Amount spent (",
    "Montant dépensé (",
    "Importe gastado (",
    "Ausgegebener Betrag (",
    "Importo speso (",
    "Valor usado (",
    "Valor gasto (",
)
_HEADERS = {  # English, then French, Spanish, German, Italian, Portuguese
    "day": ("Day", "Jour", "Día", "Tag", "Giorno", "Dia"),
    "span": ("Month", "Week", "Mois", "Semaine", "Mes", "Semana", "Monat", "Woche", "Mese", "Settimana", "Mês"),
    "starts": (
        "Reporting starts",
        "Début des rapports",
        "Inicio del informe",
        "Berichtsstart",
        "Berichtsbeginn",
        "Inizio dei report",
        "Inizio del report",
        "Início dos relatórios",
    ),
    "ends": (
        "Reporting ends",
        "Fin des rapports",
        "Fin del informe",
        "Berichtsende",
        "Fine dei report",
        "Fine del report",
        "Término dos relatórios",
        "Encerramento dos relatórios",
    ),
    "campaign": (
        "Campaign name",
        "Nom de la campagne",
        "Nombre de la campaña",
        "Kampagnenname",
        "Nome della campagna",
        "Nome da campanha",
    ),
    "ad_set": (
        "Ad set name",
        "Nom de l'ensemble de publicités",
        "Nombre del conjunto de anuncios",
        "Anzeigengruppenname",
        "Name der Anzeigengruppe",
        "Nome del gruppo di inserzioni",
        "Nome do conjunto de anúncios",
    ),
    "ad": (
        "Ad name",
        "Nom de la publicité",
        "Nombre del anuncio",
        "Anzeigenname",
        "Name der Werbeanzeige",
        "Nome dell'inserzione",
        "Nome do anúncio",
    ),
    "impressions": ("Impressions", "Impresiones", "Impressionen", "Impression", "Impressões"),
    "reach": ("Reach", "Couverture", "Alcance", "Reichweite", "Copertura"),
    "clicks": ("Link clicks", "Clics sur un lien", "Clics en el enlace", "Link-Klicks", "Clic sul link", "Cliques no link"),
    "all_clicks": ("Clicks (all)", "Clics (tous)", "Clics (todos)", "Klicks (alle)", "Clic (tutti)", "Cliques (todos)"),
    "purchases": ("Purchases", "Achats", "Compras", "Käufe", "Acquisti"),
    "leads": ("Meta leads", "Leads", "Prospects", "Clientes potenciales", "Contatti", "Cadastros"),
    "results": ("Results", "Résultats", "Resultados", "Ergebnisse", "Risultati"),
    "result_type": (
        "Result indicator",
        "Result type",
        "Indicateur de résultats",
        "Indicador de resultado",
        "Ergebnisindikator",
        "Indicatore di risultati",
        "Indicador de resultados",
        "Type de résultat",
        "Tipo de resultado",
    ),
    "value": (
        "Purchases conversion value",
        "Valeur de conversion des achats",
        "Valor de conversión de compras",
        "Conversion-Wert für Käufe",
        "Valore di conversione degli acquisti",
        "Valor de conversão da compra",
    ),
    "roas": ("Purchase ROAS (return on ad spend)",),
    "attribution": (
        "Attribution setting",
        "Paramètre d'attribution",
        "Configuración de atribución",
        "Attributionseinstellung",
        "Impostazione di attribuzione",
        "Configuração de atribuição",
    ),
    "platform": ("Platform", "Publisher platform", "Plateforme", "Plataforma", "Plattform", "Piattaforma"),
}
_BREAKDOWNS = (
    "Region",
    "Country",
    "DMA region",
    "Age",
    "Gender",
    "Device platform",
    "Impression device",
    "Placement",
    "Conversion device",
    "Time of day (ad account time zone)",
    "Time of day (viewer's time zone)",
)
_IDS = ("Campaign ID", "Ad set ID", "Ad ID")
_TOTAL_NAMES = r"(?:total|resultados totales|résultats totaux|gesamtergebnisse|risultati totali|resultados totais)\b.*"


def recognise(block: Block) -> bool:
    """By the spend column, whose header holds the currency, beside a name or day of Meta's."""
    names = (*_HEADERS["campaign"], *_HEADERS["ad_set"], *_HEADERS["ad"], *_HEADERS["day"], *_HEADERS["starts"])
    return block.starting(*_SPEND) is not None and block.position(*names) is not None


def read(block: Block, context: Context) -> Part:
    """Spend by day or span, campaign and ad. The account's total (a row without a name, first or last) is counted, not taken.

    Claims are Purchases; where a row has none, leads; where the export has neither, Results of a row whose indicator says
    purchase or lead. They are never added up.
    """
    take = Take(block, context, totals=_totals(block))
    spend = block.starting(*_SPEND)
    cost = take.number(spend)
    currency = re.search(r"\(([A-Z]{3})\)", spend)
    columns = _days(take) | {
        "campaign": take.text(*_HEADERS["campaign"]),
        "ad": take.text(*_HEADERS["ad"]),
        **{name: take.number(*_HEADERS[name]) for name in ("impressions", "clicks", "all_clicks", "reach")},
        "cost": cost,
        "currency": take.constant(currency[1]) if currency else take.need(take.currency("Currency"), "Currency"),
        "claimed_conversions": _claims(take),
        "claimed_value": _claimed_value(take, cost),
        "attribution_setting": _attribution(take),
        **_splits(take),
    }
    return take.part(NAME, "spend", columns)


def _totals(block: Block) -> pd.Series:
    """True for a first or last row that names nothing, or says that it is the total."""
    names = [block.position(*_HEADERS[level]) for level in ("campaign", "ad_set", "ad")]
    places = [place for place in names if place is not None]
    places = places or [block.position(*_HEADERS["day"])]
    if not len(block.body) or places == [None]:
        return pd.Series(False, index=block.body.index)
    edge = block.body.iloc[[0, -1]] if len(block.body) > 1 else block.body
    texts = pd.DataFrame({place: edge[place].map(as_text).astype("str").str.strip() for place in places})
    total = (texts == "").all(axis=1) | texts.iloc[:, 0].str.lower().str.fullmatch(_TOTAL_NAMES)
    return pd.Series(block.body.index.isin(edge.index[total.to_numpy()]), index=block.body.index)


def _days(take: Take) -> dict[str, pd.Series]:
    if take.block.position(*_HEADERS["day"]) is not None:
        day = take.need(take.day(*_HEADERS["day"]), *_HEADERS["day"])
        return {"day": day, "last_day": day}
    if take.block.position(*_HEADERS["starts"]) is None:
        take.tell(
            "no days", "the column 'Reporting starts' or the breakdown 'Day'", "export it with them", row=take.block.header_row
        )
        return {"day": take.nothing("datetime64[us]"), "last_day": take.nothing("datetime64[us]")}
    first = take.need(take.day(*_HEADERS["starts"]), *_HEADERS["starts"])
    last = take.need(take.day(*_HEADERS["ends"]), *_HEADERS["ends"])
    return _of_span(take, first, last)


def _of_span(take: Take, first: pd.Series, last: pd.Series) -> dict[str, pd.Series]:
    """A monthly or weekly file names each row's days as `2024-03-01 - 2024-03-11`."""
    days = take.text(*_HEADERS["span"]).str.extract(r"^(\d{4}-\d{2}-\d{2}) - (\d{4}-\d{2}-\d{2})$")
    stated = [pd.to_datetime(days[side], format="%Y-%m-%d").astype("datetime64[us]") for side in (0, 1)]
    return {"day": stated[0].where(stated[0].notna(), first), "last_day": stated[1].where(stated[1].notna(), last)}


def _claims(take: Take) -> pd.Series:
    purchases, leads = take.count(*_HEADERS["purchases"]), take.count(*_HEADERS["leads"])
    claims = purchases.where(purchases > 0, leads.where(leads > 0, purchases.where(purchases.notna(), leads)))
    is_claim = take.text(*_HEADERS["result_type"]).str.contains("purchase|lead", case=False).astype("boolean").fillna(False)
    results = take.count(*_HEADERS["results"]).where(is_claim.astype(bool))
    return claims.where(claims.notna(), results)


def _claimed_value(take: Take, cost: pd.Series) -> pd.Series:
    value = take.number(*_HEADERS["value"])
    return value.where(value.notna(), take.number(*_HEADERS["roas"]) * cost)


def _attribution(take: Take) -> pd.Series:
    setting = take.text(*_HEADERS["attribution"])
    return setting.where(setting != "-")


def _splits(take: Take) -> dict[str, pd.Series]:
    """Platform, breakdown and what else tells rows apart; GRAIN names the level, so that two levels are not added up."""
    placed = take.text(*_HEADERS["platform"]).str.lower()
    known = placed.isin(["facebook", "instagram"])
    splits = [name for name in _BREAKDOWNS if take.block.has(name)]
    parts = [placed.where(~known), *(take.text(name) for name in splits)]
    levels = [level for level in ("campaign", "ad_set", "ad", "platform") if take.block.position(*_HEADERS[level]) is not None]
    grain = ", ".join([level.replace("_", " ") for level in levels] + [name.lower() for name in splits])
    identity = [take.text(*_HEADERS["ad_set"]), *(take.text(name) for name in _IDS)]
    return {
        "platform": placed.where(known, take.context.hint.platform or "meta"),
        "breakdown": _joined(parts),
        IDENTITY: _joined(identity),
        GRAIN: take.constant(grain),
    }


def _joined(columns: list[pd.Series]) -> pd.Series:
    """The texts of each row with ' / ' between; missing where it has none."""
    together = columns[0]
    for column in columns[1:]:
        both = together.notna() & column.notna()
        together = (together + " / " + column).where(both, together.where(together.notna(), column))
    return together
