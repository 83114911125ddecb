"""Is a typed package understood as it was meant, to the last unit, and read back so that it can be typed again?"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import amounts as say
from bot.facts import Money, Package, Period, Unclear, Understood
from bot.rules import pay_sizes
from bot.rules.amounts import read

# What was typed, where; and how it is said again.
UNDERSTOOD = {
    ("EUR", "DE"): """
        120k | €120,000 a year
        120K | €120,000 a year
        120 k | €120,000 a year
        120k€ | €120,000 a year
        120000 | €120,000 a year
        120,000 | €120,000 a year
        120.000 | €120,000 a year
        120 000 | €120,000 a year
        120'000 | €120,000 a year
        120’000 | €120,000 a year
        120_000 | €120,000 a year
        120\u00a0000 | €120,000 a year
        120\u202f000 | €120,000 a year
        １２０ｋ | €120,000 a year
        ١٢٠٬٠٠٠ | €120,000 a year
        ۱۲۰۰۰۰ | €120,000 a year
        120,000.50 | €120,000.50 a year
        120.000,50 | €120,000.50 a year
        120 000,50 | €120,000.50 a year
        ١٢٠٬٠٠٠٫٥ | €120,000.50 a year
        €120,000.5 | €120,000.50 a year
        €120k | €120,000 a year
        EUR 120k | €120,000 a year
        eur120k | €120,000 a year
        120k EUR | €120,000 a year
        120kEUR | €120,000 a year
        120 TEUR | €120,000 a year
        120 T€ | €120,000 a year
        120 tsd. € | €120,000 a year
        120 tausend euro | €120,000 a year
        120 thousand euros | €120,000 a year
        120 grand | €120,000 a year
        1.2m | €1,200,000 a year
        1,2 Mio. € | €1,200,000 a year
        1.25m | €1,250,000 a year
        1.250m | €1,250,000 a year
        0.12m | €120,000 a year
        120.5k | €120,500 a year
        120,5k | €120,500 a year
        €85.000,- | €85,000 a year
        €85.000,— | €85,000 a year
        85.000,00 € | €85,000 a year
        1.200.000 | €1,200,000 a year
        1,200,000.00 | €1,200,000 a year
        120k a year | €120,000 a year
        120k/year | €120,000 a year
        120k/yr | €120,000 a year
        120k / y | €120,000 a year
        120k pa | €120,000 a year
        120k p.a. | €120,000 a year
        120kpa | €120,000 a year
        120k per annum | €120,000 a year
        120k annually | €120,000 a year
        120k yearly | €120,000 a year
        120k im Jahr | €120,000 a year
        120k pro Jahr | €120,000 a year
        120k brutto | €120,000 a year
        120k gross | €120,000 a year
        salary of 120k | €120,000 a year
        base: 120k | €120,000 a year
        base = 120k | €120,000 a year
        base salary 120k | €120,000 a year
        120k base | €120,000 a year
        120k (base) | €120,000 a year
        120k fixed | €120,000 a year
        annual salary 120k | €120,000 a year
        - 120k | €120,000 a year
        € 9.000 a year | €9,000 a year
        4.500 brutto im Monat | €4,500 a month
        4.500 € mtl. | €4,500 a month
        4500 a month | €4,500 a month
        4500/month | €4,500 a month
        4500/mo | €4,500 a month
        4500/m | €4,500 a month
        4500 pcm | €4,500 a month
        4500 p.m. | €4,500 a month
        4,5k monthly | €4,500 a month
        monthly salary 4500 | €4,500 a month
        4500 par mois | €4,500 a month
        4500 al mes | €4,500 a month
        2.500 € x 14 | €2,500 a month × 14
        2.500 € × 14 | €2,500 a month × 14
        2500x14 | €2,500 a month × 14
        2500 * 13 | €2,500 a month × 13
        14 x 2.500 € | €2,500 a month × 14
        2500 x 12 | €2,500 a month × 12
        2500 a month x 14 | €2,500 a month × 14
        2.500 € in 14 payments | €2,500 a month × 14
        5.000 € 13 Gehälter | €5,000 a month × 13
        14 pagas de 2500 | €2,500 a month × 14
        85k in 14 payments | €85,000 a year
        85k a year in 14 payments | €85,000 a year
        900/week | €900 a week
        900 pw | €900 a week
        900 a week | €900 a week
        900 weekly | €900 a week
        500/day | €500 a day
        500 a day | €500 a day
        500 per day | €500 a day
        500 p.d. | €500 a day
        day rate 500 | €500 a day
        500 day rate | €500 a day
        daily rate of 500 | €500 a day
        500 am Tag | €500 a day
        Tagessatz 850 | €850 a day
        520.50 a day | €520.50 a day
        1.200/day | €1,200 a day
        65/h | €65 an hour
        65/hr | €65 an hour
        65 an hour | €65 an hour
        65 per hour | €65 an hour
        65 ph | €65 an hour
        65,50 € / Std | €65.50 an hour
        hourly rate 65 | €65 an hour
        Stundensatz: 65 | €65 an hour
        €85.000 + 10 % | €85,000 a year + 10% bonus
        85k+10% | €85,000 a year + 10% bonus
        85k plus 10% | €85,000 a year + 10% bonus
        85k, 10% | €85,000 a year + 10% bonus
        85k and 10% bonus | €85,000 a year + 10% bonus
        85k & 10% | €85,000 a year + 10% bonus
        85k with 10% bonus | €85,000 a year + 10% bonus
        85k 10% bonus | €85,000 a year + 10% bonus
        85k (+10%) | €85,000 a year + 10% bonus
        85k + 12,5 % | €85,000 a year + 12.5% bonus
        85k + 12.50% | €85,000 a year + 12.5% bonus
        85k + 0.5% bonus | €85,000 a year + 0.5% bonus
        85k + .5% bonus | €85,000 a year + 0.5% bonus
        85k + 10٪ | €85,000 a year + 10% bonus
        85k + ٠.١٢٥% | €85,000 a year + 0.125% bonus
        85k + 10 percent | €85,000 a year + 10% bonus
        85k + 10 per cent of base | €85,000 a year + 10% bonus
        85k + 10 Prozent Bonus | €85,000 a year + 10% bonus
        85k + 10% variable | €85,000 a year + 10% bonus
        85k + 10% annual bonus | €85,000 a year + 10% bonus
        85k + bonus 10% | €85,000 a year + 10% bonus
        10% bonus | 10% bonus
        bonus: 15% | 15% bonus
        500/day + 10% | €500 a day + 10% bonus
        85k\n10% | €85,000 a year + 10% bonus
        - 85k\n- 10% bonus | €85,000 a year + 10% bonus
        85k + 10k bonus | €85,000 a year + €10,000 bonus
        85k base 10k bonus | €85,000 a year + €10,000 bonus
        85k bonus 10k | €85,000 a year + €10,000 bonus
        85k, bonus-10k | €85,000 a year + €10,000 bonus
        base 85k bonus 10k | €85,000 a year + €10,000 bonus
        85k + 10k a year bonus | €85,000 a year + €10,000 bonus
        10k bonus | €10,000 bonus
        85k + no bonus | €85,000 a year
        85k without equity | €85,000 a year
        85k OTE 110k | €85,000 a year + €25,000 bonus
        85k base 110k OTE | €85,000 a year + €25,000 bonus
        base 85k, OTE 110k | €85,000 a year + €25,000 bonus
        110k OTE, 85k base | €85,000 a year + €25,000 bonus
        OTE 110k, base 85k | €85,000 a year + €25,000 bonus
        90k base, 15k bonus, 10k sign-on, 0.2% equity | €90,000 a year + €15,000 bonus + €10,000 sign-on + equity: 0.2%
        90k base 15k bonus 10k sign-on 0.2% equity | €90,000 a year + €15,000 bonus + €10,000 sign-on + equity: 0.2%
        90k 10k sign-on | €90,000 a year + €10,000 sign-on
        90k + 10k sign on bonus | €90,000 a year + €10,000 sign-on
        90k + 10k signing bonus | €90,000 a year + €10,000 sign-on
        90k + joining bonus 10k | €90,000 a year + €10,000 sign-on
        90k + 10k sign-on + 10% | €90,000 a year + 10% bonus + €10,000 sign-on
        10k sign-on | €10,000 sign-on
        90k + 0.2% equity | €90,000 a year + equity: 0.2%
        90k 0.2% equity | €90,000 a year + equity: 0.2%
        90k + equity | €90,000 a year + equity: not said how much
        90k + 2,000 RSUs | €90,000 a year + equity: 2,000 RSUs
        90k + stock options over 4 years | €90,000 a year + equity: stock options over 4 years
        90k + equity: 20k options, 1 year cliff | €90,000 a year + equity: 20k options, 1 year cliff
        equity 0.5% | equity: 0.5%
        90k + company car | €90,000 a year + benefits: company car
        90k + car, gym and lunch | €90,000 a year + benefits: car, gym, lunch
        90k + car, lottery | €90,000 a year + benefits: car, lottery
        90k + 30 days holiday | €90,000 a year + benefits: 30 days holiday
        90k + 5k car allowance | €90,000 a year + benefits: 5k car allowance
        90k + 8% pension | €90,000 a year + benefits: 8% pension
        90k + remote 3 days a week | €90,000 a year + flexibility: remote 3 days a week
        90k + 4-day week | €90,000 a year + flexibility: 4-day week
        90k + 2k training budget | €90,000 a year + development: 2k training budget
        90k + start 1 February 2027 | €90,000 a year + start: 1 February 2027
        90k, starting 2027-02-01 | €90,000 a year + start: 1 February 2027
        €90k start 1.3.2027 | €90,000 a year + start: 1 March 2027
        90k from 1 March 2027 + 10% | €90,000 a year + 10% bonus + start: 1 March 2027
        90k as of 1 March 2027 | €90,000 a year + start: 1 March 2027
        90k, start as of 1 March 2027 | €90,000 a year + start: 1 March 2027
        base 90k bonus 10k equity 5k | €90,000 a year + €10,000 bonus + equity: 5k
        90k base bonus 10k equity 5k | €90,000 a year + €10,000 bonus + equity: 5k
        90k bonus 10k equity 5k | €90,000 a year + €10,000 bonus + equity: 5k
        90k bonus 10% equity 5k | €90,000 a year + 10% bonus + equity: 5k
        90k bonus 10k pension 5% | €90,000 a year + €10,000 bonus + benefits: pension 5%
        90k bonus 10k sign-on 5k equity 0.2% | €90,000 a year + €10,000 bonus + €5,000 sign-on + equity: 0.2%
        90k bonus 10k remote | €90,000 a year + €10,000 bonus + flexibility: remote
        90k sign-on 5k remote | €90,000 a year + €5,000 sign-on + flexibility: remote
        90k base 10k car | €90,000 a year + benefits: 10k car
        10% bonus 5k car | 10% bonus + benefits: 5k car
        90k remote | €90,000 a year + flexibility: remote
        500/day hybrid | €500 a day + flexibility: hybrid
        90k 2 days remote | €90,000 a year + flexibility: 2 days remote
        90k, 80% part time | €90,000 a year + flexibility: 80% part time
        90k (80% part time) | €90,000 a year + flexibility: 80% part time
        90k + 80% bonus | €90,000 a year + 80% bonus
        90k + 49% | €90,000 a year + 49% bonus
        90k + 110% | €90,000 a year + 110% bonus
        90k base/10% bonus | €90,000 a year + 10% bonus
        90k/10% | €90,000 a year + 10% bonus
        90k base/15k bonus | €90,000 a year + €15,000 bonus
        90k w/ 10% bonus | €90,000 a year + 10% bonus
        68.000 EUR zzgl. 10 % Bonus | €68,000 a year + 10% bonus
        90k og 10% | €90,000 a year + 10% bonus
        90k och 10% | €90,000 a year + 10% bonus
        90k più 10% | €90,000 a year + 10% bonus
        90k mais 10% | €90,000 a year + 10% bonus
        90k en 10% | €90,000 a year + 10% bonus
        90ke | €90,000 a year
        60k€ Jahresbrutto | €60,000 a year
        RAL 45k | €45,000 a year
        45.000 € lordi annui | €45,000 a year
        42.000 € brutos anuales | €42,000 a year
        45 000 € bruts par an | €45,000 a year
        55K€ fixe + 5K€ variable | €55,000 a year + €5,000 bonus
        3.800,- € brutto monatlich, 14x | €3,800 a month × 14
        3.800 brutto, 14 Gehälter | €3,800 a month × 14
        3800 brutto 14x | €3,800 a month × 14
        85k 14x | €85,000 a year
        3 200 € brut/mois sur 13 mois | €3,200 a month × 13
        2.800 € brutos/mes en 14 pagas | €2,800 a month × 14
        € 5.500,- p/m | €5,500 a month
        €95 p/u | €95 an hour
        4 200 €/kk | €4,200 a month
    """,
    (None, None): """
        €85k | €85,000 a year
        85 k€ | €85,000 a year
        £500/day | £500 a day
        £450.50 pd | £450.50 a day
        GBP 500 a day | £500 a day
        95k pounds | £95,000 a year
        US$90k | US$90,000 a year
        USD 90k | US$90,000 a year
        90k usd | US$90,000 a year
        A$120k | A$120,000 a year
        C$110k | CA$110,000 a year
        CA$110k | CA$110,000 a year
        NZ$110k | NZ$110,000 a year
        S$8k/month | SGD 8,000 a month
        HK$60k a month | HK$60,000 a month
        R$15.000/mês | R$15,000 a month
        US$90k + $10k bonus | US$90,000 a year + US$10,000 bonus
        CHF 120'000 | CHF 120,000 a year
        CHF 120’000.- | CHF 120,000 a year
        CHF 120'000.50 | CHF 120,000.50 a year
        120k CHF | CHF 120,000 a year
        SEK 55 000/month | SEK 55,000 a month
        NOK 750.000 | NOK 750,000 a year
        650k DKK | DKK 650,000 a year
        ₹18 LPA | ₹1,800,000 a year
        18 LPA | ₹1,800,000 a year
        18LPA | ₹1,800,000 a year
        18.5 lpa | ₹1,850,000 a year
        INR 18,00,000 | ₹1,800,000 a year
        ₹1,20,000 a month | ₹120,000 a month
        18 lakhs | ₹1,800,000 a year
        18 lakh p.a. | ₹1,800,000 a year
        18L | ₹1,800,000 a year
        1.2 cr | ₹12,000,000 a year
        1 crore | ₹10,000,000 a year
        ₹1 crore + 10% | ₹10,000,000 a year + 10% bonus
        PKR 50 lakh | PKR 5,000,000 a year
        800万円 | JP¥8,000,000 a year
        8m yen | JP¥8,000,000 a year
        JPY 8,000,000 | JP¥8,000,000 a year
        JPY 3,500 an hour | JP¥3,500 an hour
        CN¥ 40,000 a month | CN¥40,000 a month
        400k RMB | CN¥400,000 a year
        ₩80,000,000 | ₩80,000,000 a year
        KWD 1.200/month | KWD 1,200 a month
        KWD 1,250.500 a month | KWD 1,250.500 a month
        BHD 2000.750 per month | BHD 2,000.750 a month
        PLN 20 000 a month | PLN 20,000 a month
        20 tys. zł monthly | PLN 20,000 a month
        R500k | ZAR 500,000 a year
        RM 8,000 pm | MYR 8,000 a month
        Rp 20m a month | IDR 20,000,000 a month
        AED 35k monthly | AED 35,000 a month
        ₪30,000 a month | ₪30,000 a month
        ₺150.000 a month | TRY 150,000 a month
        1.2m CZK | CZK 1,200,000 a year
        HUF 1.500.000 / month | HUF 1,500,000 a month
        XOF 12,000,000 a year | XOF 12,000,000 a year
        SEK 55 000/mån | SEK 55,000 a month
        60 000 Kč/měsíc | CZK 60,000 a month
        年収800万円 | JP¥8,000,000 a year
        月給35万円 | JP¥350,000 a month
        $140k base/$280k OTE USD | US$140,000 a year + US$140,000 bonus
        Rp 25 juta/bulan | IDR 25,000,000 a month
        VND 50tr/month | ₫50,000,000 a month
    """,
    (None, "US"): """
        $65/h | US$65 an hour
        $120k | US$120,000 a year
        120k | US$120,000 a year
        $85,000.50 | US$85,000.50 a year
        120k dollars | US$120,000 a year
    """,
    (None, "AU"): "$120k | A$120,000 a year",
    (None, "CA"): "$120k | CA$120,000 a year",
    (None, "MX"): """
        $80,000 a month | MX$80,000 a month
        60k mensuales | MX$60,000 a month
    """,
    (None, "SE"): """
        kr 650 000 | SEK 650,000 a year
        650 tkr | SEK 650,000 a year
        52 tkr i månaden | SEK 52,000 a month
    """,
    (None, "NO"): """
        kr 650 000 | NOK 650,000 a year
        750.000 kroner | NOK 750,000 a year
    """,
    (None, "DK"): "52.000 kr/md + pension | DKK 52,000 a month + benefits: pension",
    (None, "RU"): "300к/мес | RUB 300,000 a month",
    (None, "IS"): "900.000 kr / month | ISK 900,000 a month",
    (None, "JP"): "¥8,000,000 | JP¥8,000,000 a year",
    (None, "CN"): "¥400,000 | CN¥400,000 a year",
    (None, "IN"): """
        Rs. 18,00,000 p.a. | ₹1,800,000 a year
        rs 18 lakh | ₹1,800,000 a year
    """,
    (None, "PK"): """
        Rs 50 lakh | PKR 5,000,000 a year
        50 lakh | PKR 5,000,000 a year
    """,
    (None, "CH"): """
        Fr. 120'000 | CHF 120,000 a year
        120'000 Franken | CHF 120,000 a year
    """,
    (None, "DE-BY"): "85k | €85,000 a year",
    (None, "BG"): "45k | €45,000 a year",
    ("AUD", "DE"): "$120k | A$120,000 a year",
    ("AUD", "AU"): "$120k | A$120,000 a year",
    ("NOK", "GB"): "750k kr | NOK 750,000 a year",
    ("INR", "IN"): "18 lakhs | ₹1,800,000 a year",
    ("KWD", "KW"): "18.500 an hour | KWD 18.500 an hour",
    ("JPY", "JP"): "650万 | JP¥6,500,000 a year",
}

# What was typed; what of the question is looked at; and between what one can choose.
ASKED_EUR = """
    120 | for how long | €120,000 a year; €120 a day; €120 an hour
    €120 | €120: for how long | €120,000 a year; €120 a day; €120 an hour
    €90k + €10k | “€10k”: is that a bonus | a bonus, each year; a sign-on, once
    65 | for how long | €65,000 a year; €65 an hour
    550 | for how long | €550,000 a year; €550 a day; €550 a week
    120.50 | for how long | €120,500 a year; €120.50 a day; €120.50 an hour
    1,200 | for how long | €1,200 a month; €1,200 a day; €1,200 a week
    1.200 | for how long | €1,200 a month; €1,200 a day; €1,200 a week
    4.500 | for how long | €4,500 a month; €4,500 a week
    1.5 | 1.5: is that meant in thousands, and for how long? | €1,500 a month; €1,500 a day; €1,500 a week
    12.5k | for how long | €12,500 a year; €12,500 a month
    15.000 in 14 payments | for how long | €15,000 a month; €15,000 a year
    90 + 10% | for how long | €90,000 a year; €90 a day; €90 an hour
    €120/year | hardly what somebody is paid | €120,000 a year; €120 a day; €120 an hour
    500k/day | hardly what somebody is paid | €500,000 a year
    4/month | hardly what somebody is paid | €4,000 a month
    90k + 15 bonus | hardly what somebody is paid | €15,000
    90k + 10 sign-on | hardly what somebody is paid | €10,000
    85-90k | Which one shall be kept | 85k; 90k
    85–90k | Which one shall be kept | 85k; 90k
    85 - 90k | Which one shall be kept | 85k; 90k
    85k-90k | Which one shall be kept | 85k; 90k
    €85k-€90k | Which one shall be kept | €85k; €90k
    €85-90k | Which one shall be kept | €85k; €90k
    EUR 85k to 90k | Which one shall be kept | EUR 85k; EUR 90k
    85-90k € | Which one shall be kept | 85k €; 90k €
    85 to 90k | Which one shall be kept | 85k; 90k
    85 bis 90k | Which one shall be kept | 85k; 90k
    85k/90k | Which one shall be kept | 85k; 90k
    85k or 90k | Which one shall be kept | 85k; 90k
    450-500 a day | Which one shall be kept | 450; 500
    85k€ or 90k | Which one shall be kept | 85k€; €90k
    85k or USD 90k | Which one shall be kept | USD 85k; USD 90k
    €85k or £90k | There are two currencies |
    90k + 10-15% | Which one shall be kept | 10%; 15%
    90k - 10k | Which one shall be kept | 90k; 10k
    base 80-ish | “ish” leaves open | base 80
    around 85k | “around” leaves open | 85k
    ~85k | “~” leaves open | 85k
    ca. 85k | “ca” leaves open | 85k
    about €85k + 10% | “about” leaves open | €85k + 10%
    up to 85k | “up to” leaves open | 85k
    85k + up to 15% | “up to” leaves open | 85k + 15%
    at least 85k | “at least” leaves open | 85k
    min 85k | “min” leaves open | 85k
    85k+ | “+” leaves open | 85k
    85k + | “+” leaves open | 85k
    85k? | “?” leaves open | 85k
    mid 80s | “mid” leaves open | 80
    between 85 and 90k | Which one shall be kept | 85k; 90k
    between €85k and €90k + 10% | Which one shall be kept | €85k; €90k
    from 80k to 85k | Which one shall be kept | 80k; 85k
    85k (negotiable) | “negotiable” leaves open | 85k
    (max 90k) | “max” leaves open | (90k)
    90k + 10k bonus (max 20k) | “max” leaves open | 90k + 10k bonus
    >= 90k | “>” leaves open | 90k
    90k++ | “+” leaves open | 90k
    ~90k~ | “~” leaves open | 90k
    65k DOE | “DOE” leaves open | 65k
    90k over 2 years | “over 2 years” can be no part |
    90k + 10% in 6 months | “in 6 months” can be no part |
    €90k from March | with its year |
    -+ | “+” leaves open |
    90k 80% | how much of full time | a bonus of 80%; part time, 80%
    90k (80%) | how much of full time | a bonus of 80%; part time, 80%
    90k at 80% | how much of full time | a bonus of 80%; part time, 80%
    90k, 80% | how much of full time | a bonus of 80%; part time, 80%
    80% of 90k | how much of full time | a bonus of 80%; part time, 80%
    90k 50% | how much of full time | a bonus of 50%; part time, 50%
    90k + 100% | how much of full time | a bonus of 100%; full time, 100%
    90k bonus 10k car | “90k”: is that the base | 90k is the base; 90k is the bonus
    90k bonus 10% remote | “90k”: is that the base | 90k is the base; 90k is the bonus
    €90k bonus €10k benefits car | “€90k”: is that the base | €90k is the base; €90k is the bonus
    90k sign-on 5k RSUs | “90k”: is that the base | 90k is the base; 90k is the sign on
    90k 10k bonus, 5k | a bonus for each year, or a sign-on | a bonus, each year; a sign-on, once
    90k 10k 5k | “10k”: is that a bonus | a bonus, each year; a sign-on, once
    90k (-5%) | cannot be less than nothing |
    90k −5% | cannot be less than nothing |
    90k - 5% | Does the dash take something off | 90k + 5%
    4,500m | month, or millions | €4,500 a month; €4,500,000 a year
    3.200m | month, or millions | €3,200 a month; €3,200,000 a year
    2500m | month, or millions | €2,500 a month
    90k + 4,500m bonus | month, or millions | €4,500 a month; €4,500,000 a year
    90.000,10.000 | is not one number |
    85.000,50.5 | is not one number |
    €5000 biweekly | “biweekly”: pay is kept for a year, month |
    €3000 fortnightly | “fortnightly”: pay is kept for a year, month |
    90k + 5k quarterly bonus | “quarterly”: pay is kept for a year, month |
    €5k bi-weekly | “bi-weekly”: pay is kept for a year, month |
    €18k CLT | “CLT” could not be read |
    90kfoo | “kfoo” could not be read |
    500/day for 6 months | “for 6 months”: what is that | Leave it out: 500/day; Benefits: for 6 months
    95/hr on 1099 | “on 1099”: what is that | Leave it out: 95/hr; Benefits: on 1099
    55k for 37.5 hours | “for 37.5 hours”: what is that | Leave it out: 55k; Benefits: for 37.5 hours
    90k, 28 days | “28 days”: what is that | Benefits: 28 days
    90k 28 days, 10% | “28 days”: what is that | Benefits: 28 days
    5.000 x 13,92 | “13,92” payments |
    90k 2x | “2” payments |
    90k x 0.8 | “0.8” payments |
    85k x 14 | for how long | €85,000 a month; €85,000 a year
    70/30 split 200k OTE | only says how it is split |
    90k + 1 month bonus | A bonus of so many months' pay |
    90k + 2 months' bonus | A bonus of so many months' pay |
    €25k/month tax free | “tax free”: offers are compared before tax | €25k/month
    from 85k | “from” leaves open | 85k
    +10% | More than what |
    + 5k | More than what |
    -5k | cannot be less than nothing |
    −85k | cannot be less than nothing |
    €-85k | cannot be less than nothing |
    -€85k | cannot be less than nothing |
    minus 5k | cannot be less than nothing |
    90k + bonus -5k | cannot be less than nothing |
    €90k + £5k | two currencies: euros (EUR) and British pounds (GBP) |
    90k EUR USD | two currencies: euros (EUR) and US dollars (USD) |
    €90k + $5k bonus | two currencies: euros (EUR) and US dollars (USD) |
    90 mil | a thousand for some | 90 thousand; 90 million
    90k + 10k | a bonus for each year, or a sign-on | a bonus, each year; a sign-on, once
    base 90k, 10k | a bonus for each year, or a sign-on | a bonus, each year; a sign-on, once
    90k 10k | a bonus for each year, or a sign-on | a bonus, each year; a sign-on, once
    10% | 10% of what |
    10k sign-on + 10% | 10% of what |
    90k + 10% + 5% | two figures for the bonus |
    90k + 10k bonus + 5k bonus | two figures for the bonus |
    90k + 10% + 5k bonus | two figures for the bonus |
    85k + 10% OTE 110k | two figures for the bonus |
    90k + 10% sign-on | sign-on cannot be kept in per cent |
    10% base | base cannot be kept in per cent |
    85k + 400% bonus | 400% of the base is hardly meant |
    OTE 110k | How much of it is the base |
    TC 150k | How much of it is the base |
    120k total comp | How much of it is the base |
    package of 100k | How much of it is the base |
    90k base, total 120k | How much of it is the base |
    110k base, OTE 85k | How much of it is the base |
    90k incl. 10% bonus | leaves open what comes on top |
    90k net | before tax |
    4.500 netto im Monat | before tax |
    90k + 1.5k bonus a month | kept for a year. Is it €18,000 | €18,000
    90k + 500 bonus a week | kept for a year |
    90k + 10k sign-on a year | is paid once |
    2500 x 220 | a month's pay is paid 12 to 18 times |
    2500 in 3 payments | a month's pay is paid 12 to 18 times |
    90k + bonus | How much is the bonus |
    90k + sign-on | How much is the sign-on |
    bonus | How much is the bonus |
    0 | There is a zero |
    €0 | There is a zero |
    90k + 0% | There is a zero |
    90k + 0 bonus | There is a zero |
    1 trillion | more than anybody is paid |
    €85,000,000,000 | more than anybody is paid |
    90bn | more than anybody is paid |
    90 million | more than anybody is paid |
    €120.505,505 | more decimals than there are |
    €85000.5055 | more decimals than there are |
    1.2.3 | is not one number |
    1,20,00 | is not one number |
    1.200,000,000 | is not one number |
    120k doubloons | “doubloons” could not be read |
    XYZ 120k | “XYZ” could not be read |
    0.5 bitcoin | “0.5 bitcoin”: what is that | Benefits: 0.5 bitcoin
    5k travel | “5k travel”: what is that | Benefits: 5k travel
    4 weeks notice | “4 weeks notice”: what is that | Benefits: 4 weeks notice
    90k + €5k travel | “€5k travel”: what is that | Benefits: €5k travel
    90k, notice 3 months | “notice 3 months”: what is that | Benefits: notice 3 months
    90k 4 weeks' notice | “4 weeks' notice”: what is that | Benefits: 4 weeks' notice
    90k notice 3 months | “notice 3 months”: what is that | Benefits: notice 3 months
    5k bonus travel | “travel” could not be read |
    120k DEM | “DEM” could not be read |
    six figures | “six” could not be read |
    a lot | “lot” could not be read |
    a trillion | “trillion” could not be read |
    k€ 120 | “k” could not be read |
    x 14 | “x” could not be read |
    90k + 10% + foo | “foo”: what is that | Benefits: foo
    90k car | Write a + between them |
    500 a day a month | Write a + between them |
    daily monthly 500 | Write a + between them |
    90k + starts in spring | with its year |
    90k + start 1 feb | with its year |
    18 lakhs | Which currency is it | Indian rupees (INR); euros (EUR)
    <!channel> | “<” leaves open |
    ½ | could not be read |
