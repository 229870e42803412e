"""The grammar of date phrases: one pattern for each sort of piece, the longest first.

The order matters: at each place of a phrase the first pattern that fits wins, so a full date is
tried before a month, and what carries a date before the words around it.
"""

from .vocabulary import NUMBERS, ORDINALS

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])\.?"
)
WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?(?![a-z])\.?"
_TH = r"(?:\s?(?:st|nd|rd|th)\b)"
_YEAR = r"(?:19|20|21)\d\d(?!\d)"
_YY = r"['’‘`]?\d\d"
# Two figures are no year when they turn out to be a day, a time or a part of a longer number.
_END = rf"(?![\d%])(?!{_TH})(?!\s*{MONTH})(?![:.]\d)(?!\s?(?:am|pm)\b)(?!,\d{{3}})"
_FY = rf"(?:{_YEAR}|\d\d)\s?[-–/]\s?(?:{_YEAR}|\d\d)(?![\d/-])"
_ORD = rf"(?:{'|'.join(ORDINALS)})"
_FIN = r"(?:f\.?y\.?|f/y|(?:financial|fiscal)\s+years?|municipal\s+year)"
_COUNT = rf"(?:\d{{1,3}}|{'|'.join(sorted(NUMBERS, key=len, reverse=True))})"
_UNIT = (
    r"(?:(?:working|calendar|clear|business)\s+)?(?:hour|day|week|fortnight|month|quarter|year)s?"
)

_OWN = r"(?:week|month|quarter|(?:(?:financial|fiscal|calendar|academic|school|plan)\s+)?year)"
# “17/18” is a financial year when its figures follow each other and no month stands behind.
_SHORT_YEARS = (
    "(?<![\\d/.-])(?P<sy>"
    + "|".join(rf"{year}[/-]{year + 1}" for year in range(12, 60))
    + rf")(?![\d/-])(?!{_TH})(?!\s*{MONTH})"
)

