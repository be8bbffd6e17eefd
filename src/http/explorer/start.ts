import { icon } from './icon.js';

/** The start page: what runs here, and where to go. Links are relative, as the gateway may stand below a path of another server. */
export const startPage = (explorer: boolean): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Dateline</title>
<meta name="description" content="A GraphQL news content gateway">
<link rel="icon" href="data:image/svg+xml,${encodeURIComponent(icon)}">
<style>${startStyle}</style>
</head>
<body>
<main>
<header>
<h1>Dateline</h1>
<p>A GraphQL news content gateway</p>
</header>
<p class="lead">One graph for a newsroom’s articles, images, people, organisations, places and events. Every frontend asks for
exactly the fields that it shows, and every name in a text leads on into the graph.</p>
${explorer ? '<p><a class="button" href="graphql">Open the explorer</a></p>\n' : ''}<h2>Ask it</h2>
<p>Send a query to <code>/graphql</code> by <code>POST</code>, as JSON:</p>
<pre tabindex="0"><code>{ "query": "{ articles { nodes { headline } } }" }</code></pre>
<h2>More</h2>
<dl>
<dt><a href="schema.graphql">schema.graphql</a></dt><dd>every type, field and argument, described</dd>
<dt><a href="healthz">healthz</a></dt><dd>whether the gateway runs</dd>
<dt><a href="readyz">readyz</a></dt><dd>whether it can answer</dd>
</dl>
</main>
</body>
</html>
`;

export const startStyle = `
:root { color-scheme: light dark; --paper: #fbfaf7; --ink: #1d2430; --soft: #5b6472; --line: #d9d5cb; --link: #1f4e8c; --on: #fff; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #14181f; --ink: #e8e6e1; --soft: #a3abb8; --line: #343c48; --link: #8db8f0; --on: #10151c; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.0625rem/1.6 system-ui, "Segoe UI", Roboto, "Liberation Sans", sans-serif; }
main { max-width: 42rem; margin: 0 auto; padding: clamp(1.5rem, 5vw, 3.5rem) 1.25rem; }
header { border-top: 4px double var(--ink); border-bottom: 1px solid var(--ink); padding: 1.1rem 0 1rem; text-align: center; }
h1, .lead { font-family: Georgia, "Times New Roman", "Liberation Serif", serif; }
h1 { margin: 0; font-size: clamp(2.75rem, 13vw, 4.5rem); line-height: 1; letter-spacing: -0.02em; }
header p { margin: 0.6rem 0 0; color: var(--soft); font-size: 0.8125rem; letter-spacing: 0.12em; text-transform: uppercase; }
.lead { margin: 1.5rem 0; font-size: 1.3125rem; line-height: 1.5; }
h2 { margin: 2rem 0 0.5rem; padding-top: 1rem; border-top: 1px solid var(--line); font-size: 0.8125rem; letter-spacing: 0.12em; text-transform: uppercase; color: var(--soft); }
p { margin: 0.5rem 0; }
a { color: var(--link); text-underline-offset: 0.15em; }
a:focus-visible, pre:focus-visible { outline: 3px solid var(--link); outline-offset: 3px; }
.button { display: inline-block; padding: 0.7rem 1.4rem; border-radius: 0.4rem; background: var(--link); color: var(--on); font-weight: 600; text-decoration: none; }
.button:hover { text-decoration: underline; }
code { font: 0.9375rem/1.6 ui-monospace, "SF Mono", Consolas, "Liberation Mono", monospace; }
pre { margin: 0.75rem 0; padding: 0.9rem 1.1rem; overflow-x: auto; border: 1px solid var(--line); border-radius: 0.4rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.35rem 1.5rem; margin: 0.75rem 0; }
dd { margin: 0; color: var(--soft); }
@media (max-width: 30rem) { dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: 0.6rem; } }
`;
