"""How people ask in English to be left alone: each pattern is one way of saying it."""

TO_GET = r"(?:get|getting|receive|receiving|have|see|seeing|be getting|be receiving|keep getting)"
SENT = (
    r"(?:text|texts|texting|message|messages|messaging|sms|spam|notifications?|alerts?|reminders?"
    r"|emails?|emailing|robocalls?|robotexts?|solicitations?|communications?|correspondence|outreach"
    r"|mailings?|blasts)"
)
"""What a practice sends, and sending it."""
CALLS = r"(?:calls?|calling|phone calls?)"
REACH = (
    r"(?:text|message|contact|bother|disturb|email|reach out|reach out to|write|communicate with|ping"
    r"|harass|solicit|remind)"
)
REACHING = (
    r"(?:texting|messaging|contacting|bothering|disturbing|emailing|calling|writing|pinging"
    r"|harassing|spamming|annoying|bugging|reminding|notifying|pestering|hounding|blowing up|hitting up|reaching out)"
)
CEASE = (
    r"(?:stop|quit|cease|end|discontinue|halt|desist from|refrain from|knock off|cut out"
    r"|knock it off|cut it out|quit it|stop it|done|stopping)"
)
SMALL = (
    r"(?:please|now|just|with|all|of|the|these|those|this|that|your|any|such|more|further|future"
    r"|to|me|us|my|our|these|ever|kindly|already|immediately|forever|automated|sms|damn|stupid"
    r"|sending|annoying|freaking|fucking|bloody|constant|unwanted|text|phone|and|or|out)"
)
THESE = r"(?:this|these|those|them|it|all this|all of this|all of these|all of them)"
LIST = (
    r"(?:list|lists|system|database|data base|records?|contacts?|contact list|files?|rolodex"
    r"|phone ?book|directory|thing|distribution|distro|service|program|subscription|group|thread)"
)
MINE = r"(?:me|us|my number|this number|my phone|this phone|my phone number|my cell|this cell|my name|number|phone number)"
CLOSE = r"(?= \.| please| thanks| thank| anymore| any more| again| ever| now| already| period|$)"
NO_LONGER = r"(?:anymore|any more|again|ever|ever again|period|no more)"
NOT_WANT = (
    r"(?:(?:dont|do not|didnt|did not|wont|wouldnt|would not|never|no longer|not|doesnt|does not)"
    r" (?:really |ever |even |actually |currently )?"
    r"(?:want|wish|need|like|care|wanna|wanted|asked|ask|desire|wanting|request|requested|appreciate))"
)
NOT_DO = (
    r"(?:dont|do not|never|not|stop|pls dont|no longer|you may not|you can not|you cannot|cant)"
)

SENT_AT_ALL = (
    r"(?:text|texts|texting|messages?|messaging|sms|spam|spamming|notifications?|alerts?|reminders?"
    r"|contact|contacting|communications?|communicating|emails?|emailing|calls|soliciting|solicitations?"
    r"|correspondence|outreach|mailings?)"
)

