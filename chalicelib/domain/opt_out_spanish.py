"""How people ask in Spanish to be left alone: each pattern is one way of saying it."""

SENT = (
    r"(?:mensajes?|mensajitos|textos?|sms|notificacion(?:es)?|recordatorios?|avisos?|alertas?"
    r"|correos?|spam|publicidad|propaganda)"
)
CALLS = r"(?:llamadas?|llamar|llamarme|llamando)"
ME = r"(?:me|nos|le|les|lo|los)?"
SEND = (
    rf"(?:(?:estar )?(?:enviar|mandar|escribir|textear|molestar|contactar|acosar|llamar|fastidiar|hostigar"
    rf"|recibir|insistir|spamear){ME}|(?:estar )?(?:enviando|mandando|escribiendo|llamando|molestando|acosando|texteando){ME})"
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
    # Harta de esto; que ya no me lleguen; no hace falta.
    rf"\b(?:hart[oa]s?|cansad[oa]s?|fastidiad[oa]s?|aburrid[oa]s?|enfadad[oa]s?) (?:ya )?(?:de|con)(?: {SMALL}| tant[oa]s?| recibir| que)*"
    rf" (?:{SENT}|{SEND}|ustedes|manden|llamen|lleguen|escriban|esto)\b",
    r"\b(?:que|quiero que|para que) (?:ya )?no (?:me|nos) (?:lleguen?|llegue|este|esten|envien|manden|escriban|llamen|contacten)\b",
    rf"\bno (?:necesito|hace falta|es necesario|ocupo|se necesita|tienen que|tiene que)(?: que)?(?: ya)?(?: me| nos)?"
    rf" (?:{DONT_SEND}|{SEND}|recuerden|recordarme|avisen|avisarme|sus|mas|estos)\b(?! cuando| si )",
    r"\b(?:como|con|si)(?: \w+){0,3} (?:me|nos) (?:vuelven|vuelve|siguen|sigue|mandan|escriben|llaman)\b.{0,40}"
    r"\b(?:abogad\w+|demand\w+|denunci\w+|report\w+|policia|bloque\w+)\b",
    r"\b(?:mand|envi|escrib|dig|avis|habl)\w*(?: a)? (?:mi|su|el|la) (?:espos[oa]|marido|ex|papa|mama|suegra|hij[oa]|pareja|hermana)\b"
    r".{0,25}\b(?:no a mi|en vez|no me)\b",
    r"\b(?:ya no|no) (?:vamos|va|voy|van|vemos|atendemos|atienden|llevamos)(?: a| con| mas)*"
    r" (?:ahi|alli|alla|aqui|ustedes|es[ae] (?:doctor\w*|clinica|consultorio)|su clinica|con (?:el|ese|ustedes)(?: doctor)?)(?= \.|$| ya| por)",
    r"\b(?:cambiamos|cambie|cambio|nos cambiamos|me cambie) de (?:doctor\w*|pediatra|clinica|medico|consultorio)(?= \.|$| ya| hace| por)",
    r"\b(?:tenemos|tengo|tiene|vamos con|va con|ya vamos con) (?:ya )?(?:un |una )?(?:otr[oa]|nuev[oa]) (?:doctor\w*|pediatra|clinica|medico)(?= \.|$| ya| ahora| por)",
    r"\beste (?:numero|telefono|celular|cel) (?:ya )?(?:es de otra|es de otro|es mio|ahora es|cambio de|le pertenece)\b",
    r"\bno (?:la|lo|los|las) conozco(?= \.|$| ni| no)|\bno (?:se|tengo idea) quien es (?!\w* doctor)\w+(?= \.|$)",
    r"\b(?:cuantas|cuantas mas) veces (?:tengo|debo|les|le|hay)\b|\bya les (?:dije|pedi|he dicho|he pedido)\b.{0,30}\b(?:no|paren|dejen|quiten)\b",
    r"(?:^|\. )(?:por favor |yo )*(?:ya )?no (?:quiero|deseo|queremos|deseamos) (?:mas )?(?:esto|estos|eso|nada|nada mas|nada de esto|saber nada)(?= \.| por favor| gracias| de ustedes|$)",
    r"\b(?:como|donde|para) (?:le )?(?:puedo |hago para |podemos |se puede )?(?:cancel\w+|par\w+|quit\w+|elimin\w+|desactiv\w+|bloque\w+|deten\w+|salirme|salir|borrarme|quitarme) (?:de )?(?:esto|estos|eso|esta lista|la lista|aqui)\b",
    r"\b(?:es[ea]|este|el|ese) (?:numero|telefono|celular|cel) (?:ya )?no es (?:de |el |la )\w+",
    r"\b(?:ya no|no) (?:es|sera) (?:el )?(?:numero|telefono|celular) (?:de|del)\b",
    r"\b(?:salir|salirme|salgo|sacarme|sacarnos|quitarme|borrarme) de (?:la|esta|su|esa|sus|esto|aqui)(?: lista| listas)?(?= \.|$| por| de)",
    r"\b(?:dejen|deje|dejame|dejenme) (?:mi|el|este) (?:celular|telefono|numero|cel)\b",
    r"\b(?:me|nos) (?:cansaron|hartaron|aburrieron|tienen hart[oa]s?|tienen cansad[oa])\b|\bestoy hart[oa](?= \.|$| de| con)",
    r"(?:^|\. )(?:usted |ustedes )?(?:esta|estan|anda|andan) equivocad[oa]s?(?= \.|$| de)",
    r"\b(?:este|el) (?:numero|telefono|celular|cel|)(?: ya| ahora)? ?es (?:mio|de otra persona|nuevo)\b|\beste es mio\b",
    r"(?:^|\. )(?:ese |esa |esos |ella |el )?no (?:es|son) mis? (?:hij[oa]s?|nin[oa]s?|niet[oa]s?|famili\w+|pacientes?)(?= \.|$)",
    r"\b(?:voy a|vamos a|quiero) (?:poner|levantar|hacer|meter) una (?:queja|denuncia|demanda)\b|\b(?:los|las|ya los|te) bloque[eo](?= \.|$)",
    r"\bya no (?:lo |la |los |las )?(?:llevamos|llevo|vamos|voy|va|atienden|atendemos)(?: \w+){0,3} (?:ahi|alli|alla|con ustedes|aqui)\b",
    r"(?:^|\. )(?:el|la) (?:senor|senora|paciente|nino|nina|bebe)(?: \w+)? (?:ya )?(?:fallecio|murio)\b",
    r"(?:^|\. )(?:por favor |ya )*no (?:mas )?(?:mensajes|textos|sms|recordatorios|notificaciones)(?= \.|$| por| gracias| de texto)",
    r"(?:^|\. )(?:por favor |ya |favor de |favor )*no (?:me |nos |le )?(?:escriban|manden|envien|llamen|molesten|contacten|insistan)(?: mas| nada| ya| por favor| gracias)*(?= \.|$)",
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
    r"|dar de baja|darme de baja|ya estuvo|deja ya|dejenme|quitenme|borrenme|saquenme|no molestar|ya no|parenle|ya parenle|ya parale|desactivar"
    r"|desactiven|desactivenlo|cancelen|cancelenlo|detener todo|suspendan|dejen|bloquead[oa]s?|no soy esa persona|ya (?:murio|fallecio))"
)
"""Said as a sentence of its own, with nothing but small words around it."""
BEFORE = frozenset(
    ("de eso favor gracias les lo no oigan oye pido por que se senores una vez ya").split()
)
AFTER = frozenset(("con de eso esto favor gracias por senores una vez ya").split())
