"""What does a column hold, by its heading, and which stage is meant by another system's word?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.facts import Field, Stage
from bot.words import fold

# No heading that is known is longer; what goes on for pages is not searched for endings.
LONGEST = 200
# As they are spelt in the files of other systems, in the languages of Europe's recruiters.
_HEADINGS = {
    Field.NAME: """name; full name; names; person; candidate; applicant; vollständiger name; vor und nachname; bewerber;
        kandidat; nome; nome completo; candidato; nombre completo; nombre y apellidos; nom complet; nom et prénom;
        candidat; nome e cognome; candidata; volledige naam; naam; kandidaat; imię i nazwisko; namn; navn""",
    Field.FIRST: """first name; firstname; first; given name; given names; forename; forenames; vorname; rufname;
        primeiro nome; nome próprio; nombre; nombres; nombre de pila; prénom; prenom; nome di battesimo; voornaam;
        imię; förnamn; fornavn""",
    Field.LAST: """last name; lastname; last; surname; family name; nachname; familienname; zuname; apelido; sobrenome;
        último nome; apellido; apellidos; nom; nom de famille; cognome; achternaam; nazwisko; efternamn; etternavn""",
    Field.EMAIL: """e mail; email; mail; e mails; emails; e mail address; email address; mail address; e mail adresse;
        email adresse; mailadresse; work email; personal email; private email; correio eletrónico; correio eletrônico;
        endereço de email; correo; correo electrónico; courriel; adresse e mail; adresse email; adresse mail;
        indirizzo email; posta elettronica; e mailadres; emailadres; e post; adres e mail""",
    Field.PHONE: """phone; phones; phone number; telephone; telephone number; tel; mobile; mobile phone; mobile number;
        cell; cell phone; cellphone; cell number; home phone; work phone; telefon; telefonnummer; handy; handynummer;
        mobil; mobiltelefon; mobilnummer; rufnummer; telefone; telemóvel; celular; teléfono; móvil; téléphone; portable;
        numéro de téléphone; telefono; cellulare; numero di telefono; telefoon; telefoonnummer; mobiel; mobilný;
        komórka; numer telefonu""",
    Field.PROFILE: """profile; profile url; profile address; profile link; linkedin; linked in; linkedin url;
        linkedin profile; linkedin profile url; linkedin address; linkedin link; xing; xing profile; xing url; github;
        github url; github profile; social profile; profil; profillink; linkedin profil; perfil; perfil linkedin;
        perfil de linkedin; profil linkedin; profilo; profilo linkedin; linkedin profiel""",
    Field.TAGS: """tags; tag; skills; skill; key skills; labels; label; keywords; keyword; technologies; skill set;
        schlagworte; schlagwörter; fähigkeiten; kenntnisse; kompetenzen; stichwörter; etiquetas; competências;
        habilidades; competencias; aptitudes; compétences; mots clés; étiquettes; competenze; etichette; vaardigheden;
        trefwoorden; umiejętności""",
    Field.JOB: """job; job title; jobs; job name; role; position; vacancy; requisition; job requisition; opening;
        applied for; applied to; applied job; stelle; stellenbezeichnung; vakanz; vaga; cargo; função; posição; puesto;
        vacante; oferta de empleo; poste; offre; emploi; posizione; ruolo; offerta; vacature; functie; stanowisko""",
    Field.CLIENT: """client; client name; company; company name; employer; account; customer; kunde; firma;
        unternehmen; auftraggeber; cliente; empresa; client company; entreprise; société; azienda; klant; bedrijf;
        klient; hiring company""",
    Field.STAGE: """stage; status; candidate stage; candidate status; application status; application stage; pipeline
        stage; current stage; hiring stage; phase; stufe; bewerbungsstatus; etapa; fase; estado; situação; estado de la
        candidatura; étape; statut; stato; etap""",
}
_STAGES = {
    Stage.SOURCED: """sourced; new; new lead; new applicant; lead; prospect; identified; applied; application received;
        applicant; inbox; contacted; reached out; outreach; responded; long list; longlist; neu; beworben; eingegangen;
        novo; nuevo; candidatura recebida; nouveau; candidature reçue; nuovo; nieuw; nowy""",
    Stage.SCREENING: """screening; screen; screened; phone screen; phone screening; phone interview; pre screen;
        prescreen; prescreening; recruiter screen; recruiter call; screening call; in review; review; under review;
        application review; cv review; resume review; qualified; qualification; assessment; telefoninterview;
        triagem; preselección; en revisión; présélection; preselezione; in prüfung""",
    Stage.SUBMITTED: """submitted; submitted to client; client submission; submission; cv sent; cv submitted;
        resume sent; sent to client; presented; presented to client; shortlisted; shortlist; short list; client review;
        hiring manager review; vorgestellt; profil versendet; apresentado; presentado; présenté; presentato;
        voorgesteld""",
    Stage.INTERVIEW: """interview; interviewing; interviews; interviewed; interview scheduled; first interview;
        second interview; third interview; final interview; technical interview; client interview; onsite; on site;
        on site interview; onsite interview; face to face; panel interview; vorstellungsgespräch; gespräch; entrevista;
        entretien; colloquio; sollicitatiegesprek; rozmowa""",
    Stage.OFFER: """offer; offered; offer made; offer extended; offer sent; offer out; job offer; negotiation; angebot;
        vertragsangebot; oferta; proposta; offre; offerta; aanbod""",
    Stage.ACCEPTED: """accepted; offer accepted; pre boarding; preboarding; zugesagt; angebot angenommen; aceite;
        oferta aceptada; aceptado; offre acceptée; accepté; accettato; geaccepteerd""",
    Stage.PLACED: """placed; hired; hire; started; onboarded; onboarding; placement; joined; employed; eingestellt;
        vermittelt; contratado; contratada; colocado; embauché; recruté; assunto; geplaatst; aangenomen; zatrudniony""",
    Stage.REJECTED: """rejected; not selected; disqualified; unsuccessful; declined by client; rejected by client;
        client rejected; not hired; not suitable; unsuitable; regret; regretted; abgelehnt; absage; rejeitado;
        rejeitada; rechazado; rechazada; descartado; refusé; rifiutato; afgewezen; odrzucony""",
    Stage.WITHDRAWN: """withdrawn; withdrew; candidate withdrew; withdrawn by candidate; self withdrawn; dropped out;
        not interested; zurückgezogen; desistiu; retirado; désisté; ritirato; teruggetrokken""",
    Stage.DECLINED: """declined; offer declined; declined offer; offer rejected; offer refused; rejected offer;
        angebot abgelehnt; recusou; oferta rechazada; offre refusée""",
    Stage.FELL_THROUGH: """fell through; no show; did not start; backed out; reneged; nicht angetreten""",
}


def _by_words(named: dict[Field, str] | dict[Stage, str]) -> dict[str, str]:
    return {fold(word): kind for kind, words in named.items() for word in words.split(";")}


_FIELDS, _BY_STAGE = _by_words(_HEADINGS), _by_words(_STAGES)
_BEFORE = re.compile(r"^(?:candidates?|applicants?|contacts?|primary|main|bewerber|kandidaten?|candidat[oa]?) ")
_AFTER = re.compile(r"(?: (?:primary|main|work|home|private|personal|other|privat|url|\d+))+$|(?<=[a-z])\d+$")


def columns_of(headings: Sequence[str]) -> tuple[Field | None, ...]:
    """Tell what each column holds, by its heading; None where we do not know it.

    A name may stand in one column or in two; where both are there, the whole name counts. "Nome" or "Nombre" beside a
    surname is the first name, and so is "Nom" a surname only beside a first name. What can be in one column alone is
    the first of those that are called so.
    """
    found = [_field(heading[:LONGEST]) for heading in headings]
    found = [_told_apart(field, heading, found) for field, heading in zip(found, headings, strict=True)]
    several = (Field.EMAIL, Field.PHONE, Field.PROFILE, Field.TAGS)
    return tuple(
        None if field and field not in several and field in found[:place] else field
        for place, field in enumerate(found)
    )


def stage_of(word: str) -> Stage | None:
    """Tell which stage is meant by a word of ours or of another system's; None where that cannot be told."""
    folded = fold(word)
    found = _BY_STAGE.get(folded) or _BY_STAGE.get(re.sub(r"^(?:\d+(?:st|nd|rd|th)? )|(?: \d+)$", "", folded))
    return Stage(found) if found else None


def _field(heading: str) -> Field | None:
    folded = fold(re.sub(r"\([^()]*\)|\[[^\[\]]*\]", " ", heading))
    ways = (folded, _BEFORE.sub("", folded), _AFTER.sub("", folded), _AFTER.sub("", _BEFORE.sub("", folded)))
    return next((Field(_FIELDS[way]) for way in ways if way in _FIELDS), None)


def _told_apart(field: Field | None, heading: str, among: Sequence[Field | None]) -> Field | None:
    """Read what one language calls a name and another a first name by what stands beside it."""
    folded = fold(heading)
    if folded == "nome" and Field.LAST in among and Field.FIRST not in among:
        return Field.FIRST
    if (folded in ("nombre", "nombres") and Field.LAST not in among) or (folded == "nom" and Field.FIRST not in among):
        return Field.NAME
    return field
