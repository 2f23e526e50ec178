// Who is where: the people of a track, and the people behind each number of a step's funnel.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { api, close, eventually, open, person, start, step, track, violations } from './console.mjs';

const CROWD = 30;

/** A page of people by name: of those in the track, or of those who have reached the step. */
const inTrack = (page) => page.getByRole('region', { name: 'People of the track' });
const row = (page, name) => inTrack(page).getByRole('row').filter({ hasText: name });
const funnel = (page) => page.getByRole('region', { name: 'Who is where' });
const reached = (page) => page.getByRole('list', { name: 'People who have reached it' });

async function enrollment(id, trackId) {
  return api('GET', `/v1/participants/${id}/enrollments/${trackId}/1`);
}

async function answer(id, answered) {
  await eventually(async () => (await api('GET', `/v1/participants/${id}/invitations`)).data.length === 1);
  await api('POST', `/v1/participants/${id}/invitations/wh-lead/1/answer`, { answer: answered }, `${id}-member`);
}

/** Each request of the page for one of these lists. */
function requestsOf(page, part) {
  const requests = [];
  page.on('request', (request) => new URL(request.url()).pathname.endsWith(part) && requests.push(request.url()));
  return requests;
}

describe('where', () => {
  before(async () => {
    await track('wh-from', 'Where From');
    await track('wh-to', 'Where To');
    await track('wh-lead', 'Where Lead');
    await track('wh-crowd', 'Where Crowd');
    await step('wh-from', 's1', 'wh-to', { audience: { role: ['engineer'] } });
    await step('wh-from', 's2', 'wh-lead', { enrollmentMethod: 'manual', invitationMessage: 'Lead!' });
    await step('wh-from', 's3', 'wh-to', { delay: { amount: 7, unit: 'days' } });
    for (const [id, name, role] of [
      ['wh-ada', 'Ada Where', 'engineer'],
      ['wh-bea', 'Bea Where', 'engineer'],
      ['wh-cleo', 'Cleo Elsewhere', 'designer'],
      ['wh-dan', 'Dan Elsewhere', 'designer'],
    ]) {
      await person(id, name, { attributes: { role } });
      await start('wh-from', id);
    }
    await answer('wh-ada', 'join');
    await answer('wh-bea', 'decline');
    await eventually(async () => (await api('GET', '/v1/tracks/wh-from/steps/s1/report')).reached === 4);
    await eventually(async () => (await api('GET', '/v1/tracks/wh-from/steps/s2/report')).declined === 1);
  });

  it('lists the people of a track by name, and finds them by status and by the starts of their words', async () => {
    const page = await open('#/tracks/wh-from');
    const requests = requestsOf(page, '/wh-from/enrollments');
    await row(page, 'Ada Where').getByText('Started directly').waitFor();
    await eventually(async () => (await inTrack(page).getByRole('row').count()) === 5);
    await page.getByRole('search', { name: 'People of the track' }).getByRole('searchbox').fill('else cl');
    await eventually(async () => (await inTrack(page).getByRole('row').count()) === 2);
    await row(page, 'Cleo Elsewhere').waitFor();
    assert.ok(requests.length <= 2, `one request for each list: ${requests.join(' ')}`);
    await page.getByLabel('Status', { exact: true }).selectOption('completed');
    await page.getByText('Nobody matches').waitFor();
    assert.match(page.url(), /q=else(\+|%20)cl&status=completed/);

    await page.reload();
    await page.getByText('Nobody matches').waitFor();
    await page.getByLabel('Status', { exact: true }).selectOption('');
    await row(page, 'Cleo Elsewhere').getByRole('link', { name: 'Cleo Elsewhere' }).click();
    await page.getByRole('heading', { name: 'Cleo Elsewhere', level: 1 }).waitFor();
    await page.goBack();
    await row(page, 'Cleo Elsewhere').waitFor();
    assert.equal(await row(page, 'Ada Where').count(), 0, 'Back keeps the search');
    await close(page);
  });

  it('says which step has started people', async () => {
    const page = await open('#/tracks/wh-to');
    await row(page, 'Bea Where').getByText('Where From (instance 1), step s1').waitFor();
    await close(page);
  });

  it('shows more people on request, one request a page', async () => {
    for (let n = 0; n < CROWD; n++) {
      await person(`wh-p${n}`, `Person ${n}`);
      await start('wh-crowd', `wh-p${n}`);
    }
    const page = await open('#/tracks/wh-crowd?q=person');
    const requests = requestsOf(page, '/wh-crowd/enrollments');
    await eventually(async () => (await inTrack(page).getByRole('row').count()) === 26);
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await eventually(async () => (await inTrack(page).getByRole('row').count()) === CROWD + 1);
    assert.equal(requests.length, 2);
    await close(page);
  });

  it('completes somebody after a confirmation, and keeps the focus in the row', async () => {
    await person('wh-end', 'Enid Ends');
    await start('wh-crowd', 'wh-end');
    const page = await open('#/tracks/wh-crowd?q=enid');
    await page.getByRole('button', { name: 'Complete Where Crowd for Enid Ends' }).click();
    const dialog = page.getByRole('dialog', { name: 'Complete Where Crowd for Enid Ends?' });
    await dialog.getByRole('button', { name: 'Not yet' }).click();
    assert.equal((await enrollment('wh-end', 'wh-crowd')).status, 'active', 'nothing happens without a confirmation');

    await page.getByRole('button', { name: 'Complete Where Crowd for Enid Ends' }).click();
    await dialog.getByRole('button', { name: 'Complete' }).click();
    await page.getByText('Enid Ends has completed Where Crowd.').waitFor();
    await row(page, 'Enid Ends').getByText('completed', { exact: true }).waitFor();
    assert.equal((await enrollment('wh-end', 'wh-crowd')).status, 'completed');
    await eventually(() => page.evaluate(() => document.activeElement?.textContent === 'Enid Ends'));
    assert.equal(await row(page, 'Enid Ends').getByRole('button').count(), 0);
    await close(page);
  });

  it('removes somebody after a confirmation that says what stays', async () => {
    await person('wh-out', 'Olga Out');
    await start('wh-crowd', 'wh-out');
    const page = await open('#/tracks/wh-crowd?q=olga&status=active');
    await page.getByRole('button', { name: 'Remove Olga Out from Where Crowd' }).click();
    const dialog = page.getByRole('dialog', { name: 'Remove Olga Out from Where Crowd?' });
    await dialog.getByText('Open invitations to Where Crowd itself stay open').waitFor();
    assert.deepEqual(await violations(page), []);
    await dialog.getByRole('button', { name: 'Remove from track' }).click();
    await row(page, 'Olga Out').getByText('cancelled', { exact: true }).waitFor();
    assert.equal((await enrollment('wh-out', 'wh-crowd')).status, 'cancelled');
    await close(page);
  });

  it('shows what another admin has done meanwhile', async () => {
    await person('wh-race', 'Rae Race');
    await start('wh-crowd', 'wh-race');
    const page = await open('#/tracks/wh-crowd?q=rae');
    await page.getByRole('button', { name: 'Complete Where Crowd for Rae Race' }).click();
    await api('PATCH', '/v1/participants/wh-race/enrollments/wh-crowd/1', { status: 'cancelled' });
    await page.getByRole('dialog').getByRole('button', { name: 'Complete' }).click();
    await page.getByText('Not changed: root has cancelled it meanwhile.').waitFor();
    await row(page, 'Rae Race').getByText('cancelled', { exact: true }).waitFor();
    await close(page);
  });

  it('says in the confirmation why a change has failed', async () => {
    await person('wh-fail', 'Fay Fails');
    await start('wh-crowd', 'wh-fail');
    const page = await open('#/tracks/wh-crowd?q=fay');
    await page.route('**/v1/participants/**', (route) =>
      route.request().method() === 'PATCH' ? route.abort() : route.continue(),
    );
    await page.getByRole('button', { name: 'Remove Fay Fails from Where Crowd' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove from track' }).click();
    await page.getByRole('dialog').getByText('Cannot reach the server').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Keep them' }).click();
    await row(page, 'Fay Fails').getByText('active', { exact: true }).waitFor();
    await close(page);
  });

  it('opens the list of people behind each number of a step', async () => {
    const page = await open('#/tracks/wh-from/steps/s2');
    for (const [name, people] of [
      ['Accepted 1', ['Ada Where']],
      ['Declined 1', ['Bea Where']],
      ['Open 2', ['Cleo Elsewhere', 'Dan Elsewhere']],
      ['Expired 0', []],
      ['Invited 4', ['Ada Where', 'Bea Where', 'Cleo Elsewhere', 'Dan Elsewhere']],
      ['Reached 4', ['Ada Where', 'Bea Where', 'Cleo Elsewhere', 'Dan Elsewhere']],
    ]) {
      await funnel(page).getByRole('link', { name, exact: true }).click();
      await page.getByRole('heading', { name: 'People who have reached it', level: 1 }).waitFor();
      if (people.length === 0) {
        await page.getByText('Nobody', { exact: true }).waitFor();
      }
      await eventually(async () => (await reached(page).getByRole('link').allTextContents()).sort().join() === people.join());
      await page.reload();
      await eventually(async () => (await reached(page).getByRole('link').allTextContents()).sort().join() === people.join());
      await page.goBack();
    }
    await close(page);
  });

  it('names the reasons of skips in words, and what waits', async () => {
    const page = await open('#/tracks/wh-from/steps/s1');
    await funnel(page).getByRole('link', { name: 'Enrolled 2', exact: true }).waitFor();
    await funnel(page).getByRole('list', { name: 'Reasons' }).getByRole('link', { name: /not in the audience.* 2$/ }).click();
    await reached(page).getByRole('link', { name: 'Cleo Elsewhere' }).waitFor();
    assert.equal(await page.getByLabel('Result', { exact: true }).inputValue(), 'skipped');
    assert.equal(await page.getByLabel('Reason', { exact: true }).inputValue(), 'not_in_audience');
    await page.getByLabel('Result', { exact: true }).selectOption('enrolled');
    await reached(page).getByRole('link', { name: 'Ada Where' }).waitFor();
    assert.equal(await reached(page).getByRole('link').count(), 2);

    const waiting = await open('#/tracks/wh-from/steps/s3');
    await funnel(waiting).getByRole('link', { name: 'Waiting 4', exact: true }).waitFor();
    await close(waiting);
    await close(page);
  });

  it('counts the people of a period, which is in the address', async () => {
    const page = await open('#/tracks/wh-from/steps/s2');
    await funnel(page).getByRole('link', { name: 'Reached 4', exact: true }).waitFor();
    const asked = page.waitForRequest((request) => request.url().includes('/report?from=1970'));
    await funnel(page).getByLabel('Reached in').selectOption('all');
    await asked;
    await funnel(page).getByRole('link', { name: 'Reached 4', exact: true }).waitFor();
    assert.match(page.url(), /period=all/);
    await page.reload();
    await eventually(async () => (await funnel(page).getByLabel('Reached in').inputValue()) === 'all');
    await close(page);
  });

  it('counts back from the local clock, however far that is ahead of the browser', async () => {
    const page = await open('#/');
    await page.clock.setSystemTime(Date.now() - 200 * 86_400_000);
    await page.goto(new URL('/#/tracks/wh-from/steps/s2?period=30', page.url()).href);
    const link = await funnel(page).getByRole('link', { name: 'Reached 4', exact: true }).getAttribute('href');
    const { from, to } = Object.fromEntries(new URLSearchParams(link.split('?')[1]));
    assert.equal(Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000), 30);
    await close(page);
  });

  it('says that numbers are not exact if there are too many people', async () => {
    const page = await open('#/tracks');
    await page.route('**/steps/s2/report*', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, json: { ...(await response.json()), complete: false } });
    });
    await page.goto(new URL('/#/tracks/wh-from/steps/s2', page.url()).href);
    await funnel(page).getByText('Not exact').waitFor();
    await funnel(page).getByRole('link', { name: 'Reached 4+', exact: true }).waitFor();
    await close(page);
  });
});
