// Lists of many pages: 200 tracks with 400 steps, 5,000 people, a history of more than a page. What the first page loads, and that
// each list is one request.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { api, base, close, each, eventually, open, person, start, step, track } from './console.mjs';

const TRACKS = 200;
const PEOPLE = 5_000;
const ROWS = 250;
const STARTED = 60;
/** The first page with everything that it needs, compressed, in bytes. */
const FIRST_PAGE = 150_000;

/** A track without steps. */
const LAST = TRACKS + 1;
const INSTANCES = 59;

const trackId = (index) => `sz-t${String(index).padStart(3, '0')}`;
const personId = (index) => `sz-p${String(index).padStart(4, '0')}`;
const LATER = { delay: { amount: 30, unit: 'days' } };

async function people() {
  const all = Array.from({ length: PEOPLE }, (_, index) => {
    const id = personId(index);
    return { id, name: `Person ${id.slice(4)}`, attributes: { team: `team ${index % 20}` } };
  });
  const batches = Array.from({ length: PEOPLE / ROWS }, (_, batch) => all.slice(batch * ROWS, (batch + 1) * ROWS));
  await each(batches, 2, async (batch) => {
    for (let data = batch; data.length > 0; ) {
      const answer = await api('POST', '/v1/participants/batch', { data });
      assert.deepEqual(answer.data.filter((row) => row.result === 'refused' && !row.retry), []);
      data = data.filter((_, row) => answer.data[row].retry);
    }
  });
}

/** Each track leads to the two after it; the last ones lead to the first of two more. */
async function tracks() {
  const all = Array.from({ length: TRACKS }, (_, index) => index);
  await each([...all, TRACKS, LAST], 8, (index) =>
    track(trackId(index), `Track ${String(index).padStart(3, '0')} of the program`, { description: 'What people learn here.' }),
  );
  // One after the other, because each changes the graph of all steps.
  for (const index of all) {
    await step(trackId(index), 's1', trackId(index + 1), LATER);
    await step(trackId(index), 's2', trackId(index + 2), LATER);
  }
}

async function records() {
  await step(trackId(0), 's3', trackId(TRACKS), { enrollmentMethod: 'manual', invitationMessage: 'Come to {{track}}' });
  const job = await api('POST', '/v1/jobs', {
    kind: 'enroll',
    trackId: trackId(0),
    who: { participants: Array.from({ length: STARTED }, (_, index) => personId(index)) },
  });
  await eventually(async () => (await api('GET', `/v1/jobs/${job.id}`)).status === 'done');
  await eventually(async () => (await api('GET', `/v1/participants/${personId(0)}/invitations`)).data.length === 1);
  await person(personId(0), 'Person 0000', { active: false });
  await api('POST', `/v1/participants/${personId(0)}/invitations/${trackId(TRACKS)}/1/resend`);
  await eventually(async () => (await api('GET', '/v1/undeliverable')).data.length > 0);
  return job.id;
}

/** A person with something that waits, and a longer history after it. */
async function history() {
  await person('sz-pat', 'Pat Pages');
  await start(trackId(0), 'sz-pat');
  await eventually(async () => (await api('GET', '/v1/participants/sz-pat/runs?status=deferred')).data.length === 2);
  await eventually(async () => (await api('GET', '/v1/participants/sz-pat/invitations')).data.length === 1);
  for (let instance = 1; instance <= INSTANCES; instance++) {
    await api('POST', `/v1/tracks/${trackId(LAST)}/enrollments`, { participantId: 'sz-pat', reEnrollment: 'yes' });
  }
}

/** The route of a request: its path without ids and query. */
function routeOf(url) {
  return new URL(url).pathname
    .replace(/\/(tracks|steps|participants|jobs)\/[^/]+/g, '/$1/{id}')
    .replace(/\/invitations\/[^/]+\/[^/]+/, '/invitations/{id}');
}

