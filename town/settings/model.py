"""The settings of a town as frozen facts; the YAML files in this folder carry values and sources."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class People:
    """Who lives here."""

    household_sizes: dict[int, float]
    communities_per_person: float
    wage_month_yuan: float
    wage_sigma: float


@dataclass(frozen=True, slots=True)
class Business:
    """Who trades here, and how large."""

    per_person: float
    kinds: dict[str, float]
    invoicing_share: dict[str, float]
    till_share: dict[str, float]
    second_business_share: float
    age_years: float
    shared_address_share: float
    address_tail: float
    agents_per_person: float
    capital_wan: float
    capital_sigma: float


@dataclass(frozen=True, slots=True)
class Papers:
    """What invoices look like; medians and spreads over firms."""

    sales_month: float
    sales_sigma: float
    at_face_limit_share: float
    face_limits_yuan: dict[int, float]
    amount_yuan: float
    amount_sigma: float
    amount_spread: float
    customers: float
    customers_sigma: float
    customers_follow_papers: float
    favourites: float
    regulars: int
    regulars_share: float
    purchases_month: float
    purchases_sigma: float
    purchases_spread: float
    suppliers: float
    suppliers_sigma: float
    void_share: float
    void_sigma: float
    red_share: float
    month_sigma: float
    quiet_month_share: float
    individual_scale: float
    season: tuple[float, ...]
    weekday: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Characters:
    """Prevalence: the honest ones by strength, the dishonest ones as shares of all businesses."""

    honest_strong: float
    borrowed_identity: float
    circular_invoicing: float
    shared_device_farm: float
    mutual_guarantee: float
    coached: float


@dataclass(frozen=True, slots=True)
class Noise:
    """How untidy the tables are."""

    sales_sigma: float
    duplicate_rows: float
    untidy_status: float
    nameless_transfers: float
    mistyped_phones: float
    helpers_per_person: float


@dataclass(frozen=True, slots=True)
class Missing:
    """Share of businesses whose source nobody can see, and share with a hole in it."""

    invoices: float
    bank: float
    till: float
    phones: float
    hole: float
    hole_months: int


@dataclass(frozen=True, slots=True)
class Drift:
    """What changes from year to year; 1.0 is nothing."""

    sales_per_year: float
    prices_per_year: float
    trouble_per_year: float
    dishonest_per_year: float
    scanned_per_year: float


@dataclass(frozen=True, slots=True)
class Density:
    """How much is written; fewer rows for a quick town."""

    invoices: float
    till_days: int
    bank_rows_month: float
    logins: float


@dataclass(frozen=True, slots=True)
class Lending:
    """Who asks, who got, how it went."""

    applying_share: float
    first_month: int
    asked_margin_share: float
    asked_sigma: float
    approving_share: float
    months: dict[int, float]
    yearly_rate: dict[str, float]
    trouble_month: dict[str, float]
    customer_lost_month: float
    illness_month: float
    debt_share: dict[str, float]
    savings_months: dict[str, float]


@dataclass(frozen=True, slots=True)
class Owners:
    """How hard it is to tell who runs a business; what a person's own papers show of it.

    `noise` multiplies everything that misleads: 0.5 a tidy town, 2 an untidy one. `lookalikes` are shares of
    adults, `silent` shares of people whose source nobody sees, `register` and `texts` shares of their rows.
    """

    noise: float
    helper_share: dict[str, float]
    on_paper_only_share: float
    spouse_account_share: float
    cash_heavy_share: dict[str, float]
    cash_heavy_keeps: float
    other_bank_share: float
    moved_bank_share: float
    bank_debt_share: float
    hidden_supplies_share: float
    private_sales_share: float
    cross_family_share: float
    local_jobs_share: float
    lookalikes: dict[str, float]
    register: dict[str, float]
    texts: dict[str, float]
    silent: dict[str, float]

    def noisy(self, share: float) -> float:
        """A share that misleads, under this town's noise.

        Never more than nine in ten: a source that always lies would be honest again.
        """
        return min(0.9, share * self.noise)


@dataclass(frozen=True, slots=True)
class Rings:
    """Rings in the graph of who stands to whom, and what makes them hard to tell.

    `prevalence` is rings of each kind a business; `lookalikes` of each sort, for each ring they resemble.
    `missing`, `misdated` and `coincident` are shares of ties; `noise` multiplies them and the look-alikes.
    """

    prevalence: float
    noise: float
    missing: float
    misdated: float
    coincident: float
    lookalikes: dict[str, float]

    def noisy(self, share: float) -> float:
        """A share of ties that misleads, under this noise; never more than a third."""
        return min(0.33, share * self.noise)


@dataclass(frozen=True, slots=True)
class Settings:
    """One town."""

    version: str
    owner: str
    effective: date
    source: str
    until: date
    months: int
    season_strength: float
    people: People
    business: Business
    papers: Papers
    characters: Characters
    noise: Noise
    missing: Missing
    drift: Drift
    density: Density
    lending: Lending
    owners: Owners
    rings: Rings
