"""The words by which prose says that something is to be done, and where it says other things."""

import re

from governance.structured_text import clean_line

_VERB_LIST = (
    "accelerate access achieve act adapt add address adopt advance advertise advise advocate "
    "agree align allocate amend analyse appoint apply appraise approach approve arrange "
    "articulate ask assemble assess assign assist attend attract audit award baseline begin "
    "benchmark bid bring broaden broker build capture carry celebrate chair champion change check "
    "circulate clarify close co-design co-ordinate collaborate collate collect combine commence "
    "commission communicate compare compile complete compose conclude conduct confirm connect "
    "consider consolidate construct consult contact continue contribute convene coordinate create "
    "cultivate debate decide dedicate define deliver demonstrate deploy design determine develop "
    "devise direct discuss disseminate distribute diversify document draft draw drive embed "
    "emphasise employ empower enable encourage endorse engage enhance enlarge ensure enter "
    "establish evaluate examine expand explain explore extend facilitate feed fill finalise "
    "finalize find focus follow form formalise formulate foster fund further gain gather generate "
    "get give grow guarantee guide harness help highlight hold host identify implement improve "
    "include incorporate increase influence inform initiate innovate install instigate integrate "
    "introduce invest investigate invite involve issue join keep launch lead learn leverage "
    "liaise link list lobby look maintain make manage map market maximise meet minimise mobilise "
    "model moderate modernise monitor move name negotiate nominate note obtain offer open operate "
    "optimise organise outline oversee participate pay pilot plan position prepare present "
    "prioritise procure produce progress promote propose protect prototype provide publicise "
    "publish pursue put raise re-establish re-launch reach realise receive recommend record "
    "recruit redesign reduce refine reform refresh register reinforce relaunch remind remove "
    "renew reorganise replace report request require research resolve resource respond "
    "restructure retain review revise roll run safeguard scale schedule scope seek select send "
    "set share shape showcase sign simplify source speak specify sponsor stage standardise start "
    "steer stimulate streamline strengthen structure submit summarise supply support survey "
    "sustain tackle take target tender test track train transfer transform translate trial "
    "undertake update upgrade upskill use utilise validate verify visit widen work write"
)
_VERBS = frozenset(_VERB_LIST.split())
_OPENERS = re.compile(
    r"^(?:to|we will|we shall|will|also|then|jointly|formally|regularly|continue to|work to|the "
    r"(?:[A-Z]\w+ ){1,3}(?:will|to))\s+",
    re.IGNORECASE,
)
_ACTIONS = re.compile(
    r"\b(?:actions?|next steps?|we (?:will|shall|plan to|commit to|propose to)|what (?:we|will)\b"
    r".{0,24}\bdo|how we will|will (?:therefore )?(?:do|deliver|undertake|take)|commitments?|tasks?"
    r"|deliverables|priorit(?:y|ies) for (?:action|delivery)|improvements?|key activities|"
    r"work plan|recommendations)\b",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(?:introduction|background|context|principles?|purpose of|summary|resourc\w+|staffing|team "
    r"would|team will|capacity|phas(?:e|es|ing)|risks?|membership|members of|attend\w+|apologies|"
    r"contents|vision|evidence base|definitions?|glossary|legend|key to|achieve(?:d|ments)|"
    r"progress (?:so far|to date|made)|completed|asked to|recommended (?:to|that)|implications|"
    r"contacts?|appendi(?:x|ces)|terms of reference|methodology|consult(?:ed|ees)|strengths|"
    r"weaknesses|opportunities|threats|work across|outcomes? (?:we|will)|success (?:will|measures))"
    r"\b",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    r"(?:\d+(?:\.\d+)*[.)]?\s*)?(?:the\s+)?(?:our\s+)?(?:key|proposed|planned|agreed|priority|next|"
    r"main|headline|immediate|specific|further|detailed|short[- ]term|medium[- ]term|long[- ]term|"
    r"improvement|required|\s)*"
    r"(?:actions?|steps|tasks|activities|commitments|deliverables|we will|what we will do|"
    r"action plan|actions? to be taken|recommendations|improvements|how we will do it|work plan)"
    r"(?:\s+(?:are|will be|include|to be taken|table|list|plan|required|proposed|for \d{4}.*))*"
    r"\s*[:.–-]?",
    re.IGNORECASE,
)
_ACTION_LABEL = re.compile(
    r"(?P<label>(?:action|recommendation|improvement|task|commitment|step|measure|intervention|"
    r"activity|key action|priority action)\s*(?:no\.?\s*|number\s*)?"
    r"(?P<number>[A-Z]{0,3}\d{1,3}(?:\.\d{1,3})*[a-z]?|[A-Z]\d?))\s*(?:[:.)–—-]|\s-)\s*(?P<words>.*)",
    re.IGNORECASE,
)


def is_imperative(text: str) -> bool:
    """Whether a text tells somebody to do something: “Publish …”, “To publish …”, “Put in place …”.

    Two verbs may stand side by side: “Define and publish”, “Prototype/pilot”.
    """
    words = _OPENERS.sub("", clean_line(text).strip("‘’'“”\" "))
    first = re.split(r"[\s/,:;]", words.lower(), maxsplit=1)[0].strip("‘’'“”\"().")
    return first in _VERBS or first.removesuffix("ly") in {"targeted"}


def speaks_of_actions(text: str) -> bool:
    """Whether a heading or a sentence says that actions follow."""
    return bool(_ACTIONS.search(text)) and not speaks_of_others(text)


def speaks_of_others(text: str) -> bool:
    """Whether it says that something else follows: principles, members, risks, what was done."""
    return bool(_OTHER.search(text))


def is_generic(heading: str) -> bool:
    """Whether a heading only says that actions follow ("Key actions"), and names no theme."""
    return bool(_GENERIC.fullmatch(clean_line(heading)))


def action_label(text: str) -> tuple[str, str] | None:
    """The number of “Action 3: …” or “Recommendation 2.1 – …” and the words behind it."""
    found = _ACTION_LABEL.fullmatch(clean_line(text))
    return (found["number"], found["words"]) if found else None