/** What the page requests from the API until it is shown whole: each route with the number of requests. */
async function requestsOf(page, path, shown) {
  const counts = {};
  let open = 0;
  const isData = (request) => /\/(v1|local)\//.test(request.url());
  const started = (request) => {
    if (isData(request)) {
      open++;
      const route = `${request.method()} ${routeOf(request.url())}`;
      counts[route] = (counts[route] ?? 0) + 1;
    }
  };
  const ended = (request) => isData(request) && open--;
  page.on('request', started);
  page.on('requestfinished', ended);
  page.on('requestfailed', ended);
  await page.evaluate((to) => void (location.hash = to), path);
  await shown(page);
  // Nothing is under way in several frames: what follows from a response is requested by then.
  for (let quiet = 0; quiet < 5; ) {
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn, 40))));
    quiet = open === 0 ? quiet + 1 : 0;
  }
  page.removeListener('request', started);
  page.removeListener('requestfinished', ended);
  page.removeListener('requestfailed', ended);
  return counts;
}

const NAMES = 'GET /v1/overview';

const heading = (name) => (page) => page.getByRole('heading', { name, level: 1, exact: true }).waitFor();
const rows = (list) => (page) => page.getByRole('list', { name: list, exact: true }).getByRole('listitem').first().waitFor();
const rowsOfJob = (page) => page.getByRole('region', { name: 'Rows' }).waitFor();
const cards = (page) => page.locator('[data-track]');
const numbers = (page) => eventually(async () => (await page.locator('dd.number', { hasText: '…' }).count()) === 0);

/**
 * Each page with a list: the routes of its lists, and the routes that it may request more than once. Titles of all tracks are one
 * request; the names of steps in rows are another one of the same route.
 */
const PAGES = {
  // The numbers of people are counted after the list is shown: another request of the same route.
  tracks: ['#/tracks', (page) => cards(page).first().waitFor(), [], ['GET /v1/tracks']],
  people: ['#/people', rows('People'), ['GET /v1/participants']],
  // The skipped people of each step are counted after the page is shown.
  track: [
    `#/tracks/${trackId(0)}`,
    (page) => page.getByRole('region', { name: 'People of the track' }).waitFor(),
    ['GET /v1/tracks/{id}/steps', 'GET /v1/tracks/{id}/enrollments', 'GET /v1/overview'],
    ['GET /v1/tracks/{id}/steps/{id}/runs'],
  ],
  report: [`#/tracks/${trackId(0)}/report`, heading('Report'), ['GET /v1/tracks/{id}/report', 'GET /v1/tracks/{id}/steps']],
  step: [
    `#/tracks/${trackId(0)}/steps/s3`,
    (page) => page.getByRole('region', { name: 'Who is where' }).getByRole('list', { name: 'Results' }).waitFor(),
    ['GET /v1/tracks/{id}/steps', 'GET /v1/tracks/{id}/destinations', 'GET /v1/tracks/{id}/steps/{id}/report', 'GET /v1/overview'],
  ],
  'people of a step': [
    `#/tracks/${trackId(0)}/steps/s3/people`,
    rows('People who have reached it'),
    ['GET /v1/tracks/{id}/steps/{id}/runs', 'GET /v1/overview'],
  ],
  jobs: ['#/jobs', rows('Jobs'), ['GET /v1/jobs', 'GET /v1/overview']],
  job: ['#/jobs/{job}', rowsOfJob, ['GET /v1/jobs/{id}', 'GET /v1/jobs/{id}/rows', 'GET /v1/overview']],
  'new job': ['#/new-job/enroll', heading('Enroll people'), ['GET /v1/overview']],
  undeliverable: ['#/undeliverable', rows('Undeliverable messages'), ['GET /v1/undeliverable', 'GET /v1/overview']],
  inbox: ['#/inbox', rows('Messages'), ['GET /local/messages', 'GET /v1/overview'], ['GET /local/messages']],
  person: [
    '#/people/sz-pat',
    heading('Pat Pages'),
    ['enrollments', 'invitations', 'runs', 'history', 'tracks'].map((part) => `GET /v1/participants/{id}/${part}`),
  ],
  // The numbers of the steps follow in several requests, each of at most 50 counted lists.
  map: ['#/map', (page) => page.locator('[data-node]').first().waitFor(), ['GET /v1/overview'], ['GET /v1/tracks']],
};

