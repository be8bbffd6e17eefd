import { version } from './files.js';
import { icon } from './icon.js';
import { sandbox } from './policy.js';
import { tour } from './tour.js';

/** What the page tells its script. */
export interface ExplorerSettings {
  /** Folder of our own files, relative to the page: the gateway may stand below a path of another server. */
  files: string;
  sandbox: typeof sandbox;
  tour: readonly string[];
  icon: string;
}

/** The page at `/graphql`: Apollo Sandbox, or GraphiQL where that cannot be loaded. */
export function explorerPage(): string {
  const files = `explorer/${version}`;
  const settings: ExplorerSettings = { files, sandbox, tour, icon };
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Dateline explorer</title>
<link rel="icon" href="data:image/svg+xml,${encodeURIComponent(icon)}">
<style>
html { color-scheme: light dark; font-family: system-ui, sans-serif; }
html, body, #explorer, #explorer > iframe { width: 100%; height: 100%; margin: 0; border: 0; }
#explorer > p { margin: 0; padding: 2rem; }
/* GraphiQL's tabs would jump aside when they are pressed, so that the click goes to their neighbour. */
#explorer .graphiql-tab { transform: none !important; }
</style>
<script type="application/json" id="settings">${JSON.stringify(settings).replaceAll('<', '\\u003c')}</script>
<script type="module" src="${files}/explorer.js"></script>
</head>
<body>
<div id="explorer"><p role="status">Opening the explorer …</p></div>
<noscript>The explorer needs JavaScript. <a href="schema.graphql">schema.graphql</a> describes the graph without.</noscript>
</body>
</html>
`;
}
