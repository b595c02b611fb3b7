"""The rules that every page has: SCREEN for all media, PAPER for print on top of them."""

from __future__ import annotations

from briefgen.renderers.svg import TEXT_STYLE

SCREEN = (
    """
:root{--title:clamp(1.75rem,1.4rem + 1.7vw,2.3rem)/1.18;--section:1.5rem/1.25;--part:1.17rem/1.35;--lead:1.22rem/1.5;--body:1.0625rem/1.55;
--cell:.94rem/1.45;--small:.875rem/1.45;--sides:1.25rem;--labels:7.2rem}
*,::before,::after{box-sizing:border-box}
html{background:var(--paper);color:var(--ink);font:var(--body) var(--faces);scroll-padding-top:4rem;-webkit-text-size-adjust:100%;text-size-adjust:100%}
body,h1,h2,h3,p,ul,ol,dl,dd,figure,blockquote,table{margin:0;padding:0}
body{overflow-wrap:break-word}
a{color:var(--accent);text-underline-offset:.16em;text-decoration-thickness:.06em}
.cite{color:var(--accent)}
a:hover{text-decoration-thickness:.12em}
:focus-visible{outline:.16rem solid var(--accent);outline-offset:.16rem;border-radius:.1rem}
code{font-family:"Fira Mono",Consolas,Menlo,"DejaVu Sans Mono",monospace;font-size:.92em}
strong{font-weight:600}
.skip{position:absolute;left:var(--sides);top:-10rem;z-index:2;padding:.5rem 1rem;background:var(--paper)}
.skip:focus{top:.5rem}
header{display:contents}
.marking{font-weight:700;line-height:1.3;padding:.3rem var(--sides)}
.marking.top{position:sticky;top:0;z-index:1}
.edition,main,.colophon{max-width:48rem;margin:0 auto;padding:0 var(--sides)}
.edition b{padding:.1rem .5rem;background:var(--ink);color:var(--paper);font-weight:600;letter-spacing:.08em;text-transform:uppercase}
.marking small{font-weight:400;font-size:.75rem}
.edition{padding-top:1.25rem;font:var(--small) var(--faces);color:var(--muted)}
main{padding-top:1rem;padding-bottom:3rem}
.text>*,nav{margin:0 0 1.1rem}
.text>:is(p,ul,ol){max-width:43rem}
h1,h2,h3{font:600 var(--title) var(--faces);text-wrap:balance;break-after:avoid}
h2{font:600 var(--section) var(--faces)}
h3{font:600 var(--part) var(--faces)}
.text>h1{margin-bottom:.5rem}
.text>h2{margin:3rem 0 1rem}
.text>h2:first-child{margin-top:0}
.text>h3{margin:2.2rem 0 .6rem}
.number{margin-inline-end:.35em}
.kicker{font:600 var(--small) var(--faces);letter-spacing:.03em;color:var(--muted)}
.text>.kicker{margin-bottom:.5rem}
.lead{font:var(--lead) var(--faces)}
.standfirst,.small,.tag,dt,.credit{color:var(--muted)}
.small,.credit,.tag{font:var(--small) var(--faces)}
.tag{font-style:italic}
.group,.title{font-weight:600}
p.group{margin-bottom:.5rem;break-after:avoid}
ul,ol{padding-inline-start:1.6rem}
li{margin-bottom:.45rem;padding-inline-start:.2rem}
li::marker{color:var(--muted)}
.text>dl{margin:1.5rem 0 1.8rem;border-top:1px solid var(--hairline)}
dl>div{display:grid;grid-template-columns:minmax(7rem,22%) minmax(0,1fr);column-gap:1rem;padding:.45rem 0;border-bottom:1px solid var(--hairline);break-inside:avoid}
dd{grid-column:2}
.text>.callout{margin:1.4rem 0;display:grid;grid-template-columns:var(--labels) minmax(0,1fr);column-gap:1.4rem}
.callout>div{grid-column:2}
.callout>.aside{font:var(--small) var(--faces)}
.callout>.aside p:first-child{font-weight:600}
.callout>.title,.points .class{font:600 .75rem/1.45 var(--faces);letter-spacing:.05em;text-transform:uppercase;color:var(--muted)}
.callout>.title{padding-top:.3rem}
.key>div{padding-inline-start:.9rem;border-inline-start:.2rem solid var(--accent)}
.key .lead{font-weight:500}
.text>.decision{grid-template-columns:var(--labels) minmax(0,2fr) minmax(0,1fr)}
.decision>.aside{grid-column:3}
.decision{padding-top:.7rem;border-top:2px solid var(--ink)}
.decision>div:not(.aside){font-weight:500}
.alert>div{padding-inline-start:.9rem;border-inline-start:.2rem solid var(--alert)}
.alert>.title{color:var(--alert)}
.notice{font:var(--small) var(--faces)}
.notice>.title{color:var(--gap)}
.text>.figures,.points,.sides{list-style:none;padding:0}
.text>.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(9rem,1fr));gap:1rem 1.4rem;max-width:none;margin:1.4rem 0;padding:.7rem 0;border-top:2px solid var(--ink);border-bottom:1px solid var(--hairline)}
.figures>li,.points>li,.sides>li{margin:0;padding:0}
.count{font-weight:500}
.count b{font:500 1.75rem/1.2 var(--faces);font-variant-numeric:tabular-nums}
.figures p:not(.count){font:var(--small) var(--faces)}
.beside{display:grid;grid-template-columns:minmax(0,2fr) minmax(0,1fr);gap:0 1.6rem}
.text>.beside{margin:1.6rem 0}
.beside>div>p.group{font:600 var(--body) var(--faces);padding-bottom:.35rem;margin:0;border-bottom:1px solid var(--hairline)}
.beside>div>*+p.group{margin-top:1.4rem}
.beside>div:last-child,.beside dl{font:var(--small) var(--faces)}
.beside .small{font-size:.8rem}
.points>li{display:grid;grid-template-columns:7.2rem minmax(0,1fr);column-gap:1rem;padding:.55rem 0;border-bottom:1px solid var(--hairline)}
.points .class{padding-top:.2rem}
.points .says{color:var(--says)}
.points .ours{color:var(--ours)}
.points .gap{color:var(--gap)}
.dispute{padding:.55rem 0;border-bottom:1px solid var(--hairline)}
.question{font-weight:600}
.sides>li{display:grid;grid-template-columns:.8rem minmax(0,1fr);column-gap:.4rem;margin-top:.2rem}
svg.glyph{display:inline-block;width:.68em;height:.68em;vertical-align:-.02em}
.sides>li>svg.glyph{margin-top:.42em;width:.75em;height:.75em}
svg.gauge{width:100%;max-width:18rem}
svg.trend{width:100%;max-width:8rem}
.beside dl>div{display:grid;grid-template-columns:5rem minmax(0,1fr)}
.text>dl.foot{display:grid;grid-template-columns:repeat(auto-fit,minmax(14rem,1fr));gap:0 1.6rem;margin:1.6rem 0 0;border-top:1px solid var(--rule);font:var(--small) var(--faces)}
.foot>div{display:block;border:0;padding:.3rem 0}
.foot dt{display:inline;margin-inline-end:.35em;font-weight:600;color:var(--ink)}
.foot dd{display:inline;color:var(--muted)}
.foot dd+dd::before{content:" "}
.office{font:600 var(--part) var(--faces);color:var(--accent)}
.text>.letterhead{display:flex;align-items:flex-end;gap:1rem;margin-bottom:1.4rem;padding-bottom:.6rem;border-bottom:.12rem solid var(--accent)}
.letterhead img{max-height:3.4rem;max-width:9rem;width:auto}
.text>.record{display:grid;grid-template-columns:repeat(auto-fit,minmax(9rem,1fr));margin:0 0 1.4rem;border-top:2px solid var(--ink);border-bottom:1px solid var(--rule)}
.record>div{display:block;padding:.4rem .8rem .5rem 0;border:0}
.record>div+div{padding-inline-start:.8rem;border-inline-start:1px solid var(--rule)}
.record dt{font:600 .75rem/1.45 var(--faces);letter-spacing:.05em;text-transform:uppercase}
.record dd{font:var(--small) var(--mono)}
.text>.record:has(+.foot){margin:1.6rem 0 0;border-bottom:0}
.record+.foot{margin-top:0}
td.time,.cite{font-family:var(--mono)}
nav .title{color:var(--accent)}
.quotation{padding-inline-start:1.1rem;border-inline-start:1px solid var(--rule);break-inside:avoid}
.quotation figcaption{margin-top:.2rem}
.altered blockquote{font-style:italic}
.changed:not(tr){position:relative}
.changed:not(tr)::after{content:"";position:absolute;inset-block:0;inset-inline-end:-.75rem;border-inline-end:.16rem solid var(--ink)}
tr.changed>:last-child{border-inline-end:.16rem solid var(--ink)}
figure{break-inside:avoid}
.text>figure:not(.quotation),.text>.table{margin:1.8rem 0 2.2rem}
figcaption,caption{font:var(--small) var(--faces);color:var(--muted);text-align:start}
figure:not(.quotation)>figcaption{margin-top:.7rem}
.label{font-weight:600;color:var(--ink)}
img{display:block;max-width:100%;height:auto}
svg{display:block;width:100%;height:auto}
.chart+.chart{margin-top:1.5rem}
.narrow{display:none}
.scroll{overflow-x:auto}
table{width:100%;border-collapse:collapse;table-layout:fixed;font:var(--cell) var(--faces)}
table.dense{table-layout:auto;font:var(--small) var(--faces)}
.dense code{white-space:nowrap;hyphens:none}
.dense code.parted{white-space:normal}
.dense .words{min-width:11rem}
.turned>*{margin:0 0 1.1rem}
.turned>.table{margin:1.8rem 0 2.2rem}
caption{padding-bottom:.6rem}
th,td{padding:.45rem .9rem .45rem 0;text-align:start;vertical-align:top;font-weight:400;border-bottom:1px solid var(--hairline)}
[dir=rtl] :is(th,td){padding:.45rem 0 .45rem .9rem}
th:last-child,td:last-child{padding-inline-end:0}
th[scope=row]{font-weight:400}
thead>tr>*{font-weight:600;color:var(--muted);border-bottom:1px solid var(--muted)}
.quiet>*{color:var(--muted);font-weight:400}
.group th{padding-top:.8rem;font-weight:600;border-bottom-color:var(--rule)}
tbody:last-child>tr:last-child>*{border-bottom-color:var(--muted)}
td>p+p,th>p+p{margin-top:.25rem}
tr{break-inside:avoid}
.group,caption,thead{break-after:avoid}
nav ol{list-style:none;padding:0}
nav li{margin:.3rem 0;padding:0}
nav li li{margin:.2rem 0;padding-inline-start:1rem}
nav a{text-decoration:none}
nav a:hover{text-decoration:underline}
:target{background:var(--wash);box-shadow:0 0 0 .35rem var(--wash)}
main:target{background:none;box-shadow:none}
.colophon{border-top:1px solid var(--hairline);display:flex;flex-wrap:wrap;gap:.3rem 1.5rem;padding-block:1rem 1.5rem;font:var(--small) var(--faces);color:var(--muted)}
@media (max-width:40rem){
:root{--sides:1rem}
.narrow{display:block}
.wide{display:none}
dl>div,.beside,.text>.callout{display:block}
.callout>.title{padding:0 0 .15rem}
.points>li{display:block}
.beside>div+div{margin-top:1.4rem}
.text>.figures,.text>.record{grid-template-columns:1fr 1fr}
.record>div:nth-child(odd){border:0;padding-inline-start:0}
table{table-layout:auto}
table.four{min-width:29rem}
table.many{min-width:40rem}
th,td{hyphens:auto}
}
@media screen and (min-width:72rem){
.with-contents :is(.edition,main,.colophon){max-width:66.5rem}
.with-contents main{display:grid;grid-template-columns:14rem minmax(0,1fr);column-gap:3.5rem}
.with-contents .text{grid-column:2}
.with-contents nav{grid-column:1;grid-row:1/span 2;position:sticky;top:4rem;align-self:start;max-height:calc(100vh - 6rem);overflow-y:auto;font:var(--small) var(--faces)}
}
@media (forced-colors:active){svg{forced-color-adjust:none;background:var(--paper)}}
text{"""
    + TEXT_STYLE
    + "}"
)

PAPER = """
html{font:var(--body) var(--faces);background:none}
.skip,.edition,.page-break:first-child{display:none}
main,.colophon{max-width:none;padding:0;-webkit-box-decoration-break:clone;box-decoration-break:clone}
.colophon{display:none}
.marking{position:fixed!important;left:0;right:0;padding:0}
.marking span{display:inline-block;padding:1.5pt 7pt;print-color-adjust:exact;-webkit-print-color-adjust:exact}
.marking.top{top:0}
.marking.bottom{bottom:0}
.page-break{break-after:page}
p{orphans:2;widows:2}
a{text-decoration:none}
.scroll{overflow:visible}
.turned{page:turned}
.dense code,.dense code.parted{white-space:normal;overflow-wrap:anywhere}
.dense .words{min-width:0}
table,table.four,table.many{min-width:0}
.wide{display:block}
.narrow{display:none}
.chart,svg,.label{print-color-adjust:exact;-webkit-print-color-adjust:exact}
.chart{break-inside:avoid}
.changed:not(tr)::after{inset-inline-end:0}
figure:has(.wide+.wide){break-inside:auto}
figcaption{break-before:avoid}
:target{background:none;box-shadow:none}
"""