describe('pages', () => {
  let jobId;
  before(async () => {
    await Promise.all([people(), tracks()]);
    jobId = await records();
    await history();
  });

  it('loads the first page with less than 150 kB: files, fonts and data', async () => {
    const page = await open('about:blank');
    const protocol = await page.context().newCDPSession(page);
    await protocol.send('Network.enable');
    const sizes = new Map();
    const urls = new Map();
    protocol.on('Network.responseReceived', ({ requestId, response }) => urls.set(requestId, response.url));
    protocol.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => sizes.set(urls.get(requestId), encodedDataLength));
    await page.goto(base);
    await cards(page).first().waitFor();
    await numbers(page);
    await page.evaluate(() => document.fonts.ready);
    const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
    const listed = [...sizes].map(([url, size]) => `${size} ${url}`).join('\n');
    assert.ok([...sizes.keys()].some((url) => url.includes('/v1/tracks?')), 'the data is measured');
    assert.ok(total > 60_000 && total < FIRST_PAGE, `${total} bytes\n${listed}`);
    await close(page);
  });

  it('requests each list, and whatever else a page needs, once', async () => {
    const page = await open('#/not-a-page');
    await heading('Page not found')(page);
    const wrong = [];
    for (const [name, [path, shown, lists, several = []]] of Object.entries(PAGES)) {
      const counts = await requestsOf(page, path.replace('{job}', jobId), shown);
      wrong.push(...lists.filter((route) => !(route in counts)).map((route) => `${name}: no ${route}`));
      const repeated = Object.entries(counts).filter(([route, count]) => count > (route === NAMES ? 2 : 1) && !several.includes(route));
      wrong.push(...repeated.map(([route, count]) => `${name}: ${count} times ${route}`));
    }
    assert.deepEqual(wrong, []);
    await close(page);
  });

  it('lists tracks page by page: one request for the list, and one for its numbers', async () => {
    const page = await open('#/not-a-page');
    await heading('Page not found')(page);
    assert.deepEqual(await requestsOf(page, '#/tracks', numbers), { 'GET /v1/tracks': 2 });
    for (const loaded of [24, 48]) {
      await eventually(async () => (await cards(page).count()) === loaded);
      await page.getByRole('button', { name: 'More tracks' }).click();
    }
    await eventually(async () => (await cards(page).count()) === 72);
    await numbers(page);
    await page.locator(`[data-track="${trackId(0)}"] dd.number`, { hasText: String(STARTED + 1) }).waitFor();
    await page.locator(`[data-track="${trackId(70)}"]`).getByRole('link', { name: 'Track 068 of the program' }).waitFor();
    await page.getByLabel('Title or id').fill(trackId(LAST));
    await page.locator(`[data-track="${trackId(LAST)}"] dd.number`, { hasText: String(INSTANCES) }).waitFor();
    await close(page);
  });

  it('finds a person with one request for each page of suggestions', async () => {
    const page = await open('#/not-a-page');
    await heading('Page not found')(page);
    const counts = await requestsOf(page, '#/not-a-page', async () => {
      await page.getByRole('combobox', { name: 'Act as' }).click();
      await page.getByRole('listbox', { name: 'Act as' }).getByRole('option').nth(5).waitFor();
    });
    assert.deepEqual(counts, { 'GET /v1/participants': 1 });
    await close(page);
  });

  it('names a track of the last page', async () => {
    const page = await open(`#/tracks/${trackId(TRACKS - 2)}`);
    await page.getByText(`Track ${TRACKS} of the program`).first().waitFor();
    await close(page);
  });

  it('shows what waits, although it is not on the first page of the history', async () => {
    const page = await open('#/people/sz-pat');
    await page.getByRole('list', { name: 'Waiting' }).getByText('Track 001 of the program').waitFor();
    const first = await api('GET', '/v1/participants/sz-pat/history?limit=50');
    assert.ok(first.data.every((entry) => entry.decision !== 'deferred'));
    await close(page);
  });

  it('shows more of a history on request', async () => {
    const page = await open('#/people/sz-pat');
    const entries = page.getByRole('list', { name: 'History' }).locator('.entry');
    await eventually(async () => (await entries.count()) === 50);
    await page.getByRole('button', { name: 'Show more' }).click();
    // Its first instance, three runs, and the other instances.
    await eventually(async () => (await entries.count()) === INSTANCES + 4);
    assert.equal(await page.getByRole('button', { name: 'Show more' }).count(), 0);
    await close(page);
  });
});
