"""What happened to what is counted: the governing verb or event noun, its class, and whose the counted are."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from wireroom.model import Predicate, Span
from wireroom.reading.kin import kin
from wireroom.reading.quantity_rules import Effects, Side
from wireroom.reading.surface import text_of

if TYPE_CHECKING:
    from spacy.tokens import Token

STEPS = 8
"""Steps up the parse from the counted noun to its verb."""
_HOLDERS = frozenset("toll number count total tally figure body case estimate".split())
_LIGHT = frozenset(
    "be have remain stay become include report say believe fear confirm announce estimate put bring leave make rise "
    "climb increase jump grow stand reach go see find feel think know presume list declare treat fall".split()
)


class Happening(NamedTuple):
    """The predicate of a quantity, its class, and the surface of its possessor or agent; each None when not said."""

    predicate: Predicate | None = None
    effect: str | None = None
    of: str | None = None


def happening_of(token: Token, effects: Effects, *, bare: bool) -> Happening:
    """What happened to the counted whose head is `token` (the number itself when `bare`)."""
    own = _own(token, effects, bare=bare)
    if own.effect is not None and (bare or own.effect == "killed"):
        return own
    verb, side, node = _climb(token, effects)
    if verb is not None:
        effect = _verb_effect(verb, side, effects, node)
        if effect is not None:
            return Happening(_predicate(effect[1]), effect[0], _whose(verb, side, token))
    if own.effect is not None:
        by_role = verb is not None and not bare and token.lemma_.lower() in effects.nouns and verb.lemma_ not in _LIGHT
        return Happening(
            _predicate(verb) if by_role and verb is not None else own.predicate,
            own.effect,
            own.of or (_whose(verb, side, token) if verb is not None else None),
        )
    if verb is None:
        return Happening(of=_possessor(token))
    return Happening(_predicate(verb), None, _whose(verb, side, token))


def _predicate(token: Token) -> Predicate:
    return Predicate(token.lemma_.lower(), Span(token.idx, token.idx + len(token)))


def _own(token: Token, effects: Effects, *, bare: bool) -> Happening:
    """An effect said by the noun itself or by what modifies it: "two fatalities", "32 civilians dead", "100 wounded people"."""
    lemma = token.lemma_.lower()
    if not bare and lemma in effects.nouns:
        return Happening(_predicate(token), effects.nouns[lemma], _possessor(token))
    after = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if after is not None and after.lower_ in effects.adjectives and after.pos_ in ("ADJ", "VERB", "NOUN", "ADV"):
        return Happening(_predicate(after), effects.adjectives[after.lower_])
    following = [token.doc[step].lower_ for step in range(token.i + 1, min(token.i + 3, len(token.doc)))]
    if following[:1] == ["aboard"] or following == ["on", "board"]:
        return Happening(_predicate(token.doc[token.i + len(following[:1]) + (following[:1] == ["on"])]), "aboard")
    for child in kin(token):
        low = child.lower_
        if child.dep_ in ("amod", "acl", "oprd", "advmod") and low in effects.adjectives:
            return Happening(_predicate(child), effects.adjectives[low])
        if child.dep_ in ("acl", "relcl") or (child.dep_ == "amod" and child.tag_ in ("VBN", "VBG")):
            side: Side = "subject" if child.tag_ == "VBG" or (child.dep_ == "relcl" and _active(child)) else "object"
            effect = _verb_effect(child, side, effects, token)
            if effect is not None:
                return Happening(_predicate(effect[1]), effect[0])
    return Happening()


def _active(verb: Token) -> bool:
    return not any(child.dep_ in ("nsubjpass", "auxpass") for child in kin(verb)) and any(
        child.dep_ == "nsubj" and child.tag_ in ("WP", "WDT") for child in kin(verb)
    )


def _climb(token: Token, effects: Effects) -> tuple[Token | None, Side, Token]:
    """The verb or event noun above the counted, the side on which the counted stands, and the node right below it."""
    node = token
    for _ in range(STEPS):
        head = node.head
        if head.i == node.i:
            return (node, "object", node) if node.pos_ == "VERB" else (None, "object", node)
        dep = node.dep_
        if dep in ("nsubj", "csubj", "expl"):
            return head, "subject", node
        if dep in ("nsubjpass", "dobj", "obj", "dative", "oprd", "attr", "acomp"):
            if dep in ("attr", "acomp") and head.pos_ in ("AUX", "VERB"):
                return head, "object", node
            return head, "object", node
        if dep == "pobj":
            above = head.head
            if head.dep_ == "agent":
                return above, "subject", node
            if above.lemma_.lower() in effects.nouns and head.lower_ in ("of", "for", "in", "among"):
                return above, "object", node
            if above.pos_ in ("VERB", "AUX"):
                return above, "object", node
            node = above
            continue
        if head.pos_ == "VERB" and dep in ("ccomp", "xcomp", "advcl", "npadvmod", "dep", "advmod", "intj", "parataxis"):
            return head, "object", node
        node = head
    return None, "object", node


Effect = tuple[str, "Token"]


def _verb_effect(verb: Token, side: Side, effects: Effects, node: Token) -> Effect | None:
    """The class of a verb on the side of the counted, from the verb, its phrase, or the word that completes it."""
    if verb.pos_ in ("NOUN", "PROPN"):
        lemma = verb.lemma_.lower()
        return (effects.nouns[lemma], verb) if lemma in effects.nouns else None
    children = kin(verb)
    direct = node.dep_ != "pobj" or node.head.dep_ == "agent"
    return (
        _by_phrase(verb, side, effects, node, children)
        or _by_verb(verb, side, effects, node, children, direct=direct)
        or _by_subject(verb, effects, node, children)
        or _by_complement(verb, side, effects, node, children)
        or (None if direct else _by_holder(effects, node, children))
    )


def _is_passive(verb: Token, side: Side, children: list[Token]) -> bool:
    return any(child.dep_ in ("auxpass", "nsubjpass") for child in children) or (verb.tag_ == "VBN" and side == "object")


def _by_phrase(verb: Token, side: Side, effects: Effects, node: Token, children: list[Token]) -> Effect | None:
    """ "took 23 into custody", "claimed the lives of 17"."""
    phrases = effects.phrases.get(verb.lemma_.lower(), ())
    if not phrases:
        return None
    near = _near(verb, children)
    object_side = side == "object" or _is_passive(verb, side, children) or node.dep_ == "pobj"
    for noun, where, effect in phrases:
        if noun in near and (where == side or (where == "object" and object_side)):
            return effect, verb
    return None


def _by_verb(verb: Token, side: Side, effects: Effects, node: Token, children: list[Token], *, direct: bool) -> Effect | None:
    lemma = verb.lemma_.lower()
    doer = _doer(verb, side, node, children)
    if direct:
        undergone = (side == "object" or _is_passive(verb, side, children)) and node.head.dep_ != "agent"
        table = effects.objects if undergone else effects.subjects
        if lemma in table:
            return table[lemma], verb
        if side == "subject" and not doer and lemma in effects.objects and _headline_passive(verb, children):
            return effects.objects[lemma], verb
    if doer:
        return None
    if verb.lower_ in effects.adjectives and verb.tag_ in ("VBN", "VBD", "VBG", "JJ"):
        return effects.adjectives[verb.lower_], verb
    if not direct and node.head.lower_ == "at" and lemma in ("value", "estimate", "put", "price", "appraise"):
        return "worth", verb
    return None


def _doer(verb: Token, side: Side, node: Token, children: list[Token]) -> bool:
    """Whether the counted did it: "killed by a group of 30 men", "two bombs have wounded six"."""
    if node.dep_ == "pobj" and node.head.lower_ == "by":
        return node.head.dep_ == "agent" or verb.tag_ == "VBN"
    active = side == "subject" and verb.tag_ != "VBG" and not any(child.dep_ in ("auxpass", "nsubjpass") for child in children)
    return active and any(child.dep_ in ("dobj", "obj") and child.i > verb.i for child in children)


def _by_subject(verb: Token, effects: Effects, node: Token, children: list[Token]) -> Effect | None:
    """ "the seized arms included seven rifles": what the modifier of the subject says of what is listed."""
    if verb.lemma_.lower() not in ("include", "comprise", "be", "total", "number"):
        return None
    for child in children:
        if child.dep_ not in ("nsubj", "nsubjpass") or child.i == node.i:
            continue
        for grand in kin(child):
            if grand.dep_ in ("amod", "acl"):
                effect = effects.adjectives.get(grand.lower_) or effects.objects.get(grand.lemma_.lower())
                if effect is not None:
                    return effect, grand
    return None


def _by_complement(verb: Token, side: Side, effects: Effects, node: Token, children: list[Token]) -> Effect | None:
    """ "are feared dead", "the toll stands at 12": a light verb says what its complement or its subject says."""
    if verb.lemma_.lower() not in _LIGHT:
        return None
    for child in children:
        found = _completes(child, side, effects) if child.i != node.i else None
        if found is not None:
            return found
    for child in children:
        lemma = child.lemma_.lower()
        argument = child.dep_ in ("nsubj", "nsubjpass", "dobj") and child.i != node.i and lemma in effects.nouns
        if argument and (lemma in _HOLDERS or node.dep_ in ("attr", "pobj")):
            return effects.nouns[lemma], child
    return None


def _by_holder(effects: Effects, node: Token, children: list[Token]) -> Effect | None:
    """ "the toll rose to 12": the noun that holds the number."""
    for child in children:
        lemma = child.lemma_.lower()
        if child.dep_ not in ("nsubj", "nsubjpass", "dobj") or child.i == node.i or lemma not in _HOLDERS:
            continue
        if lemma in effects.nouns:
            return effects.nouns[lemma], child
        for inner in (grand for link in kin(child) if link.lower_ == "of" for grand in kin(link)):
            effect = effects.adjectives.get(inner.lower_) or effects.nouns.get(inner.lemma_.lower())
            if effect is not None:
                return effect, inner
    return None


def _headline_passive(verb: Token, children: list[Token]) -> bool:
    """Whether a past form without an object or helper is a passive without its verb: "two villagers slightly injured"."""
    return verb.tag_ in ("VBD", "VBN") and not any(
        child.dep_ in ("dobj", "obj", "aux", "ccomp", "xcomp", "attr") for child in children
    )


def _completes(child: Token, side: Side, effects: Effects) -> tuple[str, Token] | None:
    """ "feared [dead]", "believed to have been [killed]", "were [missing]", "left … [dead]"."""
    if child.dep_ in ("acomp", "oprd", "xcomp", "ccomp", "attr", "advcl", "amod") and child.lower_ in effects.adjectives:
        return effects.adjectives[child.lower_], child
    if child.dep_ in ("xcomp", "oprd") and child.pos_ == "VERB":
        passive = any(grand.dep_ == "auxpass" for grand in kin(child))
        table = effects.objects if passive or side == "object" else effects.subjects
        lemma = child.lemma_.lower()
        if lemma in table:
            return table[lemma], child
    return None


def _near(verb: Token, children: list[Token]) -> frozenset[str]:
    """Lemmas that complete a verb: its children, and the objects of its prepositions."""
    found = set()
    for child in children:
        found.add(child.lemma_.lower())
        if child.dep_ in ("prep", "prt", "dobj", "agent", "advmod", "xcomp"):
            for grand in kin(child):
                found.add(grand.lemma_.lower())
    return frozenset(found)


def _whose(verb: Token, side: Side, token: Token) -> str | None:
    """Who did it, when said: the subject of an active verb or the agent of a passive; else the possessor."""
    own = _possessor(token)
    if own is not None:
        return own
    if side != "object":
        return None
    for child in kin(verb):
        if child.dep_ == "nsubj" and child.i != token.i and child.pos_ in ("NOUN", "PROPN"):
            return None if child.lemma_.lower() in _HOLDERS else _phrase(child)
        if child.dep_ == "agent":
            for grand in kin(child):
                if grand.dep_ == "pobj" and grand.pos_ in ("NOUN", "PROPN"):
                    return _phrase(grand)
    return None


def _possessor(token: Token) -> str | None:
    for child in kin(token):
        if child.dep_ == "poss" and child.pos_ in ("NOUN", "PROPN"):
            return _phrase(child)
    return None


def _phrase(token: Token) -> str:
    """The surface of a noun with the compounds and adjectives right before it."""
    left = token
    while left.i > 0 and token.i - left.i < 6:
        before = token.doc[left.i - 1]
        if (before.head.i != token.i and before.head.i != left.i) or before.dep_ not in ("compound", "amod", "nmod"):
            break
        left = before
    return text_of(token.doc)[left.idx : token.idx + len(token)]
