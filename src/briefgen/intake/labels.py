"""The names and the headings by which pages know what is none of the article: menus, notices on cookies, comments, other stories."""

from __future__ import annotations

import re

from briefgen.intake.hidden import words_of

TAGS = words_of("nav dialog menu search")
ROLES = words_of("navigation banner contentinfo dialog alertdialog search menu menubar toolbar tablist tooltip")
COOKIES = words_of(
    "cookie cookies cookiebar cookiebanner cookieconsent cookienotice consent gdpr dsgvo rodo onetrust didomi "
    "usercentrics cookiebot"
)
COMMENTS = words_of(
    "comment comments commentlist disqus kommentar kommentare komentarz komentarze commentaires comentarios"
)
LIVE = words_of("live match ticker minute play")
"""With these, a comment is one on what goes on."""
SELLING = words_of(
    "ad ads advert adverts advertisement advertising adslot anzeige anzeigen werbung reklama sponsored outbrain "
    "taboola newsletter newsletters signup subscribe subscription abo prenumerata share sharing sharebar sharedaddy social "
    "socials teilen udostepnij login register modal popup overlay toast skip skiplink backtotop breadcrumb "
    "breadcrumbs pagination pager sidenav menu navbar printonly donate donation promobox"
)
CALLS = words_of("paywall teaser cta regwall")
"""Of what asks to buy or to sign up, where it has a button."""
PRINT = words_of("noprint dontprint hideprint printhide printhidden printnone hidefromprint hideonprint nondprint")
"""Left out where the page is printed, and so none of its text: of two words of a name."""
OTHERS = words_of(
    "latest more tags taglist topics keywords schlagworte tagi links sidebar footer header nav navigation card cards"
)
STORIES = words_of(
    "related relatedarticles relatedposts relatedlinks relatedcontent relatedstories recommended recommendations recirculation "
    "recirc teaser teasers promo trending popular mostread mostpopular mostviewed mostcommented readmore readnext upnext nextup "
    "seealso alsoread morenews morestories morefrom moreon otherstories otherarticles latestnews lateststories topstories "
    "linklist postlist storylist newslist similar"
)
"""Stronger words: of what offers other stories, each with a line of its text."""
SIDE = words_of("sidebar widget rail rightrail aside footer sitefooter pagefooter siteheader masthead")
"""Of what stands beside an article; within one they may mean anything."""
BIOGRAPHY = words_of(
    "authorbio authorbox authorinfo authordescription authorprofile authorcard authorabout aboutauthor aboutwriter bioauthor biography "
    "authorcontainer postauthor entryauthor saboxplugin abh"
)
OTHER_STORIES = re.compile(
    r"(?:(?:our |the |all )?(?:related(?: (?:stories|articles|topics|content|news|coverage|links|reading|posts|pages|items|videos))?|more|more (?:on|from|about|in|stories|news|articles)\b.{0,60}|most (?:read|popular|viewed|shared|commented)\b.{0,30}|trending(?: now)?"
    r"|read (?:more|also|next|on)\b.{0,30}|see (?:also|more)|also(?: read| see)?|you (?:may|might) (?:also )?(?:like|be interested).{0,30}|recommended(?: (?:for you|stories|reading|articles))?|latest (?:news|stories|articles|posts|videos)|don't miss|top stories|popular(?: (?:stories|posts|articles|now))?|up next|next up|explore further|further reading|similar (?:stories|articles|posts)|other (?:stories|articles|news))"
    r"|mehr (?:zum thema|dazu|aus\b.{0,40}|zu\b.{0,40}|von\b.{0,40}|artikel\b.{0,40})|lesen sie (?:auch|mehr)(?: zum thema)?|auch interessant|das könnte (?:sie|dich).{0,30}|meistgelesen.{0,20}|weitere (?:aktuelle )?(?:artikel|themen|meldungen|nachrichten|beiträge|news)\b.{0,30}|(?:artikel |beiträge )?zum thema|ähnliche (?:artikel|beiträge|themen)|verwandte (?:artikel|themen|beiträge)|lesetipps?|siehe auch|empfohlen.{0,20}|neueste (?:artikel|beiträge|nachrichten)|passend dazu"
    r"|czytaj (?:też|także|również|więcej|dalej)|zobacz (?:też|także|również|więcej)|przeczytaj (?:też|także|również)|polecane|polecamy|tags?|topics|schlagworte|schlagwörter|themen|tagi|tematy|najczęściej czytane|najnowsze|więcej (?:na ten temat|o\b.{0,40})|powiązane.{0,20}|podobne.{0,20}|warto przeczytać"
    r"|à lire (?:aussi|également)|lire (?:aussi|également)|voir aussi|sur le même sujet|les plus lus|articles (?:liés|similaires)|te puede interesar|le puede interesar|lee? también|lea(?: también| más)?|vea también|mira también|más (?:leídas|noticias|sobre\b.{0,40})|noticias relacionadas|leggi anche|articoli correlati|lees ook|leia (?:também|mais)|veja também|【?関連(?:記事|ニュース|リンク)】?|相关(?:阅读|新闻|链接|文章))\s*[:.…»›>→]*",
    re.I,
)
LABEL = re.compile(
    r"(?:advertisement|advert|anzeige|werbung|reklama|publicité|publicidad|sponsored|skip advertisement|article continues below(?: advertisement)?)[:.]?",
    re.I,
)
PRESSED = re.compile(r"cookie|ciasteczk|consent|einwilligung", re.I)
SHARING = re.compile(
    r"(?:https?:)?//(?:[\w-]+\.)*(?:facebook\.com/(?:sharer|share\.php|dialog/(?:share|feed|send))|(?:twitter|x)\.com/(?:intent|share|home\?status)|linkedin\.com/(?:share|cws)|pinterest\.[a-z]+/pin/create"
    r"|reddit\.com/submit|plus\.google\.com/share|tumblr\.com/(?:share|widgets/share)|xing\.com/(?:spi/shares|app/user\?op=share)|(?:api|web)\.whatsapp\.com/send|wa\.me/\?|t\.me/share|telegram\.me/share|getpocket\.com/(?:save|edit)|vk\.com/share|b\.hatena\.ne\.jp/|service\.weibo\.com/share|flipboard\.com/bookmarklet|addtoany\.com/|addthis\.com/|news\.ycombinator\.com/submitlink)"
    r"|whatsapp:|fb-messenger:|tg:|mailto:\?|javascript:(?:window\.)?print|javascript:void\(?0?\)?;?$",
    re.I,
)
"""Addresses that pass the page on, print it, or lead nowhere."""
