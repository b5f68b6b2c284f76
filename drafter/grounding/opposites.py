"""Pairs of opposites: a draft's word whose opposite stands in the line that bears the sentence out."""

from __future__ import annotations

from functools import cache

from drafter.grounding.reading import fold, stem

_PAIRS = {
    "en": """increase/decrease,reduce,fall,drop,decline,lower,cut rise/fall,drop,decline
        grow/shrink,fall,decline higher/lower
        up/down more/less,fewer gain/loss,lose win/lose accept/reject,refuse,decline approve/reject,refuse
        agree/disagree
        support/oppose allow/forbid,ban,prevent include/exclude open/close start/end,stop begin/end,finish
        before/after first/last
        early/late maximum/minimum best/worst better/worse strong/weak high/low large/small big/small
        long/short new/old young/old
        fast/slow quick/slow cheap/expensive affordable/expensive easy/difficult,hard
        simple/complex,complicated success/failure
        succeed/fail pass/fail positive/negative true/false right/wrong correct/incorrect full/empty
        public/private free/paid
        inside/outside import/export buy/sell hire/fire add/remove improve/worsen strengthen/weaken
        expand/reduce,shrink
        extend/shorten advantage/disadvantage benefit/harm safe/dangerous,unsafe legal/illegal
        possible/impossible likely/unlikely
        certain/uncertain known/unknown available/unavailable present/absent major/minor majority/minority
        all/none always/never
        many/few love/hate like/dislike happy/sad,unhappy confident/worried optimistic/pessimistic
        guilty/innocent arrive/leave
        enter/leave push/pull borrow/lend teach/learn question/answer attack/defend efficient/inefficient
        advanced/basic wide/narrow
        exclusive/standard quiet/loud wet/dry hot/cold north/south east/west indoor/outdoor
        temporary/permanent domestic/foreign,international rural/urban senior/junior online/offline
        manual/automatic
        daily/weekly,monthly,yearly,annual weekly/monthly,yearly,annual monthly/yearly,annual
        postpone/advance delay/accelerate
        optional/mandatory,required,compulsory voluntary/mandatory,compulsory unanimous/split,divided
        praise/criticise,criticize for/against against/unopposed""",
    "de": """steigen/sinken,fallen gestiegen/gesunken,gefallen zunehmen/abnehmen erhöhen/senken,verringern
        mehr/weniger
        dafür/dagegen annehmen/ablehnen angenommen/abgelehnt zustimmen/ablehnen öffnen/schließen
        beginnen/enden vor/nach
        erste/letzte gut/schlecht besser/schlechter hoch/niedrig groß/klein lang/kurz neu/alt
        teuer/günstig,billig
        leicht/schwer einfach/schwierig möglich/unmöglich früh/spät gewinnen/verlieren gewonnen/verloren
        öffentlich/privat
        erlaubt/verboten verlängern/verkürzen freiwillig/verpflichtend Mehrheit/Minderheit
        kostenlos/kostenpflichtig für/gegen""",
    "fr": """augmenter/baisser,diminuer,réduire hausse/baisse plus/moins accepter/refuser,rejeter pour/contre
        ouvrir/fermer
        commencer/finir avant/après premier/dernier bon/mauvais meilleur/pire haut/bas grand/petit long/court
        nouveau/ancien
        cher/gratuit facile/difficile possible/impossible gagner/perdre public/privé autoriser/interdire
        majorité/minorité
        obligatoire/facultatif tôt/tard""",
    "es": """aumentar/disminuir,bajar,reducir subir/bajar más/menos aceptar/rechazar favor/contra
        abrir/cerrar empezar/terminar
        antes/después primero/último bueno/malo mejor/peor alto/bajo grande/pequeño largo/corto nuevo/viejo
        caro/barato
        fácil/difícil posible/imposible ganar/perder público/privado permitir/prohibir mayoría/minoría
        obligatorio/voluntario
        éxito/fracaso""",
    "it": """aumentare/diminuire,calare,ridurre salire/scendere più/meno accettare/rifiutare,respingere
        favorevole/contrario
        aprire/chiudere iniziare/finire prima/dopo primo/ultimo buono/cattivo migliore/peggiore alto/basso
        grande/piccolo
        lungo/corto nuovo/vecchio caro/economico facile/difficile possibile/impossibile vincere/perdere
        pubblico/privato
        permettere/vietare maggioranza/minoranza obbligatorio/facoltativo""",
    "cs": """zvýšit/snížit růst/klesat vzrostl/klesl více/méně víc/míň přijmout/odmítnout schválit/zamítnout
        pro/proti
        otevřít/zavřít začít/skončit před/po první/poslední dobrý/špatný lepší/horší vysoký/nízký velký/malý
        dlouhý/krátký
        nový/starý drahý/levný snadný/obtížný možný/nemožný vyhrát/prohrát veřejný/soukromý povolit/zakázat
        většina/menšina
        povinný/dobrovolný úspěch/neúspěch""",
}

# Words of one kind, each of which excludes the others: a colour, a season, a time of the day, a meal, a sex.
_KINDS = {
    "en": """red/blue/green/yellow/orange/purple/pink/brown/black/white/grey spring/summer/autumn/winter
        morning/afternoon/evening breakfast/lunch/dinner man/woman boy/girl husband/wife father/mother son/daughter
        brother/sister painting/sculpture/photograph/film""",
    "de": """rot/blau/grün/gelb/orange/lila/rosa/braun/schwarz/weiß/grau Frühling/Sommer/Herbst/Winter
        Vormittag/Nachmittag/Abend Frühstück/Mittagessen/Abendessen Mann/Frau Junge/Mädchen Vater/Mutter Sohn/Tochter
        Bruder/Schwester""",
    "fr": """rouge/bleu/vert/jaune/orange/violet/rose/brun/noir/blanc/gris printemps/automne/hiver
        matin/après-midi/soir homme/femme garçon/fille père/mère frère/sœur""",
    "es": """rojo/azul/verde/amarillo/naranja/morado/rosa/marrón/negro/blanco/gris primavera/verano/otoño/invierno
        desayuno/almuerzo/cena hombre/mujer padre/madre hermano/hermana""",
    "it": """rosso/blu/verde/giallo/arancione/viola/rosa/marrone/nero/bianco/grigio primavera/estate/autunno/inverno
        mattina/pomeriggio/sera colazione/pranzo/cena uomo/donna padre/madre fratello/sorella""",
    "cs": """červený/modrý/zelený/žlutý/oranžový/fialový/růžový/hnědý/černý/bílý/šedý jaro/léto/podzim/zima
        ráno/odpoledne/večer snídaně/oběd/večeře muž/žena otec/matka syn/dcera bratr/sestra""",
}


@cache
def table(language: str) -> dict[str, frozenset[str]]:
    """Return the opposites of each stem of a language, both ways."""
    found: dict[str, set[str]] = {}
    for pair in _PAIRS[language].split():
        one, _, others = pair.partition("/")
        key = stem(fold(one), language)
        for other in others.split(","):
            opposite = stem(fold(other), language)
            found.setdefault(key, set()).add(opposite)
            found.setdefault(opposite, set()).add(key)
    for kind in _KINDS[language].split():
        keys = {stem(fold(word), language) for word in kind.split("/")}
        for key in keys:
            found.setdefault(key, set()).update(keys - {key})
    return {key: frozenset(values) for key, values in found.items()}
