// The report about a track: its charts, the same numbers as tables, the period in the address, downloads.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, describe, it } from 'node:test';
import { api, base, close, eventually, open, person, start, step, track, violations } from './console.mjs';

const PEOPLE = ['rp-ann', 'rp-ben', 'rp-cy'];
/** The day on which the people start, and the day after it. */
let today;
let tomorrow;

const chart = (page, title) => page.getByRole('figure', { name: title });
const started = (page) => chart(page, 'People who started, by their status now');

async function charts(page) {
  await page.getByRole('heading', { name: 'Report', level: 1 }).waitFor();
  await started(page).waitFor();
}

/** The rows of the chart's table: the texts of their cells. */
async function numbers(figure) {
  if ((await figure.locator('details[open]').count()) === 0) {
    await figure.getByText('Numbers as a table').click();
  }
  return figure.getByRole('row').evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent)));
}

function reportOf(trackId, query) {
  return api('GET', `/v1/tracks/${trackId}/report?${query}`);
}

/** Whether the canvas of the chart shows the colour of that variable. */
function shows(figure, name) {
  return figure.evaluate((element, variable) => {
    const colour = getComputedStyle(element).getPropertyValue(variable).trim();
    const canvas = element.querySelector('canvas');
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    const [r, g, b] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
    for (let at = 0; at < data.length; at += 4) {
      if (data[at] === r && data[at + 1] === g && data[at + 2] === b) {
        return true;
      }
    }
    return false;
  }, name);
}

function firstPixel(page) {
  return started(page)
    .locator('canvas')
    .evaluate((canvas) => [...canvas.getContext('2d').getImageData(0, 0, 1, 1).data].join());
}

async function downloaded(page, button) {
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: button }).first().click();
  const download = await downloading;
  return { name: download.suggestedFilename(), content: readFileSync(await download.path()) };
}

