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
      title: 'Optional C',
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
    await page.getByRole('link', { name: /^after 3 days 2 waiting\. Map A: Optional C\. Invites people to Map C/ }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Optional C' }).waitFor();
    await close(page);
  });

  it('shows every track at first, however many there are, and zooms, moves and fits again', async () => {
    for (let i = 0; i < 40; i++) {
      await track(`mp-x${i}`, `Extra ${i}`);
    }
    for (let i = 0; i < 20; i++) {
      await step(`mp-x${i}`, 's1', `mp-x${i + 1}`);
    }
    const page = await open('#/map');
    const map = page.getByRole('region', { name: 'Map of tracks' });
    const scale = async () => Number(await map.locator('svg').getAttribute('data-scale'));
    const outside = () =>
      map.evaluate((frame) => {
        const box = frame.getBoundingClientRect();
        return [...frame.querySelectorAll('.node')].filter((node) => {
          const at = node.getBoundingClientRect();
          return at.left < box.left - 1 || at.right > box.right + 1 || at.top < box.top - 1 || at.bottom > box.bottom + 1;
        }).length;
      });
    await map.locator('[data-node="mp-x39"]').waitFor();
    await eventually(async () => (await outside()) === 0);
    const fitted = await scale();

    await page.getByRole('button', { name: 'Zoom in' }).click();
    await eventually(async () => (await scale()) > fitted);
    await map.hover();
    await page.mouse.wheel(0, -300);
    await eventually(async () => (await scale()) > fitted * 1.4);
    const before = await map.locator('[data-node="mp-x0"]').boundingBox();
    const { x, y, width, height } = await map.boundingBox();
    await page.mouse.move(x + width / 2, y + height / 2);
    await page.mouse.down();
    await page.mouse.move(x + width / 2 + 90, y + height / 2, { steps: 5 });
    await page.mouse.up();
    await eventually(async () => (await map.locator('[data-node="mp-x0"]').boundingBox()).x > before.x + 40);
    assert.match(page.url(), /#\/map$/, 'a drag opens no track');

    await map.focus();
    await page.keyboard.press('0');
    await eventually(async () => (await scale()) === fitted);
    assert.equal(await outside(), 0);
    await page.keyboard.press('+');
    await eventually(async () => (await scale()) > fitted);
    await close(page);
  });

  it('finds a track and shows it with its neighbours, and hides archived tracks and drafts', async () => {
    await track('mp-old', 'Map Old', { status: 'archived' });
    const page = await open('#/map');
    await page.locator('[data-node="mp-old"]').waitFor();
    await page.getByRole('checkbox', { name: 'Hide archived tracks and drafts' }).check();
    await eventually(async () => (await page.locator('[data-node="mp-old"]').count()) === 0);
    await page.getByRole('searchbox').fill('map b');
    await page.getByRole('searchbox').press('Enter');
    await page.getByText('Map B with 1 neighbour').waitFor();
    assert.deepEqual(await page.locator('[data-node]').evaluateAll((all) => all.map((each) => each.dataset.node).sort()), ['mp-a', 'mp-b']);
    await page.locator('[data-node="mp-b"]').click();
    await page.getByRole('heading', { name: 'Map B' }).waitFor();
    await page.goBack();
    await page.getByText('Map B with 1 neighbour').waitFor();
    await page.getByRole('button', { name: 'Show all tracks' }).click();
    await page.locator('[data-node="mp-c"]').waitFor();
    await close(page);
  });
});
