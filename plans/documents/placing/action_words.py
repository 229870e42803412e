"""The words by which prose says that something is to be done, and where it says other things."""

import re

from governance.text.structured_text import clean_line

_VERB_LIST = (
    "accelerate access achieve act adapt add address adopt advance advertise advise advocate "
    "agree align allocate amend analyse apply appoint appraise approach approve argue arrange "
    "articulate ask assemble assess assign assist attend attract audit automate award balance "
    "baseline begin benchmark bid bring broaden broker build buy calculate call campaign capture "
    "carry categorise celebrate certify chair challenge champion change charge chase check "
    "circulate clarify clean cleanse clear close co-commission co-design co-locate co-ordinate "
    "co-produce collaborate collate collect combine commence commission commit communicate "
    "compare compel compile complement complete comply compose concentrate conclude conduct "
    "configure confirm connect consider consolidate construct consult contact continue contract "
    "contribute convene convert coordinate count counter create cross-check cultivate customise "
    "cut debate debrief decarbonise decide declare decommission decorate dedicate deepen defer "
    "define delegate delineate deliver demonstrate densify depict deploy describe design detail "
    "detect determine develop devise devolve digest digitalise digitise direct discuss "
    "disseminate distribute diversify divert document double draft draw dredge drive educate "
    "elect electrify elevate elicit eliminate email embed emphasise emphasize employ empower "
    "enable enact encourage endeavour endorse enforce engage enhance enlarge enlist enrol ensure "
    "enter equip escalate establish evaluate examine exchange execute expand explain exploit "
    "explore export expose extend facilitate fast-track feed fill finalise finalize find fit fix "
    "focus follow form formalise formulate foster fulfil fund furnish further gain gather gauge "
    "generate get give go grow guarantee guide handle harmonise harness help highlight hire hold "
    "host identify illustrate implement import improve incentivise include incorporate increase "
    "induct influence inform initiate innovate inspect inspire install instigate institute "
    "instruct insulate insure integrate interview introduce invest investigate invite involve "
    "issue itemise join keep launch lead learn lease let leverage liaise link list lobby look "
    "maintain make manage map mark market maximise meet mend minimise mobilise model moderate "
    "modernise monitor move name negotiate nominate note obtain offer open operate optimise "
    "organise outline oversee paint participate pay petition phone pilot plan plant position "
    "prepare present press prioritise procure produce progress promote propose protect prototype "
    "provide publicise publish pursue put raise rationalise re-draft re-establish re-launch reach "
    "realise reassess rebrand rebuild receive recommend record recover recruit rectify recycle "
    "redesign redevelop redistribute redraft reduce refill refine reform refresh refurbish "
    "regenerate register regularise reinforce reinstate reissue reiterate relaunch relocate "
    "remind remove renew renovate rent reopen reorganise repair replace report request require "
    "research resolve resource respond restart restore restructure resume resurface retain "
    "retrain retrofit return revamp review revise revisit reward roll run safeguard scale "
    "schedule scope scrutinise secure see seed seek segment select sell send serve set settle "
    "shape share shift show showcase sign simplify sort source speak specify spend split sponsor "
    "spread stabilise stage standardise start steer stimulate stop streamline strengthen submit "
    "subscribe summarise supervise supply support survey sustain sweep switch systematise tackle "
    "take target tender test trace track train transfer transform transition translate trial try "
    "turn unblock undertake unlock update upgrade upskill use utilise utilize validate verify "
    "visit volunteer vote walk watch weigh welcome widen win work write"
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
    r"activity|key action|priority action)\s*(?:no\.?\s*|number\s*)?(?:(?<=\s)|(?=\d))"
    r"(?P<number>[A-Z]{0,3}\d{1,3}(?:\.\d{1,3})*[a-z]?|[A-Z]\d?))(?:\s*(?:[:.)–—-]|\s-)\s*(?P<words>.*))?",
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
    return (found["number"], found["words"] or "") if found else None
