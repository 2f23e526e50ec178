import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { actAs, api, base, close, eventually, open, person, start, step, track } from './console.mjs';

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

  it('finds and turns the pages of thousands of messages', async () => {
    for (let first = 1; first <= 2_000; first += 100) {
      await Promise.all(
        Array.from({ length: 100 }, (_, index) =>
          fetch(`${base}/local/inbox`, {
            method: 'POST',
            body: JSON.stringify({
              id: `in-many-${first + index}`,
              to: 'in-many',
              kind: 'confirmation',
              trackId: 'in-a',
              at: '2026-11-24T09:00:00Z',
              text: `Number ${first + index}.`,
              button: null,
            }),
          }),
        ),
      );
    }
    const page = await open('#/inbox');
    const messages = page.getByRole('list', { name: 'Messages' }).getByRole('listitem');
    const filtered = page.waitForResponse((response) => response.url().includes('IN-MANY'));
    await page.getByRole('searchbox').fill('IN-MANY number');
    await filtered;
    await eventually(async () => (await messages.count()) === 25);
    await page.getByRole('button', { name: 'Older' }).click();
    await eventually(() => page.getByRole('button', { name: 'Newer' }).isEnabled());
    await eventually(async () => (await messages.count()) === 25);
    await page.getByRole('searchbox').fill('in-many 1234.');
    await eventually(async () => (await messages.count()) === 1);
    await messages.getByText('Number 1234.').waitFor();
    await page.getByRole('searchbox').fill('no such message');
    await page.getByText('No message contains').waitFor();
    await close(page);
  });

  it('acts as a member, who sees only their own tracks', async () => {
    const page = await open('#/tracks');
    await actAs(page, 'in-ian');
    await page.getByRole('heading', { name: 'My tracks' }).waitFor();
    await page.getByRole('heading', { name: 'Inbox A' }).waitFor();
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
    await actAs(page, 'in-mona', 'manager');
    await page.locator('[data-track="in-a"]').waitFor();
    await eventually(async () => (await page.locator('[data-track]').count()) === 1);
    assert.equal(await page.getByRole('button', { name: 'New track' }).count(), 0);
    await actAs(page, 'Admin');
    await page.locator('[data-track="in-b"]').waitFor();
    assert.ok((await api('GET', '/v1/me', undefined, 'in-mona-manager')).roles.includes('manager'));
    await close(page);
  });
});
