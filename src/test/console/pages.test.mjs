// Lists of more than one page: 60 tracks, and a person with 61 entries of history.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { api, close, eventually, open, person, start, step, track } from './console.mjs';

const TRACKS = 60;
const ids = Array.from({ length: TRACKS }, (_, index) => `pg-${String(index + 1).padStart(2, '0')}`);

describe('pages', () => {
  before(async () => {
    for (const id of ids) {
      await track(id, `Track ${id}`);
    }
    await step('pg-01', 's1', 'pg-60', { delay: { amount: 7, unit: 'days' } });
    await person('pg-pat', 'Pat Pages');
    await start('pg-01', 'pg-pat');
    await eventually(
      async () => (await api('GET', '/v1/participants/pg-pat/runs?status=deferred')).data.length === 1,
    );
    for (let instance = 1; instance <= 59; instance++) {
      await api('POST', '/v1/tracks/pg-02/enrollments', { participantId: 'pg-pat', reEnrollment: 'yes' });
    }
  });

  it('lists every track with its number of people', async () => {
    const page = await open('#/tracks');
    const cards = page.locator('[data-track^="pg-"]');
    for (const loaded of [24, 48]) {
      await eventually(async () => (await page.locator('[data-track]').count()) === loaded);
      await page.getByRole('button', { name: 'More tracks' }).click();
    }
    await eventually(async () => (await cards.count()) === TRACKS);
    await eventually(async () => (await cards.locator('dd.number', { hasText: '…' }).count()) === 0);
    await page.locator('[data-track="pg-02"] dd.number', { hasText: '59' }).waitFor();
    await page.locator('[data-track="pg-60"] dd.number', { hasText: '0' }).waitFor();
    await page.locator('[data-track="pg-60"]').getByRole('link', { name: 'Track pg-01' }).waitFor();
    await close(page);
  });

  it('names a track of the last page', async () => {
    const page = await open('#/tracks/pg-01');
    await page.getByText('Track pg-60').first().waitFor();
    await close(page);
  });

  it('shows what waits, although it is not on the first page of the history', async () => {
    const page = await open('#/people/pg-pat');
    await page.getByRole('list', { name: 'Waiting' }).getByText('Track pg-60').waitFor();
    const first = await api('GET', '/v1/participants/pg-pat/history?limit=50');
    assert.ok(first.data.every((entry) => entry.decision !== 'deferred'));
    await close(page);
  });

  it('shows more of a history on request', async () => {
    const page = await open('#/people/pg-pat');
    const entries = page.getByRole('list', { name: 'History' }).locator('.entry');
    await eventually(async () => (await entries.count()) === 50);
    await page.getByRole('button', { name: 'Show more' }).click();
    await eventually(async () => (await entries.count()) === 61);
    assert.equal(await page.getByRole('button', { name: 'Show more' }).count(), 0);
    await close(page);
  });
});
