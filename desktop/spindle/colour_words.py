"""Colour words of other languages → the English words that `colours` knows: `dunkelblau` → `dark blue`."""

from __future__ import annotations

import re

_COLOURS: dict[str, str] = {
    "red": "rot rouge rojo roja rosso rossa rood vermelho vermelha czerwony czerwone czerwień",
    "green": "grün vert verte verde groen zielony zielone zieleń",
    "blue": "blau bleu bleue azul blu azzurro azzurra blauw niebieski niebieskie",
    "yellow": "gelb jaune amarillo amarilla giallo gialla geel amarelo amarela żółty żółte",
    "orange": "oranje naranja arancione arancio laranja pomarańczowy pomarańczowe",
    "pink": "rosa pinke roze różowy różowe",
    "purple": "lila violett violette morado morada viola paars roxo roxa fioletowy fioletowe",
    "brown": "braun brun brune marron marrón marrone bruin castanho castanha marrom brązowy brązowe",
    "gray": "grau gris grigio grigia grijs cinza cinzento szary szare",
    "black": "schwarz noir noire negro negra nero nera zwart preto preta czarny czarne",
    "white": "weiß weiss blanc blanche blanco blanca bianco bianca wit branco branca biały białe",
    "turquoise": "türkis turquesa turchese turkoois turkusowy",
    "beige": "beżowy beżowe",
    "gold": "golden doré dorado oro goud dourado złoty",
    "silver": "silbern argenté plateado argento zilver prata",
    "olive": "oliv oliva oliwkowy oliwkowe olijf",
    "navy": "granatowy granatowe marineblau marine marino",
    "copper": "kupfer koper cuivre cobre rame miedziany",
    "sand": "sandfarben sable arena sabbia zand areia",
    "cream": "creme crème crema kremowy kremowe",
    "mint": "minze menthe menta mięta miętowy miętowe munt",
    "lavender": "lavendel lavande lavanda lawendowy",
    "burgundy": "bordeaux bordeauxrot weinrot burdeos bordowy",
    "pistachio": "amande",
    "night blue": "nachtblau",
    "lime": "limette limón citron",
    "salmon": "lachs saumon salmón",
}  # fmt: skip
_STRENGTHS: dict[str, str] = {
    "dark": "dunkel foncé foncée sombre oscuro oscura scuro scura donker escuro escura ciemny ciemne tief "
    "nuit noche notte",
    "light": "hell clair claire claro clara chiaro chiara licht jasny jasne zart",
    "pale": "blass pâle pálido pálida pallido bleek pastell",
}  # fmt: skip
_ENGLISH = {
    word: english
    for table in (_COLOURS, _STRENGTHS)
    for english, words in table.items()
    for word in words.split()
}
_BEFORE = tuple(word for words in _STRENGTHS.values() for word in words.split())
_JOINED = re.compile(rf"^({'|'.join(_BEFORE)}|gras|himmel|moos|wald|feuer|zitronen|kirsch)(\w{{3,}})$")
_JOINED_WITH = {
    "gras": "grass", "himmel": "sky", "moos": "moss", "wald": "forest", "feuer": "fire", "zitronen": "lemon",
    "kirsch": "cherry",
}  # fmt: skip


def in_english(words: str) -> str:
    """Some words with the colours among them in English, a strength before its colour; others stay."""
    said: list[str] = []
    for word in re.findall(r"[^\W\d_]+", words.lower()):
        said += _english(word).split()
    for place, word in enumerate(said[1:], start=1):
        before_its_colour = said[place + 1 : place + 2] and said[place + 1] in _COLOURS
        if word in _STRENGTHS and said[place - 1] not in _STRENGTHS and not before_its_colour:
            said[place - 1 : place + 1] = [word, said[place - 1]]  # `azul oscuro`
    return " ".join(said)


def _english(word: str) -> str:
    for form in _forms(word):
        if form in _ENGLISH:
            return _ENGLISH[form]
        joined = _JOINED.match(form)
        if joined and joined[2] in _ENGLISH:
            before = _JOINED_WITH.get(joined[1]) or _ENGLISH[joined[1]]
            return f"{before} {_ENGLISH[joined[2]]}"
    return word


def _forms(word: str) -> tuple[str, ...]:
    """A word, and without the endings that an adjective may have: `blaue`, `blauen`, `rojos`."""
    ends = tuple(
        word.removesuffix(end) for end in ("e", "en", "er", "es", "em", "s") if len(word) - len(end) >= 3
    )
    return (word, *ends)
