"""What people call what can be set of a tool, a timer, a game, a quiz, in the languages they write.

One line a clause of the language; its own word need not be in it.
"""

from __future__ import annotations

import re

CALLED: dict[str, str] = {
    "history": r"history|keep\w*|remember\w*|past results?|earlier results?|log",
    "shuffle": r"shuffl\w*|mix\w*|random\w*|(?:other|different|same|fixed) order|in order|the order|"
    r"as written|"
    r"gemischt|misch\w*|Reihenfolge|mélang\w*|ordre|mezcl\w*|orden|mescol\w*|ordine|baralh\w*|ordem|"
    r"volgorde|kolejno\w+",
    "typed": r"typ(?:e|ed|ing)|write|spell|tipp\w*|écri\w*|escrib\w*|scriv\w*",
    "both ways": r"both (?:ways|directions|sides)|other way round|back and forth|beide Richtungen",
    "answers at end": r"answers? (?:only )?at the end|not after every",
    "daily": r"daily|each day|every day|every morning|start(?:s)? over|täglich",
    "can close": r"can be closed|close it|dismiss\w*",
    "several": r"several|more than one|multiple|mehrere",
    "best": r"best|recommended|popular|highlight\w*",
    "no walls": r"walls?|Wände|murs|paredes|muri|muren",
    "from": r"from|open\w*|start\w*|begin\w*|ab|von|dès|desde|da|vanaf|od",
    "to": r"to|until|till?|clos(?:e|es|ing)|end\w*|finish\w*|shut\w*|bis|jusqu\w*|hasta|fino|até|tot|do|"
    r"zamyka",
    "closed": r"closed|day off|shut|geschlossen|fermé|cerrad\w*|chius\w*|fechad\w*",
    "every": r"every|slots?|long|each|alle|jede\w*|toutes|chaque|cada|ogni|elke",
    "times": r"times|multipl\w*",
    "plus": r"plus|addition", "minus": r"minus|subtract\w*", "divided": r"divi\w*",
    "pass": r"pass\w*|percent|%|right|enough|bestanden|bestehen|Prozent|reicht|richtig\w*|réuss\w*|aprob\w*",
    "level": r"level|hard\w*|eas\w*|difficult\w*|schwer\w*|leicht\w*|Stufe|niveau|facil\w*|difficil\w*|"
    r"poziom",
    "speed": r"speed|pace|fast\w*|slow\w*|quick\w*|Tempo|schnell\w*|langsam\w*|vitesse|lent\w*|vite|rapid\w*|"
    r"veloc\w*|velocità|piano|snel\w*|langza\w*|woln\w*|szyb\w*",
    "lives": r"lives|life|hearts|guesses|tries|attempts|mistakes|chances|goes|Leben|Versuche|vies|"
    r"essais|vidas|"
    r"intentos|vite|tentativi|tentativas|levens|pogingen|żyć|życia|prób\w*",
    "levels": r"levels?|walls?|waves?|stages?|Level|Stufen|Wände|niveaux|niveles|livelli|níveis|poziom\w*",
    "players": r"players?|two of us|people|against each other|for (?:two|four|us both)|Spieler\w*|joueurs|"
    r"jugadores|giocatori|jogadores|spelers|graczy",
    "rounds": r"rounds?|games?|turns?|throws?|best of|Runden|manches|rondas|turni|rodadas|rondes|rund\w*",
    "pairs": r"pairs?|Paare|paires|parejas|coppie|pares|paren|par",
    "mines": r"mines?|bombs?|bees|Minen|Bienen|Bomben|abeilles|minas|abejas|mine|api|mijnen|bijen|pszcz\w*",
    "size": r"size|fields?|board|letters?|squares?|rows?|grid|a side|wide|across|lamps?|lights?|"
    r"buttons?|holes?|by \d+|\d+ ?x|groups? of|teams? of|"
    r"Größe|Felder|Buchstaben|taille|cases|tamaño|casillas|dimensione|caselle|grootte|rozmiar",
    "questions": r"questions?|words?|flags?|sums?|tasks?|cards?|Fragen|Aufgaben|Wörter|mots|preguntas|"
    r"palabras|"
    r"domande|parole|perguntas|vragen|woorden|pytań|pytania|per round|per go|at a time|each|a go|a round",
    "count": r"how many|at (?:a time|once)|ideas?|names?|dice|groups?|colours?|suggestions?|fortunes?|"
    r"answers?|"
    r"Gruppen|Farben|Würfel|groupes|couleurs|grupos|colores|gruppi|colori|groepen|kleuren|pets",
    "cards": r"cards?|sheets?|Karten|cartes|cartones|cartelle|kaarten|kart\w*",
    "columns": r"columns?|across|Spalten|colonnes|columnas|colonne|kolommen",
    "sides": r"sides?|faces|Seiten|caras|facce|lados|zijden|ścian\w*",
    "bpm": r"bpm|tempo|beats per minute|speed|Schläge", "beats": r"beats?|to the bar|Takt|temps",
    "work": r"work\w*|talk\w*|conversation|chat|focus|stretch of work|learn\w*|stud\w*|Arbeit\w*|"
    r"travail|trabajo|"
    r"lavoro|werk\w*|trabalho",
    "rest": r"rest\w*|between|pauses?|Pause|repos|descanso|pausa|rust",
    "break": r"break\w*|pauses?|Pause|descanso|pausa", "prepare": r"prepar\w*|(?:get|getting) ready|"
    r"ready|bereit",
    "show": r"show\w*|see|visible|looking", "extra": r"extra|more time|longer",
    "step": r"step|(?:a|each|per|every) (?:press|push|click|tap|time)|go(?:es)? up|counts? by|steps? of",
    "places": r"places?|spots?|seats?|people|we are|fits|Plätze|plazas|posti|lugares|plaatsen|miejsc\w*",
    "goal": r"goal|target|win\w*|reach\w*|aim\w*|over at|ends? at|stops? at|first to|enough|Ziel|gewinn\w*|"
    r"objectif|gagn\w*|meta|gana\w*|obiettivo|vinc\w*|doel|cel",
    "up to": r"up to|as far as|go to|until|bis|jusqu\w*|hasta|fino a|até|tot|do",
    "length": r"length|long|characters?|letters?|Zeichen|caractères|caracteres|caratteri",
    "street": r"street|moved|address|Straße|rue|calle|via|straat", "town": r"town|city|village|Stadt|"
    r"ville|ciudad",
    "phone": r"phone|call|number|Telefon|téléphone|teléfono|telefono", "email": r"e-?mail",
    "by": r"by|author|said|von", "picture": r"picture|emoji|photo|icon|Bild|image|imagen|immagine",
    "category": r"category|about|topic|words|questions|Thema|Kategorie",
}  # fmt: skip
"""Words for clauses, besides their own, as alternatives of a pattern."""
_PATTERNS = {word: re.compile(rf"(?i)(?<!\w)(?:{said})(?!\w)") for word, said in CALLED.items()}
MORE = re.compile(
    r"(?i)\b(?:faster|quicker|harder|more difficult|longer|bigger|larger|more|higher|speed up|double speed|"
    r"schneller|schwerer|größer|länger|plus (?:vite|rapide|difficile|grand|long)|más (?:rápido|difícil|"
    r"grande)|"
    r"più (?:veloce|difficile|grande)|mais (?:rápido|difícil)|sneller|moeilijker|szybciej|trudniej\w*)\b"
)
LESS = re.compile(
    r"(?i)\b(?:slower|easier|simpler|shorter|smaller|fewer|less|lower|gentler|slow down|half pace|langsamer|"
    r"leichter|einfacher|kleiner|kürzer|(?:plus|moins) (?:lent|lentement|facile|petit|vite)|"
    r"más (?:lento|despacio|"
    r"fácil)|più (?:lento|piano|facile)|mais (?:lento|devagar|fácil)|langzamer|makkelijker|wolniej|"
    r"łatwiej\w*)\b"
)
SAME_ORDER = re.compile(
    r"(?i)\b(?:same order|fixed order|in order|as (?:written|it is)|order (?:must |should )?stays?|"
    r"keep the order|"
    r"same sequence|in der Reihenfolge|dans l['’]ordre|en orden|in ordine|op volgorde|po kolei)\b"
)
"""What is not to be mixed."""


def names_clause(word: str, said: str) -> bool:
    """Whether some words name a clause by what people call it."""
    pattern = _PATTERNS.get(word)
    return pattern is not None and bool(pattern.search(said))
