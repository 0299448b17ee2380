import { html, raw } from "hono/html";

export type Markup = ReturnType<typeof html>;

const style = raw(`
:root { color-scheme: light dark; --ground: #fbfaf7; --ink: #22261f; --quiet: #5a6055; --line: #d9d8d0; --link: #1f5a4a; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #171a16; --ink: #e9ebe4; --quiet: #a9b0a2; --line: #3a3f37; --link: #8fd0bb; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 1rem/1.55 system-ui, sans-serif; }
main, header { max-width: 46rem; margin: 0 auto; padding: 1rem; }
header { padding-bottom: 0; color: var(--quiet); }
.wide main, .wide header { max-width: 84rem; }
h1 { font-size: 1.6rem; line-height: 1.2; overflow-wrap: anywhere; }
h2 { font-size: 1.1rem; margin-top: 2rem; }
a { color: var(--link); }
fieldset { border: 1px solid var(--line); border-radius: .5rem; margin: 1.5rem 0; padding: .5rem 1rem; }
label { display: flex; gap: .5rem; align-items: baseline; padding: .35rem 0; }
.buttons { display: flex; flex-wrap: wrap; gap: .75rem; }
button { background: var(--link); border: 1px solid var(--link); border-radius: .5rem; color: var(--ground); cursor: pointer; font: inherit; min-height: 2.75rem; padding: .5rem 1rem; }
button.second { background: none; color: var(--link); }
.notice { border-left: 3px solid; padding-left: 1rem; }
a:focus-visible, button:focus-visible, input:focus-visible { outline: 2px solid; outline-offset: 3px; }
.list { list-style: none; padding: 0; }
.list li { border-top: 1px solid var(--line); padding: .75rem 0; overflow-wrap: anywhere; }
.quiet { color: var(--quiet); }
p { overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; margin: 0; overflow-wrap: anywhere; }
dt { color: var(--quiet); }
dd { margin: 0; }
iframe { width: 100%; height: 40rem; border: 1px solid var(--line); border-radius: .5rem; background: #fff; }
.code { margin: 1rem 0; font-size: 3rem; font-variant-numeric: tabular-nums; letter-spacing: .05em; line-height: 1.2; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; border-left: 3px solid var(--line); padding-left: 1rem; }
`);

/**
 * A page of the sandbox for people. Everything interpolated into `content` is escaped by the html tag. `again` loads it
 * anew after so many seconds; `wide` is for what needs the whole screen.
 */
export function framed(
  title: string,
  content: Markup,
  { again, wide = false }: { again?: number; wide?: boolean } = {},
): Markup {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        ${again === undefined ? "" : html`<meta http-equiv="refresh" content="${again}" />`}
        <title>${title}</title>
        <link rel="icon" href="data:," />
        <style>${style}</style>
      </head>
      <body${wide ? raw(' class="wide"') : ""}>
        <header><a href="/">Sandbox</a></header>
        <main>${content}</main>
      </body>
    </html>`;
}
