/** What only the report has. */
export const reportStyle = `
.sums{display:grid;grid-template-columns:repeat(auto-fit,minmax(7.5rem,1fr));gap:.75rem;margin:1.25rem 0;padding:0}
.sums div{display:flex;flex-direction:column-reverse;border:1px solid var(--line);border-radius:6px;padding:.6rem .8rem}
.sums dt{color:var(--quiet);font-size:.875rem}
.sums dd{margin:0;font-size:1.6rem;line-height:1.2;font-variant-numeric:tabular-nums}
.sums .bad{border-color:var(--bad);background:var(--badpaper)}
.sums .bad dt,.sums .bad dd{color:var(--bad)}
.alarm{border:2px solid var(--bad);border-radius:6px;background:var(--badpaper);padding:.25rem 1rem .75rem;margin:1.5rem 0}
.alarm h2{color:var(--bad);border:0;margin:.75rem 0 .25rem}
.mark{display:inline-block;border:1px solid currentColor;border-radius:3px;padding:0 .4em;font-size:.75rem;line-height:1.5;font-weight:600;white-space:nowrap;color:var(--fine)}
td .mark{white-space:normal}
.mark.is-alarm{background:var(--bad);border-color:var(--bad);color:var(--paper)}
.mark.is-real{color:var(--bad)}
.mark.is-reported{color:var(--warn)}
.mark.is-uncertain{color:var(--warn);border-style:dashed}
.mark.is-hidden{color:var(--fine);border-style:dotted}
.group{border:1px solid var(--line);border-radius:6px;margin:.5rem 0}
.group>summary{padding:.55rem .8rem .55rem 0;cursor:pointer;margin-left:1.75rem}
.group>summary .quiet{display:block;font-size:.875rem}
.group>.inside{padding:0 .8rem .8rem 1.75rem;border-top:1px solid var(--line)}
.group[open]>summary{background:none}
.list{margin:.75rem 0}
.list>summary{cursor:pointer}
nav{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;margin:.75rem 0}
.finding{margin:.35rem 0}
.finding>summary{cursor:pointer;font-size:.9rem}
.finding>.inside{padding:.25rem 0 .5rem 1.1rem}
.advice{list-style:none;margin:0;padding:0}
.advice>li{border-left:3px solid var(--link);padding:.1rem 0 .1rem .75rem;margin:.5rem 0;max-width:56rem}
.advice p{margin:.15rem 0}
.advice ul{margin:.15rem 0;padding-left:1.2rem;color:var(--quiet);font-size:.875rem}
.tools{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:end;margin:.75rem 0;font-size:.9rem}
.tools[hidden]{display:none}
.tools label{color:var(--quiet)}
.tools input,.tools select,.tools button{display:block;font:inherit;color:inherit;background:var(--paper);border:1px solid var(--quiet);border-radius:4px;padding:.25rem .6rem;min-height:2.25rem}
.tools output{align-self:center;padding-top:1.25rem;color:var(--quiet)}
.tools input{width:min(24rem,80vw)}
.chart{display:flex;align-items:flex-end;gap:2px;height:10rem;border-bottom:1px solid var(--quiet);margin:.75rem 0 0;padding:0}
.chart div{flex:1;max-width:3.5rem;min-width:2px;height:100%;display:flex;flex-direction:column;justify-content:flex-end}
.chart i{display:block}
.bar-reported{background:var(--warn)}
.bar-uncertain{background:repeating-linear-gradient(135deg,var(--warn) 0 3px,var(--paper) 3px 6px)}
.bar-hidden{background:var(--paper);border:1px solid var(--fine);border-bottom:0}
.ends{display:flex;justify-content:space-between;font-size:.8125rem;color:var(--quiet);gap:1rem}
.key{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;list-style:none;padding:0;margin:.35rem 0;font-size:.875rem}
.key i{display:inline-block;width:.9em;height:.9em;margin-right:.4em;vertical-align:-.1em;border-bottom:1px solid var(--fine)}
footer{margin-top:3rem;color:var(--quiet);font-size:.875rem}
@media print{
:root{--paper:#fff;--ink:#000;--quiet:#444;--line:#bbb;--soft:#f6f6f6;--bad:#9b1c15;--warn:#744600;--fine:#444;--badpaper:#fff;--link:#000;--own:#ffdcae;--library:#d3e5fa;--allocator:#e7defa;--system:#e1e6ea;--stroke:rgba(20,30,40,.12)}
html{font-size:10pt}
body{max-width:none;padding:0}
.box,.mark,.chart i{print-color-adjust:exact;-webkit-print-color-adjust:exact}
.tools,.skip,nav{display:none}
.icicle{min-width:0}
.group>summary,.finding>summary,tr,.stack,.advice>li{break-inside:avoid}
details.group::details-content,details.list::details-content{content-visibility:visible;display:block;height:auto}
h2,summary{break-after:avoid}
}
`;
