import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { api, close, eventually, open, person, start, step, track } from './console.mjs';

describe('person', () => {
  before(async () => {
    await track('pe-a', 'Person A');
    await track('pe-b', 'Person B');
    await track('pe-c', 'Person C');
    await track('pe-d', 'Person D');
    await step('pe-a', 's1', 'pe-b');
    await step('pe-a', 's2', 'pe-c', { delay: { amount: 7, unit: 'days' } });
    await step('pe-a', 's3', 'pe-d', { enrollmentMethod: 'manual', invitationMessage: 'Come to {{track}}' });
    await person('pe-zoe', 'Zoe Quartz', { email: 'zoe@example.com' });
    await start('pe-b', 'pe-zoe');
    await start('pe-a', 'pe-zoe');
    await eventually(async () => (await api('GET', '/v1/participants/pe-zoe/invitations')).data.length === 1);
    await eventually(async () => {
      const decisions = (await api('GET', '/v1/participants/pe-zoe/history')).data.map((each) => each.decision);
      return decisions.includes('skipped') && decisions.includes('deferred');
    });
  });

  it('is found by the starts of words of their name', async () => {
    const page = await open('#/people');
    await page.getByRole('searchbox').fill('qua zoe');
    const people = page.getByRole('list', { name: 'People' });
    await eventually(async () => (await people.getByRole('listitem').count()) === 1);
    await people.getByRole('link', { name: /Zoe Quartz/ }).click();
    await page.getByRole('heading', { name: 'Zoe Quartz' }).waitFor();
    await page.getByRole('link', { name: 'People', exact: true }).first().click();
    await page.getByRole('searchbox').fill('nobody is called this');
    await page.getByText('Nobody matches').waitFor();
    await close(page);
  });

  it('has instances and their progress side by side', async () => {
    await api('PATCH', '/v1/participants/pe-zoe/enrollments/pe-b/1', { progress: { lessons: 3 } });
    await api('POST', '/v1/tracks/pe-b/enrollments', { participantId: 'pe-zoe', reEnrollment: 'yes' });
    const page = await open('#/people/pe-zoe');
    const first = page.getByRole('region', { name: 'Instance 1' }).filter({ hasText: 'lessons' });
    await first.getByText('3', { exact: true }).waitFor();
    const second = page.getByRole('region', { name: 'Instance 2' });
    await second.getByText('No progress noted').waitFor();
    const [one, other] = [await first.boundingBox(), await second.boundingBox()];
    assert.equal(one.y, other.y);
    await close(page);
  });

  it('has a history in plain sentences', async () => {
    const page = await open('#/people/pe-zoe');
    const history = page.getByRole('list', { name: 'History' });
    await history.getByText(/^Skipped Person B: already started on \d+ \w+ \(instance 1\)$/).waitFor();
    await history.getByText(/^Deferred Person C until \d+ \w+/).first().waitFor();
    await history.getByText('Invited to Person D').waitFor();
    await history.getByText('Started directly').first().waitFor();
    await close(page);
  });

  it('lists deferred runs, which can be cancelled', async () => {
    const page = await open('#/people/pe-zoe');
    await page.getByRole('list', { name: 'Waiting' }).getByText('Person C').waitFor();
    await page.getByRole('button', { name: 'Cancel Person C' }).click();
    const asking = page.getByRole('dialog', { name: 'Cancel Person C for this person?' });
    await asking.getByRole('button', { name: 'Keep waiting' }).click();
    assert.equal((await api('GET', '/v1/participants/pe-zoe/runs?status=deferred')).data.length, 1);
    await page.getByRole('button', { name: 'Cancel Person C' }).click();
    await asking.getByRole('button', { name: 'Cancel the enrollment' }).click();
    await page.getByText('Deferral of Person C cancelled by root').waitFor();
    assert.equal(await page.getByRole('list', { name: 'Waiting' }).count(), 0);
    await close(page);
  });

  it('lists invitations, which can be resent and withdrawn', async () => {
    const page = await open('#/people/pe-zoe');
    await page.getByRole('button', { name: 'Resend the invitation to Person D' }).click();
    await page.getByText('The invitation is sent again.').waitFor();
    await eventually(async () => {
      const { data } = await (await fetch(`${process.env.CONSOLE_URL}/local/messages`)).json();
      return data.filter((each) => each.to === 'pe-zoe' && each.kind === 'invitation').length === 2;
    });
    await page.getByRole('button', { name: 'Withdraw the invitation to Person D' }).click();
    const asking = page.getByRole('dialog', { name: 'Withdraw the invitation to Person D?' });
    await asking.getByText('cannot join with it any more').waitFor();
    assert.equal((await api('GET', '/v1/participants/pe-zoe/invitations')).data[0].status, 'pending');
    await asking.getByRole('button', { name: 'Withdraw', exact: true }).click();
    await page.getByRole('list', { name: 'Invitations' }).getByText('withdrawn').waitFor();
    assert.equal((await api('GET', '/v1/participants/pe-zoe/invitations')).data[0].status, 'withdrawn');
    await close(page);
  });

  it('invites a person again after the invitation was withdrawn, and says why one was closed', async () => {
    const page = await open('#/people/pe-zoe');
    await page.getByRole('button', { name: 'Invite to Person D again' }).click();
    await page.getByText('The person is invited again.').waitFor();
    await page.getByText('Invited to Person D again by root').waitFor();
    const [, second] = (await api('GET', '/v1/participants/pe-zoe/invitations')).data;
    await api('POST', `/v1/tracks/${second.trackId}/enrollments`, { participantId: 'pe-zoe' });
    await eventually(async () => {
      const { data } = await api('GET', '/v1/participants/pe-zoe/invitations');
      return data[1].reason === 'previously_started';
    });
    await page.reload();
    await page.getByRole('list', { name: 'Invitations' }).getByText('withdrawn: already started').waitFor();
    await page.getByText('Invitation to Person D withdrawn: already started').waitFor();
    await page.getByRole('button', { name: 'Invite to Person D again' }).click();
    await page.getByText('Not invited again: already started').waitFor();
    await close(page);
  });
});
