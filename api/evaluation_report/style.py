"""How does the page of a report look, by day, by night and on paper?"""

STYLE = """
:root { color-scheme: light dark; --paper: #faf8f3; --card: #fff; --ink: #1f2423; --muted: #5c6663; --line: #e3dfd4;
  --accent: #0d5f58; --soft: #b9d8d2; --warn: #8a4b08; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #131719; --card: #1b2124; --ink: #e9e7e1; --muted: #a0aaa7; --line: #2e3639; --accent: #7fd1c4;
    --soft: #2c5650; --warn: #f0bd7c; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 62rem; padding: 2rem clamp(1rem, 4vw, 2rem) 4rem; background: var(--paper);
  color: var(--ink); font: 1rem/1.55 -apple-system, "Segoe UI", Roboto, "Noto Sans", system-ui, sans-serif; }
h1 { margin: 0 0 .25rem; font-size: 1.6rem; line-height: 1.25; overflow-wrap: anywhere; }
h2 { margin: 2.5rem 0 .75rem; font-size: 1.15rem; }
p { margin: .5rem 0; max-width: 46rem; }
.muted, figcaption { color: var(--muted); font-size: .9rem; }
figcaption { margin-top: .5rem; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(13rem, 100%), 1fr)); gap: .75rem;
  margin: 1.25rem 0; padding: 0; list-style: none; }
.tiles li, figure, .miss { background: var(--card); border: 1px solid var(--line); border-radius: .6rem;
  padding: .9rem 1rem; }
.tiles b { display: block; font-size: 1.7rem; line-height: 1.2; color: var(--accent);
  font-variant-numeric: tabular-nums; }
.plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(22rem, 100%), 1fr)); gap: .75rem; }
figure { margin: 0; }
svg { display: block; width: 100%; height: auto; font-family: inherit; }
svg text { fill: var(--ink); font-size: 12px; }
svg .tick { fill: var(--muted); font-size: 11px; }
svg .grid, svg .track { stroke: var(--line); }
svg .ideal { stroke: var(--muted); stroke-dasharray: 5 4; }
svg .bar { fill: var(--soft); }
svg .dot { fill: var(--accent); fill-opacity: .8; stroke: var(--card); }
svg .curve { fill: none; stroke: var(--accent); stroke-width: 2.5; stroke-linejoin: round; }
svg .now { fill: var(--warn); stroke: var(--card); stroke-width: 1.5; }
svg .interval { stroke: var(--accent); stroke-width: 5; stroke-linecap: round; stroke-opacity: .45; }
.scroll { overflow-x: auto; }
.scroll:has(table) { margin-top: .9rem; }
svg.wide { min-width: 32rem; }
table { border-collapse: collapse; width: 100%; font-size: .93rem; font-variant-numeric: tabular-nums; }
caption { text-align: start; color: var(--muted); font-size: .9rem; padding-bottom: .4rem; }
th, td { padding: .35rem .6rem; border-bottom: 1px solid var(--line); text-align: end; white-space: nowrap; }
th:first-child, td:first-child { text-align: start; padding-inline-start: 0; }
thead th { color: var(--muted); font-weight: 600; }
tbody th { font-weight: 400; }
td.prose { white-space: normal; overflow-wrap: anywhere; text-align: start; }
details { margin-top: .75rem; }
summary { cursor: pointer; color: var(--accent); }
.miss { margin: .6rem 0; overflow-wrap: anywhere; }
.miss h3 { margin: 0 0 .5rem; font-size: 1rem; }
.miss dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem .9rem; margin: 0; font-size: .95rem; }
.miss dt { color: var(--muted); }
.miss dd { margin: 0; }
.wrong { color: var(--warn); }
@media (max-width: 34rem) { .miss dl { grid-template-columns: 1fr; gap: 0; } .miss dd { margin-bottom: .4rem; } }
@media print { body { max-width: none; padding: 0; } figure, .miss, tr { break-inside: avoid; } }
"""
