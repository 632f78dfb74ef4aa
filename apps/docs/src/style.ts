/** What the reference adds to the report's looks. */
export const referenceStyle = `
header{padding-bottom:8px}nav{font-size:13px;color:var(--soft)}a{color:inherit;text-underline-offset:3px}
h1{margin:6px 0}.lead{font-size:17px;margin:0 0 10px}.facts{color:var(--soft);font-size:13px;margin:0}
h3{margin-top:14px}code,pre{font-family:ui-monospace,monospace}code{font-size:.95em}
pre.line{font-size:14px;white-space:pre-wrap;margin:8px 0 14px}details pre{white-space:pre-wrap;max-height:240px}
.draws{display:grid;grid-template-columns:repeat(4,minmax(0,1fr));gap:16px;align-items:start}
h4{margin-top:2px}.draws.text{grid-template-columns:repeat(2,minmax(0,1fr));gap:20px 28px}.draws.video{grid-template-columns:1fr}
@media(max-width:720px){.draws,h4{margin-top:2px}.draws.text{grid-template-columns:repeat(2,minmax(0,1fr))}}
.partners{display:grid;grid-template-columns:repeat(auto-fill,minmax(110px,1fr));gap:10px;margin-top:8px}
.wide{overflow-x:auto}.options td,.options th{border-top:1px solid var(--line);padding:6px 12px 6px 0;overflow-wrap:normal}
.options thead th{border-top:0}.options td:nth-child(2){min-width:220px}.note{color:var(--soft);font-size:13px;margin:14px 0 0}
.draws .recipe{margin:2px 0 6px}.unbroken{white-space:nowrap}.draws figcaption{overflow-wrap:anywhere}.draws.series figcaption{white-space:nowrap;overflow:hidden;text-overflow:ellipsis}
.draws.video>div>figure{max-width:420px}
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(170px,1fr));gap:18px 16px;margin-top:14px}
.cards figcaption,.cards .recipe,.cards .label,.cards audio,.cards .spectrogram{display:none}
.cards svg{height:150px;object-fit:contain}.cards .plot{height:70px}.cards figure~figure{display:none}
.cards b{display:block;font-size:14px;overflow-wrap:anywhere}.cards p{color:var(--soft);font-size:12px;line-height:1.4;margin:2px 0 0}
.cards .text{font-size:12px;max-height:5.6em;overflow:hidden;color:var(--ink);margin-bottom:6px}
footer{max-width:1080px;margin:0 auto;padding:0 24px 32px;display:flex;justify-content:space-between;font-size:13px}
`
