"""The ways of saying that the composer mixes. Braces hold marks; angle brackets hold what is filled in."""

OPENERS: tuple[str, ...] = (
    "an app for <E>", "app for my <E>", "i need an app for <E>", "I want to keep track of <E>", "track <E>",
    "a simple <E> tracker", "<E> app", "<E> list", "<E> manager", "<E> log", "<E> database", "<E> organiser",
    "Make me an app to manage <E>", "Create a <E> management system", "build a tool for tracking <E>",
    "can you make something for <E>", "could you please build me an app where I can log <E>",
    "hi, I need something to record <E>", "Please implement a <E> website",
    "We need a place to write down our <E>", "somewhere to keep all my <E>",
    "so basically i want to write down every <E>", "I'm looking for a way to organise the <E> at our <P>",
    "Our <P> needs an overview of <E>", "for my <P>: keep the <E> in one place",
    "Design a small system for the <E> of a <P>", "I run a <P> and lose track of <E>",
    "my <P> wants to know about its <E>", "a register of <E> for the <P>",
    "i have lots of <E> and need to keep them in order", "Hello! I would like to have programm for <E>",
    "<E> tracker pls", "an inventory of <E>", "catalogue of my <E>", "make a diary for <E>",
    "Homework project: an app about <E>", "Develop a web application that manages <E>",
    "I want to create a dashboard for <E>", "who has which <E>", "Title: <E> overview", "need: <E> book",
    "my students should record <E>", "help me remember <E>", "lets build a <E> tracker",
    "is it possible to have an app for <E>?", "I keep forgetting about my <E>",
)  # fmt: skip
PLACES: tuple[str, ...] = (
    "club", "small shop", "school", "class", "family", "choir", "workshop", "bakery", "clinic", "charity",
    "garage", "farm", "library", "studio", "café", "youth group", "team", "office", "museum", "hotel",
    "kindergarten", "orchestra", "lab", "allotment", "dental practice", "repair café", "scout troop",
    "village hall", "theatre group", "kennel",
)  # fmt: skip
FIELD_INTROS: tuple[str, ...] = (
    " with ", ". Each one has ", ". Each has ", ", with fields for ", ". I need ", ": ", " - ", ". Fields: ",
    ". For each I want ", ", each with ", ". every entry should have ", ". Save the ", ". I want to note ",
    ". They have ", ". It should store ", " showing ", ". Please include ", " including ", ". columns: ",
    ". what i need to write down is ", ". Things to record: ", "\n- ", ". Every <S> has ", ". a <S> has ",
    ". For every <S> we note ", ". A <S> should have ", ". Users can enter ", " where I put in ",
    ". Let me enter ", ". I'd like to see ", ", I have to know ", ". The form asks for ",
)  # fmt: skip
FIELD_JOINS: tuple[tuple[str, str], ...] = (
    (", ", " and "), (", ", ", "), (", ", ", and "), (" and ", " and "), (", the ", " and the "),
    ("; ", "; "), (", ", " & "), ("\n- ", "\n- "), (" , ", " and also "), (", its ", " and its "),
    (" + ", " + "), (", ", " plus "), (" / ", " / "), (", ", " as well as "), (", a ", " and a "),
)  # fmt: skip
OPTION_FRAMES: tuple[str, ...] = (
    "<F> (<O>)", "<F>: <O>", "<F> which is <O>", "<F> - <O>", "<F> (either <O>)", "<F> with options <O>",
    "<F> (can be <O>)", "<F> [<O>]", "<F> like <O>", "<F> that can be <O>", "<F> (choose from <O>)",
    "<F> (<O> …)",
)  # fmt: skip
OPTION_JOINS: tuple[tuple[str, str], ...] = (
    (", ", " or "), ("/", "/"), (", ", ", "), (" | ", " | "), (", ", " and "), (" or ", " or "),
)  # fmt: skip
UNIT_FRAMES: tuple[str, ...] = (
    "<F> in <U>", "<F> (<U>)", "<F> in <U>", "<F> measured in <U>", "<F>, in <U>", "<F> [<U>]",
)  # fmt: skip
UNITS: tuple[str, ...] = (
    "kg", "g", "cm", "mm", "m", "km", "hours", "minutes", "days", "weeks", "litres", "ml", "pieces", "pages",
    "miles", "°C", "points", "grams", "metres", "pounds", "inches", "euros", "dollars", "€", "$", "£",
    "percent", "calories", "watts", "degrees", "years",
)  # fmt: skip
MONEY_UNITS: tuple[str, ...] = ("euros", "dollars", "€", "$", "£", "pounds", "CHF", "kr", "EUR", "USD")
REQUIRED: tuple[str, ...] = (
    "<F> ({req:required})", "<F> ({req:must be filled in})", "<F> which is {req:mandatory}",
    "{req:required} <F>",
)  # fmt: skip
VIEWS: dict[str, tuple[str, ...]] = {
    "table": (
        "a {v.table:table}", "show it in a {v.table:table}", "a {v.table:spreadsheet} like view",
        "as a {v.table:table}", "a {v.table:data grid}",
    ),
    "list": (
        "a simple {v.list:list}", "show them as a {v.list:list}", "a {v.list:list view}",
    ),
    "cards": (
        "show them as {v.cards:cards}", "with {v.cards:cards}", "a {v.cards:gallery}",
        "in a {v.cards:grid of cards}", "{v.cards:tiles}", "a {v.cards:photo grid}",
    ),
    "board": (
        "a {v.board:board} by {by:<G>}", "a {v.board:kanban board}",
        "drag them between {v.board:columns} for {by:<G>}", "a {v.board:kanban} with {by:<G>} columns",
        "{v.board:columns} by {by:<G>}",
    ),
    "calendar": (
        "a {v.calendar:calendar}", "show them on a {v.calendar:calendar}",
        "a {v.calendar:month view} by {by:<D>}", "{v.calendar:calendar view}",
        "put the {by:<D>} on a {v.calendar:calendar}",
    ),
    "chart": (
        "a {v.chart:chart}", "a {v.chart:bar chart} of {by:<N>} per {by:<G>}",
        "a {v.chart:graph} of {by:<N>} over time", "{v.chart:pie chart} by {by:<G>}",
        "a {v.chart:line chart} of {by:<N>}", "{v.chart:statistics}", "a {v.chart:diagram} per {by:<G>}",
    ),
    "stat": (
        "{v.stat:the total number} at the top", "show {v.stat:how many} there are",
        "{v.stat:total <N>} on top", "the {v.stat:average <N>}", "{v.stat:how many are <O1>}",
        "a {v.stat:count of <O1>}", "{v.stat:sum of <N>}",
    ),
    "form": (
        "a {v.form:form} to add one", "an {v.form:input form}", "a {v.form:sign up form}",
    ),
    "search": (
        "let me {v.search:search}", "with {v.search:search}", "a {v.search:search box}",
        "{v.search:searchable}", "I want to {v.search:find} them quickly", "{v.search:search} by {by:<T>}",
    ),
    "filter": (
        "{v.filter:filter} by {by:<G>}", "a {v.filter:filter} for {by:<G>}", "{v.filter:filtering}",
        "show only some by {by:<G>} ({v.filter:filter})",
    ),
    "sort": (
        "{v.sort:sorted} by {by:<D>}", "{v.sort:sort} by {by:<N>}", "{v.sort:newest first}",
        "{v.sort:ordered} by {by:<T>}", "{v.sort:sort} by {by:<D>}, newest on top",
    ),
}  # fmt: skip
VIEW_INTROS: tuple[str, ...] = (
    ". I'd like ", ". Also ", ", ", " and ", ". Please add ", ". Give me ", ". With ", "; ", ". And ",
    ". Would be nice to have ", ". There should be ", "\n\n",
)  # fmt: skip
ACTIONS: tuple[str, ...] = (
    ". A button to {action:<A>}", ". Let me {action:<A>} with one click", ", a button for {action:<A>}",
    ". One tap to {action:<A>}", ". I want to {action:<A>}", ". It should be possible to {action:<A>}",
    " and a {action:<A>} button", ". users can {action:<A>}",
)  # fmt: skip
ACTION_WORDS: tuple[str, ...] = (
    "mark as done", "mark as paid", "check in", "return it", "mark it sold", "tick it off",
    "mark as finished", "cancel it", "archive", "approve", "close it", "mark returned", "confirm", "reset",
    "mark as delivered", "add one", "count up", "mark as cleaned",
)  # fmt: skip
COMPUTED: tuple[str, ...] = (
    ". Work out the {computed:<C>}", ". It should calculate the {computed:<C>}", ", and shows {computed:<C>}",
    ". Show the {computed:<C>}", " with the {computed:<C>} worked out for me",
    ". Automatically compute {computed:<C>}", ". {computed:<C>} should be calculated",
)  # fmt: skip
COMPUTED_WORDS: tuple[str, ...] = (
    "total", "total price", "days left", "age", "profit", "balance", "difference", "days overdue", "average",
    "cost per use", "next due date", "bmi", "remaining amount", "margin", "how long ago it was", "days since",
    "speed", "sum", "what is left",
)  # fmt: skip
THEMES: tuple[str, ...] = (
    ". Make it {accent:<K>}", ". {accent:<K>} please", ", in {accent:<K>}",
    ". Use {accent:<K>} as main colour", ". {dark:Dark mode}", ", {dark:dark theme}", ". background {bg:<K>}",
    ". The background should be {bg:<K>} and the buttons {accent:<K2>}",
    ". Use {bg:<K>} for the background and {accent:<K2>} for components",
    ". {bg:<K>} background, {accent:<K2>} elements",
    ". Set {bg:<K>} as the page background and {accent:<K2>} as the component color",
    ". Style with {bg:<K>} background and {accent:<K2>} buttons", ". header in {accent:<K>}",
    ". I like {accent:<K>}", ". {light:light mode}", ". colors: {accent:<K>}",
    ". Apply {bg:<K>} to the backdrop; {accent:<K2>} for all components",
    ". Choose {accent:<K2>} for component styling over a {bg:<K>} backdrop", ". {accent:<K>} theme",
    ". Paint it {accent:<K>} with {dark:dark mode}",
)  # fmt: skip
COLOURS: tuple[str, ...] = (
    "forest green", "navy", "light blue", "dark red", "orange", "teal", "purple", "pink", "yellow",
    "sky blue", "mint", "lavender", "beige", "ivory", "black", "white", "grey", "dark slate gray", "salmon",
    "coral", "gold", "crimson", "olive", "maroon", "turquoise", "indigo", "chocolate", "linen", "snow",
    "midnight blue", "steel blue", "sea green", "tomato", "plum", "khaki", "#ff8800", "#2a6", "royal blue",
    "hot pink", "lime", "mint cream", "honeydew", "alice blue", "dark olive green", "rosy brown", "peru",
    "sienna", "cornsilk", "old lace", "azure", "ghost white", "lemon chiffon", "seashell", "misty rose",
    "blue", "green", "red", "brown", "violet", "dark orange",
)  # fmt: skip
NAMINGS: tuple[str, ...] = (
    ". Call it {name:<M>}", ". The name is {name:<M>}", ", called {name:<M>}",
    ". It should be called \"{name:<M>}\"", ". name: {name:<M>}", ". App name {name:<M>}",
    ". Title: {name:<M>}", " named '{name:<M>}'",
)  # fmt: skip
CANNOT: tuple[str, ...] = (
    ". It should {cannot:send me an email} when it is due", ". {cannot:Sync with my phone}",
    ". with {cannot:push notifications}", ". {cannot:Connect to our bank}",
    ". Use {cannot:AI to recommend} things", ". {cannot:Text me} a reminder",
    ". {cannot:Share it online} with others", " and {cannot:post it to instagram}",
    ". {cannot:GPS tracking} too", ". It should {cannot:import from google sheets} every day",
    ". {cannot:pay by paypal}", ". {cannot:live prices from the web}",
)  # fmt: skip
CLOSERS: tuple[str, ...] = (
    "", "", "", "", "", "", " thanks", " thank you!", " please", ". Keep it simple.", ". Nothing fancy.",
    " thx", ". It is for my mum so big letters", ". That's all.", ". I'm not good with computers",
    ". No login needed.", ". must work offline", ". asap", " :)", ". We are 5 people.",
    ". Thanks a lot in advance.",
)  # fmt: skip
INVENTED_NOUNS: tuple[str, ...] = (
    "kite", "violin bow", "sourdough starter", "drone flight", "puppet", "lighthouse visit", "mushroom spot",
    "harness", "loom", "ship model", "organ pipe", "bell", "carnival float", "wig", "telescope night",
    "fossil", "tapestry", "canoe", "saddle", "spare part", "key", "locker", "parking permit", "ticket",
    "sample", "specimen", "letter", "poem", "chord", "accordion", "marble", "stamp", "coin", "knife",
    "bonsai", "orchid", "gecko", "beehive", "goat", "sheep", "llama", "hen", "koi", "aquarium", "filter",
    "boiler", "meter reading", "ladder", "scaffold", "costume", "mask", "prop", "spotlight", "microphone",
    "cable", "amp", "record", "cassette", "film roll", "lens", "negative", "print", "visitor", "volunteer",
    "donor", "apprentice", "pupil", "patient", "guest", "tenant", "walker", "swimmer", "referee", "judge",
    "witness", "complaint", "idea", "dream", "wish", "promise", "debt", "bet", "fine", "warning", "incident",
    "repair", "inspection", "delivery", "parcel", "flurb", "zindle", "quonk", "brimbo", "trask", "velmo",
    "dapple", "norrin", "gribble", "plinth", "snarf", "wobbet",
)  # fmt: skip
RANDOM_FIELDS: tuple[tuple[str, str], ...] = (
    ("name", "text"), ("title", "text"), ("date", "date"), ("price", "money"), ("notes", "long"),
    ("comment", "long"), ("phone number", "phone"), ("email", "email"), ("address", "text"),
    ("photo", "image"), ("picture", "image"), ("due date", "date"), ("start date", "date"),
    ("end date", "date"), ("quantity", "number"), ("amount", "number"), ("weight", "number"),
    ("height", "number"), ("size", "text"), ("colour", "colour"), ("color", "colour"), ("rating", "rating"),
    ("stars", "rating"), ("status", "choice"), ("category", "choice"), ("type", "choice"),
    ("priority", "choice"), ("level", "choice"), ("paid", "bool"), ("done", "bool"), ("returned", "bool"),
    ("finished", "bool"), ("whether it is clean", "bool"), ("if it was paid", "bool"), ("age", "number"),
    ("year", "number"), ("author", "text"), ("owner", "text"), ("location", "text"), ("room", "choice"),
    ("time", "time"), ("start time", "time"), ("appointment time", "datetime"), ("duration", "duration"),
    ("how long it took", "duration"), ("website", "link"), ("link", "link"), ("url", "link"),
    ("description", "long"), ("tags", "tags"), ("labels", "tags"), ("discount", "percent"),
    ("progress", "percent"), ("serial number", "text"), ("brand", "text"), ("birthday", "date"),
    ("date of birth", "date"), ("deposit", "money"), ("fee", "money"), ("cost", "money"), ("salary", "money"),
    ("distance", "number"), ("temperature", "number"), ("score", "number"), ("points", "number"),
    ("ingredients", "long"), ("instructions", "long"), ("allergies", "tags"), ("language", "choice"),
    ("season", "choice"), ("group", "choice"), ("shelf", "text"), ("who has it", "text"),
    ("who borrowed it", "text"), ("when it was bought", "date"), ("how much it cost", "money"),
    ("where it is", "text"), ("last checked", "date"), ("expiry date", "date"), ("mobile", "phone"),
    ("contact", "text"), ("emergency contact", "phone"), ("postcode", "text"), ("model", "text"),
    ("material", "text"), ("version", "text"),
)  # fmt: skip
OPTION_SETS: tuple[tuple[str, ...], ...] = (
    ("open", "closed"), ("new", "used", "broken"), ("low", "medium", "high"), ("todo", "doing", "done"),
    ("red", "yellow", "green"), ("small", "medium", "large"), ("breakfast", "lunch", "dinner"),
    ("bronze", "silver", "gold"), ("spring", "summer", "autumn", "winter"), ("adult", "child"),
    ("waiting", "confirmed", "cancelled"), ("soprano", "alto", "tenor", "bass"),
    ("kitchen", "bathroom", "garage"), ("wood", "metal", "plastic", "glass"),
    ("Monday", "Wednesday", "Friday"), ("beginner", "advanced"), ("in stock", "sold out"),
    ("mine", "yours", "ours"), ("dog", "cat", "rabbit"), ("morning", "afternoon", "evening"), ("A", "B", "C"),
    ("paid", "unpaid"), ("north", "south", "east", "west"), ("ok", "needs repair", "scrapped"),
    ("draft", "sent", "accepted", "rejected"), ("sun", "rain", "snow"),
    ("first team", "second team", "juniors"),
)  # fmt: skip
