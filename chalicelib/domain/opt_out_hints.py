"""How people ask in English without the word: by sighs and threats, or by sending us to others."""

from chalicelib.domain.opt_out_english import CLOSE, MINE, SENT, THESE

MESSAGE = r"(?:text|message|contact|remind|notify|write|email)"
MESSAGING = r"(?:texting|messaging|contacting|reminding|notifying|writing|emailing|pinging|bugging)"
THEM = r"(?:me|us|him|her|them|this number|this phone|my phone|here)"
KIN = (
    r"(?:husband|wife|ex|mom|mother|dad|father|parents?|partner|spouse|sister|brother|grandma"
    r"|grandmother|guardian|caregiver|son|daughter|aunt|uncle|boyfriend|girlfriend|nurse)"
)
NOT_NEEDED = (
    r"(?:no need|no reason|dont need|do not need|dont have|do not have|doesnt need|not necessary"
    r"|isnt necessary|unnecessary|not needed|neednt|need not|no longer need)"
)
GONE = (
    r"(?:removed|excluded|unenrolled|disenrolled|unregistered|deregistered|omitted|left off|left out"
    r"|taken off|taken out|dropped|deleted|erased|unlisted|unsubscribed|opted out|exempted|withdrawn"
    r"|left alone)"
)
AN_ATTACK = r"(?:sue|suing|lawyer|attorney|police|cops|court|legal|lawsuit|press charges|report)"

