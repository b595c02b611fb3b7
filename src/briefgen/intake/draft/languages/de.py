"""German."""

from __future__ import annotations

from briefgen.intake.draft.languages.table import CueWords, words

WORDS = CueWords(
    tag="de",
    common=words("der die das und in den von zu ist mit sich auf für im nicht ein eine als auch es an werden aus er hat dass sie nach wird bei"),
    strong=words(
        "sagt sagte sagten gesagt erklärt erklärte erklärten erklären betont betonte betonten warnt warnte warnten meint meinte berichtet berichtete"
        " berichteten teilt teilte teilten mitgeteilt fügt fügte bestätigt bestätigte bestätigten schreibt schrieb schrieben geschrieben"
        " kündigt kündigte antwortet antwortete räumt räumte fordert forderte forderten ergänzt ergänzte behauptet behauptete behaupteten"
        " versichert versicherte kritisiert kritisierte kritisierten bekräftigt bekräftigte erwidert erwiderte äußert äußerte heißt hieß"
        " zitiert zitierte verweist verwies urteilt urteilte resümiert resümierte lobt lobte beklagt beklagte"
    ),
    weak=words(
        "nennt nannte nannten bezeichnet bezeichnete bezeichneten spricht sprach sprachen sieht sah hält hielt wirft warf beschreibt beschrieb"
        " beschuldigt beschuldigte verurteilt verurteilte verlangt verlangte ruft rief weist wies bittet bat gibt gab macht machte"
    ),
    according=(("laut",), ("nach", "angaben", "von"), ("nach", "angaben", "der"), ("nach", "angaben", "des"), ("zufolge",)),
    speech_nouns=words("erklärung mitteilung angaben aussage aussagen worte bericht schreiben interview rede"),
    people=words(
        "sprecher sprecherin sprechers polizei feuerwehr behörde behörden ministerium regierung zeuge zeugen augenzeuge experte experten minister ministerin"
        " präsident präsidentin bürgermeister bürgermeisterin landrat staatsanwaltschaft beamte beamter anwohner leiter leiterin chef chefin"
        " hafenmeister unternehmen konzern kommission sprecherteam"
    ),
    pronouns=words("er sie es wir ich"),
    skipped=words(
        "auch dann später hat haben hatte hatten ist sind war waren wird werden wurde wurden nun bereits noch nur jedoch zugleich außerdem dabei"
        " dazu sich nicht zunächst erneut weiter ebenfalls hinzu mit am"
    ),
    determiners=words("der die das den dem des ein eine einer eines einem einen dieser diese sein seine seiner ihr ihre ihrer mehrere einige zwei drei"),
    adverb="",
    infinitive="zu",
    participle="",
    past=(),
    nounlike=frozenset(),
    articles=words("ein eine einen einem einer"),
    possessives=words("sein seine seiner seinem seinen ihr ihre ihrer ihrem ihren"),
    calendar=words(
        "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag montagabend dienstagabend mittwochabend donnerstagabend freitagabend"
        " januar februar märz april mai juni juli august september oktober november dezember gestern heute"
    ),
    prepositions=words("von für in im an am auf aus bei beim mit nach zu zum zur über unter vor durch gegen um seit während vom"),
    conjunctions=words("und oder aber als während weil wenn obwohl dass ob nachdem bevor sondern denn"),
    relative=words("welcher welche welches"),
    nouns_capital=True,
    openers=words(
        "der die das den dem des ein eine einer in im an am auf bei mit nach von vor zu zum zur für über unter aus und aber oder als wenn während er sie es"
        " wir ich man dies diese dieser dieses da dort hier nun noch auch so doch denn laut zudem außerdem allerdings bislang derzeit bisher zuvor"
        " später danach seit gegen um durch nachdem weil ob wer was wie wo warum kein keine alle viele mehrere zwei drei ihm ihr ihnen unklar"
    ),
    address=words("Herr Frau Dr. Prof. Professor Professorin"),
    titles=words(
        "Herr Frau Dr. Prof. Professor Professorin General Oberst Major Hauptmann Admiral Präsident Präsidentin Bundespräsident Bundeskanzler Bundeskanzlerin"
        " Kanzler Kanzlerin Minister Ministerin Ministerpräsident Ministerpräsidentin Außenminister Außenministerin Verteidigungsminister"
        " Verteidigungsministerin Innenminister Innenministerin Innensenator Bürgermeister Bürgermeisterin Oberbürgermeister Landrat Landrätin Sprecher"
        " Sprecherin Polizeisprecher Polizeisprecherin Feuerwehrsprecher Feuerwehrsprecherin Regierungssprecher Regierungssprecherin Chef Chefin"
        " Hafenkapitän Hafenmeister Staatsanwalt Staatsanwältin Oberstaatsanwalt Oberstaatsanwältin Einsatzleiter Einsatzleiterin Umweltministerin Umweltminister"
        " Senator Senatorin Abgeordneter Abgeordnete Botschafter Botschafterin Generalsekretär Polizeichef Direktor Direktorin Leiter Leiterin"
    ),
    title_parts=words(""),
    particles=words("von van der den zu zum zur de du"),
    abbreviations=words("dr prof nr ca bzw z.b u.a d.h st str mio mrd usw vgl hr fr"),
    doubt={
        r"\b(?:unklar|ungeklärt|unbekannt|offen|ungewiss|noch nicht (?:bekannt|geklärt|bestätigt|klar)|nicht (?:bekannt|bestätigt|geklärt))\b": "strong",
        r"\b(?:ermittel[nt]e?n?|untersuch(?:t|en|te|ten)|prüf(?:t|en))\b": "strong",
        r"\b(?:vorläufig\w*|ersten Erkenntnissen|bislang|bisher (?:kein\w*|nicht))\b": "strong",
        r"\b(?:mutmaßlich\w*|angeblich\w*|offenbar|möglicherweise|vermutlich|wahrscheinlich|womöglich|vielleicht)\b": "weak",
        r"\b(?:könnte|könnten|dürfte|dürften|soll|sollen)\b": "weak",
        r"\bob\b|\?": "weak",
        r"\b(?:Ermittlungen|Untersuchung\w*)\b": "weak",
    },
    place_before=words("in nahe"),
    place_of="",
    place_kinds=words("dorf stadt hafen gemeinde insel fluss see brücke flughafen landkreis kreis bezirk provinz region grenze"),
    unsupported=("Titles are found where they stand before a name.", "Speakers are told by fewer rules than in English, and were not measured on a corpus.", "What is reported without quotation marks is not found."),
)  # fmt: skip
