import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { api, close, eventually, open, person, start, step, track } from './console.mjs';

describe('map', () => {
  before(async () => {
    await track('mp-a', 'Map A');
    await track('mp-b', 'Map B');
    await track('mp-c', 'Map C');
    await step('mp-a', 's1', 'mp-b');
    await step('mp-a', 's2', 'mp-c', {
      enrollmentMethod: 'manual',
      invitationMessage: 'Come',
      delay: { amount: 3, unit: 'days' },
    });
    await person('mp-max', 'Max Map');
    await person('mp-may', 'May Map');
    await start('mp-a', 'mp-max');
    await start('mp-a', 'mp-may');
    await eventually(async () => (await api('GET', '/v1/tracks/mp-b/activity')).instances === 2);
  });

  it('draws tracks, and steps as arrows with method, delay and the counts of the last 30 days', async () => {
    const page = await open('#/map');
    await page.getByRole('link', { name: /^Map A active · 2 started$/ }).waitFor();
    const automatic = page.locator('[data-step="mp-a/s1"]');
    const manual = page.locator('[data-step="mp-a/s2"]');
    await automatic.locator('.count', { hasText: '2 enrolled' }).waitFor();
    await automatic.locator('.delay', { hasText: 'immediately' }).waitFor();
    await manual.locator('.delay', { hasText: 'after 3 days' }).waitFor();
    await manual.locator('.count', { hasText: '2 waiting' }).waitFor();
    const dashes = (arrow) => arrow.locator('.line').evaluate((line) => getComputedStyle(line).strokeDasharray);
    assert.equal(await dashes(automatic), 'none');
    assert.match(await dashes(manual), /6px/);
    await close(page);
  });

  it('opens a step by click and by keyboard', async () => {
    const page = await open('#/map');
    await page.locator('[data-step="mp-a/s1"] .delay').click();
    await page.getByRole('heading', { name: 'Step s1' }).waitFor();
    await page.goBack();
    await page.locator('[data-step="mp-a/s2"]').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Step s2' }).waitFor();
    await close(page);
  });
});
