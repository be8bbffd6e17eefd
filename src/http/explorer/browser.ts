// Runs in the browser. The compiler knows nothing of the DOM here, so that no other module can use it by mistake:
// what this one needs is declared below.
import type { ExplorerSettings } from './page.js';

interface Element {
  textContent: string;
  append(child: Element): void;
  replaceChildren(): void;
}
interface Loaded extends Element {
  src: string;
  href: string;
  rel: string;
  onload: () => void;
  onerror: () => void;
}
declare const document: {
  head: Element;
  querySelector(selector: string): Element;
  createElement(name: 'script' | 'link'): Loaded;
};
declare const window: {
  MonacoEnvironment?: { getWorkerUrl(id: string, label: string): string };
  EmbeddedSandbox?: new (options: object) => unknown;
  YogaGraphiQL?: { renderYogaGraphiQL(target: Element, options: object): void };
  addEventListener(type: 'message', listener: (message: { origin: string }) => void): void;
};
declare const location: { href: string; pathname: string; search: string };

/** How long Apollo's servers may take, in milliseconds: for the script, and for the page that it frames to speak up. */
const patience = { script: 3000, frame: 10_000 };

const settings: ExplorerSettings = JSON.parse(document.querySelector('#settings').textContent);
const target = document.querySelector('#explorer');
const address = new URLSearchParams(location.search);
const asked = { query: address.get('query'), variables: address.get('variables') };

await openSandbox().catch(openGraphiql);

async function openSandbox(): Promise<void> {
  await within(patience.script, load('script', { src: settings.sandbox.script }));
  if (!window.EmbeddedSandbox) throw new Error('the script is another one');
  target.replaceChildren();
  const alive = new Promise<void>((resolve) => {
    window.addEventListener('message', ({ origin }) => origin === settings.sandbox.frame && resolve());
  });
  // One tab can be given: the tour's queries stand in it one after the other, each with its own button to run it.
  new window.EmbeddedSandbox({
    target: '#explorer',
    initialEndpoint: new URL(location.pathname, location.href).href,
    endpointIsEditable: false,
    initialState: {
      document: asked.query ?? settings.tour.join('\n'),
      ...(asked.variables ? { variables: JSON.parse(asked.variables) } : {}),
    },
    allowDynamicStyles: false,
    runTelemetry: false,
  });
  await within(patience.frame, alive);
}

async function openGraphiql(): Promise<void> {
  const file = (name: string) => new URL(`${settings.files}/${name}`, location.href).href;
  window.MonacoEnvironment = {
    getWorkerUrl: (_id, label) => file(`${label === 'editorWorkerService' ? 'editor' : label}.worker.js`),
  };
  await Promise.all([
    load('link', { rel: 'stylesheet', href: file('graphiql.css') }),
    load('script', { src: file('graphiql.js') }),
  ]);
  target.replaceChildren();
  const tabs = settings.tour.map((query) => ({ query }));
  window.YogaGraphiQL?.renderYogaGraphiQL(target, {
    title: 'Dateline',
    logo: settings.icon,
    variables: asked.variables ?? undefined,
    defaultTabs: asked.query ? [asked, ...tabs] : tabs,
    defaultEditorToolsVisibility: Boolean(asked.variables),
    // Headers may hold a key: they are not to outlive the tab.
    shouldPersistHeaders: false,
    // Else every keystroke would go into the address.
    onEditQuery() {},
  });
}

function load(name: 'script' | 'link', attributes: Partial<Loaded>): Promise<void> {
  return new Promise((resolve, reject) => {
    const element = Object.assign(document.createElement(name), attributes);
    element.onload = resolve;
    element.onerror = () => reject(new Error(`${element.src || element.href} cannot be loaded`));
    document.head.append(element);
  });
}

function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error(`not there after ${milliseconds} ms`)), milliseconds);
  });
  return Promise.race([work, late]);
}