ENGLISH = (
    # Both in one sentence, whatever stands between them: stop … texts; these texts … stop.
    rf"\b(?:stop|stops|stopping|quit|cease|discontinue|halt|desist|refrain)\b"
    rf"(?! by| at| in | over)[^.]*\b{SENT_AT_ALL}\b",
    rf"\b{SENT_AT_ALL}\b[^.]* (?:stop|stopped|cease|end now)(?= \.| now| please| already| immediately|$)",
    rf"\bstopped {REACHING} (?:me|us)\b",
    rf"\b(?:beg|begging|asking|telling|demand|demanding|request|requesting|insist|warning) (?:\w+ )?"
    rf"(?:you )?to (?:stop|quit|cease){CLOSE}",
    rf"(?<!why )(?<!did )(?<!can )\b(?:dont|do not|never|not|no longer)(?: \w+){{0,3}} {REACH}"
    rf" (?:me|us|this number|my (?:phone|number|cell))\b(?! back| instead)",
    rf"\bnot {REACHING} (?:me|us|this)\b|\b(?:these|them) (?:to|must|need to|have to) stop\b",
    r"\b(?:too|so|way too) many (?:of )?(?:these |your |damn )?(?:texts|messages|reminders|alerts"
    r"|notifications|text messages)\b",
    # Cease texting; stop all these messages; end communication.
    rf"\b{CEASE}(?: {SMALL}){{0,6}} (?:{SENT}|{REACHING})\b",
    rf"\b(?:stop|quit|cease|end)(?: {SMALL}){{0,4}} {CALLS}(?: {SMALL}){{0,3}}{CLOSE}",
    r"\b(?:stop|quit|cease) calling (?:me|us|my|this|here|at this)\b",
    rf"\b(?:stop|quit|cease)(?: {SMALL}){{0,2}} sending(?: {SMALL}){{0,4}}"
    rf"(?: (?:stuff|things|crap|shit|junk|{SENT}))?{CLOSE}",
    rf"\b(?:stop|quit|cease)(?: {SMALL}){{0,2}} sending (?:me|us|to me|these|this|those|them)\b",
    rf"\b(?:stop|quit)(?: {SMALL}){{0,2}} {TO_GET} (?:{THESE}|(?:{SMALL} ){{0,4}}{SENT})\b",
    r"\bmake (?:this|these|them) stop\b",
    r"(?:^|\. )(?:please |just |hey )*(?:stop|quit) \w+ing (?:me|us|my (?:phone|time|number|inbox))\b",
    r"(?:^|\. )(?:please |just )*(?:stop|quit) or (?:i|ill|im|we)\b",
    r"\b(?:please|just) (?:stop|quit|desist)(?= \.|$)",
    r"\byou (?:all |guys )?(?:can|need to|should|must|better|have to|gotta|may|will) stop"
    r"(?= \.| now| texting| this| these| already| please|$)",
    rf"\b(?:said|told|tell|asked|ask|asking|telling|saying|want|need) (?:you |you all |yall )?"
    rf"(?:already |guys |people )?(?:to )?stop{CLOSE}",
    # Do not text me; never contact this number again; quit it.
    rf"\b(?:{NOT_DO}|to not|and not) (?:ever |please |you |to |even )*{REACH}"
    rf"(?: or (?:text|call|message|email|contact))* (?:me|us|it|this|my|here|at)\b(?! back)",
    rf"\b{NOT_DO} (?:ever |please |you |to |even )*{REACH}"
    rf"(?: or (?:text|call|message|email|contact))*{CLOSE}",
    rf"\b{NOT_DO} (?:ever |please |you |to )*call(?: or (?:text|message|contact|email))"
    rf"(?: (?:me|us|this|my|here|at)\b|{CLOSE})",
    rf"\b{NOT_DO} (?:ever |please |you |to )*call(?: \w+){{0,3}} {NO_LONGER}\b",
    r"\bnever call (?:me|us|this|here)\b",
    r"\b(?:dont|do not|never) call or (?:text|message)\b",
    rf"\b{NOT_DO} (?:ever |please |you |to |keep )*(?:send|sending)(?: \w+){{0,3}} {SENT}\b",
    rf"\b{NOT_DO} (?:ever |please |you |to |keep )*(?:send|sending) "
    rf"(?:me |us |to me )?(?:any|these|this|those|anything|more)\b(?! form)",
    r"\bdo not disturb\b|\bno need to (?:text|message|contact) me\b(?! back)",
    r"\b(?:dont|do not|never|stop|quit|not) us(?:e|ing) (?:this|my) (?:number|phone|cell)\b",
    rf"\bkeep {REACHING} me\b|\bkeep sending (?:me|this|these)\b(?! the)",
    rf"\b(?:hate|despise|cant stand)(?: {TO_GET})? (?:these|your|all these|the) {SENT}\b",
    rf"\b(?:these|your|the) {SENT} are (?:so |very |really |getting |too )?"
    r"(?:annoying|unwanted|bothering|bothersome|harassing|not wanted|unwelcome|too much)\b",
    # I do not want these; no longer wish to receive texts; would rather not.
    rf"\b{NOT_WANT}(?: to| your| you| any| more| the| these| those| this| for| all| ur| further| of"
    rf"| me| us| be| {TO_GET}| such| other| sent| sending| text| and| keep| my){{0,7}} {SENT}\b",
    rf"\b{NOT_WANT}(?: to| any| more| you| your)* (?:be )?(?:texted|contacted|messaged|called|bothered"
    rf"|contact me|text me|message me)\b",
    rf"\b{NOT_WANT} to (?:get|receive|be getting|be receiving|hear from) (?:{THESE}|you|anything)\b",
    rf"\b{NOT_WANT} to hear from\b",
    rf"\b{NOT_WANT} (?:this|these|those)(?: {NO_LONGER})?{CLOSE}",
    rf"\b{NOT_WANT} (?:any )?(?:more )?{CALLS} (?:or|and|from)\b",
    r"\bkeep (?:getting|receiving|sending)\b.{0,40}\b(?:dont|do not|didnt|never) (?:want|ask|need)\b",
    rf"\b(?:rather|prefer|prefer to|preferred)(?: you)? (?:not|no)(?: to)?"
    rf"(?: {TO_GET}| be| have| any| your| more| the| these)* "
    rf"(?:{SENT}|texted|contacted|messaged|bothered)\b",
    rf"\b(?:not|no longer) interested(?: in(?: {TO_GET})?(?: your| these| any| the| this| more| further| other)*"
    rf"(?: {SENT}| {THESE}| offers?| services?))?(?: \.| please| thanks| thank| anymore| at all| stop|$)",
    # No more texts; enough.
    rf"(?<!are )(?<!is )(?<!got )(?<!see )\bno(?: more| further| additional)"
    rf"(?: of| your| the| these| this| text| automated)*(?: {SENT}| of these| of this| calls?)\b",
    rf"(?:^|\. )(?:please |thanks |sorry |thank you )?no (?:text )?(?:texts|messages|spam|sms|reminders"
    rf"|texting|messaging)(?: or calls| to this number| to this phone)?{CLOSE}",
    rf"\benough (?:already )?(?:with|of) (?:the|these|this|your|all)\b(?: \w+)? ?(?:{SENT}|$|\.)",
    rf"\b(?:sick|tired|fed up|sick and tired|had enough|done)(?: of| with)(?: {TO_GET})?"
    rf"(?: the| these| this| your| all| you| constant| getting)* (?:{SENT}|{REACHING})\b",
    rf"\b(?:rather|prefer)(?: to)? not(?: to)? {TO_GET} {THESE}\b",
    rf"\b(?:rather|prefer)(?: that)? you (?:didnt|dont|did not|do not|not|wouldnt)(?: ever)? {REACH}\b",
    rf"\b(?:please|kindly) (?:stop|discontinue|cease|end|halt|quit) {THESE}{CLOSE}",
    r"(?:^|\. )(?:please |just |can you |could you |will you )+make it stop\b",
    r"\b(?:who (?:is|are) (?:this|you)|no thanks?(?: you)?|for the love of \w+|for gods sake) stop(?= \.|$)",
    r"\b(?:ask|asked|tell|told|telling|asking|begged) you (?:\w+ ){0,4}to (?:stop|quit|cease)(?= \.|$)",
    r"(?:^|\. )(?:please |go )?(?:text|message|bother|contact) (?:someone|somebody) else(?= \.|$)",
    # Off the list.
    rf"\b(?:remove|take|delete|drop|erase|block|scrub|exclude|scratch|pull|get|purge|strike|cross|put|clear|wipe|keep)"
    rf" (?:\w+ )?{MINE}(?: \w+){{0,2}} (?:off|from|out of|out)(?: of)?"
    rf" (?:\w+ ){{0,4}}(?:{LIST}|{SENT}|{CALLS})\b",
    rf"\b(?:remove|delete|erase|purge|unlist|wipe|block|rid of)(?: all)? {MINE}(?:{CLOSE}| from this\b)",
    r"\b(?:remove|delete|erase|purge) (?:my|our) (?:number|phone|cell|info|information|contact|data|name)"
    r"\b(?! (?:and|but|to|on|from the sched))",
    rf"\b(?:take|get|pull) {MINE} (?:off|out){CLOSE}",
    rf"\b(?:take|get) {MINE} off (?:of )?(?:this|your|these)\b",
    r"\b(?:i|we|ive|id|weve) (?:\w+ ){0,5}to be (?:removed|unsubscribed|opted out)\b",
    r"\bto be taken off(?: of)?(?: (?:this|your|these|all|the \w* ?list)\b|(?= \.|$))",
    r"\bplease remove(?= \.|$)",
    r"\b(?:want|wish|like|need|ask|asking|asked|request|demand|prefer) to (?:be|get) "
    r"(?:removed|taken out|deleted|unsubscribed|opted out)\b",
    rf"\b(?:want|get me|let me|wanna get|want to get|how do i get|i get) (?:off|out of)"
    rf" (?:of )?(?:this|your|these|the) (?:\w+ )?{LIST}\b",
    r"\b(?:please |be )(?:removed|taken off) (?:from )?(?:your|this|the|any|all) (?:\w+ )?list\b",
    rf"\b(?:remove|take) (?:my (?:son|daughter|child|kid|kids|family|husband|wife|mom|mother)|him|her"
    rf"|them|us)(?: and \w+)? (?:off|from)(?: of)? (?:your|this|these|all)"
    rf" (?:\w+ ){{0,2}}(?:{LIST}|{SENT})\b",
    # Unsubscribe, opt out, switch it off.
    r"\bun ?subscrib\w+(?! from my)",
    r"\b(?:i|ive|we|weve|have|already) (?:already )?opted out\b"
    r"(?! of (?!text|all|these|this|your|the text|message))",
    rf"\bopt(?:ing|ed)?(?: me| us| this number| my number)? out(?: of| from)?"
    rf"(?: all| your| these| the| any| further| future| this| receiving| getting| text| sms| my)*"
    rf"(?: {SENT}| {THESE}| everything| list| {CALLS}|{CLOSE})",
    r"\boptout\b",
    r"\bopt (?:me|us|this number|my number|this phone) out\b",
    r"^opt(?:ing)? out\b(?! of)",
    rf"\b(?:turn|switch|shut)(?: off)?(?: {SMALL}){{0,4}}"
    rf"(?: (?:notifications?|alerts?|texts|messages|reminders|texting|messaging))(?: off)?{CLOSE}",
    rf"\b(?:turn|shut|switch) (?:{THESE} off|off {THESE}){CLOSE}",
    rf"\b(?:cancel|disable|deactivate|terminate|suspend|mute|pause)(?: {SMALL}){{0,5}}"
    rf" (?:texts|messages|texting|messaging|alerts|notifications|reminders|subscription|sms|spam)\b"
    r"(?! for (?!me|us|this))",
    rf"\bhow (?:do|can|could|would) (?:i|we|you|one) (?:make )?(?:stop|end|quit|cancel|get rid of|turn off)"
    rf" {THESE}{CLOSE}",
    r"(?<!wont )(?<!doesnt )(?<!dont )\bleave (?:me|us) (?:the )?(?:\w+ )?(?:alone|be)\b",
    r"\b(?:lose|forget|delete|burn) (?:my|this) (?:number|phone number)\b",
    r"\b(?:fuck|eff|f|piss|buzz|bugger|back|screw|bug) off\b",
    r"\b(?:stfu|shut up|shut the|get lost|go to hell|gtfo|kick rocks|fuck you|screw you)\b",
    # Spam, harassment, the law.
    r"\b(?:this|these|that|thats|its|you|your|are|is|as|for|just|more|considered)(?: \w+)? spam\b"
    r"(?! or| folder| if)",
    r"\bspam(?:mer|mers|ming)\b|(?:^|\. )(?:report |reported |marked )?spam (?:number|text|message|texts)(?= \.|$)",
    r"(?:^|\. )(?:report|reported|reporting|marked as|marking as|marking this as)(?: as)? spam(?= \.|$)",
    r"(?:^|\. )(?:please )?block (?:me|this)(?= \.|$)",
    r"\b(?:this is|these are|you are|youre|its|thats|is|consider this|considered|stop the|of)"
    r" (?:pure |plain |a form of )?harass(?:ment|ing)\b",
    r"\bharassing (?:me|us|texts|messages)\b",
    r"\b(?:report|reporting|reported) (?:you|this number|your number|(?:this |these |it |them )?as"
    r" (?:spam|junk))\b",
    r"\b(?:to|with|the|contact|call|notify) (?:the )?(?:fcc|ftc|bbb|attorney general"
    r"|better business bureau)\b",
    r"\b(?:tcpa|dnc list|do not call|do not text (?:list|registry)|cease and desist|cease desist)\b",
    r"\b(?:sue you|suing you|legal action|take you to court|violat\w+ (?:my|the|federal) \w+)\b",
    r"\b(?:hear|hearing) from (?:my|our) (?:lawyer|attorney)\b",
    r"\b(?:lawyer|attorney) will (?:be in touch|contact you|hear)\b",
    r"\b(?:block|blocking|blocked) (?:you|this number|your number|and report\w*)\b",
    r"\b(?:unsolicited|unwanted|illegal|unauthorized) (?:\w+ )?(?:texts?|messages?|calls?|contact|sms)\b",
    # Consent.
    r"\b(?:revok\w+|withdraw\w*|rescind\w*|retract\w*|take back|taking back|cancel|remove) "
    r"(?:\w+ ){0,2}(?:consent|permission|authorization)\b",
    r"\b(?:never|didnt|did not|dont|do not|havent|have not|without) (?:\w+ )?"
    r"(?:consent|consented|consenting|authorize|authorized|agree|agreed|sign up|signed up|sign"
    r"|subscribe|subscribed|ask|asked|opt in|opted in|request|requested|enroll|enrolled)"
    rf"(?: (?:for|to|in))*(?: {TO_GET}| be| any| your| of)*"
    rf" (?:this|these|those|it|{SENT}|texted|contacted|messaged|text me|message me)"
    rf"(?= \.| from| stuff| crap| and| stop| please| {SENT}|$)",
    r"\b(?:dont|do not|no longer|never|not) (?:have|had|give|given|gave)(?: you)?(?: my| any)?"
    r" (?:permission|consent|authorization)(?= \.| anymore| for (?:text|message|this|these|call)|$)",
    r"\b(?:permission|right|consent|authorization|authorized|allowed) to (?:be )?"
    r"(?:text|texted|contact|contacted|message|messaged|call me|send|use this number)\b",
    r"\b(?:didnt|did not|never) (?:give|gave|given) (?:you |you guys |anyone )?"
    r"(?:my number|this number|permission|consent)(?= \.| to (?:text|contact|message|call|you)|$)",
    r"\brefrain from\b",
)

WHOLE = (
    r"(?:stop|quit|end|desist|cease|enough|unsubscribe|opt out|remove|revoke|spam|stop it|stop this"
    r"|stop that|stop these|stop them|quit it|blocked|blocking|go away|cancel all|stop all|just stop"
    r"|stop everything|reported|no more|not interested|harassment|(?:do not|dont) want(?: them| em)?|no text|make it stop|scram|cut it out"
    r"|knock it off|wrong number|wrong person|unsubscribe all|block|mute|discontinue|halt|unenroll|end all"
    r"|end it|end this|stop now|turn (?:it|this|these|them) off|delete me|remove us|no texting|unsubscribe me|enough is enough|disable|deactivate|scam|junk)"
)
"""Said as a sentence of its own, with nothing but small words around it."""
BEFORE = frozenset(
    (
        "again already and bro cmon come dude ffs for guys hey hi i just kindly last maam more no "
        "bye now ok okay omg on one please right said seriously sir the time told wtf yes you"
    ).split()
)
AFTER = frozenset(
    (
        "again already and at away bro dude ffs forever guys immediately maam now ok okay once "
        "please right seriously sir thank thanks time today wtf you"
    ).split()
)
