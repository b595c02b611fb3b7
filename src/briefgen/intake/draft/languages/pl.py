"""Polish."""

from __future__ import annotations

from briefgen.intake.draft.languages.table import CueWords, words

WORDS = CueWords(
    tag="pl",
    common=words("w i na z do się nie to że o jest po od za jak są oraz przez dla był była było co ale ze przy tego już roku"),
    strong=words(
        "powiedział powiedziała powiedzieli mówi mówił mówiła mówią stwierdził stwierdziła stwierdzili oświadczył oświadczyła oświadczyli podkreślił"
        " podkreśliła podkreślili dodał dodała dodali poinformował poinformowała poinformowali przekazał przekazała przekazali zaznaczył zaznaczyła"
        " wyjaśnił wyjaśniła wyjaśnili zapewnił zapewniła zapewnili ocenił oceniła ocenili ogłosił ogłosiła napisał napisała napisali"
        " przyznał przyznała zapowiedział zapowiedziała ostrzegł ostrzegła odpowiedział odpowiedziała tłumaczył tłumaczyła potwierdził potwierdziła"
        " zauważył zauważyła twierdzi twierdził twierdziła podał podała podali relacjonuje relacjonował komentuje informuje pisze"
    ),
    weak=words("nazwał nazwała nazwali określił określiła uznał uznała skrytykował skrytykowała zaapelował zaapelowała wezwał wezwała apeluje"),
    according=(("według",), ("zdaniem",), ("jak", "podaje"), ("jak", "informuje")),
    speech_nouns=words("oświadczenie oświadczeniu komunikat komunikacie wypowiedź wywiadzie słowa"),
    people=words(
        "rzecznik rzeczniczka rzecznika policja straż ministerstwo rząd minister ministra prezydent premier burmistrz wojewoda świadek świadkowie prokuratura"
        " ekspert eksperci urzędnik urzędnicy komendant kierownik dyrektor mieszkaniec mieszkańcy"
    ),
    pronouns=words("on ona oni"),
    skipped=words("też także również później wcześniej jednak już jeszcze nie to się w rozmowie we wtorek środę"),
    determiners=frozenset(),
    adverb="",
    infinitive="",
    participle="",
    past=(),
    nounlike=frozenset(),
    articles=frozenset(),
    possessives=words("jego jej ich"),
    calendar=words(
        "poniedziałek wtorek środa środę czwartek piątek sobota sobotę niedziela niedzielę wczoraj dziś dzisiaj stycznia lutego marca kwietnia maja czerwca lipca"
        " sierpnia września października listopada grudnia"
    ),
    prepositions=words("w we z ze na do od dla po przy o za przed nad pod przez u między"),
    conjunctions=words("i oraz a ale lub albo że gdy kiedy ponieważ bo jeśli chociaż"),
    relative=words("który która które którzy której którego"),
    nouns_capital=False,
    openers=words(
        "w we z ze na do od dla po przy o za przed nad pod przez u i oraz a ale lub gdy kiedy jak to ten ta te tego tej on ona oni jego jej ich nie już jeszcze"
        " jednak także również według zdaniem wczoraj dziś dzisiaj obecnie teraz potem później następnie wcześniej ponadto dodatkowo jeśli co kto gdzie"
        " dlaczego wszyscy wszystkie dwie dwa trzy nikt na razie"
    ),
    address=words("Pan Pani dr prof. inż. mgr"),
    titles=words(
        "Pan Pani gen. płk. płk ppłk. mjr. mjr kpt. por. sierż. asp. mł. st. insp. podinsp. nadkom. kom. dr prof. inż. mgr prezydent Prezydent premier Premier"
        " minister Minister wiceminister Wiceminister rzecznik Rzecznik rzeczniczka Rzeczniczka burmistrz Burmistrz wojewoda Wojewoda wójt Wójt marszałek Marszałek"
        " komendant Komendant generał Generał pułkownik kapitan Kapitan prokurator Prokurator dyrektor Dyrektor kierownik poseł Poseł posłanka"
        " senator Senator ambasador Ambasador szef Szef szefowa sekretarz Sekretarz prezes Prezes wiceprezes"
    ),
    title_parts=words(""),
    particles=words("von de van"),
    abbreviations=words(
        "gen płk ppłk mjr kpt por sierż asp mł st insp podinsp nadkom kom dr prof inż mgr ul tzw np m.in itp itd r godz ok tys mln mld woj pow gm nr tj bryg"
    ),
    doubt={
        r"\b(?:nie wiadomo|nieznan\w+|niejasn\w+|nie (?:jest|została?|zostały|zostało) (?:jeszcze )?(?:znan\w+|jasne|potwierdzon\w+|ustalon\w+|wyjaśnion\w+))\b": "strong",
        r"\b(?:wyjaśniaj?ą?|bada(?:ją)?|ustala(?:ją)?|sprawdza(?:ją)?)\b": "strong",
        r"\b(?:wstępn\w+|niepotwierdzon\w+|dotychczas nie|na razie nie)\b": "strong",
        r"\b(?:prawdopodobnie|podobno|rzekom\w+|być może|możliwe|przypuszczaln\w+|najprawdopodobniej)\b": "weak",
        r"\b(?:mógł|mogła|mogło|mogli|mogły|może)\b": "weak",
        r"\bczy\b|\?": "weak",
        r"\b(?:śledztw\w+|dochodzeni\w+|prokuratur\w+)\b": "weak",
    },
    place_before=words("w we koło pod do z ze nad"),
    place_of="",
    place_kinds=words("wsi wieś miejscowości miejscowość mieście miasto porcie port gminie gmina powiecie rzece rzeka wyspie moście lotnisku granicy"),
    unsupported=(
        "Names are given in the case in which they stand.",
        "Speakers are told by fewer rules than in English, and were not measured on a corpus.",
        "What is reported without quotation marks is not found.",
    ),
)  # fmt: skip
