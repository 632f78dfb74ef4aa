/** The report's looks: calm, readable, light or dark as the reader's system is. */
export const style = `
:root{--paper:#fbfaf8;--card:#fff;--ink:#23272f;--soft:#6a7180;--line:#e3e1dc;color-scheme:light dark}
@media(prefers-color-scheme:dark){:root{--paper:#16181d;--card:#1f232b;--ink:#e6e8ec;--soft:#9aa2b1;--line:#323843}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.5 system-ui,sans-serif}
header,main{max-width:1080px;margin:0 auto;padding:24px}
h1{font-size:28px;margin:8px 0 16px}h2{margin:0 0 4px;font-size:20px}h3{margin:0;font-size:15px;overflow-wrap:anywhere}h4{margin:0 0 6px;font-size:12px;color:var(--soft);text-transform:uppercase;letter-spacing:.06em}
dl{display:flex;flex-wrap:wrap;gap:12px;margin:0}dl div{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:10px 18px;display:flex;flex-direction:column-reverse}
dt{color:var(--soft);font-size:13px}dd{margin:0;font-size:22px;font-weight:600}
section{background:var(--card);border:1px solid var(--line);border-radius:14px;padding:20px;margin-bottom:20px}
article{border-top:1px solid var(--line);padding:16px 0 4px;margin-top:16px}
.recipe,figcaption,section>p{color:var(--soft);font-size:13px;margin:2px 0 10px}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:20px}@media(max-width:720px){.pair{grid-template-columns:1fr}}
figure{margin:0 0 8px}svg{width:100%;max-height:420px;display:block;border-radius:8px;background:#8882}.plot{background:#8881}
.strip{display:grid;grid-template-columns:repeat(5,1fr);gap:6px}
.spectrogram{width:100%;height:96px;border-radius:8px;image-rendering:auto}audio{width:100%;height:34px;margin-top:6px}
.text{white-space:pre-wrap;overflow-wrap:anywhere;margin:0}.label{font-weight:600;margin:0 0 4px}
mark{background:color-mix(in srgb,var(--label) 28%,transparent);color:inherit;border-bottom:2px solid var(--label)}
ins{background:#f6c34455;text-decoration:none;border-radius:3px}
table{border-collapse:collapse;width:100%;font-size:13px;margin:8px 0}th,td{text-align:left;padding:3px 10px 3px 0;vertical-align:top;overflow-wrap:anywhere}thead th{color:var(--soft)}
.bar span{display:inline-block;height:10px;border-radius:3px;margin-right:8px;max-width:70%;vertical-align:middle}
summary{cursor:pointer;color:var(--soft);font-size:13px}pre{overflow:auto;font-size:12px;background:#8881;border-radius:8px;padding:12px}
`
