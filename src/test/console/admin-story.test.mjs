// A working week of an admin who never leaves the console: 200 people are imported, 30 of them start on Monday, a wrong
// destination is undone, and those who were skipped run again. The local cloud's clock is fast, and the browser's is the same.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { actAs, api, close, eventually, listed, open, pick, picture, virtualTime } from './console.mjs';

const PEOPLE = 200;
const STARTERS = 30;
const DAY = 86_400_000;
const MINUTE = 60_000;

const nameOf = (number) => `Person ${String(number).padStart(3, '0')}`;
const idOf = (number) => `as-${String(number).padStart(3, '0')}`;
const addressOf = (number) => `${idOf(number)}@as.example.com`;
const starters = Array.from({ length: STARTERS }, (_, index) => idOf(index + 1));

/** The staff as a spreadsheet saves it; with two rows that the API refuses, unless they are corrected. */
function staff(corrected) {
  const rows = Array.from({ length: PEOPLE }, (_, index) => {
    const number = index + 1;
    const id = !corrected && number === 42 ? 'AS 042' : idOf(number);
    const address = !corrected && number === 17 ? 'as-017 at example' : addressOf(number);
    return [id, nameOf(number), address, number === 1 ? '' : idOf(1), number <= STARTERS ? 'Sales' : 'Support'].join(';');
  });
  return Buffer.from(`Id;Name;E-mail;Manager;department\r\n${rows.join('\r\n')}\r\n`);
}

/** The next Monday at nine that is at least an hour away. */
function monday(now) {
  const at = new Date(now + 60 * MINUTE);
  at.setUTCHours(9, 0, 0, 0);
  while (at.getUTCDay() !== 1 || at.getTime() < now + 60 * MINUTE) {
    at.setTime(at.getTime() + DAY);
  }
  return at;
}

const minute = (time) => time.toISOString().slice(0, 16);
const heading = (page, name) => page.getByRole('heading', { name, level: 1, exact: true });
const results = (page) => page.getByRole('list', { name: 'Results' });
const funnel = (page) => page.getByRole('region', { name: 'Who is where' });
const main = (page) => page.getByRole('main');

async function goTo(page, section) {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: section, exact: true }).click();
}

async function openTrack(page, title) {
  await goTo(page, 'Tracks');
  await heading(page, 'Tracks').waitFor();
  await main(page).getByRole('heading', { name: title, level: 2, exact: true }).getByRole('link').click();
  await heading(page, title).waitFor();
}

async function openStep(page, title, id) {
  await openTrack(page, title);
  await page.locator(`a[href$="/steps/${id}"]`).first().click();
  await page.getByRole('form', { name: 'Step' }).waitFor();
}

async function tried(page) {
  await page.getByRole('button', { name: 'Try it' }).click();
  await page.getByText('Trial done').waitFor();
}

