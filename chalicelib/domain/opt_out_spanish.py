"""How people ask in Spanish to be left alone: each pattern is one way of saying it."""

SENT = (
    r"(?:mensajes?|mensajitos|textos?|sms|notificacion(?:es)?|recordatorios?|avisos?|alertas?"
    r"|correos?|spam|publicidad|propaganda)"
)
CALLS = r"(?:llamadas?|llamar|llamarme|llamando)"
ME = r"(?:me|nos|le|les|lo|los)?"
SEND = (
    rf"(?:(?:enviar|mandar|escribir|textear|molestar|contactar|acosar|llamar|fastidiar|hostigar"
    rf"|recibir|insistir|spamear){ME}|(?:enviando|mandando|escribiendo|llamando|molestando|acosando){ME})"
)
DONT_SEND = (
    r"(?:manden?|mandes|mandarme|envien|envie|envies|llamen?|llames|escriban?|escribas|texteen?|textees"
    r"|contacten?|contactes|contactarme|molesten?|molestes|fastidien?|acosen?|escribirme|llamarme"
    r"|enviarme|textearme|insistan?|manden?me|envien?me)"
)
CEASE = (
    r"(?:deje|dejen|deja|dejar|dejes|dejenme|dejeme|dejame|para|pare|paren|parar|detenga|detengan|detener|cese|cesen|cesar"
    r"|suspenda|suspendan|suspender|basta|pararle|parenle|parele|terminen|acaben)"
)
SMALL = (
    r"(?:ya|por|favor|los|las|estos|estas|esos|esas|sus|tus|el|la|este|esta|de|con|tantos|todos"
    r"|todas|mas|mis|me|nos|tanto|tanta|texto|y|ni|sms)"
)
MINE = (
    r"(?:mi (?:numero|telefono|celular|contacto|nombre|info|informacion)|este (?:numero|telefono|celular)"
    r"|numero|mi numero de (?:telefono|celular))"
)
LIST = (
    r"(?:lista|listas|sistema|base de datos|registros?|contactos|directorio|archivos?|agenda|grupo)"
)
TAKE = (
    r"(?:borr|elimin|quit|sac|sa[qc]u|remuev|remov|retir|saqu)(?:e|en|a|ar|ame|eme|enme|arme|enos"
    r"|ennos|arnos|er|an|as)?"
)
CLOSE = r"(?= \.| por favor| gracias| nunca| ya| mas| jamas|$)"

