"""How the words begin that a pattern of the grammar can begin with.

The scanner is tried on these alone; every other word of a sentence is only a word. A pattern with
a new first word needs it here, and the tests compare both ways of cutting over whole papers.
"""

OPENINGS: tuple[str, ...] = (
    *("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
    *("mon", "tue", "wed", "thu", "fri", "sat", "sun", "spring", "summer", "autumn", "winter"),
    *("fall", "q", r"h[12]", "the", "this", "first", "second", "third", "four", "last", "latt"),
    *("final", "latest", "academic", "school", r"ay\b", r"f\W*y", "fiscal", "financial"),
    *(
        "municipal",
        "year",
        "yr",
        "month",
        "week",
        "wk",
        "w[.\\s]*[cbe]",
        "w/",
        "christmas",
        "x-?mas",
    ),
    *("easter", "new", "e\\W?o", "calendar", "each", "every", r"per", r"a\b", r"an\b"),
    *(r"at\b", r"on\b", r"of\b", r"or\b", r"as\b", r"is\b", r"in\b", r"no\b", "not", "bi"),
    *("tri", "semi"),
    *("half", "twice", "one", "two", "three", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "twenty", "fifteen", "eighteen", "thirty", "couple", "once", "daily"),
    *("fortnight", "annual", "term", "period", "regular", "alternate", r"p\W?a", "roll", "stand"),
    *("later", "earl", "late", "current", "coming", "previous", "past", "following", "few"),
    *("next", "today", "tomorrow", "yesterday", "now", "end", "close", "very", "mid", "begin"),
    *("start", "between", "with", "effective", "commenc", "since", "from", "ever", "before"),
    *("prior", "ahead", "pre", "by", "due", "deadline", "target", "complet", "until", "up"),
    *("till?", "through", "extended", "valid", "expir", "after", "post", "subsequent", "beyond"),
    *("onward", "and", "thereafter", "going", "forward", "to", "over", "during", "across"),
    *("day", "hour", "working", "clear", "business", "quarter", "annum", "biennial"),
)
