"""By which other first names is a person called?"""

from __future__ import annotations

# A formal name, then short forms and other spellings of it; folded. A short form may stand for several formal names.
# Translations are left out on purpose (Pierre is not Peter), and so is whatever brothers or sisters are called.
_CALLED = """
abigail: abby abbie gail
albert: al bert bertie
aleksandr: alexander alexandr oleksandr aleksander alex alec sasha sascha shura xander
aleksandra: alexandra oleksandra alex sasha sascha sandy lexi ola
aleksei: alexey alexei aleksey oleksii oleksiy alyosha lyosha
alejandro: alex ale jandro
alessandro: alex sandro ale
alexander: alex alec xander lex sandy sasha sascha
alexandre: alex xande
alexandra: alex lexi sandy sasha sascha
alfred: fred freddie alf
amanda: mandy
anastasia: nastya anastasiya stacy asya
andrew: andy drew
andreas: andi andy
andrei: andrey andriy andrii andrej
angela: angie
anna: annie anya ania anka
anthony: tony antony
antonio: toni tony tonio nino
barbara: barb babs basia
benjamin: ben benji benny
bernard: bernie
caroline: caro carrie
carolina: caro
catarina: cata
catherine: cathy cath cate
charles: charlie chuck chas
charlotte: lottie lotte charlie
christian: chris
christina: chris chrissie tina christine
christopher: chris kit topher
christoph: chris
concepcion: concha conchita
cornelius: kees cor neil
daniel: dan danny dani
david: dave davy
deborah: debbie deb debra
dmitry: dmitri dimitri dmytro dmitriy dima mitya
dolores: lola
dominic: dom nic
dorothy: dot dottie
douglas: doug
edward: ed eddie ted ned
eduardo: edu lalo
ekaterina: katya kateryna katia katja yekaterina
elena: olena yelena lena
eleanor: ellie nell
elizabeth: liz lizzie beth betty eliza libby betsy elisabeth
emily: em emmy
enrique: quique kike
eugene: gene evgeny yevgeny evgeniy yevhen zhenya
fernando: nando fer
frances: fran
francisco: fco paco pancho curro chico xico kiko fran
francisca: paca paqui chica xica
franz: franzl
frederico: fred
frederick: fred freddy freddie
friedrich: fritz
gabriel: gabe gabi
gabriela: gabi gaby
george: geo georgie
gerald: gerry jerry
gertrude: trudi trudy
giovanni: gianni nanni vanni
giuseppe: beppe peppe pino
gregory: greg
guadalupe: lupe
guilherme: gui
guillermo: memo guille
heinrich: heinz heiner
henry: harry hank hal
ignacio: nacho
igor: ihor
ioannis: giannis yannis yiannis
isabel: isa bel
isabella: bella izzy isa
ivan: vanya
jacob: jake
jacqueline: jackie
jakub: kuba
james: jim jimmy jamie jem
javier: javi xavi
jennifer: jen jenny jenn
jesus: chus chuy
joachim: achim jochen
joanna: jo asia
joaquin: quino ximo
johannes: hannes hans
john: johnny jack jon
jonathan: jon jonny
jose: pepe chema ze
josef: sepp
joseph: joe joey
josefa: pepa pepita
joshua: josh
judith: judy
julia: yulia iuliia yuliya julie
katherine: kate katie kathy kat kathryn catherine katharine cathy kitty kay
katarzyna: kasia
katharina: kathi kati
kenneth: ken kenny
konstantin: kostya konstantyn
konstantinos: kostas dinos
krzysztof: krzysiek
laszlo: laci
lawrence: larry laurie laurence
leonard: leo len lenny
leonardo: leo
louis: lou louie
lourdes: lulu
ludmila: lyudmila liudmyla mila luda
maciej: maciek
madeleine: maddie maddy madeline
magdalena: magda lena
malgorzata: gosia
manuel: manolo manu manny manel
marcin: marcinek
margarida: guida
margaret: maggie meg peggy marge margie
maria: mariya mariia mary masha marija
matthew: matt matty mat
maximilian: max
michael: mike mick micky mitch
michal: michalek
mikhail: misha mykhailo mihail
mohammed: mohamed muhammad mohammad muhammed mo mohamad
montserrat: montse
natalia: natasha nataliya natalya natali
nathaniel: nate nathan nat
nicholas: nick nicky nico nicolas
nikolai: kolya mykola nikolay
nicole: nicky nikki
olga: olha olya
oliver: ollie oli
olivia: liv livvy
patricia: pat patty trish tricia
patrick: pat paddy
pavel: pasha pavlo
peter: pete
petr: petya petro pyotr
philip: phil pip
piotr: piotrek
rafael: rafa rafi
raymond: ray
rebecca: becky becca bec
reginald: reg reggie
richard: rich rick dick richie ricky
ricardo: ricky rica
robert: bob rob bobby robbie bert
roberto: beto berto
ronald: ron ronnie
rosario: charo
rudolf: rudi rudy
salvatore: toto turi
samantha: sam sammy
samuel: sam sammy
sarah: sara
sean: shaun shawn
sebastian: seb basti bastian
sergei: sergey serhiy serhii sergiy seryozha
stanislaw: staszek stan
stanislav: stan stas
stephanie: steph stefanie steffi stephany
stephen: steve steven stevie stephan stefan
susan: sue suzie susie
svetlana: sveta svitlana
tatiana: tanya tania tatyana tetiana
teresa: tess terry theresa therese
theodore: ted teddy theo
thomas: tom tommy thom
timothy: tim timmy
tobias: tobi toby
valentina: valya
vasily: vasyl vasya
veronica: ronnie
victor: vic
victoria: vicky vicki tori
vincent: vince vinny
virginia: ginny gina
vladimir: volodymyr vova volodya vlad
walter: walt wally
wilhelm: willi willy
william: bill will billy willy
wojciech: wojtek
yuri: iurii yury yuriy yurii jurij iuri jury youri
xavier: xavi
zachary: zach zack
zbigniew: zbyszek
"""


