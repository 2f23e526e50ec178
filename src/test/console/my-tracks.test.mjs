// A member's own page: titles instead of ids, what waits, and invitations that they answer there.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { actAs, api, close, eventually, open, person, start, step, track } from './console.mjs';

describe('my tracks', () => {
  before(async () => {
    for (const [id, title] of [['a', 'First days'], ['b', 'First week'], ['c', 'Mentoring'], ['d', 'Book club']]) {
      await track(`mt-${id}`, title);
    }
    await step('mt-a', 's1', 'mt-b', { delay: { amount: 7, unit: 'days' } });
    await step('mt-a', 's2', 'mt-c', { enrollmentMethod: 'manual', invitationMessage: 'Find a mentor.', joinButtonText: 'Find one' });
    await step('mt-a', 's3', 'mt-d', { enrollmentMethod: 'manual', invitationMessage: 'Read with us.' });
    await person('mt-mo', 'Mo Member');
    await start('mt-a', 'mt-mo');
    await eventually(async () => (await api('GET', '/v1/participants/mt-mo/invitations')).data.length === 2);
    await eventually(async () => (await api('GET', '/v1/participants/mt-mo/runs?status=deferred')).data.length === 1);
  });

  it('shows titles, joins and declines', async () => {
    const page = await open('#/');
    await actAs(page, 'mt-mo');
    const open_ = page.getByRole('list', { name: 'Open invitations' });
    await open_.getByRole('heading', { name: 'Mentoring' }).waitFor();
    await open_.getByText('Find a mentor.').waitFor();
    await page.getByRole('list', { name: 'Waiting' }).getByText('First week').waitFor();
    await page.getByRole('heading', { name: 'First days' }).waitFor();
    assert.doesNotMatch(await page.getByRole('main').innerText(), /mt-[abcd]/);

    await open_.getByRole('button', { name: 'Find one – Mentoring' }).click();
    await page.getByText("You're in! You have joined Mentoring. Have fun.").waitFor();
    await page.getByText('Joined Mentoring (instance 1)').waitFor();
    await open_.getByRole('button', { name: 'No, thanks – Book club' }).click();
    await page.getByText('You have declined Book club.').waitFor();
    await page.getByRole('list', { name: 'Earlier invitations' }).getByText('declined').waitFor();
    assert.equal(await open_.count(), 0);
    const { data } = await api('GET', '/v1/participants/mt-mo/enrollments');
    assert.deepEqual(data.map((each) => each.trackId), ['mt-a', 'mt-c']);
    await close(page);
  });
});
