/**
 * The style of pages: light and dark as the reader's system asks, readable on paper, in the contrast that WCAG 2 calls AA. What
 * colours say is said by words or signs as well.
 */
export const pageStyle = `
:root{--paper:#fff;--ink:#1c2024;--quiet:#59616a;--line:#d5dae0;--soft:#f4f6f8;--link:#0b57a4;
--bad:#b3261e;--warn:#8a5300;--fine:#5a6570;--badpaper:#fdecea;
--own:#ffdcae;--library:#d3e5fa;--allocator:#e7defa;--system:#e1e6ea;--stroke:rgba(20,30,40,.09)}
@media (prefers-color-scheme:dark){:root{--paper:#15181b;--ink:#e7eaed;--quiet:#a7b0b9;--line:#363d44;--soft:#1d2125;--link:#8ec1ff;
--bad:#ffb4ab;--warn:#f3c06b;--fine:#aab4be;--badpaper:#3b1815;
--own:#6a4312;--library:#1e4468;--allocator:#46356b;--system:#3a424a;--stroke:rgba(255,255,255,.09)}}
*{box-sizing:border-box}
html{background:var(--paper);color:var(--ink);font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans",sans-serif;-webkit-text-size-adjust:100%}
body{margin:0 auto;max-width:76rem;overflow-wrap:anywhere;padding:1.5rem clamp(1rem,3vw,2.5rem) 4rem}
h1{font-size:1.6rem;line-height:1.25;margin:0 0 .25rem}
h2{font-size:1.2rem;margin:2.75rem 0 .5rem;padding-bottom:.25rem;border-bottom:1px solid var(--line)}
h3{font-size:1rem;font-weight:600;margin:0;display:inline}
h4{font-size:.875rem;margin:1.25rem 0 .35rem;color:var(--quiet);font-weight:600}
p{margin:.4rem 0 .8rem;max-width:48rem}
a{color:var(--link)}
a:focus-visible,summary:focus-visible,[tabindex]:focus-visible,input:focus-visible,select:focus-visible,button:focus-visible{outline:2px solid var(--link);outline-offset:2px}
code,pre{font:.875em/1.45 ui-monospace,"SF Mono",Menlo,Consolas,"Liberation Mono",monospace;overflow-wrap:anywhere}
pre{background:var(--soft);border:1px solid var(--line);border-radius:4px;padding:.5rem .75rem;overflow-x:auto;white-space:pre;overflow-wrap:normal;margin:.4rem 0}
.quiet,.left{color:var(--quiet)}
.left{font-style:italic}
.heard{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip{position:absolute;left:-99rem}
.skip:focus{position:static}
.wide{overflow-x:auto;margin:.5rem 0}
table{border-collapse:collapse;width:100%;font-size:.9rem;font-variant-numeric:tabular-nums}
caption{text-align:left;color:var(--quiet);padding:.25rem 0}
th,td{text-align:left;vertical-align:top;padding:.35rem .75rem .35rem 0;border-bottom:1px solid var(--line)}
thead th,td,.mark{overflow-wrap:break-word}
thead th{color:var(--quiet);font-weight:600;vertical-align:bottom}
tbody th{font-weight:400;min-width:12rem}
.n{text-align:right;white-space:nowrap}
td small,th small{display:block;color:var(--quiet);font-size:.8125rem}
`;

/** Boxes of frames, told apart by colour, by pattern and by the sign in front. */
export const stackStyle = `
.box{display:flex;gap:.3em;align-items:baseline;min-width:0;padding:.1rem .4rem;border:1px solid var(--paper);border-radius:3px;overflow:hidden;white-space:nowrap;font:.8125rem/1.5 ui-monospace,"SF Mono",Menlo,Consolas,"Liberation Mono",monospace;contain:paint}
.box i{font-style:normal;flex:none;width:1em;text-align:center}
.box b{font-weight:400;margin-left:auto;padding-left:.5em;flex:none}
.box .name{overflow:hidden;text-overflow:ellipsis;flex:1 1 6ch;min-width:0}
.own{background-color:var(--own);border-left:5px solid var(--warn)}
.library{background-color:var(--library);background-image:repeating-linear-gradient(135deg,transparent 0 7px,var(--stroke) 7px 9px)}
.allocator{background-color:var(--allocator);background-image:radial-gradient(var(--stroke) 1.5px,transparent 2px);background-size:8px 8px}
.system{background-color:var(--system);background-image:repeating-linear-gradient(90deg,transparent 0 9px,var(--stroke) 9px 11px)}
.unknown,.more{border:1px dashed var(--quiet)}
.more{color:var(--quiet)}
.icicle,.icicle ul{list-style:none;margin:0;padding:0;display:flex;align-items:flex-start}
.icicle li{min-width:0}
.icicle .box{flex-wrap:wrap;height:1.5rem}
.icicle{min-width:40rem}
.scroll{overflow-x:auto;margin:.4rem 0;padding:2px}
.legend{list-style:none;display:flex;flex-wrap:wrap;gap:.4rem;margin:.5rem 0;padding:0}
.legend .box{padding-right:.6rem}
.stack{list-style:none;margin:.25rem 0;padding:0;display:grid;gap:1px}
.stack .box{white-space:normal;overflow-wrap:anywhere}
.stack small{color:inherit;opacity:1;margin-left:auto;padding-left:1em;text-align:right}
@media (max-width:44rem){
.icicle{min-width:0}
.icicle,.icicle ul{flex-direction:column;align-items:stretch}
.icicle li{flex:none!important}
.icicle li+li{margin-top:.4rem}
.icicle li:not(:only-child)>ul{margin-left:.75rem}
}
`;
