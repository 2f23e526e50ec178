// Shared by all console tests: the browser, API calls as an admin, waiting.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { chromium } from 'playwright-core';
import { needChromium } from './chromium.mjs';

export const base = process.env.CONSOLE_URL;
/** Of one wait, in milliseconds: on a busy machine, a minute of the tests is a few seconds of work. */
const TIMEOUT = 120_000;
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

let browser;
const profile = mkdtempSync(join(tmpdir(), 'tracks-console-'));

async function launched() {
  browser ??= await chromium.launchPersistentContext(profile, {
    executablePath: needChromium(),
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  return browser.browser() ?? browser;
}

after(async () => {
  await browser?.close();
  rmSync(profile, { recursive: true, force: true });
});

/** Opens a page of the console, or a URL, in a new browser context. Its errors are collected; `close` fails if there are any. */
export async function open(path = '#/', options = {}) {
  const running = await launched();
  const context = await running.newContext({ viewport: { width: 1280, height: 860 }, ...options });
  context.setDefaultTimeout(TIMEOUT / 2);
  const page = await context.newPage();
  page.problems = [];
  page.on('pageerror', (error) => page.problems.push(String(error)));
  page.on('console', (message) => {
    // The browser also logs error responses of the API, which are not errors of the page.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
      page.problems.push(message.text());
    }
  });
  // Relative to the console's address, which may have a path.
  const relative = path.startsWith('#') ? path : path.replace(/^\//, '');
  await page.goto(new URL(relative, `${base}/`).href);
  return page;
}

export async function close(page) {
  await page.context().close();
  assert.deepEqual(page.problems, []);
}

/** Calls the API, by default as an admin. */
export async function api(method, path, body, who = 'root-admin') {
  const response = await fetch(base + path, {
    method,
    headers: { authorization: `Bearer local-${who}`, 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) {
    throw new Error(`${method} ${path} answered ${response.status} ${text}`);
  }
  return text ? JSON.parse(text) : null;
}

/** All records of a list of the API. */
export async function listed(path) {
  const all = [];
  let cursor = null;
  do {
    const page = `limit=100${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`;
    const { data, nextCursor } = await api('GET', `${path}${path.includes('?') ? '&' : '?'}${page}`);
    all.push(...data);
    cursor = nextCursor;
  } while (cursor);
  return all;
}

/** Gives the pages of the context the clock of the local cloud (`real;virtual;speed`), which can be faster than the real one. */
export async function virtualTime(page) {
  const [real, virtual, speed] = process.env.CONSOLE_CLOCK.split(';');
  const anchors = { real: Date.parse(real), virtual: Date.parse(virtual), speed: Number(speed) };
  await page.context().addInitScript(({ real, virtual, speed }) => {
    const Real = Date;
    const now = () => Math.floor(virtual + (Real.now() - real) * speed);
    globalThis.Date = class extends Real {
      constructor(...given) {
        super(...(given.length > 0 ? given : [now()]));
      }

      static now() {
        return now();
      }
    };
  }, anchors);
}

/** Runs the work for each item, at most that many at the same time. */
export async function each(items, most, work) {
  const waiting = [...items];
  const worker = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) {
      await work(item);
    }
  };
  await Promise.all(Array.from({ length: most }, worker));
}

export async function track(id, title, more = {}) {
  await api('PUT', `/v1/tracks/${id}`, { title, status: 'active', ...more });
}

export async function step(trackId, id, destinationTrackId, more = {}) {
  await api('PUT', `/v1/tracks/${trackId}/steps/${id}`, { destinationTrackId, ...more });
}

export async function person(id, name, more = {}) {
  await api('PUT', `/v1/participants/${id}`, { name, ...more });
}

export async function start(trackId, participantId) {
  await api('POST', `/v1/tracks/${trackId}/enrollments`, { participantId });
}

/** Holds the page's saves, from when the first is `sent`, until `release` is called. */
export async function holdSave(page) {
  let release;
  const released = new Promise((resolve) => (release = resolve));
  await page.route('**/v1/**', async (route) => {
    if (route.request().method() === 'PUT') {
      await released;
    }
    await route.continue();
  });
  return { sent: page.waitForRequest((request) => request.method() === 'PUT'), release };
}

/** Chooses a person by the start of their name in the field with that label. */
export async function pick(page, label, name) {
  await page.getByRole('combobox', { name: label, exact: true }).fill(name);
  await page.getByRole('listbox', { name: label }).getByRole('option', { name }).first().click();
}

/** In the local cloud, acts as the person with that name or id; `Admin` is the admin. */
export async function actAs(page, name, role = 'member') {
  await pick(page, 'Act as', name);
  await page.waitForLoadState();
  if (name !== 'Admin') {
    await page.getByLabel('Role', { exact: true }).waitFor();
    if (role !== 'member') {
      await page.getByLabel('Role', { exact: true }).selectOption(role);
    }
  }
}

/** Repeats the work until its result is truthy, and returns that. */
export async function eventually(work) {
  const end = Date.now() + TIMEOUT;
  for (;;) {
    const found = await work();
    if (found || Date.now() > end) {
      assert.ok(found, `not within ${TIMEOUT} ms: ${work}`);
      return found;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Violations of WCAG 2.2 A and AA on the current page: rule and element. */
export async function violations(page) {
  await page.evaluate(() => document.fonts.ready);
  // Through the protocol: the page's policy forbids an inline script element.
  const { readFileSync } = await import('node:fs');
  await page.evaluate(readFileSync(AXE, 'utf8'));
  const { violations: found } = await page.evaluate(() =>
    globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }),
  );
  return found.flatMap((each) => each.nodes.map((node) => `${each.id}: ${node.html.slice(0, 160)} ${node.failureSummary}`));
}

/** Saves a screenshot to the folder CONSOLE_PICTURES, if it is set. */
export async function picture(page, name) {
  const folder = process.env.CONSOLE_PICTURES;
  if (folder) {
    mkdirSync(folder, { recursive: true });
    await page.evaluate(() => document.fonts.ready);
    await page.getByRole('button', { name: 'Dismiss' }).click({ timeout: 500 }).catch(() => undefined);
    await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled', caret: 'hide' });
  }
}
