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
THE_PRACTICE = (
    r"(?:you(?: guys| all)?|yall|(?:dr|doctor) \w+|(?:this|that|your|the)(?: \w+)?"
    r" (?:clinic|office|practice|doctors?|dr|place|pediatrician|location|facility))"
)
"""“You”, “your office”, “Dr Patel”."""
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
    r"\bnever (?:been|heard|went|gone|seen|visited|was|were|used)(?: \w+){0,2} (?:of you|you|there|a patient|patients|your \w+)$",
    r"\bnever (?:been |was |were )?(?:a |your )patient(?= \.|$| of| there| here| at)",
    r"\b(?:someone|somebody|another person|a different person) (?:else )?(?:now )?(?:has|owns|uses|got) this\b",
    r"\bbelongs? to (?:someone|somebody|another|a different)\b",
    r"\b(?:number|phone|one|this) is (?:now )?mine(?: now)?(?= \.|$)|\bgot (?:a |my )?new (?:phone|number) with this (?:number|phone)\b",
    r"\b(?:this is|texting|reached|messaging|contacting) (?:a|an|the|my|our) (?:\w+ )?(?:restaurant|store|shop|hotel|office|business|company|church"
    r"|warehouse|salon|garage|firm|prepaid|landline|fax)(?: phone| line| number| machine| cell)?(?= \.|$)",
    r"(?:^|\. )(?:sorry |unfortunately )?(?:he|she|the patient|patient|mr \w+|mrs \w+|ms \w+|my (?:baby|son|daughter|child|husband|wife))(?: has| have| is| sadly| just)*"
    r" (?:died|passed|passed away|dead|deceased)(?= \.|$| in| last| on| this| stop| please| \w+ (?:ago|years|months|weeks|days))",
    r"(?:^|\. )(?:patient )?deceased(?= \.|$| please| stop)",
    r"\bno longer (?:her|his|their|the)(?: \w+)? (?:guardian|parent|caregiver|mom|dad|mother|father|custodian|caretaker|nanny|sitter)\b",
    r"\b(?:not the (?:right|correct)|am the wrong|im the wrong) (?:person|contact|number|parent|one)\b",
    r"\b(?:stopped|quit) (?:going|coming|using|seeing|bringing \w+)(?: to)? (?:there|"
    rf"{THE_PRACTICE})(?= \.|$| years| a while| last)",
    r"(?:^|\. )(?:i |we |they |he |she )(?:dont|doesnt) (?:go|come|goes) there(?= \.|$)",
    r"\bdont know (?:these|those|this|that) (?:kids|children|people|kid|child|person|names?)\b",
    r"(?:^|\. )(?:thats|this is|these are|they are|hes|shes|theyre)? ?not my (?:kids?|child|children|son|daughter|patient|family)(?= \.|$)",
    r"\bnew (?:\w+ ){0,2}owner\b(?= \.| of this| so| please|$)",
    r"\bnot (?:who|whom|the (?:person|one|guy|lady|patient|parent|mom|dad|mother|father|woman|man))(?: that| who)?"
    r" (?:you|youre|you are|your|yall|u|ur)(?: are| re)? (?:looking for|looking|think|trying to|want|need|text\w*|reach\w*|after|contact\w*)",
    r"(?:^|\. )(?:this is |its )?(?:a |my )?(?:landline|house phone|kids phone|childs phone|sons phone|daughters phone)(?= \.|$)",
    r"\bno longer (?:need|require|use|want) (?:your |you(?:r)? )(?:services?|care|office|practice|help)\b",
    r"(?:^|\. )(?:\w+ )?(?:have |has |already |had )*(?:changed|switched|swapped|left|found)(?: \w+)? (?:doctors?|pediatricians?|practices|clinics?|providers?)"
    r"(?: now| already| last \w+| \w+ (?:ago|back)| a while ago| since)*(?= \.|$)",
    r"\b(?:new owner of|got) this (?:phone )?number\b",
    r"\bmy new number (?:\. )?(?:not (?:hers|his|theirs|\w+s)|it used to)\b",
    r"\b(?:theres|there is|is)? ?(?:no one|nobody|noone|no body)"
    r"(?: here| at this number| in this house)? (?:named|called(?= (?!us|me|you|back)\w)|by that|with that|by the name)\b",
    r"(?:^|\. )(?:sorry |there is |theres |um )?no (?!parking|one|room|place)\w+(?: \w+)? (?:here|lives here|at this (?:number|phone)"
    r"|at my (?:number|house))(?= \.| wrong| sorry|$)",
    r"\bdont know (?:anyone|anybody|any|a|an|no|who)(?: one)? (?!other|time|reason|way|good|place|thing)"
    r"(?:named \w+|called \w+|by that name|\w+ (?:is|are) (?:and|but)|\w+)(?: \w+)?(?= \.|$)",
    r"\bdont know (?:this|that|these|those) (?:person|people|kid|child|patient|family|woman|man)\b",
    r"\b(?:dont have|have no|dont even have|havent got|have not got)(?: any| a)?"
    r" (?:kids|children|child|kid|son|daughter|baby)\b(?! (?:insurance|seats?|with|card|cards|form|forms|that|this|today|in|menu|school|to))",
    r"\b(?:im|i am) (?:not|no longer) (?:\w+ )?(?:mom|mother|mum|dad|father|parent|guardian|grandmother)\b",
    r"\b(?:am|im|is|are|were|not|he|she|and|hes|shes|theyre|were) (?:no longer|not|never been|never was)"
    r" (?:a |your |my |even a )?patients?(?: of (?:yours|your))?"
    r"(?: there| here| anymore| any more| at)?(?= \.|$| please| so| take| and)",
    r"(?:^|\. )(?:i was |i have |ive )?(?:not|never been) (?:a |your )?patients?(?= \.|$| there| here| anymore| any more)",
    r"\bno longer (?:a |your )?patients?(?= \.|$| there| here| please| so)",
    # They go elsewhere.
    rf"\b(?:no longer|not|never|stopped) (?:been |being )?(?:with|at|go|goes|going|come|comes|coming|see|sees|seeing|seen"
    rf"|use|uses|using|attend|attends|attending|under|members? of)(?: at| to| by| by you)? (?:there|{THE_PRACTICE})(?= \.| so| and|"
    rf" please| anymore| any more| now|$)",
    rf"\b(?:dont|doesnt|do not|does not|havent|hasnt|never) (?:even |been |ever )*(?:go|goes|gone|been|come|comes|see|use|attend|visit)"
    rf"(?: to| at| with| a patient)? (?:there|here|{THE_PRACTICE})(?: anymore| any more| now| in (?:\w+ )?(?:years|ages|forever)"
    rf"| for (?:\w+ )?years)(?= \.| so| and| please| take|$)",
    rf"\b(?:dont|doesnt|do not|never) (?:even )?(?:go|goes|come|comes)(?: to| there)* (?:to )?{THE_PRACTICE}(?= \.|$| anymore)",
    r"\b(?:left|leaving|quit|fired) (?:the|your|this) (?:practice|clinic)\b",
    r"(?:^|\. )(?!do |does |can |will |should |is |if )(?:\w+ ){0,4}(?:have|has|found|got|switched to|see|sees|go to|goes to|with|using|uses)"
    r" (?:a |an |her |his |their |our )?(?:new|different|another|other) (?:doctor|doctors|doc|dr|pediatrician|peds|pcp|provider"
    r"|practice|clinic|primary)(?: now| already| office)*(?= \.(?! \w+ (?:time|day))|$| so (?:please|stop|no|take|remove))",
    # Moved away, grown up, elsewhere, dead.
    rf"\b{WENT_ON}\b.{{0,80}}\b{THEREFORE}"
    r"(?= \.| these| this| those| messages| texts| reminders| to (?:text|remind|message|contact|keep)| please| thanks|$)",
    r"(?:^|\. )(?:sorry )?(?:the (?:person|patient|number|one)(?: \w+){0,4} |\w+ )?(?:is|has been) deceased\b",
)
