"""Why people ask in English to be left alone: it is somebody else’s phone, or their life went on."""

WRONG_WHO = (
    r"(?:number|person|phone|cell|recipient|contact|guy|lady|man|woman|individual|party|dude|house"
    r"|phone number|cell number|ppl|people|family|household)"
)
WENT_ON = (
    r"(?:moved (?:out|away|to)|(?:dont|no longer|doesnt) lives? (?:here|there)|switched (?:to a|doctors"
    r"|pediatricians|practices)|changed (?:\w+ )?(?:doctors?|pediatricians?|practices|providers?)"
    r"|new (?:doctor|pediatrician)|aged out|is (?:an adult|grown|\d\d)|are (?:all )?(?:adults|grown)"
    r"|passed away|died|(?:dont|doesnt|no longer) (?:go|goes|come|comes) there)"
)
"""No wish by itself: “we moved to 12 Oak Street” is news."""
THEREFORE = (
    r"(?:drop (?:me|us|him|her|them)|(?:remove|take|delete) (?:me|us|him|her|them)(?: off| out)?"
    r"|no need|discontinue|dont need|no more|not necessary|update your (?:records|list|files))"
)

LIVES = (
    # You have the wrong person.
    rf"\bwrong {WRONG_WHO}\b(?! (?:for|on|of|at))",
    r"\b(?:this|that|it|its|you|number|phone) (?:is not|isnt|aint|is no longer|not|no longer is)"
    r" (?!a (?:good|working|great)|the (?:best|right time)|my (?:best|main))"
    r"(?:\w+ ){1,3}(?:number|phone|cell|cellphone)\b(?! to (?:call|reach|text))",
    r"\b(?:no longer|doesnt|does not|not) (?:belongs?|belong) to\b",
    r"\b(?:doesnt|does not|dont|do not|no longer|never|isnt|is not|not) (?:even )?"
    r"(?:lives?|stays?|at|on|has|have|uses?|owns?) (?:here|at this|this (?:number|phone|cell|line))\b",
    r"(?:^|\. )(?:this is |thats |that is |this |these )?(?:not|isnt|arent) my"
    r" (?:kid|kids|child|children|son|daughter|baby|patient|(?:childs |kids )?doctor)(?= \.|$)",
    r"\bthis is (?:a |my )?(?:business|work|office|company|hotel|restaurant|store) (?:line|phone|number|cell)\b",
    r"\bthis (?:number|phone|cell|line) (?:belongs to|has been reassigned|was reassigned|is mine now)\b",
    r"\b(?:new owner of|got) this (?:phone )?number\b",
    r"\bmy new number (?:\. )?(?:not (?:hers|his|theirs|\w+s)|it used to)\b",
    r"\b(?:theres|there is|is)? ?(?:no one|nobody|noone|no body)"
    r"(?: here| at this number| in this house)? (?:named|called|by that|with that|by the name)\b",
    r"(?:^|\. )(?:sorry |there is |theres |um )?no (?!parking|one|room|place)\w+(?: \w+)? (?:here|lives here|at this (?:number|phone)"
    r"|at my (?:number|house))(?= \.| wrong| sorry|$)",
    r"\bdont know (?:anyone|anybody|any|a|an|no|who)(?: one)? (?!other|time|reason|way|good|place|thing)"
    r"(?:named \w+|called \w+|by that name|\w+ (?:is|are) (?:and|but)|\w+)(?: \w+)?(?= \.|$)",
    r"\bdont know (?:this|that|these|those) (?:person|people|kid|child|patient|family|woman|man)\b",
    r"\b(?:dont have|have no|dont even have|havent got|have not got)(?: any| a)?"
    r" (?:kids|children|child|kid|son|daughter|baby)(?! (?:insurance|with|card|cards|form|forms|that|this|today|in|menu|school|to))",
    r"\b(?:im|i am) (?:not|no longer) (?:\w+ )?(?:mom|mother|mum|dad|father|parent|guardian|grandmother)\b",
    r"\b(?:am|im|is|are|were|not|he|she) (?:no longer|not|never been|never was)"
    r" (?:a |your |my |even a )?patients?(?: of (?:yours|your))?"
    r"(?: there| here| anymore| any more| at)?(?= \.|$| please| so| take| and)",
    r"(?:^|\. )(?:i was |i have |ive )?(?:not|never been) (?:a |your )?patients?(?= \.|$| there| here| anymore| any more)",
    r"\bno longer (?:a |your )?patients?(?= \.|$| there| here| please| so)",
    # Moved away, grown up, elsewhere, dead.
    rf"\b{WENT_ON}\b.{{0,80}}\b{THEREFORE}"
    r"(?= \.| these| this| those| messages| texts| reminders| to (?:text|remind|message|contact|keep)| please| thanks|$)",
    r"(?:^|\. )(?:sorry )?(?:the (?:person|patient|number|one)(?: \w+){0,4} |\w+ )?(?:is|has been) deceased\b",
)
