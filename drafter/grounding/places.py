"""Names that stand for each other: a country, its people and its code; and names that anyone knows as names.

The notes' "CZ ministry" bears out the draft's "Czech ministry". Lists of given names and cities only help to
tell a name from a noun where capitals don't (German, the first word of a sentence); they support nothing.
"""

from __future__ import annotations

_GROUPS = """
europe european europeans eu europa europaische europaischen europaischer europaisches europeen
europeenne europeennes europeens europeo europea europeos europeas europei europee evropa evropsky
evropska evropske evropskeho evropskou evropskych evropy ue; us usa american americans america americain
americaine americano americana amerikanisch amerikanische americky etats-unis; uk britain british
england english; germany german germans de deutschland deutsch deutsche deutschen deutscher allemagne
allemand allemande allemands alemania aleman alemana germania tedesco tedesca nemecko nemecky nemecka
nemecke; france french fr frankreich franzosisch franzosische franzosischen francais francaise francia
frances francesa francese francie francouzsky; spain spanish es spanien spanisch spanische spanischen
espagne espagnol espagnole espana espanol espanola espanoles spagna spagnolo spagnola spanelsko
spanelsky; italy italian italians it italien italienisch italienische italienischen italienne italia
italiano italiana italiani italie italsky; czech czechia cz tschechien tschechisch tschechische
tschechischen tchequie tcheque checo checa chequia ceco ceca cechia cesko ceske ceska cesky ceskeho
ceska; austria austrian at osterreich osterreichisch osterreichische autriche autrichien austriaco
rakousko rakousky; switzerland swiss ch schweiz schweizer suisse suiza suizo svizzera svizzero svycarsko
svycarsky; poland polish pl polen polnisch polnische pologne polonais polonia polaco polacco polsko
polsky; slovakia slovak sk slowakei slowakisch slovaquie eslovaquia slovacchia slovensko slovensky;
hungary hungarian hu ungarn ungarisch hongrie hongrois hungria ungheria madarsko madarsky; netherlands
dutch nl holland niederlande niederlandisch niederlandische pays-bas neerlandais nizozemsko nizozemsky;
belgium belgian belgians be belges belgier belgien belgisch belgique belge belgica belgio belgie belgicky; portugal portuguese
pt portugiesisch portugais portugues portoghese portugalsko; ireland irish ie irland irisch irlande
irlandais irlanda irsko; sweden swedish se schweden schwedisch suede suedois suecia sueco svezia svedese
svedsko; denmark danish dk danemark danisch danois dinamarca danimarca dansko; finland finnish fi
finnland finnisch finlande finlandais finlandia finsko; norway norwegian no norwegen norwegisch norvege
noruega norvegia norsko; greece greek gr griechenland griechisch grece grec grecia griego greco recko;
romania romanian ro rumanien roumanie rumania rumunsko; bulgaria bulgarian bg bulgarien bulgarie
bulharsko; croatia croatian hr kroatien croatie croacia croazia chorvatsko; slovenia slovenian si
slowenien slovenie eslovenia slovinsko; ukraine ukrainian ua ukrainisch ukrainien ucrania ucraina
ukrajina ukrajinsky; russia russian russians ru russland russisch russische russie russe rusia ruso
russo rusko rusky; china chinese cn chinesisch chine chinois chino cina cinese cina cinsky; japan
japanese jp japanisch japon japonais japones giappone japonsko; india indian indien inde indie; canada
canadian kanada; australia australian australien; africa african afrika afrique; asia asian asien asie;
brazil brazilian brasil; turkey turkish turkei turquie; prague prag praha prahy praze prahou praga;
vienna wien vienne viena viden vidne vidni; rome rom roma rim; paris parigi pariz; london londres londra
londyn; brussels brussel bruxelles bruselas brusel bruselu; munich munchen mnichov monaco; cologne koln
colonia; milan milano mailand; florence firenze florenz florencia; venice venezia venedig venise
venecia; naples napoli neapel; turin torino; geneva geneve genf ginebra ginevra zeneva; zurich zurigo
curych; warsaw warszawa warschau varsovie varsovia varsava; cracow krakow krakau cracovie; lisbon lisboa
lissabon lisbonne; athens athen athenes atenas atene; copenhagen kopenhagen copenhague; moscow moskau
moscou moskva; nuremberg nurnberg; strasbourg strassburg estrasburgo; danube donau; bavaria bayern
baviere bavorsko; ministry ministere ministerium ministerio ministero ministerstvo; commission
kommission comision commissione komise komisi; st s saint sainte sankt san santo santa sant sveti street str strasse;
road rd; avenue avenida ave av avda; boulevard bd blvd bvd; square sq; lane ln; place platz plaza piazza pl pza; court ct;
mount mt; fort ft; school sch; department dept dpt; route rte; namesti nam; trida tr; highway hwy; sv svaty svata svate svateho svatem;
brittany breton bretons bretagne; conference konferenz conferencia conferenza konference
konferenci; facebook fb; instagram ig insta; youtube yt; whatsapp wa; union unie unii unione; scotland scottish; wales welsh
"""