HINTS = (
    # You need not.
    rf"\b{NOT_NEEDED}(?: for)?(?: you)?(?: guys| all)? (?:to )?(?:keep |be |ever |even )*"
    rf"(?:{MESSAGE}|{MESSAGING})(?: {THEM})?"
    rf"(?= \.| anymore| any more| again| thanks| thank| please| these| this| for every|$)",
    rf"\b{NOT_NEEDED}(?: for)?(?: you)?(?: guys| all)? (?:to )?(?:keep |be )*(?:send|sending)"
    rf"(?: me| us| to me| him| her)?(?: any| all| more| of| out| the| your)*"
    rf" (?:these|this|those|them|anything|{SENT})\b(?! form)",
    rf"\b(?:dont|do not|no longer|didnt|never|not) (?:really |even )?need(?: any| all| more| your| the"
    rf"| these| those| so many| daily| constant)* (?:{SENT}|these|those)(?= \.| anymore| any more| from you"
    rf"| thanks| please| to my| on my|$)",
    # Write to somebody else.
    rf"\b{MESSAGE}(?: to)? (?:my|his|her|their|the) {KIN}(?: \w+){{0,4}}(?: instead)?(?: and)?(?: \.)? not (?:to )?me\b",
    rf"\b(?:send|sending)(?: \w+){{0,2}} to (?:my|his|her|their|the) {KIN}\b.{{0,20}}"
    rf"\b(?:not (?:to )?me|instead of me|from now on|instead not)\b",
    rf"\b{MESSAGE} (?:my|his|her|their) {KIN}(?: \w+)? instead of me{CLOSE}",
    r"\b(?:bother|pester|spam|annoy|harass) (?:someone|somebody|anyone|anybody) else\b",
    # Again, and you will see.
    rf"\b(?:text|message|contact|call|bother|email|ping|spam) {THEM} (?:again|one more time|once more)"
    rf"(?: \.)? (?:and|or|i|ill|im|we|well|i will|i am|ima)\b",
    rf"\b(?:if|keep|next time|once more|dare|every time)\b.{{0,40}}\b(?:text|texting|message|messages"
    rf"|messaging|contact|contacting|spam|spamming|bothering)\b.{{0,50}}\b{AN_ATTACK}\b",
    rf"\b{AN_ATTACK}\b.{{0,60}}\bif (?:you|u|this|these|i|it|they)\b.{{0,40}}\b(?:text\w*|messag\w*|contact\w*"
    rf"|again|stop|continue|another)\b",
    r"\bi (?:will|am going to|gonna|have|am) (?:to )?(?:block|blocking|blocked|report|reporting) (?:you|this|it|these)\b",
    r"\b(?:you are|youre|you have been|you got|number is|consider yourself|getting|gonna be) (?:being |now )?blocked\b",
    # A sigh.
    r"\bgive (?:it|me|us|my phone) a (?:rest|break)\b(?! from| in| on| at| for)",
    r"\bhow many (?:more )?times (?:do|must|have|did|am|should|will|does) (?:i|we|you)\b"
    r"(?! (?:give|take|need to (?:take|give)|a day|per|can|get|come|see))",
    r"\bwhat part of\b.{0,30}\b(?:stop|no|dont|text\w*)\b",
    r"\b(?:why|how come) (?:am|are|is|do|does) (?:i|we|my \w+|you|yall)(?: even)? (?:still|keep|always|constantly)"
    r" (?:getting|receiving|get|receive|texting|sending|messaging|contacting|on (?:this|your))\b",
    rf"\b(?:still|keep|always|constantly|continue to) (?:getting|receiving|get|receive) (?:these|those|this|your|all these)"
    rf"(?: \w+)? ?(?:{SENT})?(?: even though| after| when)\b",
    rf"\b(?:asked|told|said|requested|replied|texted|sent|typed)(?: \w+){{0,6}}"
    rf" (?:stop|to stop|unsubscribe|to be {GONE})(?= \.| (?:and|but|already|before|twice|many|several|last|three|\d)|$)",
    r"(?<!start )\band (?:please |just |then )?(?:stop|quit it|leave (?:me|us) (?:alone|be))(?= \.|$)",
    r"(?:^|\. )(?:please |hey |ok |yo )*(?:can|could|will|would)(?: you| u| yall| this| these| it)+(?: all| guys)?"
    r"(?: please| just| kindly)* stop(?: now| already| it| this| that| please| coming)*(?= \.|$)",
    r"\b(?:dont|do not|didnt|never) (?:ever |please )?(?:send|sending|keep)(?: \w+){0,2}"
    r" (?:anymore|any more|again|ever again)(?= \.|$| please| thanks)",
    r"\b(?:dont|do not|never) (?:ever |please |you )?call (?:me|us|this number|here|my \w+)"
    r"(?: anymore| again| ever| please| thanks| thank you)*(?= \.|$)",
    # Take me out of it.
    rf"\b(?:unenroll|disenroll|unregister|deregister|exclude|unlist|withdraw|omit|exempt|disconnect|detach)"
    rf" (?:{MINE}|our \w+|my \w+)\b(?! from (?:the|my|our) (?:class|study|school|appointment))",
    rf"\b(?:want|wish|like|need|ask|asking|asked|request|demand|prefer|id like|have|get)(?: to)? (?:be |get )?{GONE}"
    rf"(?: from| of| off)* (?:all |any |this |these |your |the |future |further |text )*(?:{SENT}|list|{THESE})\b",
    rf"\b(?:my|our|this|me|us|we|i)(?: \w+){{0,3}} (?:be|get|gets) {GONE}(?: from| of)*(?: \w+){{0,2}}"
    rf" (?:{SENT}|list|lists|system|database|{THESE})\b",
    rf"\b(?:disable|deactivate|turn off|shut off|cancel|end|suspend|silence|mute|kill|terminate)(?: \w+){{0,3}}"
    rf" (?:{SENT}) (?:for|to|on) (?:my|our|this|me|us)(?: account| phone| number| cell| family| kids?| son| daughter)?\b",
    rf"\b(?:take|remove|get|drop|leave|keep) (?:our|my|the) (?:\w+ )?(?:family|household|name|names|number|numbers|info|kids?|children|email)"
    rf" (?:off|out|from)(?: of)? (?:\w+ )?(?:your|this|the|that|these|all)(?: \w+)? (?:list|lists|system|database|{SENT})\b",
    # We owe you nothing.
    r"\b(?:texting|messaging|contacting|calling|bothering|reaching|reached|spamming) (?:a |the |some )?(?:complete |total |perfect |random )?"
    r"(?:stranger|wrong|someone else|somebody else|another person|other person|random)\b",
    rf"\b(?:not|dont|do not|cant|cannot|wont|refuse to) (?:accept|allow|take|authorize|permit|tolerate|appreciate|welcome)"
    rf"(?: any| your| these| the| unsolicited| automated| robo| more)* (?:{SENT}|robo|these|those)\b(?! form)",
    rf"\bno (?:automated|automatic|robo|more automated|unsolicited|marketing|bulk|mass|auto)(?: \w+)? ?(?:{SENT}|calls)\b",
    r"\b(?:dont|do not|didnt) (?:want|like|need|appreciate)(?: to)?(?: get| receive)? (?:robo|automated|auto|bot|mass|spam)\b",
    # It has to stop; is there a way; I would be glad.
    r"\b(?:this|these|those|it|they|them|texts|messages|reminders|notifications|texting|messaging|alerts|calls) (?:all )?"
    r"(?:to|must|needs? to|has to|have to|better|should|gotta|got to|ought to|will) (?:stop|end|cease|go away)"
    r"(?= \.| now| asap| today| immediately| please| already| or|$)",
    rf"\b(?:way|how|code|word|button|link|option|keyword|command|reply|text|type|send|press|who|what|where)\b(?: \w+){{0,4}} to"
    rf" (?:stop|end|quit|turn off|get rid of|opt out|unsubscribe|block|cancel)(?: getting| receiving)?"
    rf" (?:{THESE}|(?:all |any |the |your |these |this |text )*{SENT}){CLOSE}",
    r"\b(?:get|getting|got|be|being|come|coming|go) (?:taken |removed |kicked )?off (?:of )?(?:this|your|the|yalls|that)"
    r" (?:\w+ ){0,2}(?:list|lists|system|texts|thread|database|distribution|program)\b(?! of| for)",
    rf"\b(?:may|can|could|should|would like to|id like to|please let) (?:i|we|me|my number|this number|my phone|us)?(?: please| kindly| just)*"
    rf" ?(?:be|get) {GONE}(?= \.| from| off| please| of (?:this|these|your|the text)|$)",
    rf"\b(?:appreciate|prefer|like|love|great|nice|grateful|good|kind|better)(?: it)? if (?:you|u|yall)(?: guys| all| would| could| can| just| please)*"
    rf" (?:stopped|stop|quit|ceased|didnt|did not|not|wouldnt|would not|dont|do not|never)(?: ever)? (?:{MESSAGE}|{MESSAGING}|send|sending|call|calling|using|contact)\b",
    r"(?:^|\. )(?:please |yes |hi |hello )*(?:i |we |id |wed )?(?:wish|want|wanna|would like|like|ask|asking|request|requesting|need|trying)(?: to)?"
    r" (?:stop|end|unsubscribe|opt out|quit)(?= \.| please| thanks| now|$)",
    r"(?:^| )(?:so|just|then|now|but|pls|please|ok|okay|again|seriously) stop(?= \.| it| this|$)",
    r"(?:^|\. )(?:please |just )?stop (?:i|im|ive|id|my (?:phone|number)|we|weve|you|youre|this is|its|wrong|not|dont|no|asap|immediately|forever"
    r"|everything|anymore|all(?= \.|$)|em|them(?= \.|$))\b(?! (?:can|at|in|on|by)\b)",
    r"\b(?:notice|request|demand|warning|asking|order|time)(?: for you| you)? to (?:stop|cease|desist)\b(?! (?:by|at|in|the|his|her|taking|giving))",
    # No, none of it.
    r"(?:^|\. )(?:please |absolutely |and )*no (?:more )?(?:calls|texts|emails|messages|texting|calling)(?: (?:and|or|no|nor|of|any|more|\.))*"
    r" (?:calls|texts|emails|messages|texting|calling|kind)\b",
    r"(?:^|\. )(?:please )?no (?:more )?(?:texts|messages|texting|sms|reminders|notifications) (?:to|on|at|for) (?:this|my|our|me|us)\b",
    r"\benough (?:already|texts|texting|messages|reminders|messaging|spam|alerts|with the|with these|with this|of this|of these)\b",
    rf"\b(?:dont|do not|never|quit|stop) (?:even )?bother(?:ing)? (?:with )?(?:{MESSAGING}|sending|to (?:text|message|contact|send))\b(?! back)",
    r"\b(?:dont|do not|stop|quit|never) (?:send|sending) (?:me |us )?(?:stuff|things|crap|junk|shit|garbage|nothing|any)\b",
    r"(?:^|\. )(?:please )?(?:mute|silence|block|end|kill|drop|cancel|discontinue|remove|delete|disable)"
    r" (?:these|those|all of (?:these|this|it|them)|all this|this(?: number| phone)?|my (?:number|phone|cell))(?= \.| please| now| thanks| asap|$)",
    r"\b(?:remove|delete|erase|take) (?:her|his|their|this|that|our|the) (?:number|phone|phone number|cell|name|contact|info|information)"
    r"(?: off| out)?(?= \.| please| from (?:your|this|the|all)(?! (?:wait|sched))| thanks|$)",
    r"\b(?:consent|permission|authorization|approval)(?: is| has been| was| hereby| now| to text\w*)* (?:revoked|withdrawn|rescinded|denied|canceled|cancelled|expired|not given)\b",
    r"\b(?:lawyer|attorney|lawyers|attorneys) (?:\w+ ){0,3}(?:contact|in touch|hear|call|notif|letter|reach)\w*",
    r"\b(?:do|please) not use(?= \.| this| it|$)",
    r"(?:^|\. )(?:ok |okay |alright )?(?:thats|that is) enough(?= \.|$| already| please| now)",
    # Not for me; leave us out; one more and.
    r"\b(?:this|it|that|message|text|these|texts|messages)(?: is| are|s)?(?: not|nt)? (?:not |isnt |arent )?(?<=not )(?:meant |intended )?for (?:me|us)(?= \.|$| please)",
    r"\b(?:isnt|arent|is not|are not|not) (?:meant |intended )?for (?:me|us)(?= \.|$| please| so)",
    r"(?<!wont )(?<!doesnt )(?<!dont )\bleave (?:me|us|my \w+|our \w+) (?:alone|be|out of (?:this|it|these|your))\b(?! (?:with|at|in|for|about))",
    r"\b(?:get|stay|keep) (?:off|out of) (?:of )?my (?:phone|cell|inbox|messages)\b",
    r"\b(?:next|one more|1 more|another|keep)(?: single)? (?:text|message|texting|messaging|one) (?:from you )?(?:and|or|ill|i will|im)\b",
    r"\b(?:file|filing|filed|put in|submit\w*|making|lodge|lodging) (?:a |an )?(?:formal )?(?:complaint|report)(?= \.|$| with| against| if| about (?:this|these|you|the text))",
    r"\b(?:honor|respect|follow|process|acknowledge) my (?:\w+ )?(?:request|wish|wishes|opt out|choice|decision|revocation|privacy)\b",
    r"\bnot to be (?:texted|contacted|messaged|called|bothered)\b|\b(?:requested|asked|want|need|have) (?:this|these|it|them|those) (?:be |to be )?stopped\b",
    r"\b(?:cancel|end|discontinue|terminate|stop|suspend) (?:my |the |this |all |text |messaging )*(?:service|services|subscription|membership)(?= \.| please|$)",
    r"\b(?:where|how|who)(?: \w+){0,2} (?:get|got|gave|given|give)(?: \w+)? (?:my|this) (?:number|phone|cell|info)\b(?! to)",
    r"\b(?:youve|you have|youre|you are|you)(?: \w+)? (?:been )?(?:reported|blocked)(?= \.|$| and| for| to)",
    r"\b(?:sick|tired|done|fed up|had it|over it|so over)(?: up)?(?: of| with)? (?:this|these|you|yall|you guys|you people|your (?:office|texts|clinic))(?= \.|$| and| texts| stop)",
    r"\b(?:driving|drives|making|makes) me (?:crazy|nuts|insane|mad)\b",
    r"(?:^|\. )(?:this is |these are |its |so |very |really |how |pretty )*(?:annoying|irritating|obnoxious|intrusive|invasive)(?= \.| stop|$)",
    r"(?:^|\. )(?:please )?(?:no|zero) (?:more |further )?contact(?= \.| please| with|$)",
    r"(?:^|\. )(?:this is |youre a |its a |its |is )?(?:scam|junk|a scam|illegal)(?= \. (?:stop|report|remove)| stop| reporting)",
    r"(?:^|\. )(?:junk|scammers?|spammers?)(?= \.|$)",
    r"\bnever (?:opted|signed|subscribed|enrolled|registered|agreed|consented|asked|requested) (?:in|into|up|to|for)?(?: \w+)? ?(?:this|these|it|text\w*|messages)?(?= \.|$)",
    r"\b(?:refuse|decline|declining|refusing|reject) (?:these|those|all of (?:these|this)|your texts)(?= \.|$)",
    r"\bno thanks? (?:you )?to (?:the |your |these |any |all )*(?:texts?|messages|reminders|texting)\b",
    r"(?:^|\. )(?:please )?(?:turn|shut|switch) off(?= \.|$| please)",
    r"(?:^|\. )(?:final|last|second|2nd|third|3rd) (?:warning|request|notice|time)(?: \.|$)",
)