async function started(page) {
  await page.getByRole('button', { name: 'Start for real' }).click();
  await page.waitForURL(/#\/jobs\/[^?]+$/);
  await page.getByText('Job done').waitFor();
}

async function newTrack(page, title, status) {
  await goTo(page, 'Tracks');
  await page.getByRole('button', { name: 'New track' }).click();
  const form = page.getByRole('dialog', { name: 'New track' });
  await form.getByLabel('Title').fill(title);
  if (status) {
    await form.getByLabel('Status').selectOption(status);
  }
  await form.getByRole('button', { name: 'Create' }).click();
  await heading(page, title).waitFor();
}

async function newStep(page, destination, fill = async () => undefined) {
  await page.getByRole('link', { name: 'Add step', exact: true }).click();
  await page.getByLabel('Enroll people in').selectOption({ label: destination });
  await fill();
  await page.getByRole('button', { name: 'Create step' }).click();
  await page.getByText('All saved').waitFor();
  await main(page).getByRole('link', { name: 'Sales basics' }).first().click();
  await heading(page, 'Sales basics').waitFor();
}

/** The people with an instance of the track that the filter accepts, in order. */
async function inTrack(trackId, filter = () => true) {
  const found = (await listed(`/v1/tracks/${trackId}/enrollments`)).filter(filter);
  return found.map((each) => each.participantId).sort();
}

describe('an admin’s story', () => {
  let page;
  let start;
  before(async () => {
    page = await open('about:blank', { timezoneId: 'UTC' });
    await virtualTime(page);
  });
  after(() => close(page));

  // Each part goes on where the one before has ended.
  let goesOn = true;
  const part = (name, work) =>
    it(name, async (context) => {
      if (!goesOn) {
        context.skip('an earlier part has failed');
        return;
      }
      goesOn = false;
      await work();
      goesOn = true;
    });

  part('imports 200 people, after two wrong rows are corrected', async () => {
    await page.goto(process.env.CONSOLE_URL);
    await goTo(page, 'People');
    await page.getByRole('link', { name: 'Import people' }).click();
    const choose = (corrected) =>
      page.getByLabel('CSV file').setInputFiles({ name: 'staff.csv', mimeType: 'text/csv', buffer: staff(corrected) });
    await choose(false);
    await page.getByLabel('Field of department').selectOption('attribute');
    await page.getByRole('button', { name: `Check ${PEOPLE} rows` }).click();
    const refused = page.getByRole('region', { name: 'Refused rows' });
    await refused.getByRole('row', { name: /^17 as-017 / }).waitFor();
    await refused.getByRole('row', { name: /^42 AS 042 / }).waitFor();
    assert.equal(await refused.getByRole('row').count(), 3);
    assert.deepEqual(await listed('/v1/participants'), []);

    await choose(true);
    await page.getByLabel('Field of department').selectOption('attribute');
    await page.getByRole('button', { name: `Check ${PEOPLE} rows` }).click();
    await page.getByRole('button', { name: `Import ${PEOPLE} people` }).click();
    await heading(page, 'Import people').waitFor();
    await page.getByRole('heading', { name: 'Imported' }).waitFor();
    assert.equal((await listed('/v1/participants')).length, PEOPLE);
    await page.getByRole('link', { name: 'Show people' }).click();
    await page.getByRole('searchbox').fill('017');
    await page.getByRole('link', { name: /Person 017/ }).click();
    await heading(page, 'Person 017').waitFor();
    await main(page).getByText('as-017@as.example.com').waitFor();
    await main(page).getByRole('link', { name: 'Person 001' }).waitFor();
  });

  part('creates a track as a draft with its steps, and activates it', async () => {
    for (const title of ['Old practice', 'Sales practice', 'Coaching', 'Mentoring']) {
      await newTrack(page, title, 'active');
    }
    await newTrack(page, 'Sales basics');
    assert.equal((await api('GET', '/v1/tracks/sales-basics')).status, 'draft');
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    const form = page.getByRole('dialog', { name: 'Edit Sales basics' });
    await form.getByLabel('Description').fill('The first week in sales.');
    await pick(page, 'Add a manager', 'Person 001');
    await form.getByRole('list', { name: 'Managers' }).getByText('Person 001').waitFor();
    await form.getByRole('button', { name: 'Save' }).click();
    await main(page).getByText('The first week in sales.').waitFor();

    // The wrong destination: it should be Sales practice.
    await newStep(page, 'Old practice', async () => {
      await page.getByRole('button', { name: 'Only people with an attribute' }).click();
      await page.getByLabel('Attribute', { exact: true }).fill('department');
      await page.getByLabel('Values of department, separated by commas').fill('Sales');
    });
    await newStep(page, 'Mentoring', async () => {
      await page.getByRole('radio', { name: 'Manual' }).check();
      await page.getByLabel('Invitation', { exact: true }).fill('{{user}}, find a mentor.');
      await page.getByRole('complementary', { name: 'Preview' }).getByText('Person 001, find a mentor.').waitFor();
    });
    await newStep(page, 'Coaching', async () => {
      await page.getByLabel('Title', { exact: true }).fill('Coaching after a day');
      await page.getByRole('checkbox', { name: 'Wait before it happens' }).check();
      await page.getByLabel('Delay, amount').fill('1');
      await page.getByLabel('Delay, unit').selectOption('days');
      await page.getByLabel('Time of day').fill('');
      await page.getByRole('checkbox', { name: /^Working days only/ }).uncheck();
    });
    await page.getByRole('button', { name: 'Activate Sales basics' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    const { data } = await api('GET', '/v1/tracks/sales-basics/steps');
    assert.deepEqual(
      data.map(({ destinationTrackId, enrollmentMethod }) => [destinationTrackId, enrollmentMethod]),
      [['coaching', 'automatic'], ['old-practice', 'automatic'], ['mentoring', 'manual']],
    );
    assert.deepEqual([data[0].delay.amount, data[1].audience], [1, { department: ['Sales'] }]);
    const { status, managers } = await api('GET', '/v1/tracks/sales-basics');
    assert.deepEqual([status, managers], ['active', ['as-001']]);
  });

  part('starts 30 people on Monday, after a trial, and sees how far the job is', async () => {
    await openTrack(page, 'Coaching');
    await page.getByRole('button', { name: 'Pause Coaching' }).click();
    await page.getByRole('dialog').getByText('1 track enrolls into this one: Sales basics.').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Pause' }).click();
    await main(page).getByText('paused', { exact: true }).waitFor();

    await openTrack(page, 'Sales basics');
    await page.getByRole('link', { name: 'Enroll many' }).click();
    const names = starters.map((id, index) => (index % 2 ? id : `${id}@as.example.com`));
    await page.getByLabel('Ids, e-mail addresses or Slack user ids').fill(names.join('\n'));
    await page.getByText(`${STARTERS} people / 5,000`).waitFor();
    await tried(page);
    await results(page).getByRole('link', { name: `${STARTERS} would be enrolled` }).waitFor();
    assert.deepEqual(await inTrack('sales-basics'), []);
    start = monday(await page.evaluate(() => Date.now()));
    await page.getByLabel('Start', { exact: true }).fill(minute(start));
    await page.getByRole('button', { name: 'Schedule it' }).click();
    await page.waitForURL(/#\/jobs\/[^?]+$/);
    // Until then, the page reads the job once a minute.
    const jobId = /jobs\/([^?]+)$/.exec(page.url())[1];
    await eventually(async () => (await api('GET', `/v1/jobs/${jobId}`)).status === 'done');
    await page.reload();
    await page.getByText('Job done').waitFor();
    await page.getByText(`${STARTERS} of ${STARTERS}`).waitFor();
    await results(page).getByRole('link', { name: `${STARTERS} enrolled` }).waitFor();
    const instances = await listed('/v1/tracks/sales-basics/enrollments');
    assert.deepEqual(instances.map((each) => each.participantId).sort(), starters);
    assert.ok(instances.every((each) => Date.parse(each.startedAt) >= start.getTime() && each.source.kind === 'job'));
  });

  part('undoes a wrong destination, after it has seen what would stay, and corrects the step', async () => {
    await eventually(async () => (await inTrack('old-practice')).length === STARTERS);
    await api('PATCH', '/v1/participants/as-030/enrollments/old-practice/1', { status: 'completed' });
    await openStep(page, 'Sales basics', 's1');
    await page.getByRole('link', { name: 'Undo…' }).click();
    await page.getByLabel('Undo what happened since').fill(minute(start));
    await tried(page);
    await results(page).getByRole('link', { name: `${STARTERS - 1} would be undone` }).waitFor();
    await page.getByText('Person 030: Old practice (instance 1, completed)').waitFor();
    await page.getByRole('heading', { name: 'What would happen' }).evaluate((at) => at.scrollIntoView({ block: 'start' }));
    await picture(page, 'undo');
    assert.deepEqual(await inTrack('old-practice', (each) => each.undone), []);
    await started(page);
    await results(page).getByRole('link', { name: `${STARTERS - 1} undone` }).waitFor();
    assert.deepEqual(await inTrack('old-practice', (each) => each.undone), starters.slice(0, -1));

    await openStep(page, 'Sales basics', 's1');
    await page.getByLabel('Enroll people in').selectOption({ label: 'Sales practice' });
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('All saved').waitFor();

    await openTrack(page, 'Sales practice');
    await page.getByRole('link', { name: 'Enroll many' }).click();
    await page.getByRole('radio', { name: 'People in another track' }).check();
    await page.getByLabel('People in', { exact: true }).selectOption({ label: 'Sales basics' });
    await tried(page);
    await results(page).getByRole('link', { name: `${STARTERS} would be enrolled` }).waitFor();
    await started(page);
    assert.deepEqual(await inTrack('sales-practice'), starters);
  });

  part('finds the people who were skipped, with the reason, and runs the step again for them', async () => {
    await eventually(async () => (await listed('/v1/tracks/sales-basics/steps/coaching-after-a-day/runs?decision=skipped')).length === STARTERS);
    await openStep(page, 'Sales basics', 'coaching-after-a-day');
    await heading(page, 'Coaching after a day').waitFor();
    await funnel(page).getByRole('list', { name: 'Reasons' }).getByRole('link', { name: new RegExp(` ${STARTERS}$`) }).click();
    const people = page.getByRole('list', { name: 'People who have reached it' });
    await people.getByText(/the destination is paused/).first().waitFor();
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await people.getByRole('link', { name: 'Person 007' }).waitFor();
    await eventually(async () => (await people.getByRole('listitem').count()) === STARTERS);

    await openTrack(page, 'Coaching');
    await page.getByRole('button', { name: 'Resume Coaching' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Not now' }).click();
    await page.getByRole('button', { name: `Skipped people (${STARTERS})` }).click();
    const dialog = page.getByRole('dialog', { name: 'Skipped people of Coaching' });
    await dialog.getByText(`Sales basics, step Coaching after a day: ${STARTERS} skipped`).waitFor();
    await dialog.getByRole('button', { name: 'Run again' }).click();
    await page.getByText(`${STARTERS} skipped people run again`).waitFor();
    await eventually(async () => (await inTrack('coaching')).length === STARTERS);
    await goTo(page, 'Jobs');
    await page.getByRole('link', { name: /^Run again Sales basics, step (C|c)oaching/ }).click();
    await results(page).getByRole('link', { name: `${STARTERS} enrolled` }).waitFor();
  });

  part('sees who is where, completes the track for one person and removes another', async () => {
    await openTrack(page, 'Coaching');
    const people = page.getByRole('region', { name: 'People of the track' });
    const search = page.getByRole('search', { name: 'People of the track' });
    await people.getByRole('link', { name: /^Person 0/ }).first().waitFor();
    await picture(page, 'who-is-where');
    await search.getByRole('searchbox').fill('010');
    await page.getByRole('button', { name: 'Complete Coaching for Person 010' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Complete' }).click();
    await page.getByText('Person 010 has completed Coaching.').waitFor();
    await search.getByRole('searchbox').fill('011');
    await page.getByRole('button', { name: 'Remove Person 011 from Coaching' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove from track' }).click();
    await page.getByText('Person 011 is removed from Coaching.').waitFor();
    await search.getByRole('searchbox').fill('');
    await search.getByLabel('Status').selectOption('completed');
    await eventually(async () => (await people.getByRole('row').count()) === 2);
    await people.getByRole('link', { name: 'Person 010' }).waitFor();

    await openStep(page, 'Sales basics', 's2');
    await funnel(page).getByRole('link', { name: `Reached ${STARTERS}`, exact: true }).waitFor();
    await funnel(page).getByRole('link', { name: `Open ${STARTERS}`, exact: true }).click();
    const invited = page.getByRole('list', { name: 'People who have reached it' });
    await invited.getByRole('link', { name: /^Person 0/ }).first().waitFor();
  });

  part('reads the report', async () => {
    await openTrack(page, 'Sales basics');
    await page.getByRole('link', { name: 'Report', exact: true }).click();
    await heading(page, 'Report').waitFor();
    await page.getByRole('figure').first().getByText('Numbers as a table').click();
    await page.getByRole('figure').first().getByRole('row').filter({ hasText: String(STARTERS) }).first().waitFor();
    await page.getByRole('figure').first().getByText('Numbers as a table').click();
    await picture(page, 'report');
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download CSV' }).click();
    assert.match((await downloading).suggestedFilename(), /sales-basics.*\.csv$/);
  });

  part('follows the tracks on the map', async () => {
    await openTrack(page, 'Sales basics');
    await page.getByRole('link', { name: 'Show on the map' }).click();
    await page.getByText('Sales basics with 3 neighbours').waitFor();
    const numbers = page.locator('[data-step="sales-basics/coaching-after-a-day"]');
    await eventually(async () => /30 enrolled/.test(await numbers.getAttribute('aria-label')));
    await numbers.focus();
    await page.keyboard.press('Enter');
    await heading(page, 'Coaching after a day').waitFor();
  });

  part('acts as one of the people, who sees what waits and joins what they are invited to', async () => {
    await actAs(page, 'Person 005');
    await heading(page, 'My tracks').waitFor();
    await page.getByRole('button', { name: 'Join now! – Mentoring' }).click();
    await page.getByText("You're in! You have joined Mentoring.").waitFor();
    await actAs(page, 'Person 006');
    await page.getByRole('button', { name: 'No, thanks – Mentoring' }).click();
    await page.getByText('You have declined Mentoring.').waitFor();
    await actAs(page, 'Admin');
    await goTo(page, 'Inbox');
    await page.getByRole('searchbox').fill('as-005 invitation');
    await page.getByText('Person 005, find a mentor.').waitFor();
  });

  part('leaves everybody where they belong', async () => {
    assert.deepEqual(await inTrack('sales-basics', (each) => each.status === 'active'), starters);
    assert.deepEqual(await inTrack('old-practice', (each) => each.undone && each.status === 'cancelled'), starters.slice(0, -1));
    assert.deepEqual(await inTrack('old-practice', (each) => each.status === 'completed'), ['as-030']);
    assert.deepEqual(await inTrack('sales-practice', (each) => each.status === 'active'), starters);
    assert.deepEqual(await inTrack('coaching', (each) => each.status === 'completed'), ['as-010']);
    assert.deepEqual(await inTrack('coaching', (each) => each.status === 'cancelled'), ['as-011']);
    assert.equal((await inTrack('coaching', (each) => each.status === 'active')).length, STARTERS - 2);
    assert.deepEqual(await inTrack('mentoring'), ['as-005']);
  });
});
