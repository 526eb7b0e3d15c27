"""Credits bought and used, and buying more."""

from dataclasses import dataclass
from typing import ClassVar

from chalicelib.web.moments import Moment
from chalicelib.web.pages.page import Page
from chalicelib.web.words import Tag, counted, money

TAB = "Usage Statistics"


@dataclass(frozen=True, kw_only=True)
class PurchaseRow:
    """One purchase; `price` is in words: $160."""

    at: Moment
    href: str
    credits: int
    free: int
    price: str
    by: str
    status: Tag
    reference: str


@dataclass(frozen=True, kw_only=True)
class ChannelUse:
    """Messages and credits of one channel in a month."""

    messages: int
    credits: int


@dataclass(frozen=True, kw_only=True)
class UsedRow:
    """One month, or the total row (`month` is None)."""

    month: Moment | None
    email: ChannelUse
    text: ChannelUse
    phone: ChannelUse
    manual: int
    """Messages by mail or by a person, ticked off by staff."""
    received: int
    """Credits for text replies."""
    delivered: int
    credits_used: int
    credits_purchased: int

    @property
    def platform(self) -> int:
        """Messages that the platform sent."""
        return self.email.messages + self.text.messages + self.phone.messages


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One part of a column: a channel’s credits in a month, in units of the drawing."""

    channel: str
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, kw_only=True)
class MonthLabel:
    """Under a column: “Nov”."""

    words: str
    x: int


@dataclass(frozen=True, kw_only=True)
class UsageChart:
    """The credits of the last months, drawn; the table below has the same numbers."""

    width: int
    height: int
    bars: tuple[Bar, ...]
    labels: tuple[MonthLabel, ...]
    says: str
    """What it shows, in one sentence."""


@dataclass(frozen=True, kw_only=True)
class UsageStatisticsPage(Page):
    """The third tab; `used` ends with its total row unless it is empty."""

    template: ClassVar[str] = "pages/usage_statistics.html"
    heading: ClassVar[str] = TAB
    tab: ClassVar[str] = TAB
    available: int
    reserved: int
    used_this_month: int
    purchases: tuple[PurchaseRow, ...] = ()
    used: tuple[UsedRow, ...] = ()
    has_pending: bool = False
    who_can_buy: str = ""
    """“J. Kim”: whom to ask when the reader may not buy; empty: nobody may."""
    low_at: int = 0
    """The level that the balance fell below; 0 while there is enough."""
    chart: UsageChart | None = None

    @property
    def has_credits(self) -> bool:
        return bool(self.available or self.reserved or self.purchases or self.used)


@dataclass(frozen=True, kw_only=True)
class PlanChoice:
    """One of the plans, and what its credits are worth in messages."""

    plan_id: str
    credits: int
    free: int
    price_cents: int

    @property
    def words(self) -> str:
        free = f" + {self.free:,} free" if self.free else ""
        return f"{counted(self.credits, 'credit')}{free} – {money(self.price_cents)}"

    @property
    def worth(self) -> str:
        total = self.credits + self.free
        return f"{total:,} emails, {total // 3:,} texts or {total // 5:,} calls"


@dataclass(frozen=True, kw_only=True)
class BuyPage(Page):
    """Choosing a plan: a GET of the check page with `plan`."""

    template: ClassVar[str] = "pages/buy.html"
    heading: ClassVar[str] = "Buy credits"
    tab: ClassVar[str] = TAB
    available: int
    plans: tuple[PlanChoice, ...]
    plan: str = ""


@dataclass(frozen=True, kw_only=True)
class BuyCheckPage(Page):
    """The price on the button; posts `plan` and `once`, so that pressing twice buys once."""

    template: ClassVar[str] = "pages/buy_check.html"
    tab: ClassVar[str] = TAB
    plan: PlanChoice
    available: int
    once: str

    @property
    def heading(self) -> str:
        return f"Buy {counted(self.plan.credits, 'credit')}?"


@dataclass(frozen=True, kw_only=True)
class PurchasePage(Page):
    """One purchase: how far it has come; `pay_href` is the payment page while it is pending."""

    template: ClassVar[str] = "pages/purchase.html"
    tab: ClassVar[str] = TAB
    purchase_id: str
    reference: str
    credits: int
    free: int
    price: str
    by: str
    at: Moment
    status: Tag
    explanation: str
    pay_href: str | None = None
    is_pending: bool = False

    @property
    def heading(self) -> str:
        return f"Purchase of {counted(self.credits, 'credit')}"
