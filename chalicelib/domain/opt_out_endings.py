"""Short texts whose last words say it: “… stop”, “… not a patient anymore”, “… wrong number”."""

SENT = r"(?:texts?|texting|messages|messaging|sms|text messages|reminders|notifications|alerts)"
NOT_ASKED = (
    r"(?<!wont )(?<!doesnt )(?<!didnt )(?<!dont )(?<!cant )(?<!not )(?<!never )(?<!when )(?<!does )"
    r"(?<!it )(?<!he )(?<!she )(?<!bus )(?<!next )(?<!first )(?<!last )(?<! a )(?<!the )(?<!non )"
    r"(?<!to )(?<!i )(?<!we )(?<!or )(?<!will )(?<!hit )(?<!can )(?<!should )(?<!train )(?<!my )"
)
"""“It won’t stop”, “the bus stop”, “when should I stop”: of something else."""
ELSEWHERE = r"(?:another|a different|a new|different|a diff|some other|other)"
A_PRACTICE = r"(?:office|practice|clinic|pediatrician|doctor|doctors|doc|provider|dr|group)"
NO_QUESTION = (
    r"(?!do |does |did |can |could |will |would |should |is |are |what |which |how |who |need |want "
    r"|if |any |know |looking )"
)

ENDINGS = (
    rf"(?:^|\. ){NO_QUESTION}(?!when |where |has |have |had )(?:\w+ ){{0,9}}?{NOT_ASKED}stop(?= \.|$)(?<!non stop)",
    r"\bwrong (?:number|person|phone|contact|cell|recipient)\b(?! (?:on|of|at|for (?:the|my|your|our|his|her|this|records?|billing)))",
    r"\b(?:incorrect|bad|mistaken|not the right|not the correct) (?:number|person|phone|contact|phone number)\b(?! (?:for|on|of))",
    r"\bdont know (?!yet|how|if|when|what|where|which|who|why|that|it|his|her|their|my|the|about|our|your|exactly|anything"
    r"|much|sorry|maybe|for|either|i|we|he|she|this|now|them|him|any|weight|dose|whats|whether|u|you|until|spanish|english|off)"
    r"\w{3,}(?= \.|$)",
    r"\b(?:isnt|is not|im not|i am not|not|aint) \w+s (?:mom|mommy|dad|phone|number|cell|mother|father|parent|wife|husband|guardian)"
    r"(?= \.|$| anymore)(?<!todays number)",
    rf"(?:^|\. ){NO_QUESTION}(?:\w+ ){{0,5}}(?:switched|changed|moved|go|goes|going|went|transferred|see|sees|with|at|using|found|have|has)"
    rf" (?:to |over to )?{ELSEWHERE} {A_PRACTICE}(?= \.|$| now| already| so)(?! \. (?:need|do|should|can))",
    r"(?:^|\. )(?:\w+ ){0,2}(?:left|leaving) (?:your|that|this|the) (?:office|practice|clinic|doctor)(?= \.|$| in| last| years| a)",
    r"\b(?:not|no longer|isnt|arent|wasnt|aint|never)(?: \w+)? patients?(?: \w+)? ?(?:anymore|any more|there)(?= \.|$| please| so)",
    r"\b(?:im|i am|we are|were) no longer (?:a |your )?patients? of\b",
    r"(?:^|\. )(?:\w+ )?(?:have |ve )?(?:moved|relocated) (?:away|out of (?:state|town|the area|the country|the state))(?= \.|$| please| so)",
    r"\b(?:dont|doesnt|no longer) lives? (?:there|here|in \w+)(?: anymore| any more)?$",
    r"^(?:sorry )?(?:my )?(?:mother|father|mom|husband|wife|son|daughter|child|baby|she|he|patient)(?: has| have| had| sadly)?"
    r" (?:passed(?: away)?|died|is dead|is gone)$",
    r"\b(?:tired|sick|annoyed|weary) (?:of|by|with) (?:getting |receiving |having |all )*(?:these|this|your|you|the constant)\b(?! (?:cough|cold|pain|rash|fever|wait|waiting|ear|weather))",
    r"\b(?:ive|i have|we have|weve|i) (?:just )?had enough(?= \.|$| of)",
    rf"\b(?:these|your|the|this) (?:{SENT} )?(?:are|is) (?:so |very |not |really |getting |just |too )*(?:welcome|unwelcome|unwanted|wanted|intrusive"
    r"|annoying|excessive|bothersome|disruptive|irritating|invasive|harassment|harassing)\b",
    r"\b(?:find|found|feel|feeling) (?:these|this|your|it|all|so|very|being|the|texts|messages| )*(?:intrusive|annoying|harassed|harassing|bothersome|invasive|violated)\b",
    r"\b(?:im|i am|gonna|going to|will|ill|i) (?:be )?block(?:ing|ed)? (?:this|you|it|your|yall|these)\b(?! (?:week|time))",
    rf"(?<!got )(?<!have )(?<!had )(?<!see )(?<!get )(?<!are )(?<!received )(?<!saw )\bno (?:more )?{SENT}(?= \.|$| please| after| to this| to my| at this| on this| thanks| thank)",
    r"\b(?:email|mail|write|e mail) (?:me |us )?(?:only )?(?:rather than|instead of|over|and not|not) (?:text|texts|texting)\b",
    r"\buse (?:my )?email only\b|\bemails? only\b(?! if)|\bonly (?:use )?(?:my )?emails?(?= \.|$)",
    r"(?:^|\. )(?:please )?no (?:more )?(?:phone )?calls(?= \.|$| please| to\b| or\b| thanks)",
    r"\b(?:dont|do not|never|stop|quit) call(?:ing)? (?:this|my|our) (?:phone|number|cell|line|house|home|work)(?= \.|$| please| anymore| again)",
    r"\bno solicit(?:ing|ation|ations|ors)\b|(?:^|\. )(?:please )?(?:do not|dont) send(?= \.|$| please)",
    r"(?:^|\. )(?:i |we )?(?:never |didnt |did not )(?:sign up|signed up|enroll|enrolled|subscribe|subscribed|register|consent|agree)(?= \.|$| for any)",
    r"\bno (?:consent|permission|authorization)(?= \.|$| given| was| to)(?<!need no consent)",
    r"(?:^|\. )(?:\w+ )?removal(?= \.|$| please| from| request)",
    r"\bwhy (?:are|r|do|did|have|would) (?:you|u|yall|they)(?: guys| people| keep)? (?:texting|text|messaging|contacting|calling|bothering|message|spamming)(?: me| us| this)?(?= \.|$| when| if| about someone)",
    r"\b(?:if|again|text) .{0,30}\b(?:ill|i will|im going to|i am going to|gonna) (?:report|sue|block|call the|file)\b",
    rf"\b(?:dont|do not|didnt|did not|never|no longer) (?:really )?(?:want|wish|care|like|need)(?: to)? (?:get|receive|have|see|be sent|keep getting)(?: \w+){{0,3}} {SENT}\b(?! (?:about|for|from|in|on) (?!you|this|my))",
    r"\b(?:understand|understanding|spell)(?: \w+){0,3} stop(?= \.|$)",
    r"\btake (?:me|us) off (?:of )?(?:his|her|their|my|the|this|that) (?:account|file|record|profile|contacts?)\b",
    r"\bthis (?:phone|number|cell|cellphone) (?:isnt|is not|aint) \w+s(?= \.|$)",
    r"\bpossible to (?:be |get )?(?:removed|taken off|unsubscribed|deleted|stop)\b|\b(?:take|get) (?:me|us) of (?:your|this|the)(?: \w+)? list\b",
    r"\b(?:lay|ease|back) off (?:the|with|these|of)\b|\bleave (?:this|my) (?:number|phone|cell) alone\b|\b(?:text|message) (?:me )?(?:way |far )?too (?:much|often)\b",
    r"\b(?:never|didnt|did not) opt in(?= \.|$| to (?:this|these|text|any))|\bcontact\w* (?:my|an|our) (?:lawyer|attorney)\b",
    r"\bnot (?:a )?patients? (?:at|of|in|with) (?:your|this|that)\b|(?:^|\. )go away\b",
    r"\bplease remove (?:it|this|that|me|us)(?= \.|$)",
    # Español.
    r"\b(?:favor de|por favor|quiero|pueden|puede|pido) (?:que me )?(?:quitarme|borrarme|eliminarme|sacarme|quiten|borren|eliminen|saquen)(?= \.|$| de| por)",
    r"\b(?:tiene|tienen|traen|trae) (?:el )?(?:numero |persona )?equivocad[oa](?: el numero| la persona| de numero)?(?= \.|$)",
    r"\bya no (?:es|soy|somos|son) (?:mi|su|sus|nuestro|nuestra|de|del|de su) ?(?:doctor|doctora|pediatra|medico|clinica|pacientes?|consultorio)(?= \.|$| por| ya)",
    r"(?:^|\. )(?:ella|el|el paciente|la paciente|mi esposo|mi esposa|mi hijo|mi hija|mi bebe)(?: \w+)? (?:fallecio|murio|ha fallecido)$",
    r"\bya (?:les |le |se los )?dije que (?:no|ya no|pare\w*|deje\w*)\b|\b(?:los|las|ya los) (?:reporte|reportare|bloquee|denuncie)(?= \.|$)",
)