"""
ASKED = {
    ("EUR", "DE"): ASKED_EUR,
    (None, None): """
    120k | Which currency is it | euros (EUR); US dollars (USD); British pounds (GBP)
    90k + 10% | Which currency is it | euros (EUR); US dollars (USD); British pounds (GBP)
    120k pesos | “pesos” is used for several | Mexican pesos (MXN); Argentine pesos (ARS); Chilean pesos (CLP)
    ¥8,000,000 | “¥” is used for several | Japanese yen (JPY); Chinese yuan (CNY)
    kr 650 000 | “kr” is used for several | Swedish kronor (SEK); Norwegian kroner (NOK); Danish kroner (DKK)
    Rs 18 lakh | “Rs” is used for several | Indian rupees (INR); Pakistani rupees (PKR); Sri Lankan rupees (LKR)
    JPY 8,000,000.50 | Japanese yen (JPY) has no decimals |
    EUR 0.5050/h | more decimals than there are |
    KWD 18.500 | for how long | KWD 18,500 a year; KWD 18.500 an hour
    KWD 900.500 a year | can be read in two ways | KWD 900,500 a year; KWD 900.500 a year
    KWD 1.5005/h | Kuwaiti dinars (KWD) has 3 decimals |
    MVR 500k | for how long | MVR 500,000 a year; MVR 500,000 a month; MVR 500,000 a day
    DZD 85.000 | for how long | DZD 85,000 a day; DZD 85,000 a week
    Rp 25 juta | 25 juta: for how long | IDR 25,000,000 a month; IDR 25,000,000 a week
    VND 50tr | 50tr: for how long | ₫50,000,000 a month; ₫50,000,000 a week
    R$ 15.000,00 PJ | “PJ” could not be read |
    15k PLN UoP | “UoP” could not be read |
    | There is no amount yet |
    - | There is no amount yet |
    """,
    (
        None,
        "DE",
    ): "$120k | “$” is used for several | US dollars (USD); Canadian dollars (CAD); Australian dollars (AUD)",
    (
        "USD",
        "AU",
    ): "$120k | “$” is used for several | US dollars (USD); Australian dollars (AUD); Canadian dollars (CAD)",
    (None, "PA"): "120k | Which currency is it | Panamanian balboas (PAB); US dollars (USD)",
    ("JPY", "JP"): "¥120.50 an hour | has no decimals |",
}


def _rows(table: str) -> list[list[str]]:
    """Take a table apart: each row is indented as the first one is, so that what was typed can have several lines."""
    indent = table[: len(table) - len(table.lstrip())] or "\n"
    return [[part.strip() for part in row.split("|")] for row in table.strip().split(indent)]


@pytest.mark.parametrize(
    ("typed", "said", "currency", "country"),
    [(*row, *where) for where, table in UNDERSTOOD.items() for row in _rows(table)],
)
def test_what_is_typed_is_understood_and_said_again(typed, said, currency, country):
    read_ = read(typed, currency, country)
    assert isinstance(read_, Understood), read_
    assert say.line(read_.package) == said


@pytest.mark.parametrize(
    ("typed", "question", "choices", "currency", "country"),
    [(*row, *where) for where, table in ASKED.items() for row in _rows(table)],
)
def test_what_is_not_certain_is_asked_back(typed, question, choices, currency, country):
    read_ = read(typed, currency, country)
    assert isinstance(read_, Unclear), read_
    assert question in read_.question
    assert "Choose" not in read_.question  # it also stands at a field, which has no buttons
    assert "; ".join(choice.words for choice in read_.choices) == choices
    assert all(len(choice.words) <= 75 for choice in read_.choices)
    for choice in read_.choices:  # what was chosen settles what was asked
        again = read(choice.typed, currency, country)
        assert isinstance(again, Understood) or again.question != read_.question


def test_the_tables_are_as_long_as_they_have_to_be():
    assert sum(len(_rows(table)) for table in UNDERSTOOD.values()) >= 170
    assert sum(len(_rows(table)) for table in ASKED.values()) >= 50


@pytest.mark.parametrize(
    ("typed", "choice", "package"),
    [
        ("120", 0, Package(Money(12_000_000, "EUR"))),
        ("120", 1, Package(Money(12_000, "EUR"), Period.DAY)),
        ("550 + 10%", 1, Package(Money(55_000, "EUR"), Period.DAY, bonus_share=Decimal(10))),
        ("€120/year + 10%", 1, Package(Money(12_000, "EUR"), Period.DAY, bonus_share=Decimal(10))),
        ("85-90k + 10% + car", 1, Package(Money(9_000_000, "EUR"), bonus_share=Decimal(10), benefits="car")),
        ("90k + 10-15%", 1, Package(Money(9_000_000, "EUR"), bonus_share=Decimal(15))),
        ("90k + 10k + car", 0, Package(Money(9_000_000, "EUR"), bonus=Money(1_000_000, "EUR"), benefits="car")),
        ("90k + 10k", 1, Package(Money(9_000_000, "EUR"), sign_on=Money(1_000_000, "EUR"))),
        ("$120k + 10k bonus", 1, Package(Money(12_000_000, "CAD"), bonus=Money(1_000_000, "CAD"))),
        ("90k + 1.5k bonus a month", 0, Package(Money(9_000_000, "EUR"), bonus=Money(1_800_000, "EUR"))),
        ("KWD 900.500 a year", 1, Package(Money(900_500, "KWD"))),
        ("KWD 900.500 a year", 0, Package(Money(900_500_000, "KWD"))),
        ("90k + 5k travel, gym", 0, Package(Money(9_000_000, "EUR"), benefits="5k travel, gym")),
        (
            "90k 4 weeks notice + 10%",
            0,
            Package(Money(9_000_000, "EUR"), bonus_share=Decimal(10), benefits="4 weeks notice"),
        ),
        ("15.000 in 14 payments", 0, Package(Money(1_500_000, "EUR"), Period.MONTH, 14)),
        ("80% of 90k", 0, Package(Money(9_000_000, "EUR"), bonus_share=Decimal(80))),
        ("90k (80%)", 1, Package(Money(9_000_000, "EUR"), flexibility="80% part time")),
        ("90k 100% + car", 1, Package(Money(9_000_000, "EUR"), benefits="car", flexibility="100% full time")),
        ("90k bonus 10k car", 0, Package(Money(9_000_000, "EUR"), bonus=Money(1_000_000, "EUR"), benefits="car")),
        ("90k bonus 10k car", 1, Package(bonus=Money(9_000_000, "EUR"), benefits="10k car")),
        ("90k bonus 10% remote", 0, Package(Money(9_000_000, "EUR"), bonus_share=Decimal(10), flexibility="remote")),
        ("4,500m + 10%", 0, Package(Money(450_000, "EUR"), Period.MONTH, bonus_share=Decimal(10))),
        ("4,500m + 10%", 1, Package(Money(450_000_000, "EUR"), bonus_share=Decimal(10))),
        ("500/day for 6 months + 10%", 0, Package(Money(50_000, "EUR"), Period.DAY, bonus_share=Decimal(10))),
        ("500/day for 6 months", 1, Package(Money(50_000, "EUR"), Period.DAY, benefits="for 6 months")),
        ("90k 28 days, 10%", 0, Package(Money(9_000_000, "EUR"), bonus_share=Decimal(10), benefits="28 days")),
        ("from 80k to 85k + 10%", 0, Package(Money(8_000_000, "EUR"), bonus_share=Decimal(10))),
        ("between 80 and 85k", 1, Package(Money(8_500_000, "EUR"))),
        ("90k + 10k bonus (max 20k)", 0, Package(Money(9_000_000, "EUR"), bonus=Money(1_000_000, "EUR"))),
        ("90k - 5%", 0, Package(Money(9_000_000, "EUR"), bonus_share=Decimal(5))),
        ("85k x 14", 1, Package(Money(8_500_000, "EUR"))),
    ],
)
def test_a_choice_is_read_as_it_says(typed, choice, package):
    asked = read(typed, "EUR", "DE")
    assert isinstance(asked, Unclear)
    chosen = read(asked.choices[choice].typed, "EUR", "DE")
    assert isinstance(chosen, Understood)
    assert chosen.package == package


@pytest.mark.parametrize(
    ("typed", "known", "assumed"),
    [
        ("€85k a year", {}, ()),
        ("€85k", {}, ("a year",)),
        ("85k a year", {"currency": "EUR"}, ("in euros (EUR), as in the offer so far",)),
        ("85k a year", {"currency": "EUR", "as_in": "our offer"}, ("in euros (EUR), as in our offer",)),
        ("85k a year", {"country": "GB"}, ("in British pounds (GBP), the currency of your country",)),
        ("85k", {"country": "US"}, ("a year", "in US dollars (USD), the currency of your country")),
        ("$85k a year", {"country": "AU"}, ("in Australian dollars (AUD), the currency of your country",)),
        ("$85k a year", {"currency": "CAD"}, ("in Canadian dollars (CAD), as in the offer so far",)),
        ("18 LPA", {}, ("in Indian rupees (INR), since lakhs and crores count those",)),
        ("£550", {"period": Period.DAY}, ("a day, as in the offer so far",)),
        ("£95k", {"period": Period.DAY}, ("a year",)),
        ("£550", {"period": Period.DAY, "as_in": "the band"}, ("a day, as in the band",)),
        ("€85k in 14 payments", {}, ("however it is paid out, so 14 payments are not kept",)),
        (
            "€85k, OTE 110k",
            {},
            ("a year", "the bonus is what the on-target earnings are above the base"),
        ),
        ("10% bonus", {}, ()),
    ],
)
def test_what_was_assumed_is_said(typed, known, assumed):
    read_ = read(typed, **known)
    assert isinstance(read_, Understood)
    assert read_.assumed == assumed


@pytest.mark.parametrize(
    ("typed", "package"),
    [
        ("€85.000,01 + 12,5 %", Package(Money(8_500_001, "EUR"), bonus_share=Decimal("12.5"))),
        ("2.500 € x 14", Package(Money(250_000, "EUR"), Period.MONTH, 14)),
        ("8m yen", Package(Money(8_000_000, "JPY"))),
        ("KWD 1,250.505 a month", Package(Money(1_250_505, "KWD"), Period.MONTH)),
        ("0.1m EUR + 0.3k EUR bonus", Package(Money(10_000_000, "EUR"), bonus=Money(30_000, "EUR"))),
        ("€90k + start 29 February 2028", Package(Money(9_000_000, "EUR"), starts_on=date(2028, 2, 29))),
        ("€90k + mba + remote", Package(Money(9_000_000, "EUR"), flexibility="remote", development="mba")),
    ],
)
def test_amounts_are_exact(typed, package):
    read_ = read(typed)
    assert isinstance(read_, Understood)
    assert read_.package == package


def test_too_long_a_text_is_not_read():
    asked = read("90k + " * 200, "EUR")
    assert isinstance(asked, Unclear)
    assert "more than can be read at once" in asked.question


# Letters of any alphabet, figures as they are mistyped, and words of the tables in any order.
GROUPS = st.lists(st.tuples(st.sampled_from(["000", "10", "5"]), st.sampled_from(".,'")), min_size=1, max_size=4)
NUMBERS = GROUPS.map(lambda groups: f"90{''.join(sign + digits for digits, sign in groups)}")
FIGURES = st.text(st.sampled_from("0123456789.,' k%+-/()€mx"), max_size=20)
TYPED_WORDS = st.lists(
    st.sampled_from(
        "90k €10k 80% 0.2% 14x 6 1099 70/30 4,500m 1.3.2027 base bonus sign-on equity car remote start OTE from to for "
        "on between and over max months days p/m biweekly tax free no net incl + , / - ( ) ? foo".split()
    ),
    max_size=7,
).map(" ".join)


@given(st.text(max_size=60) | NUMBERS | FIGURES | TYPED_WORDS)
def test_whatever_is_typed_is_answered(typed):
    read_ = read(typed, "EUR", "DE")
    if isinstance(read_, Unclear):
        assert read_.question
        for choice in read_.choices:
            assert choice.words
            assert choice.typed
            read(choice.typed, "EUR", "DE")


CURRENCIES = st.sampled_from(
    ["EUR", "USD", "GBP", "CHF", "SEK", "INR", "JPY", "ISK", "AUD", "PLN", "XOF", "MXN", "ZAR"]
)
WORDS = st.sampled_from(["", "four weeks", "0.2%", "2,000 of them", "five mornings", "as agreed"])


@st.composite
def packages(draw: st.DrawFn) -> Package:
    """Packages as they are offered somewhere, in parts that need not all be there."""
    currency = draw(CURRENCIES)
    period = draw(st.sampled_from(Period))
    low, high = (int(end * pay_sizes.SCALE[currency] * 10 ** say.places(currency)) for end in pay_sizes.USUAL[period])
    base = Money(draw(st.integers(low, high)), currency) if draw(st.booleans()) else None
    once = st.none() | st.integers(100, 500_000)
    unit = int(pay_sizes.SCALE[currency] * 10 ** say.places(currency)) or 1
    bonus, sign_on = draw(once), draw(once)
    share = draw(st.none() | st.decimals("0.1", "150", places=1)) if bonus is None else None
    return Package(
        base=base,
        period=period if base else Period.YEAR,
        payments=draw(st.none() | st.integers(12, 18)) if base and period is Period.MONTH else None,
        bonus=Money(bonus * unit, currency) if bonus else None,
        bonus_share=share,
        sign_on=Money(sign_on * unit, currency) if sign_on else None,
        equity=draw(WORDS),
        benefits=draw(WORDS),
        flexibility=draw(WORDS),
        development=draw(WORDS),
        starts_on=draw(st.none() | st.dates(date(2024, 1, 1), date(2040, 1, 1))),
    )


@given(packages())
def test_what_is_said_of_a_package_is_read_as_the_same_package(package):
    said = say.line(package)
    read_ = read(said, package.currency)
    if package == Package():
        assert said == ""
    else:
        assert isinstance(read_, Understood), read_
        assert read_.package == package
        assert all(value for _, value in say.pairs(package))


@given(st.integers(300, 30_000_000), st.sampled_from(["KWD", "BHD", "TND", "JOD"]), st.sampled_from(Period))
def test_three_decimals_are_never_taken_for_thousands_without_asking(minor, currency, period):
    package = Package(Money(minor, currency), period)
    read_ = read(say.line(package))
    if not pay_sizes.possible(say.exact(Money(minor, currency)), currency, period):
        return
    assert isinstance(read_, Unclear) or read_.package == package
