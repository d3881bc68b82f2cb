"""The cities whose time a `clock` can show.

The time zones themselves are the runtime's: `resources/runtime/blocks/cities.js`. A test holds the two
lists to the same names.
"""

from __future__ import annotations

import unicodedata

# fmt: off
CITIES: tuple[str, ...] = (
    "Abu Dhabi", "Abuja", "Accra", "Addis Ababa", "Adelaide", "Algiers", "Almaty", "Amman", "Amsterdam",
    "Anchorage", "Ankara", "Asuncion", "Athens", "Atlanta", "Auckland", "Austin", "Baghdad", "Baku",
    "Bali", "Bangalore", "Bangkok", "Barcelona", "Basel", "Beijing", "Beirut", "Belfast", "Belgrade",
    "Berlin", "Bern", "Birmingham", "Bogota", "Boston", "Brasilia", "Bratislava", "Brisbane",
    "Brussels", "Bucharest", "Budapest", "Buenos Aires", "Busan", "Cairo", "Canberra", "Cape Town",
    "Caracas", "Cardiff", "Casablanca", "Chennai", "Chicago", "Christchurch", "Cologne", "Colombo",
    "Copenhagen", "Dakar", "Dallas", "Damascus", "Darwin", "Delhi", "Denver", "Detroit", "Dhaka",
    "Doha", "Dubai", "Dublin", "Durban", "Edinburgh", "Fortaleza", "Frankfurt", "Geneva", "Gothenburg",
    "Guadalajara", "Guangzhou", "Guatemala City", "Halifax", "Hamburg", "Hanoi", "Havana", "Helsinki",
    "Ho Chi Minh City", "Hobart", "Hong Kong", "Honolulu", "Houston", "Hyderabad", "Islamabad",
    "Istanbul", "Jakarta", "Jeddah", "Jerusalem", "Johannesburg", "Kabul", "Kampala", "Karachi",
    "Kathmandu", "Kingston", "Kinshasa", "Kolkata", "Krakow", "Kuala Lumpur", "Kuwait City", "Kyiv",
    "Kyoto", "La Paz", "Lagos", "Lahore", "Las Vegas", "Lima", "Lisbon", "Liverpool", "Ljubljana",
    "London", "Los Angeles", "Luxembourg", "Lyon", "Madrid", "Manchester", "Manila", "Marrakesh",
    "Marseille", "Mecca", "Melbourne", "Mexico City", "Miami", "Milan", "Minneapolis", "Montevideo",
    "Montreal", "Moscow", "Mumbai", "Munich", "Nairobi", "Naples", "New Delhi", "New Orleans",
    "New York", "Osaka", "Oslo", "Ottawa", "Panama City", "Paris", "Perth", "Philadelphia", "Phoenix",
    "Portland", "Porto", "Prague", "Quebec", "Quito", "Reykjavik", "Riga", "Rio de Janeiro", "Riyadh",
    "Rome", "Rotterdam", "Saint Petersburg", "Salt Lake City", "Salzburg", "San Diego", "San Francisco",
    "San José", "San Juan", "Santiago", "Santo Domingo", "Sao Paulo", "Sarajevo", "Seattle", "Seoul",
    "Seville", "Shanghai", "Shenzhen", "Singapore", "Sofia", "St. John's", "Stockholm", "Stuttgart",
    "Suva", "Sydney", "Taipei", "Tallinn", "Tashkent", "Tbilisi", "Tehran", "Tel Aviv", "Tokyo",
    "Toronto", "Tunis", "Ulaanbaatar", "Valencia", "Vancouver", "Venice", "Vienna", "Vilnius", "Warsaw",
    "Washington", "Wellington", "Winnipeg", "Yangon", "Yerevan", "Zagreb", "Zurich",
)
# fmt: on
"""Every city, as written, in the order of the alphabet."""


def plain(name: str) -> str:
    """Return a name as it is compared: `São Paulo` and `sao paulo` are the same city."""
    letters = unicodedata.normalize("NFD", name)
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).lower().strip()


KNOWN: frozenset[str] = frozenset(plain(city) for city in CITIES)
"""The same, as `plain` has them."""