SAME: dict[str, tuple[str, ...]] = {
    word: tuple(group.split()) for group in _GROUPS.split(";") for word in group.split()
}
# Parts of names that notes write as a code.
CODES: dict[str, tuple[str, ...]] = {
    word: tuple(codes.split())
    for codes, names in (
        ("us usa", "states stati etats unis estados unidos uniti staaten vereinigte vereinigten staty statech spojenych"),
        ("uk gb", "kingdom royaume uni reino unido regno unito konigreich vereinigtes kralovstvi"),
        ("us usa uk", "united spojene"),
    )
    for word in names.split()
}  # fmt: skip

GIVEN_NAMES = frozenset(
    """aaron abigail achim adele adelheid adrian agatha agnieszka aida aidan ainhoa aisha alain alba albrecht
        aldo alessia aleksander alfonso alfredo
    alison allison almut alvaro amanda amaia amadou amber amedeo ander angel angelo anke anneliese annika
    ansgar antje anton ariadna armand armando arne arno arturo
    arvid ashley asmaa audrey august aurelie aurora ayse aylin babette baptiste bartosz bastian beata beatriz
    belen ben benedetta benedikt benoit
    bernadette bernardo bernhard bert berta bertram bettina betty bianca bjorn bob bogdan bohdan bonnie boris
    borivoj bozena brenda brian bridget
    bridgette britta burkhard caitlin callum cameron camillo camilo candice carina carl carole carolin
    caterina catalina cathy cem chantal
    charlie chloe christa christel chloe ciara cindy clemence clemens colin colette connor conrad consuelo
    corinna corinne craig cristian
    cristiano cyril cynthia daisy dalibor damian damien damiano danielle danilo danny dario darren dave
    davide dean debbie deepak delphine denis
    denise derek desmond detlef diane dirk dolores domenico donald donna dorota doris dorothy douglas duncan
    dusan edgar edith edmund eduardo
    edwin eileen eirik elaine eleanor eleonora elias elin elise eliska elke elliot elmar eloise elvira
    emanuele emanuela emmanuel emiliano emre enrique enzo
    ernest ernesto erwin esteban estelle ethan ettore eugen eugenia eugenio evan evzen ewa ezra fabien
    fabienne fabiola fabrice faisal fanny farid fatma
    federica federico felicity fermin fiona finn flavia flavio florentina folke fran frances frantisek fred
    frederik frida friederike fritz fulvio
    gaelle gareth gary gaspard gavin gemma genevieve geoffrey gerald geraldine gerda gerhild germaine giacomo
    gianluca gianni gilbert gilles gina giorgia
    gisela giulio gloria gonzalo gordon graham gregor gregory gudrun guido guillermo gunter gunther gustavo
    gwen hakan hamid hamza hanne hannes
    harriet hartmut hassan hazel heather hedwig hector heiko heiner hendrik henning henriette herve hilary
    hilda hilde holger horst howard hubert
    hussein ibrahim ida idris ignacio ilaria ilja ilona ilse imke imogen ina inge inigo inmaculada isaac
    isabela ismael itziar ivana ivar iveta
    jack jacob jacqueline jade jaime jake jamal janina jannik janine jarmila jasmin jaroslava jasper jayne
    jeanne jeff jeffrey jelena jenny jerome jerry jesper
    jesus jetty jill jim jimmy jitka joaquin jocelyn jochen jody joel joelle john jolana jon jorg josefa
    josefina josh joshua josip juana juanita
    judit jun juraj justin justine kai kamil kamila karen karim karla karolina karsten katarzyna kate
    katharina kathleen kathryn kathy keith kelly
    ken kenneth kerstin khalid kilian kim kira kirsten kjell konrad konstantin krystyna krystof kristian
    kristin kveta kyle laetitia laila lara larry
    laszlo laurence laurie layla leah leila leif leopold leslie leticia levi liam libor lilian liliana lina
    linda lionel lisbeth livia lizzie ljubomir loic
    lorena lorenzo loretta lorraine louisa lubos ludek ludmila ludovica luisa lukasz luz lynn maelle magda
    magali magnus maite malte malcolm mamadou manon manuele
    mara marcelo marcin marek margarida margarita margot marianna marianne mariana marian maribel marika
    marilyn marisa marit marketa marlene marlies
    maroun marsha marten martine marvin massimo matej mathilde mathis matilda matteo mattia matt maud maureen
    maurice mauro maya maxime meera
    megan mehdi meike melissa melinda mercedes meredith mette mika mikael mikhail mila milada mildred milos
    mina mira miranda mireille miriam mirjam
    mirka mirko mohammed mohammad moira molly mona morgan morten mustafa myriam nadja nancy naomi natacha
    natasa natascha nathalie nathan neil nela nelly
    nerea nestor nicholas nick nicola nicoletta nigel nikita niklas nils nives noemi noemie nora noreen nuria
    octavio olaf oldrich olena olive omar oriol orla
    ottavia ottilie owen owain pamela pascale patrice patrizia patty pauline paulina penelope penny perrine
    phil phyllis pia pieter pietro pilar piotr
    priscilla rachele rachid radka radim rafaela rainer rajesh ralph ramon raphael raphaelle raquel rasmus
    raymond reinhard reinhold remi renato rebeca
    rhys ricarda rob roberta rocio rodolfo rodrigo rodney rolf rolando roman romain romana ronald ronja ronny
    rosalia rosalind rosanna rosario rosaria rosemarie
    rosie roswitha rowan roxana ruben rudolf rudiger rufus rupert russell ryan sabina sabrina said sally
    salvatore salma sam samantha samira samia sarka
    sascha saskia scott sean sebastien selim selma serena serge severin shane sharon sheila shirley sibylle
    siegbert siegfried sigrid silas silvana
    silvie silvio siobhan solene solveig soledad soren stella stephane stewart stuart sue suleiman susann
    susanna svenja svetlana sylvain tadeusz tania
    tanja tanya tara tariq tatjana ted teo teodor terence teresia tessa thea thekla theodor theodore theodora
    thibault thierry thilo thora thorsten tiffany tilman tina
    titus tobie todd tom tomasz tony torben torsten tracy traude trevor tristan trude ulla uli uta uwe
    valentin valerio valeria valerij vanessa vasco
    vendula verena veronica veronique vicente vicky victoire viktorie vilem vilma vincenzo viola violeta
    virginia virginie vit vita vittoria vittorio vlasta
    waltraud wanda wendy wenzel werther wiebke wilfried wilma winfried winifred xaver ximena yann yannick
    yara yuki yusuf yvette zainab zbynek zdenka zoe
    zofia zora zbigniew nicolo niccolo gwendolyn hal hortense idriss ingeborg iker ivonne erwan otakar
    bretislav blanka bohuslav alzbeta anezka dominika
    jaromir lubomir milan roza ruzena simona stepan stepanka tadeas vaclava vladimira vratislav zaneta zita
    matyas nikol ondra honza jirka kuba pepa
    vojta rudi tilo giada till thorben adela barbora beata bara denisa eliska gabriela
    adam adriana agnes ahmed alan albert alberto alejandro alena alessandra alessandro alex alexander
    alexandra
    alexandre alfred ali alice alina amelie amir ana andre andrea andreas andrei andres andrew angela
    angelika anita anja anna anne
    annette anthony antoine anton antonia antonio ariane arthur astrid axel barbara beate beatrice ben
    benjamin bernd bernard birgit
    bohumil boris brigitte bruno camille carla carlo carlos carmen carol carolina caroline catherine cecile
    charles charlotte chiara
    chris christian christiane christina christine christoph christophe claire clara claudia claudio claus
    cristina dagmar dana daniel
    daniela daniele david deborah diana diego dieter dimitri dirk dominik dominique dorothea eduard edward
    elena eleni elisa elisabeth
    elise elizabeth ella ellen elena elsa emil emilia emily emma enrico eric erik erika ernst esther eva
    evelyn fabian fabio fatima
    felix ferdinand fernando filip fiona florence florian francesca francesco francisco franck francois frank
    franz frederic
    friedrich gabriel gabriela gabriele georg george georges gerard gerd gerhard giorgio giovanni giulia
    giuseppe grace greta
    guillaume gustav hana hannah hans harald harry heidi heike heinrich heinz helen helena helene helga henri
    henry herbert hermann
    hugo ian igor ines ingrid irena irene iris isabel isabella isabelle ivan ivana ivo jacques jakub james
    jan jana jane janet jaroslav
    jason javier jean jennifer jens jeremy jessica jessie jiri joachim joan joanna johan johann johannes john
    jonas jonathan jordi jorge
    jose josef joseph juan judith julia julian julie julien jurgen karel karin karl karla katarina katerina
    kathrin katja katrin kevin
    klara klaus kristina kurt ladislav lars laura laurent lea lena lenka leo leon leonie lisa lothar louis
    louise luca lucas lucia lucie
    ludwig luigi luis lukas lydia magdalena manfred manuel manuela marc marcel marcela marco marcus margaret
    margarete maria marie
    marina mario marion mark markus marta martha martin martina mary mathias mathieu matteo matthias max
    maximilian mehmet melanie
    mia michael michaela michal michel michele miguel milan milena miroslav mohamed monica monika nadia
    nadine natalia natalie nicolas nicole
    nikola nina noah nora norbert oleg olga oliver olivia olivier ondrej oscar oskar otto pablo paola paolo
    pascal patricia patrick patrik
    paul paula pavel pedro peter petr petra philip philipp philippe pierre priya rachel radek rafael ralf
    raul rebecca regina
    renata renate rene ricardo richard rita robert roberto robin roger roland roman rosa ruth sabine samuel
    sandra sara sarah
    sebastian sergio silke silvia simon simona simone sofia sonia sophia sophie stanislav stefan stefania
    stefanie stephan stephanie
    stephen steve steven susan susana susanne sven sylvia sylvie tamara tatiana teresa tereza theo theresa
    thierry thomas tim timo
    tobias tom tomas tommaso udo ulrich ulrike ursula ute valentina valerie vaclav vera veronika victor
    victoria viktor vincent
    vladimir vojtech volker walter werner wilhelm willem william wolfgang xavier yasmin yves yvonne zdenek
    zuzana""".split()
)

