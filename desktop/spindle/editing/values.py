"""Numbers, times, spans of time, currencies and pictures as people say them."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

NUMBER = re.compile(r"-?\d+(?:[.,]\d{3})*(?:[.,]\d+)?(?![\d:])")
_ONES = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twice": 2, "once": 1, "half": 0.5,
    "dozen": 12,
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90,
}  # fmt: skip
_ELSEWHERE = (
    "zwei 2 drei 3 vier 4 fünf 5 sechs 6 sieben 7 acht 8 neun 9 zehn 10 zwölf 12 "
    "deux 2 trois 3 quatre 4 cinq 5 huit 8 dix 10 douze 12 quinze 15 trente 30 "
    "dos 2 tres 3 cuatro 4 cinco 5 seis 6 siete 7 ocho 8 nueve 9 diez 10 doce 12 quince 15 "
    "tre 3 quattro 4 cinque 5 sei 6 sette 7 dieci 10 dodici 12 quindici 15 "
    "dois 2 duas 2 quatro 4 sete 7 oito 8 nove 9 dez 10 doze 12 "
    "twee 2 drie 3 vijf 5 zes 6 zeven 7 negen 9 tien 10 twaalf 12 vijftien 15 "
    "dwa 2 dwie 2 trzy 3 cztery 4 pięć 5 sześć 6 siedem 7 osiem 8 dziewięć 9 dziesięć 10 "
    "fünfzehn 15 zwanzig 20 dreißig 30 vierzig 40 fünfzig 50 vingt 20 quarante 40 cinquante 50 "
    "veinte 20 treinta 30 venti 20 trenta 30 vinte 20 trinta 30 twintig 20 dertig 30 dwadzieścia 20"
)
"""Numbers in German, French, Spanish, Italian, Portuguese, Dutch, Polish, but those that are other words."""
_ONES |= {word: int(number) for word, number in re.findall(r"(\S+) (\d+)", _ELSEWHERE)}
_TIMES = {
    "hundred": 100, "thousand": 1000, "million": 1_000_000, "hundert": 100, "tausend": 1000, "mille": 1000,
}  # fmt: skip
_DAYS = {
    "day": 1, "night": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365,
    "tage": 1, "tagen": 1, "woche": 7, "wochen": 7, "monate": 30, "jahre": 365, "jour": 1, "semaine": 7,
    "mois": 30, "día": 1, "dia": 1, "semana": 7, "giorni": 1, "settimane": 7, "mesi": 30, "dagen": 1,
    "weken": 7, "maanden": 30, "dni": 1, "tygodnie": 7,
}  # fmt: skip
_SECONDS = {
    "second": 1, "sec": 1, "s": 1, "minute": 60, "min": 60, "hour": 3600, "hr": 3600, "h": 3600,
    "sekunden": 1, "minuten": 60, "stunden": 3600, "seconde": 1, "heure": 3600, "segundo": 1, "minuto": 60,
    "hora": 3600, "secondi": 1, "minuti": 60, "ore": 3600, "seconden": 1, "uur": 3600, "sekund": 1,
    "sekundy": 1, "minut": 60, "minuty": 60, "godziny": 3600, "godzin": 3600,
}  # fmt: skip
_COUNT = r"(\d+(?:[.,]\d+)?|[^\W\d_]+(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?)"
_TIME = re.compile(
    r"\b(\d{1,2})(?:[:.h](\d\d))?\s*(am\b|pm\b|a\.m|p\.m|o'?clock|uhr|in the (?:morning|afternoon|"
    r"evening)|at night)?",
    re.IGNORECASE,
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
CURRENCIES = {
    "euro": "€", "eur": "€", "dollar": "$", "usd": "$", "buck": "$", "pound": "£", "gbp": "£",
    "sterling": "£", "pence": "£", "yen": "¥", "jpy": "¥", "franc": "CHF", "franken": "CHF", "chf": "CHF",
    "krona": "SEK", "rupee": "₹", "inr": "₹", "zloty": "PLN", "koruna": "CZK", "krone": "NOK", "lira": "TRY",
    "peso": "MXN", "real": "BRL", "reais": "BRL", "rand": "ZAR", "won": "KRW", "yuan": "CNY", "forint": "HUF",
    "shekel": "ILS",
}  # fmt: skip
"""Words for a currency and the sign it is written with."""
CODES = {"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY", "₹": "INR"}
_SIGN = "\U0001f300-\U0001faff\u2600-\u27bf"
_EMOJI = re.compile(
    f"[\U0001f1e6-\U0001f1ff]{{2}}|[{_SIGN}](?:\ufe0f|[\U0001f3fb-\U0001f3ff]|"
    f"\u200d[{_SIGN}\u2640\u2642]\ufe0f?)*"
)


def number_in(words: str) -> float | None:
    """The first number that some words say, in digits or spelt out; None if there is none."""
    words = re.sub(r"(?<=\d) (?=\d{3}\b)", "", words)  # 4 900
    found = NUMBER.search(words)
    if found:
        digits = found[0]
        digits = (
            re.sub(r"[.,](?=\d{3}(?:\D|$))", "", digits) if re.search(r"\d[.,]\d{3}$", digits) else digits
        )
        return float(digits.replace(",", "."))
    return _spelt(words)


def _spelt(words: str) -> float | None:
    total: float | None = None
    words = re.sub(r"(?i)\b(?:the \w+|this|that|each|every|which|other|last) one\b", " ", words)
    for word in re.findall(r"[^\W\d_]+", words.lower()):
        if word in _ONES or word in _TENS:
            total = (total or 0) + _ONES.get(word, 0) + _TENS.get(word, 0)
        elif word in _TIMES:
            total = (total or 1) * _TIMES[word]
        elif total is not None and word != "and":
            break
    return total


def has_number(words: str) -> bool:
    """Whether some words say a number."""
    return number_in(words) is not None


def days_in(words: str) -> float | None:
    """`four weeks` → 28; None where no span of days is said."""
    return _span(words, _DAYS)


def seconds_in(words: str) -> float | None:
    """`2 min` → 120, `1 minute 30` → 90; None where no span of time is said."""
    seconds = _span(words, _SECONDS)
    more = re.search(r"(?i)\d ?min(?:ute)?s?,? (?:and )?(\d\d?)(?: ?s(?:ec(?:ond)?s?)?)?$", words.strip())
    return seconds + float(more[1]) if seconds is not None and more else seconds


def _span(words: str, units: dict[str, int]) -> float | None:
    half = re.search(rf"\bhalf an? ({'|'.join(units)})\b", words.lower())
    if half:
        return float(round(units[half[1]] / 2, -1) if half[1] == "year" else units[half[1]] / 2)
    for match in re.finditer(rf"{_COUNT}[ -]*({'|'.join(units)})s?\b", words.lower()):
        number = number_in(match[1])
        if number is None and match[1] in ("a", "an", "per", "each"):
            number = 1.0
        if number is not None:
            return number * units[match[2]]
    return None


def time_in(words: str, *, sure: bool = False) -> str:
    """`7` → `07:00`, `10 pm` → `22:00`; "" if no time of day is said.

    Args:
        words: The person's words.
        sure: Whether a bare number is none.
    """
    for match in _TIME.finditer(words):
        hour, minute, half = int(match[1]), match[2] or "00", (match[3] or "").lower()
        if sure and not (match[2] or half):
            continue
        if re.search(r"^p|afternoon|evening|night", half) and hour < 12:
            hour += 12
        if hour < 24 and int(minute) < 60:
            return f"{hour:02d}:{minute}"
    return ""


def weekdays_in(words: str) -> tuple[str, ...]:
    """The days of the week that are said, but those that are said not to be meant."""
    named = [day for day in WEEKDAYS if re.search(rf"\b{day[:3]}(?:{day[3:]}s?)?\b", words, re.I)]
    return tuple(day for day in named if not re.search(rf"(?i)\bnot (?:on )?{day}", words))


def currency_in(words: str) -> str:
    """The sign of the currency that is said; "" for none."""
    sign = re.search(r"[€$£¥₹]", words)
    if sign:
        return sign[0]
    for word in re.findall(r"[a-z]+", words.lower()):
        for called, written in CURRENCIES.items():
            if word in (called, f"{called}s", f"{called}en"):
                return written
    return ""


def emoji_in(words: str) -> str:
    """The first picture sign in some words; "" for none."""
    found = _EMOJI.search(words)
    return found[0] if found else ""


@cache
def _pictures() -> tuple[tuple[frozenset[str], str], ...]:
    found = []
    ranges = ((0x1F300, 0x1F64F), (0x1F680, 0x1F6FF), (0x1F900, 0x1FAFF), (0x2600, 0x27BF))
    for low, high in ranges:
        for code in range(low, high + 1):
            name = unicodedata.name(chr(code), "")
            if name and not name.startswith(("EMOJI", "BLACK", "WHITE", "HEAVY", "BALLOT", "DINGBAT")):
                found.append((frozenset(name.lower().replace("-", " ").split()), chr(code)))
    return tuple(found)


_ALSO_PICTURED = {
    "bee": "🐝", "book": "📖", "books": "📚", "house": "🏠", "home": "🏠", "car": "🚗",
    "bike": "🚲", "plane": "✈️", "flower": "🌸", "plant": "🪴", "sun": "☀️", "star": "⭐",
    "heart": "❤️", "coffee": "☕", "football": "⚽", "ball": "⚽", "music": "🎵", "money": "💰",
    "boat": "⛵", "ship": "🚢", "cake": "🎂", "bread": "🍞", "tool": "🔧", "clock": "🕒",
    "pizza": "🍕", "tooth": "🦷", "apple": "🍎", "leaf": "🍃", "moon": "🌙", "fish": "🐟",
    "cup": "🏆", "camera": "📷", "tree": "🌳", "bird": "🐦", "wine": "🍷", "beer": "🍺",
    "baby": "👶", "school": "🏫", "pen": "🖊️",
}  # fmt: skip


def picture_of(words: str) -> str:
    """The picture sign that some words call for: `a turtle` → 🐢; "" if none is called so."""
    said = [
        word for word in re.findall(r"[a-z]+", words.lower()) if word not in ("a", "an", "the", "of", "icon")
    ]
    for word in said:
        for form in (word, word.removesuffix("s")):
            if form in _ALSO_PICTURED and len(said) == 1:
                return _ALSO_PICTURED[form]
    wanted = frozenset(word.removesuffix("s") if len(word) > 3 else word for word in said) | frozenset(said)
    best = (0.0, "")
    for names, sign in _pictures():
        shared = len(names & wanted)
        score = shared / len(names) + 0.5 * shared / max(1, len(said))
        if shared and score > best[0] + 1e-9:
            best = (score, sign)
    return best[1] if best[0] >= 0.8 else ""


@cache
def names_of_picture(sign: str) -> str:
    """What a picture sign shows, in words: ⚽ → `soccer ball`."""
    return " ".join(
        unicodedata.name(each, "").lower() for each in sign if ord(each) > 0x2000 and each != "\ufe0f"
    )