PATTERNS: tuple[tuple[str, str], ...] = (
    # Atoms that carry a date, the longest first.
    ("time", r"(?:at\s+)?(?:\d{1,2}(?:[:.]\d\d)?\s?(?:am|pm|noon|hrs)\b|(?<!\d)\d{1,2}:\d\d\b)"),
    ("iso", rf"(?P<iso_y>{_YEAR})(?P<iso_s>[-/])(?P<iso_m>\d\d)(?P=iso_s)(?P<iso_d>\d\d)(?!\d)"),
    (
        "numeric",
        (
            rf"(?<!\d)(?P<num_d>\d{{1,2}})\s?(?P<num_s>[./-])\s?(?P<num_m>\d{{1,2}})\s?(?P=num_s)\s?"
            rf"(?P<num_y>{_YEAR}|\d\d)(?!\d)"
        ),
    ),
    (
        "quarter",
        (
            rf"(?:(?P<q_before>{_FY}|{_YEAR})[\s,-]*)?"
            rf"(?:q(?:tr|uarter)?s?\.?\s?(?P<q_n>[1-4])(?!\d)|(?P<q_x>[1-4])q\b|q(?:tr|uarter)\s(?P<q_w>one|two|three|four)\b)"
            rf"(?:(?:\s?[/–-]\s?q?|\s?(?:&|and|to)\s?)(?P<q_to>[1-4])(?![\d/]))?"
            rf"(?:\s?[(\[]?\s?(?P<q_m1>{MONTH})(?:\s*{_YEAR})?\s?(?:-|–|to|/)+\s?(?P<q_m2>{MONTH})"
            rf"\s*(?P<q_my>{_YEAR}|{_YY})?\s?[)\]]?)?"
            rf"(?:[\s,(]*(?:of|in|for|-|–)?\s*(?:the\s+)?(?:{_FIN}\s*)?(?:calendar\s+year\s+)?"
            rf"(?P<q_fy>{_FY}|{_YEAR}(?![\d/])|['’]\d\d\b|(?<=fy)\d\d\b|(?<=fy\s)\d\d\b|\d\d{_END})\)?)?"
            rf"(?:\s?[(\[]\s?(?P<q_m3>{MONTH})\s?(?:-|–|to|/)+\s?(?P<q_m4>{MONTH})"
            rf"\s*(?P<q_my2>{_YEAR}|{_YY})?\s?[)\]])?"
        ),
    ),
    (
        "worded_quarter",
        (
            rf"(?:the\s+)?(?P<wq_n>{_ORD})\s+(?:financial\s+)?q(?:uarter|tr)(?:\s+of\s+the\s+(?:financial\s+|(?P<wq_c>calendar)\s+)?year\b|\s+(?:of|in|for)?\s*(?:the\s+)?(?:{_FIN}\s*)?"
            rf"(?:calendar\s+year\s+)?(?P<wq_y>{_FY}|{_YEAR}))?(?!\s+(?:of|after|following|post))"
        ),
    ),
    (
        "half",
        (
            rf"(?:h(?P<h_n>[12])\b|(?P<h_w>first|second|1st|2nd|latter)\s+half\s+(?:of|in)?"
            rf"(?=\s*(?:the\s+)?(?:\d|year|financial|fiscal|calendar|f\.?y)))\s*"
            rf"(?:of\s+)?(?:the\s+)?(?:(?P<h_fin>{_FIN})\s*)?(?:calendar\s+year\s+)?"
            rf"(?P<h_y>{_FY}|{_YEAR}|(?<=h\d\s)\d\d\b|(?:the\s+)?year)?"
        ),
    ),
    (
        "ordinal_week",
        (
            rf"(?:the\s+)?(?P<ow_n>{_ORD})\s+(?:full\s+)?(?P<ow_k>two\s+week|2\s+week|three\s+week|fortnight|week)s?\s+(?:of|in)\s+(?P<ow_m>{MONTH})"
            rf"(?:[\s,]*(?P<ow_y>{_YEAR}|{_YY}{_END}))?"
        ),
    ),
    (
        "nth_weekday",
        (
            rf"(?:the\s+)?(?P<nw_n>{_ORD})\s+(?P<nw_w>{WEEKDAY})\s+(?:of|in)\s+(?P<nw_m>{MONTH})"
            rf"(?:[\s,]*(?P<nw_y>{_YEAR}|{_YY}{_END}))?"
        ),
    ),
    (
        "academic",
        (
            rf"(?:(?:academic|school)\s+year|\bay)\s+(?P<ac_a>{_FY}|{_YEAR})"
            rf"|(?P<ac_b>{_FY})\s+(?:academic|school)\s+year"
        ),
    ),
    (
        "fin_year",
        (
            rf"{_FIN}\s*(?P<fy_a>{_FY})|(?P<fy_b>{_FY})\s+{_FIN}|{_FIN}\s*(?P<fy_c>{_YEAR}|['’]?\d\d)\b"
            r"|(?P<fy_d>(?:19|20)\d\d)\s?[/–-]\s?(?P<fy_e>(?:19|20)?\d\d)(?!\d|/\d|-\d{1,2}(?!\d))"
        ),
    ),
    ("short_year", _SHORT_YEARS),
    (
        "year_ending",
        (
            rf"(?:the\s+)?(?P<ye_w>year|quarter|month)\s+(?:ending|ended|to)\s+(?:on\s+)?(?:(?P<ye_d>\d{{1,2}}){_TH}?\s+)?"
            rf"(?P<ye_m>{MONTH})\s*(?P<ye_y>{_YEAR}|{_YY}{_END})?"
        ),
    ),
    (
        "day_month",
        (
            rf"(?:(?P<dm_w>{WEEKDAY})[\s,]*)?(?:the\s+)?(?P<dm_d>\d{{1,2}}){_TH}?(?:[\s-]*(?:of\s+)?|[./])"
            rf"(?P<dm_m>{MONTH})(?:[\s,./-]*(?P<dm_y>{_YEAR}(?!\d)|{_YY}{_END}))?"
        ),
    ),
    (
        "month_day",
        (
            rf"(?:(?P<md_w>{WEEKDAY})[\s,]*)?(?P<md_m>{MONTH})\s*(?:the\s+)?"
            rf"(?:(?P<md_d>\d{{1,2}})(?:(?:{_TH})[\s,]*(?P<md_y>{_YEAR})?|[\s,]+(?P<md_z>{_YEAR}))"
            rf"|(?P<md_e>\d)(?![\d/.:%])(?!\s?[-–]\s?{_YEAR}))(?!\d)"
        ),
    ),
    (
        "month_year",
        (
            rf"(?P<my_m>{MONTH})(?:['’]s)?(?:[\s,./-]|of\s|in\s)*(?:(?P<my_y>{_YEAR})(?![\d])"
            rf"(?:\s?[-/–]\s?(?P<my_fy>\d\d)(?!\d))?|(?P<my_yy>{_YY}){_END})"
        ),
    ),
    ("month_next", rf"(?P<mn_m>{MONTH})\s+(?P<mn_r>next|this|last)\s+year"),
    (
        "month",
        (
            # "The APR" and "the SEP" are short for something, no months.
            r"(?-i:(?<!the\s)(?<!The\s)|(?![A-Z]{3}\b))"
            rf"(?:(?P<mo_r>this|next|last|coming|the\s+coming|the\s+following)\s+)?(?P<mo_m>{MONTH})"
            r"(?:['’]s)?"
        ),
    ),
    ("month_numeric", rf"(?P<mm_m>0?[1-9]|1[0-2])\s?[/.-]\s?(?P<mm_y>{_YEAR})(?!\d)"),
    (
        "day_numeric",
        # “24/7” says how long a service is open.
        rf"(?!(?<!\bby\s)(?<!\bon\s)24/7)(?P<dn_d>0?[1-9]|[12]\d|3[01])/(?P<dn_m>0?[1-9]|1[0-2])(?![\d/])(?!\s*{MONTH})",
    ),
    ("month_yy", rf"(?P<mz_m>0?[1-9]|1[0-2])/(?P<mz_y>[1-4]\d)(?![\d/])(?!\s*{MONTH})"),
    (
        "season",
        (
            r"(?:(?P<se_r>this|next|last|coming|the\s+coming)\s+)?"
            rf"(?P<se_s>spring|summer|autumn|winter|fall)(?P<se_t>\s+term)?(?!\s+(?:recess|statement|budget|school))"
            rf"(?:\s*(?:term\s+)?(?:of|in)?\s*(?:(?P<se_fy>{_YEAR}\s?[-–/]\s?\d\d(?:\d\d)?)(?!\d)"
            rf"|(?P<se_y>{_YEAR})(?!\d)|(?P<se_yy>{_YY}){_END}|(?P<se_n>next|this|last)\s+year))?"
        ),
    ),
    ("decade", r"(?:the\s+)?(?P<dec_y>(?:19|20)\d0)['’]?s\b"),
    (
        "holiday",
        (
            rf"(?P<ho_n>christmas|x-?mas|easter|new\s+year['’]?s?\s+eve|new\s+year['’]?s?\s+day"
            rf"|(?:the\s+)?new\s+year)(?:(?P<period>\s+(?:break|period|holidays?))|\s+sunday)?(?:\s*(?P<ho_y>{_YEAR}))?"
        ),
    ),
    (
        "year_end",
        (
            rf"(?:the\s+)?(?P<yn_f>financial\s+)?year[\s-]+end(?:\s+(?P<yn_fy>{_FY})|\s+(?P<yn_y>{_YEAR}))?"
            rf"|(?P<yn_q>quarter)[\s-]+end|(?P<yn_m>month)[\s-]+end|\be\.?o\.?(?P<yn_s>[mqy])\b|(?P<yn_fin>\be\.?o\.?f\.?y\b|\bf\.?y\.?\s?end\b|(?<=end\s)f\.?y\b(?!\s?\d)|(?<=end\sof\s)f\.?y\b(?!\s?\d))"
        ),
    ),
    (
        "calendar_year",
        rf"(?<!\d)(?:calendar\s+year\s+)?(?P<cy>{_YEAR})(?![\d,]|\.\d)(?:\s+calendar\s+year)?",
    ),
    # Time counted from somewhere.
    (
        "each",
        (
            rf"(?:each|every|per)\s+(?:other\s+)?"
            rf"(?:{_COUNT}\s+|{_ORD}\s+)?(?:{_UNIT}|{MONTH}|{WEEKDAY}|spring|summer|autumn|winter|q\b|(?:financial|calendar|academic)\s+year|"
            r"board|meeting|cycle|term)\b|at\s+(?:each|every)\s+\w+"
        ),
    ),
    (
        "recurring",
        (
            r"(?:at\s+least\s+|on\s+an?\s+)?(?:(?:bi|tri|semi|half|twice|three\s+times|four\s+times|once)[\s-]*)?"
            r"(?:daily|weekly|monthly|quarterly|yearly|annually|"
            r"annual(?!\s+(?:general|performance|conversation|report|conference|review|accounts|meeting|statement|return))|"
            r"fortnightly|biannual(?:ly)?|"
            r"biennial(?:ly)?|termly|periodic(?:ally)?|regular(?:ly)?|bimonthly|as\s+and\s+when)\b"
            r"(?:\s+basis)?|(?:once|twice|(?:two|three|four|six|\d+)\s*(?:times|x))\s+(?:a|per|each|every|in\s+the)\s+"
            r"(?:year|month|week|quarter|annum)|\bp\.?a\b\.?|alternate\s+(?:months|weeks|meetings|years)|per\s+annum|annually|year\s+on\s+year|"
            r"\d+[\s-]*(?:weekly|monthly)|(?:six|three|two|four)[\s-]*(?:weekly|monthly)|"
            rf"(?:the\s+)?{_ORD}\s+{WEEKDAY}\s+(?:of|in)\s+(?:the|each|every)\s+month|"
            r"rolling\s+(?:programme|basis)|on\s+a\s+rolling\s+basis|as\s+a\s+standing\s+item|standing\s+item"
        ),
    ),
    (
        "relative_unit",
        (
            r"(?P<ru_in>later|earlier|early|late)\s+(?:on\s+)?in\s+the\s+(?P<ru_v>week|month|year)\b|(?P<ru_r>(?:later\s+|early\s+|earlier\s+|late\s+)?(?:this|next|last|current|coming|(?:the\s+)?new(?=\s+f)|the\s+current|"
            r"the\s+coming|the\s+next|previous|the\s+following|following))\s+"
            rf"(?P<ru_u>week|month|quarter|(?:financial|fiscal|calendar|academic|school)\s+year|year|f\.?y|{WEEKDAY})(?![a-z])"
        ),
    ),
    (
        "own_unit",
        (
            rf"(?:of\s+)?the\s+(?P<ou_u>{_OWN})\b(?!\s+(?:commencing|beginning|starting|ending|of\b|\d))"
            r"|\b(?:throughout|during|over|across)\s+the\s+(?P<ou_p>year)\b(?!\s+(?:to|\d|end))"
            rf"|(?<=end\s)(?P<ou_v>{_OWN})\b|(?<=end\sof\s)(?P<ou_w>{_OWN})\b"
            rf"|(?<=mid[\s-])(?P<ou_x>{_OWN})\b(?!\s+(?:review|point))"
        ),
    ),
    (
        "span",
        (
            rf"(?:(?P<sp_next>(?:the\s+)?(?:next|coming|following|first|last|past|previous)\s+))?"
            rf"(?P<sp_a>{_COUNT})(?:\s?(?:-|–|to|or)\s?(?P<sp_b>{_COUNT}))?\+?[\s-]+(?P<sp_u>{_UNIT})\b"
            r"(?:['’]s?)?(?:\s+time\b)?(?P<sp_ago>\s+ago\b)?"
        ),
    ),
    (
        "vague_span",
        (
            rf"(?:(?:the\s+)?(?:next|coming|following|first)\s+)(?:few\s+|several\s+)?{_UNIT}\b"
            r"|\b(?:a\s+)?few\s+(?:days|weeks|months|years)\b"
        ),
    ),
    ("near_day", r"\b(?P<nd>today|tomorrow|yesterday|now(?=\s+(?:and|to|until|till|–|-)\s))\b"),
    (
        "day_only",
        rf"(?:{WEEKDAY}[\s,]*)?(?:the\s+)?(?P<do>\d{{1,2}}){_TH}(?!\s+(?:half|week|draft|stage|phase|round|edition|meeting))",
    ),
    ("weekday", rf"(?P<wd>{WEEKDAY})"),
    ("number", r"(?<![\d.])(?P<nn>\d{1,2})(?!(?:st|nd|rd|th)\b|[\d%]|\.\d)"),
    # Words that say what sort of date it is.
    (
        "end",
        (
            r"(?:the\s+)?(?:very\s+)?(?:end|close)(?![a-z])[\s-]*(?:of\s+)?"
            rf"(?:the\s+(?=\d|{MONTH}))?"
        ),
    ),
    (
        "part",
        (
            r"(?:(?P<part_from>early|mid)\s*(?:\bto\b|–|-|\bor\b|/)\s*)?(?P<part_w>early|(?:first|second|latter|1st|2nd)\s+half|(?<=to\s)end|mid(?:dle)?|mid-?way\s+through|half-?\s?way\s+through|late|beginning|start|first\s+part|latter\s+part)(?![a-su-z]|t[a-z])"
            r"[\s-]*(?:(?:in|of|part\s+of)\s+)?(?:the\s+(?=new|spring|summer|autumn|winter))?"
        ),
    ),
    (
        "week_mark",
        (
            r"(?:w\s?[/.]?\s?[cb]\b\.?|(?:the\s+)?w(?:ee)?k\.?\s+(?:commencing|beginning|starting|of))[\s:]*"
            r"|(?P<week_end>(?:w\s?/\s?e\b|w(?:ee)?k\s+ending)[\s:]*)"
        ),
    ),
    ("between", r"between\b"),
    (
        "from",
        (
            r"(?:not\s+before|no(?:t)?\s+earlier\s+than|on\s+or\s+after|with\s+effect\s+from|w\.?e\.?f\.?\b|"
            r"effective\s+from|effective|as\s+from|starting(?:\s+(?:from|in|on))?|commencing(?:\s+(?:from|in|on))?|"
            r"beginning\s+in|since|from|ever\s+since)(?![a-z])"
        ),
    ),
    (
        "before",
        r"(?:before(?!\s+or\s+on\b)|prior\s+to|ahead\s+of|in\s+advance\s+of|earlier\s+than|pre(?=[\s-]))(?![a-z])-?",
    ),
    (
        "by",
        (
            r"(?:no(?:t)?\s+later\s+than|on\s+or\s+before|before\s+or\s+on|latest\s+by|by\s+or\s+before|(?:is\s+)?due\s+(?:by|on|in|for|date)|due|"
            r"deadline|target(?=\s?:)|target\s+date|target\s+completion(?:\s+date)?|completion\s+date|completion\s+by|by(?![\w-]))(?![a-z])"
        ),
    ),
    ("at_latest", r"at\s+the\s+(?:very\s+)?latest|latest\b"),
    (
        "until",
        (
            r"(?:up\s+until|up\s+to(?:\s+and\s+including)?|until|till?|through\s+to|through|extended\s+to|"
            r"valid\s+to|ending|expir(?:es|ing))\b"
        ),
    ),
    ("after", r"(?:after|post(?=[\s-])|following|subsequent\s+to|beyond|once)(?![a-z])-?"),
    (
        "onwards",
        r"\+(?!\s*\w)|(?:and\s+)?(?:onwards?|beyond|thereafter|going\s+forward|and\s+after|to\s+date|forwards?|at\s+the\s+(?:very\s+)?earliest)\b",
    ),
    ("to", r"to\b"),
    ("and", r"and\b|&|;|,|\+"),
    ("slash", r"/|\bor\b"),
    ("dash", r"[-–]+"),
    ("word", r"[^\W\d_][\w'’&./]*(?:-[^\W\d_][\w'’]*)*"),
    ("other", r"\S"),
)
