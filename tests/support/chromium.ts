import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const names = ['chromium', 'chromium-browser', 'google-chrome'];
// Root has no sandbox; the rest keeps the browser from asking anybody by itself.
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
];

/** CHROMIUM, else the first of the usual names on the PATH; undefined where there is none. */
export async function findChromium(): Promise<string | undefined> {
  const { CHROMIUM, PATH = '' } = process.env;
  if (CHROMIUM) return CHROMIUM;
  const places = names.flatMap((name) => PATH.split(delimiter).map((folder) => join(folder, name)));
  for (const place of places) {
    const found = await access(place, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (found) return place;
  }
  return undefined;
}

export const startChromium = (executablePath: string): Promise<Browser> =>
  chromium.launch({ executablePath, args, headless: true });

/** A page of a browser that has no network but this machine, with what happened on it. */
export interface WatchedPage {
  page: Page;
  /** Addresses that it asked for elsewhere, in vain. */
  blocked: string[];
  /** Errors of scripts, and whatever the browser complained about: files that are missing, things that a policy forbids. */
  complaints: string[];
}

/** `elsewhere` answers for other servers: by address, the script or page that stands there. */
export async function openPage(
  browser: Browser,
  options: BrowserContextOptions = {},
  elsewhere: Readonly<Record<string, { contentType: string; body: string }>> = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const blocked: string[] = [];
  const complaints: string[] = [];
  await context.route('**/*', (route) => {
    const { protocol, hostname, href } = new URL(route.request().url());
    if (!protocol.startsWith('http') || hostname === '127.0.0.1') return route.continue();
    const answer = Object.entries(elsewhere).find(([address]) => href.startsWith(address))?.[1];
    if (answer) return route.fulfill(answer);
    blocked.push(href);
    return route.abort('internetdisconnected');
  });
  const page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(String(error.stack ?? error)));
  page.on('console', (message) => {
    const isOfBlocked = blocked.includes(message.location().url);
    if (['error', 'warning'].includes(message.type()) && !isOfBlocked) complaints.push(message.text());
  });
  return { page, blocked, complaints };
}
