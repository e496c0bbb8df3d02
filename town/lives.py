"""Everything that happens in the town, each step caused by those before it; nothing is written down yet."""

from dataclasses import dataclass

from town.dice import Dice
from town.lending.asked import Asked, ask
from town.lending.doors import Doors, doors
from town.lending.repaying import Course, run_loans
from town.people import Population, settle
from town.settings import Settings
from town.trade.activity import Activity, run_activity
from town.trade.calendar import Calendar, calendar_of
from town.trade.firms import Firms, open_firms
from town.trade.invoices import Books, write_invoices
from town.trade.ledger import Ledger, keep_ledger
from town.trade.papers import monthly
from town.trade.shown import Shown, show, shown_sales
from town.world import World


@dataclass(frozen=True, slots=True)
class Lives:
    """A town that has lived its months: the truth, and what it leaves behind."""

    world: World
    activity: Activity
    books: Books
    ledger: Ledger
    shown: Shown
    asked: Asked
    course: Course
    doors: Doors

    @property
    def dice(self) -> Dice:
        """All chance."""
        return self.world.dice

    @property
    def settings(self) -> Settings:
        """What may be argued about."""
        return self.world.settings

    @property
    def calendar(self) -> Calendar:
        """The months."""
        return self.world.calendar

    @property
    def population(self) -> Population:
        """The people."""
        return self.world.population

    @property
    def firms(self) -> Firms:
        """The businesses."""
        return self.world.firms


def live(settings: Settings, seed: int, people: int) -> Lives:
    """People → businesses → what befalls them → papers → money → what is shown → loans."""
    dice, calendar = Dice(seed), calendar_of(settings)
    population = settle(dice, settings, people)
    world = World(dice, settings, calendar, population, open_firms(dice, settings, population))
    activity = run_activity(world)
    books = write_invoices(world, activity)
    ledger = keep_ledger(world, activity, books.sold)
    shown = show(world, ledger.sales, books.sold)
    on_top = monthly(shown.sales, len(world.firms), calendar)
    asked = ask(world, ledger, shown_sales(world.firms, shown, ledger.sales, books.sold, on_top))
    course = run_loans(world, ledger, activity, asked)
    return Lives(world, activity, books, ledger, shown, asked, course, doors(world, asked))