# First names that have no short form here, and are seldom surnames; folded.
_MORE = frozenset(
    """
    ana eva ewa emma laura lea lena lara clara sofia sophia sophie sara maria marie mia nina nora olga vera alice agnes
    beatriz bianca bruna camila carla carmen cecilia chiara chloe claudia cristina daniela denise diana elsa emilia
    erika esther eva federica francesca giulia greta hanna hannah helena helga ines ingrid irene iris ivana jana janina
    jasmin johanna juliette karin katarina katrin kristina larissa leonor linda lisa lucia luisa marina mariana marta
    martina michaela mila monica monika nadia paula petra renata rita rosa ruth sabine sandra silvia simona sonia sonja
    sylvia ursula valeria yvonne zoe aisha fatima leila yasmin mei aiko yuki priya ananya
    adam adrian alan bruno carlos claudio diego dominik duarte emil emilio erik eric fabio felix filipe filippo gustavo
    helmut hugo joao jorge juan jurgen kai karl karim lars lorenzo luca lucas luis luiz lukas lukasz marc marcel marco
    marek mario markus mateo matteo matthias mathias mauro miguel milan nikolas oscar pablo paulo pedro philippe pierre
    rainer ravi rodrigo rui sergio stefan steffen tiago tomas tomasz uwe viktor vitor xavier ahmed ali hassan ibrahim
    khalid mehmet mustafa omar yusuf hiroshi kenji arjun rahul sanjay chidi
    """.split()
)


def _read() -> dict[str, frozenset[str]]:
    formal: dict[str, set[str]] = {}
    for entry in _CALLED.strip().splitlines():
        name, _, short = entry.partition(":")
        for each in (name, *short.split()):
            formal.setdefault(each, set()).add(name)
    return {name: frozenset(stands_for) for name, stands_for in formal.items()}


def _turned(formal: dict[str, frozenset[str]]) -> dict[str, tuple[str, ...]]:
    short: dict[str, list[str]] = {}
    for name, stands_for in formal.items():
        for each in stands_for:
            short.setdefault(each, []).append(name)
    return {name: tuple(names) for name, names in short.items()}


_FORMAL = _read()
_SHORT = _turned(_FORMAL)


def is_first_name(word: str) -> bool:
    """Tell whether a folded word is a first name that we know, rather than a surname."""
    return word in _FORMAL or word in _MORE


def is_short_for(one: str, other: str) -> bool:
    """Tell whether one of two folded first names is a short form or another spelling of the other."""
    return other in _FORMAL.get(one, ()) or one in _FORMAL.get(other, ())


def may_be_called(one: str, other: str) -> bool:
    """Tell whether somebody may be called by both: `bob` and `robbie`."""
    return not _FORMAL.get(one, frozenset()).isdisjoint(_FORMAL.get(other, frozenset()))


def also_called(name: str) -> list[str]:
    """List what else a folded first name's bearer may be called."""
    found = {each for formal in _FORMAL.get(name, ()) for each in _SHORT[formal]}
    return sorted(found - {name})
