/** The style of the HTML report: one column on a phone, both colour schemes, and paper. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --page: #f5f6f8; --card: #ffffff; --ink: #1b2330; --soft: #5a6677; --line: #dfe4ea; --code: #f0f2f6;
  --bad: #b3261e; --bad-bg: #fdecea; --good: #1b6e3c; --good-bg: #e7f5ec; --odd: #8a5300; --odd-bg: #fff3dc;
  --calm: #2f5597; --calm-bg: #e8eefb;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #11151b; --card: #1a2029; --ink: #e6eaf0; --soft: #9aa7b8; --line: #2d3643; --code: #232b36;
    --bad: #ff8a80; --bad-bg: #3a1d1d; --good: #7ddba0; --good-bg: #17301f; --odd: #f2c063; --odd-bg: #35280f;
    --calm: #a9c1fb; --calm-bg: #1c2740;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--page); color: var(--ink); overflow-wrap: anywhere;
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif;
}
main { max-width: 68rem; margin: 0 auto; padding: 1rem 1rem 3rem; }
h1 { font-size: 1.45rem; line-height: 1.25; margin: 0 0 .5rem; }
h2 { font-size: 1.05rem; margin: 2.2rem 0 .7rem; }
h3 { font-size: 1rem; margin: 0 0 .6rem; }
p { margin: .3rem 0; }
code, pre { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: .875em; white-space: pre-wrap; }
.banner { border-left: .45rem solid; border-radius: .6rem; padding: 1.1rem 1.2rem; }
.match { background: var(--good-bg); border-color: var(--good); }
.drift { background: var(--bad-bg); border-color: var(--bad); }
.undecided { background: var(--odd-bg); border-color: var(--odd); }
.word { text-transform: uppercase; letter-spacing: .08em; font-size: .75rem; font-weight: 700; }
.match .word, .good { color: var(--good); } .drift .word, .bad { color: var(--bad); } .undecided .word, .odd { color: var(--odd); }
.context { color: var(--soft); font-size: .9rem; }
.banner .context { color: var(--ink); opacity: .85; }
.card { min-width: 0; background: var(--card); border: 1px solid var(--line); border-radius: .6rem; padding: 1rem 1.1rem; margin: 0 0 .9rem; break-inside: avoid; }
.tag { display: inline-block; border-radius: 1rem; padding: .1rem .65rem; font-size: .75rem; font-weight: 700; margin-right: .35rem; max-width: 100%; }
.tag.bad { background: var(--bad-bg); } .tag.good { background: var(--good-bg); } .tag.odd { background: var(--odd-bg); } .tag.calm { background: var(--calm-bg); color: var(--calm); }
.tag.plain { background: var(--code); color: var(--soft); }
.sides { display: grid; grid-template-columns: minmax(0, 1fr); gap: .6rem; margin: .7rem 0; }
.side { background: var(--code); border-radius: .45rem; padding: .55rem .75rem; min-width: 0; }
.side b { display: block; font-size: .75rem; color: var(--soft); font-weight: 600; }
.side.declared { border-left: .2rem solid var(--line); }
.side.live { border-left: .2rem solid var(--odd); color: var(--ink); } .side.live.bad { border-color: var(--bad); } .side.live.calm { border-color: var(--calm); }
.card.bad { border-left: .25rem solid var(--bad); color: var(--ink); } .card.odd { border-left: .25rem solid var(--odd); color: var(--ink); } .card.calm { border-left: .25rem solid var(--calm); }
.path { color: var(--soft); font-size: .9rem; } .todo { font-weight: 600; font-size: .9rem; margin: .8rem 0 .2rem; }
ol { margin: 0; padding-left: 1.3rem; font-size: .9rem; } ol li { margin: .15rem 0; }
dl { display: grid; grid-template-columns: minmax(4.5rem, max-content) minmax(0, 1fr); gap: .15rem .8rem; margin: .4rem 0 0; font-size: .9rem; }
dt { color: var(--soft); } dd { margin: 0; min-width: 0; }
.stacks { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 17rem), 1fr)); gap: .7rem; }
.stacks .card { margin: 0; }
.bar { height: .4rem; width: 100%; border-radius: .2rem; margin: .5rem 0; display: block; }
.bar .all { fill: var(--line); } .bar .part { fill: var(--good); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { text-align: left; vertical-align: top; padding: .45rem .6rem; border-bottom: 1px solid var(--line); }
th { color: var(--soft); font-weight: 600; white-space: nowrap; } td { min-width: 6rem; }
ul { margin: .3rem 0; padding-left: 1.2rem; } 
pre { background: var(--code); border-radius: .45rem; padding: .6rem .8rem; margin: .5rem 0 0; }
footer { margin-top: 2.5rem; color: var(--soft); font-size: .85rem; }
@media (max-width: 43.99rem) {
  thead { display: none; } tr { display: block; padding: .5rem 0; border-bottom: 1px solid var(--line); } tr:last-child { border-bottom: 0; }
  td { display: grid; grid-template-columns: 5.5rem minmax(0, 1fr); gap: .6rem; border-bottom: 0; padding: .15rem 0; min-width: 0; }
  td:not([data-label]) { display: block; }
  td::before { content: attr(data-label); color: var(--soft); } td:not([data-label])::before { content: none; }
}
@media (min-width: 44rem) {
  main { padding: 2rem 2rem 4rem; }
  h1 { font-size: 1.8rem; }
  .sides { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); }
}
@media print {
  :root { --page: #fff; --card: #fff; --ink: #000; --soft: #444; --line: #bbb; --code: #f4f4f4; --bad: #8c1d18; --bad-bg: #fff; --good: #14532d; --good-bg: #fff; --calm: #1f3f77; --calm-bg: #fff; --odd: #6b4000; --odd-bg: #fff; }
  main { max-width: none; padding: 0; } .banner { border: 1px solid; border-left-width: .45rem; }
  h2, h3, thead { break-after: avoid; } .stacks .card, tr, .side { break-inside: avoid; }
  .tag { border: 1px solid currentColor; } .sides { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); }
  body { font-size: 11pt; } @page { margin: 16mm 14mm; }
}
`;
