// Jobs: many people at once, tried first; the progress after a reload; undo; and running again.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, describe, it } from 'node:test';
import { actAs, api, close, eventually, open, person, start, step, track, violations } from './console.mjs';

const PEOPLE = ['jb-ann', 'jb-ben', 'jb-cy'];

async function realJobs(kind, trackId) {
  return (await api('GET', `/v1/jobs?kind=${kind}`)).data.filter((job) => !job.dryRun && job.trackId === trackId);
}

async function enrollments(trackId) {
  return (await api('GET', `/v1/tracks/${trackId}/enrollments`)).data;
}

const results = (page) => page.getByRole('list', { name: 'Results' });
const rows = (page) => page.getByRole('region', { name: 'Rows' }).getByRole('row');

async function tried(page) {
  await page.getByRole('button', { name: 'Try it' }).click();
  await page.getByText('Trial done').waitFor();
}

async function started(page) {
  await page.getByRole('button', { name: 'Start for real' }).click();
  await page.waitForURL(/#\/jobs\/[^?]+$/);
  await page.getByText('Job done').waitFor();
}

describe('jobs', () => {
  before(async () => {
    await track('jb-in', 'Jobs Intro');
    await track('jb-wrong', 'Jobs Wrong');
    await track('jb-later', 'Jobs Later');
    await step('jb-in', 's1', 'jb-wrong');
    await step('jb-wrong', 's1', 'jb-later', { enabled: false });
    for (const id of PEOPLE) {
      await person(id, `Jobs ${id.slice(3)}`, { attributes: { team: 'jobs' } });
    }
  });

  it('enroll many people, after a trial that changes nothing', async () => {
    const page = await open('#/tracks/jb-in');
    await page.getByRole('link', { name: 'Enroll many' }).click();
    await page.getByRole('heading', { name: 'Enroll people' }).waitFor();
    await page.getByRole('button', { name: 'Try it' }).click();
    await page.getByText('Paste ids, e-mail addresses or Slack user ids.').waitFor();
    const list = page.getByLabel('Ids, e-mail addresses or Slack user ids');
    await list.fill('jb-ann b?d');
    await page.getByRole('button', { name: 'Try it' }).click();
    await page.getByText('“b?d” is no id, e-mail address or Slack user id.').waitFor();
    await list.fill(`${PEOPLE.join('\n')}, nobody@example.com`);
    await page.getByText('4 people / 5,000').waitFor();
    await tried(page);
    await results(page).getByText('would be enrolled').waitFor();
    assert.deepEqual(await enrollments('jb-in'), []);

    await page.reload();
    assert.match(await list.inputValue(), /jb-ann/, 'the form is still there');
    await page.getByText('Trial done').waitFor();
    await results(page).getByRole('link', { name: '1 would be skipped: the person does not exist' }).click();
    await eventually(async () => (await rows(page).count()) === 2);
    await rows(page).getByText('nobody has nobody@example.com').waitFor();
    assert.deepEqual(await violations(page), []);

    await page.getByRole('button', { name: 'Start for real' }).dblclick();
    await page.getByText('Job done').waitFor();
    assert.equal((await realJobs('enroll', 'jb-in')).length, 1);
    assert.equal((await enrollments('jb-in')).length, 3);
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download rows' }).click();
    const csv = readFileSync(await (await downloading).path(), 'utf8').trim().split('\r\n');
    assert.equal(csv.length, 5);
    assert.ok(csv.some((line) => line.startsWith('Jobs ann,jb-ann,enrolled,,instance 1,')), csv.join('\n'));
    await close(page);
  });

  it('show their progress again after a reload, until they have ended', async () => {
    const [job] = await realJobs('enroll', 'jb-in');
    const page = await open('#/jobs');
    let running = { status: 'running', endedAt: null, total: null, done: 1 };
    await page.route(`**/v1/jobs/${job.id}`, (route) => route.fulfill({ json: { ...job, ...running } }));
    await page.getByRole('list', { name: 'Jobs' }).getByRole('link', { name: /^Enroll people Jobs Intro/ }).first().click();
    await page.getByText('1 so far').waitFor();
    const bar = page.getByRole('progressbar', { name: 'Job running' });
    assert.equal(await bar.getAttribute('value'), null, 'indeterminate');
    running = { ...running, total: 4, done: 2 };
    await page.reload();
    await page.getByText('2 of 4').waitFor();
    assert.equal(await bar.getAttribute('value'), '2');
    assert.deepEqual(await violations(page), []);
    await page.getByRole('button', { name: 'Stop this job' }).click();
    await page.getByRole('dialog', { name: 'Stop this job?' }).getByRole('button', { name: 'Let it run' }).click();
    running = {};
    await page.getByText('Job done').waitFor();
    await bar.waitFor({ state: 'detached' });
    await close(page);
  });

  it('stay listed when they cannot be read again, with the error', async () => {
    const page = await open('#/jobs');
    const jobs = page.getByRole('list', { name: 'Jobs' });
    await jobs.getByRole('link', { name: /^Enroll people Jobs Intro/ }).first().waitFor();
    await page.route('**/v1/jobs?*', (route) => route.fulfill({ status: 503, json: { detail: 'Come back later.' } }));
    await page.getByRole('button', { name: 'Refresh' }).click();
    await page.getByRole('alert').getByText('Come back later.').waitFor();
    assert.equal(await jobs.isVisible(), true, 'below the error');
    await page.unroute('**/v1/jobs?*');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('alert').waitFor({ state: 'detached' });
    assert.equal(await jobs.isVisible(), true);
    await close(page);
  });

  it('undo a wrong destination, and name what stays', async () => {
    await eventually(async () => (await enrollments('jb-wrong')).length === 3);
    await api('PATCH', '/v1/participants/jb-cy/enrollments/jb-wrong/1', { status: 'completed' });
    const page = await open('#/tracks/jb-in/steps/s1');
    await page.getByRole('link', { name: 'Undo…' }).click();
    await tried(page);
    await results(page).getByText('would be undone').waitFor();
    await page.getByRole('heading', { name: 'What would stay untouched' }).waitFor();
    await page.getByText('Jobs cy: Jobs Wrong (instance 1, completed)').waitFor();
    assert.equal((await enrollments('jb-wrong')).some((each) => each.undone), false);
    assert.deepEqual(await violations(page), []);
    await started(page);
    const undone = (await enrollments('jb-wrong')).filter((each) => each.undone).map((each) => each.participantId);
    assert.deepEqual(undone.sort(), ['jb-ann', 'jb-ben']);
    await close(page);
  });

  it('apply a new step to the people who are in its track already', async () => {
    await track('jb-extra', 'Jobs Extra');
    await step('jb-in', 's2', 'jb-extra', { title: 'On to extra' });
    const page = await open('#/tracks/jb-in/steps/s2');
    await page.getByRole('link', { name: 'Apply to people already in the track' }).click();
    await page.getByLabel('Step', { exact: true }).locator('option:checked', { hasText: 'On to extra: Enrolls' }).waitFor({ state: 'attached' });
    await tried(page);
    await results(page).getByRole('link', { name: '3 would be enrolled' }).waitFor();
    await started(page);
    assert.equal((await enrollments('jb-extra')).length, 3);
    await page.locator('.lead').getByText('Jobs Intro, step On to extra').waitFor();
    await rows(page).getByText('Jobs Intro, instance 1, step On to extra').first().waitFor();
    await page.locator('.back').click();
    await page.getByRole('list', { name: 'Jobs' }).getByText(/Jobs Intro, step On to extra/).first().waitFor();

    await page.goto(new URL('#/people/jb-ann', page.url()).href);
    await page.getByRole('list', { name: 'History' }).getByText(/^Jobs Intro \(instance 1\), step On to extra$/).waitFor();
    await close(page);
  });

  it('are about the tracks of a manager, who sees no others', async () => {
    await person('jb-mona', 'Mona Jobs');
    await track('jb-hers', 'Jobs Hers', { managers: ['jb-mona'] });
    const page = await open('#/jobs');
    await actAs(page, 'jb-mona', 'manager');
    await page.getByRole('link', { name: 'Jobs', exact: true }).click();
    await page.getByText('No jobs yet').waitFor();
    await page.getByRole('link', { name: 'Send messages again' }).click();
    await page.getByLabel('Error').fill('channel_not_found');
    await page.getByRole('button', { name: 'Try it' }).click();
    await page.getByText('Choose a track.').waitFor();
    await page.getByLabel('Track', { exact: true }).selectOption('jb-hers');
    await tried(page);
    await page.getByText('Nobody', { exact: true }).waitFor();
    await close(page);
  });

  it('run again for those who were skipped, at any time', async () => {
    await track('jb-late', 'Jobs Late', { status: 'active' });
    await step('jb-late', 's1', 'jb-later');
    await track('jb-later', 'Jobs Later', { status: 'paused' });
    await start('jb-late', 'jb-ann');
    await eventually(async () => (await api('GET', '/v1/tracks/jb-late/steps/s1/runs?decision=skipped')).data.length === 1);
    await track('jb-later', 'Jobs Later');
    const page = await open('#/jobs');
    await page.getByRole('link', { name: 'Run again', exact: true }).click();
    await page.getByLabel('Track', { exact: true }).selectOption('jb-late');
    await page.getByLabel('Step', { exact: true }).selectOption('s1');
    await page.getByLabel('Skipped because').selectOption('destination_not_active');
    await tried(page);
    await results(page).getByText('would be enrolled').waitFor();
    assert.deepEqual(await enrollments('jb-later'), []);
    await started(page);
    assert.deepEqual((await enrollments('jb-later')).map((each) => each.participantId), ['jb-ann']);
    await close(page);
  });

  it('can start later, and be stopped before', async () => {
    const page = await open('#/new-job/remove?track=jb-in', { colorScheme: 'dark', viewport: { width: 360, height: 740 } });
    await page.getByRole('radio', { name: 'An audience' }).check();
    await page.getByRole('button', { name: 'Only people with an attribute' }).click();
    await page.getByLabel('Attribute', { exact: true }).fill('team');
    await page.getByLabel('Values of team, separated by commas').fill('jobs');
    await page.getByLabel('Start', { exact: true }).fill(new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 16));
    await tried(page);
    await results(page).getByText('would be removed').waitFor();
    assert.deepEqual(await violations(page), []);
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 360, 'fits a phone');
    await page.getByRole('button', { name: 'Schedule it' }).click();
    await page.getByText('Job starts later').waitFor();
    await page.getByRole('button', { name: 'Stop this job' }).click();
    await page.getByRole('button', { name: 'Stop the job' }).click();
    await page.getByText('Job stopped').waitFor();
    assert.equal((await realJobs('remove', 'jb-in'))[0].status, 'stopped');
    await close(page);
  });

  it('send all messages again with an error', async () => {
    const page = await open('#/undeliverable?error=channel_not_found');
    await page.getByRole('link', { name: 'Send again all with this error' }).click();
    await page.getByText('Slack has no user with that id').waitFor();
    await tried(page);
    await page.getByText('Nobody', { exact: true }).waitFor();
    await page.goto(new URL('#/jobs?kind=resend', page.url()).href);
    await page.getByRole('link', { name: /^Send messages again \(trial\)/ }).first().waitFor();
    assert.deepEqual(await violations(page), []);
    await close(page);
  });
});
