// Messages that cannot be delivered, over all people.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { api, close, eventually, open, person, start, step, track } from './console.mjs';

async function listed() {
  return (await api('GET', '/v1/undeliverable')).data.filter((each) => each.participantId === 'ud-uma');
}

describe('undeliverable messages', () => {
  before(async () => {
    await track('ud-a', 'Undeliverable A');
    await track('ud-b', 'Undeliverable B');
    await step('ud-a', 's1', 'ud-b', { enrollmentMethod: 'manual', invitationMessage: 'Come to {{track}}' });
    await person('ud-uma', 'Uma Unreachable');
    await start('ud-a', 'ud-uma');
    await eventually(async () => (await api('GET', '/v1/participants/ud-uma/invitations')).data.length === 1);
    await person('ud-uma', 'Uma Unreachable', { active: false });
    await api('POST', '/v1/participants/ud-uma/invitations/ud-b/1/resend');
    await eventually(async () => (await listed()).length === 1);
  });

  it('are listed with the reason, and can be sent again', async () => {
    const page = await open('#/undeliverable');
    await page.getByLabel('Error').selectOption('participant_deactivated');
    const messages = page.getByRole('list', { name: 'Undeliverable messages' });
    await messages.getByText(/^Invitation to Undeliverable B/).waitFor();
    await messages.getByRole('link', { name: 'Uma Unreachable' }).waitFor();

    await person('ud-uma', 'Uma Unreachable', { active: true });
    await page.getByRole('button', { name: 'Send again to Uma Unreachable' }).click();
    await page.getByText('The invitation is sent again.').waitFor();
    await messages.getByText('Uma Unreachable').waitFor({ state: 'detached' });
    assert.deepEqual(await listed(), []);
    await close(page);
  });
});
