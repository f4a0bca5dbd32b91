/** The page's own style; uPlot's comes before it. */
export const pageStyle = `
:root {
  color-scheme: light dark;
  --page: #fbfbfa; --panel: #ffffff; --text: #1d2125; --soft: #5b6470; --line: #dfe2e6; --mark: #fdebc8; --link: #0b57b0;
  --cause-0: #c2410c; --cause-1: #1d4ed8; --cause-2: #7e22ce; --cause-3: #0f766e; --cause-4: #a16207;
  --cause-5: #64748b; --cause-6: #be185d; --cause-7: #4d7c0f; --cause-8: #0e7490; --cause-9: #78716c;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #14171a; --panel: #1c2024; --text: #e4e7eb; --soft: #9aa4b0; --line: #343a41; --mark: #4a3a14; --link: #7db5ff;
    --cause-0: #fb923c; --cause-1: #60a5fa; --cause-2: #c084fc; --cause-3: #2dd4bf; --cause-4: #facc15;
    --cause-5: #94a3b8; --cause-6: #f472b6; --cause-7: #a3e635; --cause-8: #22d3ee; --cause-9: #a8a29e;
  }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 72rem; padding: 1.5rem; background: var(--page); color: var(--text);
  font: 16px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.5rem; margin: 0 0 .25rem; }
h2 { font-size: 1.15rem; margin: 2rem 0 .75rem; }
h3 { font: 600 1rem/1.4 ui-monospace, monospace; margin: 0; overflow-wrap: anywhere; }
p { margin: .25rem 0; overflow-wrap: anywhere; }
a { color: var(--link); }
.soft { color: var(--soft); }
article, figure { background: var(--panel); border: 1px solid var(--line); border-radius: .5rem; padding: 1rem; margin: 0 0 1rem; }
article:target { border-color: var(--link); box-shadow: 0 0 0 1px var(--link); }
.figures { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; margin: .25rem 0 .5rem; }
.figures b { font-variant-numeric: tabular-nums; }
pre { margin: .5rem 0; padding: .5rem 0; overflow-x: auto; background: var(--page); border: 1px solid var(--line);
  border-radius: .375rem; font: 13px/1.5 ui-monospace, monospace; }
pre span { display: block; padding: 0 .75rem; min-width: max-content; }
pre .here { background: var(--mark); }
pre i { display: inline-block; width: 3.5rem; color: var(--soft); font-style: normal; user-select: none; }
ol.stack { margin: .5rem 0 0; padding-left: 2.5rem; font: 13px/1.5 ui-monospace, monospace; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; background: var(--panel); }
th, td { text-align: left; padding: .35rem .75rem; border: 1px solid var(--line); overflow-wrap: break-word; }
.wide { overflow-x: auto; }
td.number, th.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
summary { cursor: pointer; color: var(--soft); }
td code { white-space: nowrap; }
code { font: 13px ui-monospace, monospace; overflow-wrap: anywhere; }
#timeline-about { min-height: 3em; overflow-wrap: anywhere; }
.u-legend { color: var(--text); }
.u-over { cursor: crosshair; }
.u-hz .u-cursor-x, .u-vt .u-cursor-y { border-color: var(--soft); }
.u-select { background: color-mix(in srgb, var(--text) 15%, transparent); }
`;