describe('the report', () => {
  before(async () => {
    await track('rp-in', 'Report Intro');
    await track('rp-next', 'Report Next');
    await track('rp-club', 'Report Club');
    await track('rp-empty', 'Report Empty');
    await step('rp-in', 'auto', 'rp-next', { title: 'Engineers go on', audience: { role: ['engineer'] } });
    await step('rp-in', 'ask', 'rp-club', { enrollmentMethod: 'manual', invitationMessage: 'Join us' });
    for (const id of PEOPLE) {
      await person(id, `Report ${id.slice(3)}`, { attributes: { role: id === 'rp-cy' ? 'designer' : 'engineer' } });
      await start('rp-in', id);
    }
    await eventually(async () => {
      const { steps } = await reportOf('rp-in', '');
      return steps.every(({ reached }) => reached === PEOPLE.length);
    });
    const [{ startedAt }] = (await api('GET', '/v1/tracks/rp-in/enrollments')).data;
    today = startedAt.slice(0, 10);
    tomorrow = new Date(Date.parse(today) + 86_400_000).toISOString().slice(0, 10);
    await api('PATCH', '/v1/participants/rp-ann/enrollments/rp-in/1', { status: 'completed' });
    await eventually(async () => (await reportOf('rp-in', '')).instances.completed === 1);
  });

  it('is reached from the page of its track', async () => {
    const page = await open('#/tracks/rp-in');
    await page.getByRole('link', { name: 'Report', exact: true }).click();
    await charts(page);
    await page.getByRole('link', { name: 'Report Intro' }).click();
    await page.getByRole('heading', { name: 'Report Intro', level: 1 }).waitFor();
    await close(page);
  });

  it('has the numbers of the API in its tables', async () => {
    const page = await open('#/tracks/rp-in/report?period=30');
    await charts(page);
    const from = new Date(Date.now() - 29 * 86_400_000).toISOString().slice(0, 10);
    const report = await reportOf('rp-in', `from=${from}&interval=day`);
    const [header, ...rows] = await numbers(started(page));
    assert.deepEqual(header, ['Day', 'Started', 'Completed', 'Active', 'Cancelled']);
    assert.deepEqual(
      rows.map((row) => row.slice(1).map(Number)),
      report.periods.map(({ instances: { started: all, completed, active, cancelled } }) => [all, completed, active, cancelled]),
    );
    assert.deepEqual(rows[rows.length - 1].slice(1), ['3', '1', '2', '0'], 'today');

    const auto = report.steps.find(({ stepId }) => stepId === 'auto');
    const section = page.locator('section', { has: page.getByRole('heading', { name: 'Engineers go on' }) });
    const funnel = Object.fromEntries(await numbers(chart(section, 'From reached to joined')));
    assert.deepEqual([funnel.Reached, funnel.Enrolled, funnel.Skipped].map(Number), [auto.reached, auto.enrolled, 1]);
    assert.equal(funnel['Skipped: not in the audience: an attribute does not match'], '1');
    const described = await page.getByRole('img', { name: /^From reached to joined\. Reached: 3, Enrolled: 0, Invited: 3, Accepted: 0\./ });
    await described.waitFor();
    await section.getByRole('link', { name: 'Skipped: 1', exact: true }).click();
    await page.getByRole('link', { name: 'Report cy' }).waitFor();
    assert.equal(await page.getByRole('link', { name: 'Report ann' }).count(), 0, 'who was enrolled');
    await close(page);
  });

  it('goes back from the local clock, however far that is ahead of the browser', async () => {
    const page = await open('#/');
    await page.clock.setSystemTime(Date.parse(today) - 200 * 86_400_000);
    await page.goto(`${base}/#/tracks/rp-in/report?period=30`);
    await charts(page);
    const rows = (await numbers(started(page))).slice(1);
    assert.equal(rows.length, 30);
    assert.deepEqual(rows[rows.length - 1].slice(1), ['3', '1', '2', '0'], 'today');
    await page.getByLabel('Period', { exact: true }).selectOption('own');
    assert.equal(await page.getByLabel('Last day').inputValue(), today);
    await close(page);
  });

  it('keeps its period in the address', async () => {
    const page = await open('#/tracks/rp-in/report');
    await charts(page);
    await page.getByLabel('Period', { exact: true }).selectOption('365');
    await page.getByRole('option', { name: 'Month', selected: true }).waitFor({ state: 'attached' });
    await page.getByLabel('Period', { exact: true }).selectOption('own');
    await page.getByLabel('First day').fill(today);
    await page.getByLabel('Last day').fill(today);
    await page.reload();
    await charts(page);
    assert.equal(await page.getByLabel('First day').inputValue(), today);
    assert.equal(await page.getByLabel('Last day').inputValue(), today);
    const rows = await numbers(started(page));
    assert.equal(rows.length, 2, 'a header and one day');
    assert.deepEqual(rows[1].slice(1), ['3', '1', '2', '0']);

    await page.getByLabel('First day').fill('2020-01-01');
    await page.getByLabel('By', { exact: true }).selectOption('day');
    await page.getByText('There are more than 100. Choose longer ones, or a shorter period.').waitFor();
    await page.getByLabel('First day').fill(tomorrow);
    await page.getByText('The beginning must be before the end.').waitFor();
    assert.deepEqual(await violations(page), []);
    await close(page);
  });

  it('is downloaded as the CSV of the API, and a chart as a picture', async () => {
    const page = await open(`#/tracks/rp-in/report?period=own&from=${today}&to=${today}`, { colorScheme: 'dark' });
    await charts(page);
    const csv = await downloaded(page, 'Download CSV');
    assert.equal(csv.name, `report-rp-in-${today}-${tomorrow}.csv`);
    const response = await fetch(`${base}/v1/tracks/rp-in/report?from=${today}&to=${tomorrow}&interval=day`, {
      headers: { authorization: 'Bearer local-root-admin', accept: 'text/csv' },
    });
    assert.equal(csv.content.toString(), await response.text());
    const rows = csv.content.toString().split('\r\n');
    assert.ok(rows.includes(`instances,,started,3,${today}T00:00:00Z`), rows.join('\n'));
    assert.ok(rows.includes('step,auto,skipped.not_in_audience,1,'), rows.join('\n'));

    const picture = await downloaded(page, /^Save picture: People who started/);
    assert.equal(picture.name, `report-rp-in-${today}-${tomorrow}-started.png`);
    const corner = await page.evaluate(async (data) => {
      const image = new Image();
      image.src = `data:image/png;base64,${data}`;
      await image.decode();
      const canvas = document.createElement('canvas');
      canvas.getContext('2d').drawImage(image, 0, 0);
      return [...canvas.getContext('2d').getImageData(0, 0, 1, 1).data].join();
    }, picture.content.toString('base64'));
    assert.equal(corner, '255,255,255,255', 'white, although the page is dark');
    assert.notEqual(await firstPixel(page), '255,255,255,255', 'the page is dark again');
    await close(page);
  });

  it('is drawn in the colours of the page, and of paper when it is printed', async () => {
    const page = await open('#/tracks/rp-in/report?period=30', { colorScheme: 'light' });
    await charts(page);
    assert.ok(await shows(started(page), '--chart-good'));
    await page.emulateMedia({ colorScheme: 'dark' });
    await eventually(() => shows(started(page), '--chart-good'));
    assert.equal(await firstPixel(page), '27,30,36,255');
    await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
    assert.equal(await firstPixel(page), '255,255,255,255');
    await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
    assert.equal(await firstPixel(page), '27,30,36,255');
    await page.emulateMedia({ media: 'print', colorScheme: 'light' });
    assert.equal(await page.getByRole('navigation', { name: 'Main' }).isVisible(), false);
    assert.ok(await started(page).isVisible());
    await close(page);
  });

  it('says if nobody is in the period, and if its numbers are not exact', async () => {
    const empty = await open('#/tracks/rp-empty/report');
    await empty.getByText('Nobody in this period').waitFor();
    assert.equal(await empty.locator('canvas').count(), 0);
    await close(empty);

    const page = await open('#/tracks/rp-in');
    await page.route('**/report?*', async (route) => {
      const json = await (await route.fetch()).json();
      const partly = (report) => ({ ...report, complete: false, instances: { ...report.instances, complete: false } });
      await route.fulfill({ json: { ...partly(json), periods: json.periods.map(partly) } });
    });
    await page.getByRole('link', { name: 'Report', exact: true }).click();
    await page.getByText('These numbers are not exact.').waitFor();
    const rows = await numbers(started(page));
    assert.deepEqual(rows[rows.length - 1].slice(1), ['3+', '1+', '2+', '0+']);
    await close(page);
  });

  it('is loaded only when it is opened', async () => {
    const page = await open('#/tracks/rp-in');
    const loaded = [];
    page.on('request', (request) => loaded.push(request.url()));
    await page.reload();
    await page.getByRole('heading', { name: 'Report Intro', level: 1 }).waitFor();
    assert.ok(loaded.some((url) => url.includes('/assets/app-')), loaded.join('\n'));
    assert.ok(!loaded.some((url) => url.includes('/assets/report-')), loaded.join('\n'));
    await close(page);
  });
});