SPANISH = (
    rf"\b(?:pare|paren|parale|parenle|alto|basta|suspend\w+|deteng\w+|detener|cancel\w+|anul\w+"
    rf"|desactiv\w+|terminen|no mas)\b[^.]*\b{SENT}\b",
    rf"\b{SENT}\b.*\b(?:ya )?no l[oa]s quiero\b|\bno l[oa]s quiero recibir\b",
    r"\bno (?:quiero|deseo|deseamos|quisiera|queremos) ser contactad[oa]s?\b",
    # Dejen de mandar; paren los mensajes.
    rf"\b{CEASE}(?: ya| por favor)* de(?: {SMALL}){{0,3}} {SEND}\b",
    rf"\b(?:{CEASE})(?: {SMALL}){{0,5}} {SENT}\b(?! (?:que|para))",
    rf"\b(?:basta|pare|paren|dejen|suspendan|alto)(?: {SMALL}){{0,4}} {CALLS}\b",
    r"\b(?:deje|dejen) de (?:hacer|fregar|joder|chingar)\b",
    rf"\b(?:como|donde) (?:puedo |hago para |le hago para )?(?:dejo|dejar|paro|parar|cancelo|cancelar"
    rf"|desactivo|desactivar|quito|quitar|detengo|detener)(?: de)?(?: recibir)?(?: {SMALL})* {SENT}\b",
    # No me manden; no vuelvan a llamar.
    rf"\bno (?:quiero que |deseo que |quisiera que |necesito que )?(?:me |nos |le )"
    rf"(?:vuelvas?n? a |sigan? |vuelvan a |vuelva a |esten? )?(?:{DONT_SEND}|{SEND})\b",
    rf"\bno (?:vuelvan|vuelva|sigan|siga) (?:a )?(?:me )?(?:{SEND}|{DONT_SEND})",
    rf"\b(?:nunca|jamas)(?: mas)? (?:me |nos )?(?:vuelvan a |vuelva a )?(?:{DONT_SEND}|{SEND})\b",
    rf"\bno (?:manden?|envien?|escriban?|llamen?|molesten?)(?: ya)?(?: {SMALL})* ?(?:{SENT}|mas|nada)\b",
    r"\bno molest(?:e|en|es)\b",
    r"\bno (?:me |nos )?(?:sigan?|continuen?|esten?) (?:mandando|enviando|llamando|escribiendo|texteando"
    r"|molestando|contactando)",
    rf"(?:^|\. |\bfavor (?:de )?|\bpido )no {SEND}\b",
    r"(?:^|\. )(?:ya )?no quiero mas(?= \.| por favor| gracias|$)",
    # No quiero mensajes.
    rf"\b(?:no|ya no|nunca|tampoco) (?:quiero|queremos|deseo|deseamos|necesito|quisiera|acepto|pedi"
    rf"|solicite|autorizo|autorice|autorizamos|permito|pido|gusta|gustaria|me gustan?|requiero)"
    rf"(?: ya| mas| recibir| seguir| recibiendo| que| me| nos| sus| tus| estos| esos| los| ningun| de"
    rf"| ustedes| tantos| sigan| esten| mandando| enviando| manden| envien| que| ni| estas| llegando"
    rf"| lleguen| mas| llamadas| otro| otros){{0,7}}"
    rf" (?:{SENT}|manden|envien|llamen|contacten|escriban|textos|contactado|contactada|molesten)\b",
    r"\bno (?:quiero|deseo|queremos) (?:recibir |mas |saber )+(?:nada|esto|estos|de ustedes|sus)\b",
    rf"\b(?:no|ya no) (?:quiero|deseo|queremos) (?:mas |sus |recibir )*{CALLS}\b",
    r"(?:^|\. )no (?:me interesan?|nos interesan?|estoy interesad[oa])(?= \.| por| gracias| sus| los|$)",
    rf"\b(?:no|ni un|ni una|ningun) mas (?:de )?(?:{SMALL} )*(?:{SENT}|llamadas?|esto|estos)\b",
    # Fuera de la lista.
    rf"\b{TAKE}(?: \w+){{0,4}} {LIST}\b",
    rf"\b{TAKE} {MINE}\b(?! (?:viejo|anterior|antiguo|de (?:casa|trabajo)))",
    rf"\b(?:borrenme|borreme|eliminenme|elimineme|saquenme|saqueme|quitenme|quiteme|borrame|sacame"
    rf"|quitame|eliminame)(?: de(?: aqui| ahi| esto)?)?{CLOSE}",
    r"\b(?:dar|darme|darnos|deme|denme|denos|dame|doy|den|solicito|quiero|pido|dar de|darse) "
    r"(?:(?:mi|la|el|me|de|una) )?(?:de )?baja\b",
    r"\b(?:cancel\w*|anul\w*|termin\w*) (?:mi |la |esta |las )?suscripcion\w*\b",
    rf"\b(?:cancel(?:e|en|ar|o|a)|anulen?|desactiv(?:e|en|ar|a|enme)|apag(?:ue|uen|ar)|bloque(?:e|en|ar))"
    rf"(?: {SMALL}){{0,4}} {SENT}\b",
    rf"\bbloquee?n?(?:me\b| (?:{MINE}|esto)\b)",
    r"\bdesuscri\w+|\bdessuscri\w+",
    # Se equivocaron de persona.
    r"\b(?:numero|telefono|persona|contacto|numero de telefono|celular|destinatario|num)"
    r" (?:equivocad[oa]|incorrect[oa]|errone[oa]|erronea|equivocados)\b(?! (?:para|de la farm))",
    r"\b(?:equivocad[oa]s?|equivoc(?:o|aron|ado|aste|an|as)|error) de (?:numero|persona|telefono|celular)\b",
    r"\b(?:no es|no era|no pertenece) (?:mi|su|el|a|este)(?: \w+)?"
    r" (?:numero|telefono|celular)\b(?! (?:viejo|correcto de))",
    r"\b(?:no es|ya no es|no era) (?:el|mi|su) (?:numero|telefono|celular)\b",
    r"\bno (?:vive|vive nadie|esta) (?:mas )?(?:aqui|en este (?:numero|telefono))\b(?! yo)",
    r"\b(?:ya no|no) (?:tiene|usa|es de|es dueno de) (?:mas )?este (?:numero|telefono|celular)\b",
    r"\b(?:mi|este) (?:numero|telefono|celular) (?:ya )?no es (?:de|el)\b",
    r"\baqui no (?:vive|hay|esta|conoc\w+) (?:ning\w+|nadie|esa|ese|\w+)",
    r"\bno conozco (?:a )?es[ae] (?:persona|senora|senor|nina|nino|paciente)\b",
    r"\bno (?:es|era) la (?:mama|papa|madre) de\b|\bno (?:es|era) el (?:papa|padre) de\b",
    r"\bno conozco a (?:nadie|ning\w+|es[ae]|est[ae]|la|el|\w+)\b",
    r"\bno tengo (?:hijos|ninos|bebes?|hijas|ningun hij\w)(?= \.|$| se| por)",
    r"\bno soy (?:la |el )?(?:mama|papa|madre|padre|persona|paciente|tutor\w*|responsable)\b",
    r"\bya no (?:soy|somos|es) pacientes?\b",
    # Déjenme en paz; la ley.
    r"\b(?:dejenme|dejeme|dejame|dejenos|dejennos|deje|dejen)(?: ya)? (?:en paz|tranquil[oa]s?|de molestar)\b",
    r"\b(?:esto es|es un|es|puro|esto parece) (?:acoso|spam|hostigamiento|abuso)\b",
    r"\b(?:los|les|la|lo|te|voy a|vamos a) (?:voy a |vamos a )?(?:demand|denunci|report|bloque)"
    r"(?:ar|are|o|aremos|arlos|arles|arle|arla|arlo|arte)\b",
    r"\b(?:nunca|no) (?:les |le |te |he )?(?:di|dimos|doy|dado|tienen?)(?: mi| el| su| ningun)?"
    r" (?:permiso|consentimiento|autorizacion|numero)\b",
    r"\b(?:no|nunca) (?:los |les |le )?(?:autoric\w*|autorizo|autorice|acepte|di autorizacion)\b",
    r"\b(?:revoco|retiro|cancelo|anulo)(?: \w+)? (?:consentimiento|permiso|autorizacion)\b",
    r"\b(?:no|nunca) me (?:suscribi|inscribi|registre|apunte|anote)(?: \w+)? ?(?:a|para|en)?"
    r" ?(?:esto|estos|sus|nada|ningun\w*)?(?= \.|$| mensajes| textos)",
    rf"\b{SENT} no (?:desead|solicitad|autorizad)[oa]s?\b",
    r"\bvayanse (?:al|a la)\b|\bchinguen?\b|\bno (?:joda|jodan|fastidien|frieguen)\b",
)

WHOLE = (
    r"(?:basta|no textos?|equivocado|pare|paren|parale|no mas|ya no mas|detenganse|deje eso|spam|acoso|cancelar todo"
    r"|dar de baja|darme de baja|ya estuvo|deja ya|dejenme|quitenme|borrenme|saquenme|no molestar)"
)
"""Said as a sentence of its own, with nothing but small words around it."""
BEFORE = frozenset(
    ("de eso favor gracias les lo no oigan oye pido por que se senores una vez ya").split()
)
AFTER = frozenset(("con de eso esto favor gracias por senores una vez ya").split())
