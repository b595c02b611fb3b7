"""English."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.intake.draft.languages.table import CueWords, ReportingWords, words


def _forms(verbs: str) -> Iterator[str]:
    """The forms of regular verbs."""
    for verb in verbs.split():
        stem = verb.removesuffix("e")
        past = verb[:-1] + "ied" if verb.endswith("y") and verb[-2] not in "aeiou" else stem + "ed"
        third = (
            verb[:-1] + "ies"
            if past.endswith("ied")
            else verb + ("es" if verb.endswith(("s", "sh", "ch", "x")) else "s")
        )
        yield from (verb, past, third, (verb if verb.endswith("ee") else stem) + "ing")


WORDS = CueWords(
    tag="en",
    common=words("the of and to in a is was that for on it with as by he at from his said has were be had are not who which an"),
    strong=words(
        "say says said saying tell tells told telling write writes wrote written writing tweet tweets tweeted tweeting quip quips quipped"
        " say's admit admits admitted admitting begin read reads"
        " mention mentions mentioned instructed burdened reiterate"
    )
    | frozenset(
        _forms(
            "add warn insist argue acknowledge declare note explain claim announce remark complain conclude assert stress state reply comment"
            " joke lament boast recall caution proclaim exclaim contend maintain reiterate suggest respond predict concede observe"
            " emphasize emphasise ask answer confirm testify vow promise pledge report continue agree deny retort opine"
            " counter shout yell whisper muse underline scoff gush snap mutter"
        )
    ),
    weak=words(
        "swear swears swore write-up put puts putting found finds find known knows see sees saw seen feel feels felt hear heard"
        " lead leads led call calls called calling begin begins began hold holds held speak speaks spoke speaking spoken"
        " go goes went rebut rebutted show shows showed plan plans planned rip ripped slam slammed slams slamming blast mean means meant"
        " make makes made give gives gave given quote cite think thinks thought believe believes believed dub dubbed dubs refer refers referred referring forget urge urges"
    )
    | frozenset(
        _forms(
            "release share chant bark retaliate recite cast discuss talk email text joke invoke coin accuse describe criticize criticise denounce condemn dismiss praise label characterize characterise urge demand allege propose"
            " deplore mock ridicule attack defend blame hail welcome reject dispute question challenge brand deem term consider"
            " express voice assure inform advise reveal disclose repeat rule advocate recommend request order decry bemoan"
            " applaud assail bash chide compare credit depict disparage dismiss endorse hint imply indicate insinuate"
            " interject intone interrupt jab marvel plead point portray post preach press profess quote rail reassure"
            " rebuke refute relay remember scold stipulate summarize threaten tout trumpet blast thank allow push"
            " want hope fear worry expect decide determine"
        )
    ),
    according=(("according", "to"), ("in", "the", "words", "of"), ("as", "per")),
    speech_nouns=words(
        "statement statements remark remarks comment comments speech letter email emails e-mail memo tweet tweets post posts claim claims"
        " interview words testimony address assertion answer response reply report article op-ed editorial call message book essay"
        " pledge promise vow warning note complaint filing order ruling opinion declaration description motto slogan"
    ),
    people=words(
        "spokesman spokeswoman spokesperson spokesmen official officials officer officers witness witnesses source sources aide aides adviser"
        " advisers analyst analysts expert experts diplomat diplomats resident residents police prosecutor prosecutors lawyer lawyers"
        " minister president chairman chairwoman governor senator mayor general narrator critics supporters voter voters reporter"
        " campaign company agency ministry government court judge jury department office statement report author authors"
        " man woman mother father brother sister wife husband friend neighbor neighbour one others nominee candidate congressman"
        " secretary director commander leader leaders lawmaker lawmakers republican democrat republicans democrats"
        " investigators researchers scientists doctor doctors student students worker workers owner manager"
    ),
    pronouns=words("he she they it i we"),
    skipped=words(
        "also later then has have had is was are were been being be further again once simply just still now first even already only never not"
        " would will could can may might did does do to recently previously repeatedly earlier often always that all both"
        " himself herself themselves who which instead"
    ),
    determiners=words("the a an one this that these those his her their its our my your some several many most another other no"),
    adverb="ly",
    infinitive="to",
    participle="ing",
    past=("ed", "shot"),
    nounlike=words(
        "state states claim claims report reports tweet tweets comment comments remark remarks question questions answer answers note notes reply"
        " replies call calls post posts quote quotes demand demands promise promises pledge pledges boast attack attacks plan plans hope hopes"
        " fear fears show shows address request order orders joke jokes caution dispute charge charges vow vows complaint response"
        " challenge forecast worry worries leads lead express hint counter shout brand blast level tout blame thank finds find saw email emails text release share chant cast talk"
    ),
    articles=words("the a an"),
    possessives=words("his her their its my our your"),
    calendar=words("today yesterday tomorrow tonight monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december jan feb sept oct nov dec"),
    prepositions=words("of for in at on from with by to about under over after before during against into as like"),
    conjunctions=words("and or but while as when because if although though since so that whether after before until"),
    relative=words("who which whose whom that"),
    nouns_capital=False,
    openers=words(
        "update latest note correction photo video related editor copyright breaking watch the a an in on at by for from with but and or as if when while after before since although though because so it he she they we i you"
        " this that these those there here his her their its our my your what who which how why where not no yes also however still even"
        " now then later earlier meanwhile instead rather yet once under over during despite following according both all some many most"
        " one two three several other another each every such more less only just to of asked speaking citing calling noting saying"
        " let's don't that's it's he's she's they're i'm we're there's preliminary few to-day perhaps maybe thus indeed"
        " well ok okay oh nonetheless nevertheless moreover furthermore additionally unlike like until unless"
    ),
    address=words("Mr. Mrs. Ms. Miss Mr Mrs Ms Dr. Dr Prof. Prof Sir Dame Lord Lady Professor Doctor"),
    titles=words(
        "Mr. Mrs. Ms. Miss Mr Mrs Ms Dr. Dr Prof. Prof Sir Dame Lord Lady Rev. Gen. Gen General Lt. Lt Col. Col Colonel Maj. Major Capt. Captain Sgt."
        " Sergeant Adm. Admiral Cmdr. Commander Brig. Brigadier Marshal Air-Vice-Marshal Sen. Senator Rep. Representative Gov. Governor Congressman"
        " Congresswoman President Vice Prime Minister Chancellor Secretary Deputy Under Undersecretary Assistant Ambassador Envoy Foreign"
        " Defense Defence Interior State Press Chief Chairman Chairwoman Chair Speaker Leader Director Executive Judge Justice Attorney Mayor"
        " Councillor Councilman Inspector Superintendent Constable Sheriff Detective Police Fire King Queen Prince Princess Pope"
        " Archbishop Bishop Father Sister Officer Spokesman Spokeswoman Spokesperson Professor Doctor Coach CEO CFO Harbour Master Harbourmaster"
        " Commissioner Coroner Premier Minister-President Head Former Acting Joint Chiefs Staff"
        " Republican Democrat Democratic Representative lawyer spokesman spokeswoman spokesperson president chairman minister secretary"
        " director commissioner governor senator mayor candidate nominee leader adviser manager strategist journalist reporter author"
        " analyst professor economist activist host anchor chief general officer captain commander ambassador attorney"
        " master inspector commentator pollster prosecutor coach owner founder editor columnist historian scientist engineer resident witness"
    ),
    title_parts=words("harbour harbor fire police foreign prime defence defense interior deputy vice chief press state district senior former"),
    particles=words("de da del della der den di du la le van von bin ibn al el ben ter y e"),
    abbreviations=words(
        "mr mrs ms dr prof gen lt col maj capt sgt adm cmdr brig sen rep gov rev hon st jr sr vs no inc corp co ltd u.s u.k u.n a.m p.m d.c e.g i.e etc"
        " jan feb mar apr jun jul aug sep sept oct nov dec calif fla ala ariz ark colo conn del ga ill ind kan ky la md mass mich minn"
        " miss mo mont neb nev okla ore pa tenn tex va vt wash wis"
    ),
    doubt={
        r"(?:was|were|is|are|has|have|had|could) (?:still )?(?:not|no|n['’]t) (?:yet |immediately |independently |been )*(?:be |been )?(?:known|clear|confirmed|verified|released|identified|disclosed|determined|established|explained|available)": "strong",
        r"\b(?:un(?:known|clear|confirmed|verified|determined|certain|explained)|not (?:yet )?(?:known|clear|confirmed|certain))\b": "strong",
        r"\b(?:still|nonetheless|nevertheless|yet) (?:\w+ )?(?:investigating|gathering|waiting|awaiting|ready|trying to (?:determine|establish|find))": "strong",
        r"\b(?:is|are|was|were) (?:now |still |being |currently )*(?:investigat(?:ing|ed)|examin(?:ing|ed)|looking into|probing)\b": "strong",
        r"\binvestigat(?:ion|ions|ors|ing)\b|\binquiry\b|\bprobe\b": "weak",
        r"\b(?:preliminary|initial) (?:\w+ )?(?:assessments?|evaluation|findings?|reports?|results?|investigation|inquir(?:y|ies)|conclusions?|indications?)\b": "strong",
        r"\bpending\b|\bawaiting\b|\bremains? (?:to be|unclear|unknown|open|uncertain)": "strong",
        r"\b(?:did|could|would|declined|refused|unable|failed) (?:not |n['’]t )?(?:immediately )?(?:respond|reply|comment|to (?:comment|say|confirm|respond|get|reach))": "strong",
        r"\b(?:allegedly|reportedly|apparently|purported(?:ly)?|seemingly)\b": "weak",
        r"\b(?:appear(?:s|ed)? to|seem(?:s|ed)? to|did(?:n['’]t| not) seem|may have|might have|could have|could be|might be)\b": "weak",
        r"\b(?:possibl[ey]|perhaps|maybe|probabl[ey]|likely|attainable)\b": "weak",
        r"\bwhether\b|\?": "weak",
        r"\b(?:last|final|ultimate) conclusions?\b|\bconflicting (?:reports|accounts)\b|\bno (?:word|indication|evidence|explanation)\b": "weak",
    },
    place_before=words("in at near outside from into to inside around across off over of on"),
    place_of="of",
    place_kinds=words(
        "village town city port harbour harbor province region district county island river lake strait bridge airport station base border coast"
        " quarter suburb street canal bay sea ocean mountain valley peninsula capital prefecture state republic plant building"
    ),
    numbers=words(
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty"
        " forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands million millions dozens half"
    ),
    bodies=words(
        "department office agency ministry commission council committee court university association union bank company board bureau authority"
        " service party congress senate parliament institute administration center centre foundation group police"
    ),
    reporting=ReportingWords(
        says=words("say says said believe believes believed think thinks thought"),
        claims=frozenset(
            _forms("argue claim insist announce warn predict conclude note acknowledge declare assert contend suggest complain")
        ),
        thinks=words(
            "know knows knew feel feels felt think thinks thought believe believes believed mean means meant found finds find see sees saw swear swears swore"
        )
        | frozenset(
            _forms(
                "hope fear worry expect decide determine indicate suggest deny hint imply insinuate allege reveal disclose show propose demand urge"
                " assure inform advise recommend repeat denounce complain charge estimate"
            )
        ),
        tells=words("tell tells told telling"),
        told=words("me him her them us you reporters supporters voters journalists"),
        refuses=frozenset(_forms("decline refuse vow")),
        calls=words("call calls called"),
        calls_for=words("for on"),
        accuses=words("shows showed show found slams slammed")
        | frozenset(
            _forms(
                "accuse propose acknowledge urge describe cite criticize criticise question reject dismiss denounce condemn mention blame"
                " defend praise oppose slam attack discuss express"
            )
        )
        | words("backs backed"),
        turned=words("say says said add adds added explain explains explained note notes noted write writes wrote"),
        adding=words(
            "saying adding noting arguing claiming insisting warning suggesting stating declaring announcing citing describing criticizing calling"
            " accusing urging proposing questioning rejecting showing blaming acknowledging believing"
        ),
        that=words("that whether"),
        openers=words("he she they we it i there this that these those his her their its our no one some all many most the a an if what who how why whether when"),
        subjects=words("he she they it we i there"),
        no_words=words("so nothing more no yes several later"),
        breaks=words("but and although though while"),
        joining=words("and but"),
        fronted=words("instead because also asked"),
        times=words("earlier later recently last this week month year morning afternoon evening night"),
        auxiliaries=words("is was are were be been has have had would will could can should may might did does do"),
        negations=words(
            "not never no didn't don't doesn't won't hasn't haven't hadn't wouldn't couldn't can't isn't aren't wasn't weren't"
            " didn’t don’t doesn’t won’t hasn’t haven’t hadn’t wouldn’t couldn’t can’t isn’t aren’t wasn’t weren’t"
        ),
        aside=words("long"),
        questions=words("what which how why whose whether that than where when if as"),
        nobody=words("i you it we"),
        who=words("who which"),
        having=words("having"),
    ),
)  # fmt: skip