CITIES = frozenset(
    """erfurt kassel weimar bamberg bayreuth passau trier koblenz wiesbaden darmstadt marburg giessen
        gottingen braunschweig wolfsburg oldenburg
    osnabruck bielefeld paderborn munster wuppertal bochum gelsenkirchen krefeld solingen leverkusen lubeck
    flensburg schwerin greifswald cottbus
    chemnitz zwickau halle gera gorlitz konstanz tubingen reutlingen heilbronn pforzheim ludwigsburg
    esslingen kempten landshut ingolstadt furth erlangen
    graz klagenfurt villach wels bregenz dornbirn winterthur luzern thun chur neuchatel fribourg lugano celle
    hildesheim
    angers limoges namur colmar valence roubaix quimper besancon orleans metz nancy reims rouen caen amiens
    avignon toulon nimes perpignan bayonne
    poitiers brest lorient annecy chambery burgos cadiz logrono almeria badajoz gijon huesca toledo oviedo
    leon segovia avila soria teruel lleida tarragona
    pamplona vitoria donostia albacete alicante cuenca caceres merida jaen perugia lecce ferrara udine modena
    cuneo siracusa parma rimini ancona
    pescara bergamo brescia vicenza treviso trapani messina reggio cagliari sassari aosta savona lucca siena
    arezzo olomouc kromeriz chrudim tabor znojmo opava pisek
    jihlava trebic karlovy vary teplice most kladno kolin carlisle aberdeen sheffield galway norwich bristol
    cardiff swansea belfast york bath exeter
    plymouth portsmouth southampton brighton leicester nottingham coventry newcastle durham lancaster
    bradford dundee inverness cork limerick
    seattle denver austin houston dallas atlanta philadelphia baltimore miami detroit cleveland pittsburgh
    minneapolis portland vancouver ottawa sydney
    melbourne singapore beijing shanghai delhi mumbai bangalore nairobi lagos cairo johannesburg dubai
    aachen amsterdam antwerp athens athen athenes atenas atene augsburg barcelona basel basle belgrade berlin
    bern bilbao birmingham bologna bonn
    bordeaux boston bratislava bremen brno brugge brussels brussel bruxelles bruselas brusel budapest
    bucharest cambridge chicago
    cologne copenhagen kopenhagen copenhague cracow krakow dortmund dresden dublin duisburg dusseldorf
    edinburgh essen
    florence florenz firenze frankfurt freiburg gdansk geneva geneve genf ginebra ginevra genoa genova ghent
    glasgow gothenburg granada graz grenoble hague hamburg
    hanover hannover heidelberg helsinki innsbruck istanbul jena karlsruhe kiel kosice kyiv kiew lausanne
    leeds leipzig liege lille lisbon lisboa lissabon lisbonne
    liverpool ljubljana london londres londra londyn linz lodz luxembourg luxemburg lyon lyons madrid
    magdeburg mainz malaga malmo manchester mannheim marseille
    milan milano mailand monaco montpellier montreal moscow moskau munich munchen mnichov munster nantes
    naples napoli neapel nice nuremberg nurnberg olomouc
    oslo ostrava oxford padova palermo paris parigi pariz pilsen plzen porto potsdam poznan prague praga prag
    prague praha pisa ravenna regensburg rennes riga rome roma rom
    rostock rotterdam saarbrucken salamanca salzburg santander sevilla seville sofia stockholm strasbourg
    strassburg stuttgart tallinn tokyo torino toulouse
    toronto trento trieste turin ulm utrecht valencia valladolid venice venezia venedig verona vienna wien
    vienne viena viden vilnius warsaw warschau varsovie varsovia wroclaw
    wurzburg zagreb zaragoza zurich bari catania cordoba dijon tours brest liberec pardubice zlin girona vigo
    murcia tampere turku bergen aarhus odense""".split()
)

# What stands before a person's name.
TITLES = frozenset(
    """mr mrs ms miss dr prof professor professorin professeur profesor profesora professore professoressa
        herr herrn frau
    mme mlle monsieur madame senor senora sr sra signor signora sig dott dottor dottoressa ing mgr pan pani
    pana panem
    minister ministerin ministr burgermeister burgermeisterin stadtratin stadtrat councillor president
    prasident prasidentin
    direktor direktorin director directora direttore direttrice directeur directrice kollege kollegin kanzler
    staatssekretar sir lady moderator moderatorin doctor doctora docteur maire sindaco alcalde alcaldesa
    starosta
    starostka concejala concejal rektor chairman chairwoman chair treasurer secretary doc
    mudr mvdr judr phdr rndr paeddr thdr mga avv geom""".split()
)
