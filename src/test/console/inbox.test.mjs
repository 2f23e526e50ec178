import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { api, close, eventually, open, person, start, step, track } from './console.mjs';

describe('local inbox', () => {
  before(async () => {
    await track('in-a', 'Inbox A', { managers: ['in-mona'] });
    await track('in-b', 'Inbox B');
    await step('in-a', 's1', 'in-b', { enrollmentMethod: 'manual', invitationMessage: 'Come', joinButtonText: 'Get started' });
    await person('in-mona', 'Mona Manager');
    await person('in-ian', 'Ian Inbox', { managerId: 'in-mona' });
    await start('in-a', 'in-ian');
  });

  it('shows the delivered messages, with a working join button', async () => {
    const page = await open('#/inbox');
    const message = page.locator('[data-to="in-ian"][data-kind="invitation"]');
    await message.getByText('Come', { exact: true }).waitFor();
    const opened = page.context().waitForEvent('page');
    await message.getByRole('link', { name: 'Get started' }).click();
    const join = await opened;
    await join.getByRole('button', { name: 'Get started' }).click();
    await join.getByText("You're in!").waitFor();
    await join.close();
    await page.locator('[data-to="in-ian"][data-kind="confirmation"]').waitFor();
    await close(page);
  });

  it('acts as a member, who sees only their own tracks', async () => {
    const page = await open('#/tracks');
    await page.getByLabel('Act as').selectOption('in-ian-member');
    await page.getByRole('heading', { name: 'in-ian' }).waitFor();
    await page.getByText('Instance 1').first().waitFor();
    assert.deepEqual(await page.getByRole('navigation').getByRole('link').allTextContents(), ['My tracks', 'Inbox']);
    await close(page);
  });

  it('tells a caller who is no participant how to become one', async () => {
    const page = await open('#/tracks');
    await page.evaluate(() => sessionStorage.setItem('tracks.acting', 'in-nobody-member'));
    await page.goto(new URL('/?again#/', page.url()).href);
    await page.getByRole('heading', { name: 'No participant' }).waitFor();
    await page.getByRole('main').getByText('in-nobody').waitFor();
    await close(page);
  });

  it('acts as a manager, who sees the tracks that list them', async () => {
    const page = await open('#/tracks');
    await page.getByLabel('Act as').selectOption('in-mona-manager');
    await page.locator('[data-track="in-a"]').waitFor();
    await eventually(async () => (await page.locator('[data-track]').count()) === 1);
    assert.equal(await page.getByRole('button', { name: 'New track' }).count(), 0);
    await page.getByLabel('Act as').selectOption('root-admin');
    await page.locator('[data-track="in-b"]').waitFor();
    assert.ok((await api('GET', '/v1/me', undefined, 'in-mona-manager')).roles.includes('manager'));
    await close(page);
  });
});
