"""The contacts and deals of Helio CRM: who was won by social media, what HubSpot recorded, how each deal ends."""

import datetime as dt
from dataclasses import dataclass

import numpy as np

from demo.world import LAST, PULLED, around, days, happens, pick

BEGIN = dt.date(2024, 7, 1)  # contacts of the summer before bring the first deals of the time span
FIRST_NAMES = (
    "Alva",
    "Bruno",
    "Carla",
    "Dario",
    "Elif",
    "Finn",
    "Greta",
    "Hugo",
    "Ines",
    "Jonas",
    "Kaja",
    "Liam",
    "Mila",
)
LAST_NAMES = (
    "Example",
    "Sample",
    "Muster",
    "Beispiel",
    "Ejemplo",
    "Exemple",
    "Placeholder",
    "Testmann",
    "Demo",
    "Specimen",
)
COMPANIES = (
    "Nordlicht",
    "Blaupause",
    "Kiefer & Co",
    "Waldhof",
    "Seewind",
    "Talblick",
    "Kupfer",
    "Rotbuche",
    "Marmor",
)
FORMS = ("GmbH", "AG", "B.V.", "S.r.l.", "SAS", "Ltd")
CAMPAIGNS = {"Pipeline Report 2025": 0.62, "Webinar: Clean CRM data": 0.38}
NETWORKS = {"LinkedIn": 0.80, "Twitter": 0.20}
OTHER_SOURCES = {
    ("Organic Search", "Unknown keywords (SSL)", ""): 0.40,
    ("Direct Traffic", "www.helio-crm.example/", ""): 0.24,
    ("Email Marketing", "Monthly letter", ""): 0.12,
    ("Paid Search", "Brand DE", "helio crm"): 0.10,
    ("Referrals", "reviews.example.org", ""): 0.09,
    ("Offline Sources", "CRM_UI", "userId:4811"): 0.05,
}
MEDIAN_CYCLE, WIN_RATE = 90, 0.36


@dataclass(frozen=True)
class Contact:
    """One contact with its hidden cause and HubSpot's original source."""

    number: int
    created: dt.datetime
    is_caused: bool  # the contact would not exist without social media
    source: tuple[str, str, str]  # original traffic source and its two drill-downs
    first_name: str
    last_name: str
    company: str

    @property
    def email(self) -> str:
        """An address that can belong to nobody."""
        return f"{self.first_name}.{self.last_name}.{self.number}@example.com".lower()

    @property
    def is_social(self) -> bool:
        """HubSpot says that social media brought the contact."""
        return self.source[0] in ("Organic Social", "Paid Social")

    @property
    def record(self) -> str:
        """HubSpot's record id."""
        return str(60100000000 + self.number * 7919)


@dataclass(frozen=True)
class Deal:
    """One deal: when it opens, when and how it will close, known here and to no export before its day."""

    number: int
    contacts: tuple[Contact, ...]
    created: dt.datetime
    closes: dt.datetime
    is_won: bool
    amount: int  # euro

    @property
    def is_closed(self) -> bool:
        """Won or lost by the day of the export."""
        return self.closes.date() <= LAST

    @property
    def is_visible(self) -> bool:
        """Opened by the day of the export."""
        return self.created.date() <= LAST


def live(rng: np.random.Generator) -> tuple[list[Contact], list[Deal]]:
    """All contacts and the deals that come of them."""
    contacts: list[Contact] = []
    for day in days(BEGIN):
        rate = 4.7 if day.weekday() < 5 else 0.7
        for _ in range(int(rng.poisson(rate * (0.6 if (day.month, day.day) > (12, 21) else 1.0)))):
            contacts.append(_contact(rng, 1 + len(contacts), day))
    deals: list[Deal] = []
    for at, contact in enumerate(contacts):
        if happens(rng, 0.365):
            colleague = contacts[at + 1 : at + 2] if happens(rng, 0.12) else []
            deals.append(_deal(rng, 1 + len(deals), (contact, *colleague)))
    return contacts, sorted((deal for deal in deals if deal.is_visible), key=lambda deal: deal.created)


def followers(rng: np.random.Generator, contacts: list[Contact]) -> dict[int, dt.date]:
    """Contacts who follow on LinkedIn, and since when, most of them before they ask. It changes neither the odds nor the deal."""
    begins = {}
    for contact in contacts:
        if happens(rng, 0.55 if contact.is_social else 0.25):
            begins[contact.number] = contact.created.date() - dt.timedelta(days=int(rng.integers(-40, 160)))
    return {number: day for number, day in begins.items() if day <= LAST}


def _contact(rng: np.random.Generator, number: int, day: dt.date) -> Contact:
    """36 % are recorded as social, of whom 60 % exist because of it; 4 % of the others were won by it without a trace."""
    kind = pick(
        rng,
        {
            "won by social": 0.215,
            "social on the way": 0.145,
            "won without a trace": 0.026,
            "no social": 0.614,
        },
    )
    is_social = kind in ("won by social", "social on the way")
    source = _social_source(rng) if is_social else pick_source(rng)
    at = dt.datetime.combine(day, dt.time(8 + int(rng.integers(10)), int(rng.integers(60))))
    company = f"{COMPANIES[int(rng.integers(len(COMPANIES)))]} {FORMS[int(rng.integers(len(FORMS)))]}"
    first, last = (names[int(rng.integers(len(names)))] for names in (FIRST_NAMES, LAST_NAMES))
    return Contact(number, at, kind.startswith("won"), source, first, last, company)


def _social_source(rng: np.random.Generator) -> tuple[str, str, str]:
    """HubSpot keeps the campaign of paid social in the second drill-down."""
    network = pick(rng, NETWORKS)
    if happens(rng, 0.52 if network == "LinkedIn" else 0.25):
        return "Paid Social", network, pick(rng, CAMPAIGNS) if network == "LinkedIn" else "Product updates"
    return "Organic Social", network, ""


def pick_source(rng: np.random.Generator) -> tuple[str, str, str]:
    """A source that is not social media."""
    names = {str(number): share for number, share in enumerate(OTHER_SOURCES.values())}
    return list(OTHER_SOURCES)[int(pick(rng, names))]


def _deal(rng: np.random.Generator, number: int, contacts: tuple[Contact, ...]) -> Deal:
    created = contacts[-1].created + dt.timedelta(days=around(rng, 6, 0.7))
    cycle = around(rng, MEDIAN_CYCLE, 0.45)
    is_won = happens(rng, WIN_RATE)
    amount = 50 * round(min(max(around(rng, 6600, 0.42), 3000), 15000) / 50)
    return Deal(number, contacts, created, created + dt.timedelta(days=cycle), is_won, amount)


def expected_close(deal: Deal) -> dt.datetime:
    """The close date that an open deal shows: the end of the next month, a guess of the sales team."""
    month = (PULLED.replace(day=1) + dt.timedelta(days=62 if deal.number % 2 else 31)).replace(day=1)
    return dt.datetime.combine(month - dt.timedelta(days=1), dt.time(17, 0))
