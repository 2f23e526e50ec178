import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { actAs, api, close, eventually, holdSave, open, person, pick, start, step, track } from './console.mjs';

describe('step editor', () => {
  before(async () => {
    await track('ed-a', 'Editor A');
    await track('ed-b', 'Editor B');
    await track('ed-c', 'Editor C');
    await track('ed-old', 'Editor Old', { status: 'archived' });
    await step('ed-a', 's1', 'ed-b');
    await person('ed-mia', 'Mia Manager');
    await person('ed-eve', 'Eve Editor', { managerId: 'ed-mia', attributes: { role: 'engineer' } });
    await start('ed-a', 'ed-eve');
  });

  it('offers active tracks except the current one, and disables loops with their path', async () => {
    const page = await open('#/tracks/ed-b/steps/new');
    const select = page.getByLabel('Enroll people in');
    await select.waitFor();
    const options = await select.locator('option').evaluateAll((all) => all.map((each) => [each.value, each.disabled]));
    const values = Object.fromEntries(options);
    assert.equal(values['ed-c'], false);
    assert.equal(values['ed-a'], true);
    assert.ok(!('ed-b' in values) && !('ed-old' in values));
    await page.getByText('Editor A cannot be chosen: Editor B → Editor A → Editor B is a loop.').waitFor();
    await close(page);
  });

  it('starts from five use cases', async () => {
    const page = await open('#/tracks/ed-b/steps/new');
    for (const [title, method, delayed, enrollee] of [
      ['Sequential onboarding', 'Automatic', true, 'participant'],
      ['Learning pathway', 'Manual', false, 'participant'],
      ['Role-based training', 'Automatic', true, 'participant'],
      ['Optional enrichment', 'Manual', true, 'participant'],
      ['Manager workflow', 'Automatic', false, 'manager'],
    ]) {
      await page.getByRole('button', { name: title }).click();
      assert.ok(await page.getByRole('radio', { name: method }).isChecked(), title);
      assert.equal(await page.getByLabel('Wait before it happens').isChecked(), delayed, title);
      assert.equal(await page.getByLabel('Who is enrolled').inputValue(), enrollee, title);
      const reachedBy = title === 'Learning pathway' ? 'track_completion' : 'track_start';
      assert.equal(await page.getByLabel('Reached by').inputValue(), reachedBy, title);
    }
    await page.getByRole('button', { name: 'Undo changes' }).click();
    await close(page);
  });

  it('shows hints about good practice, and applies their fixes', async () => {
    const page = await open('#/tracks/ed-b/steps/new');
    await page.getByText('let people complete this phase first').waitFor();
    await page.getByRole('button', { name: 'Wait a week' }).click();
    assert.equal(await page.getByText('let people complete this phase first').count(), 0);
    assert.equal(await page.getByLabel('Delay, amount').inputValue(), '1');

    await page.getByRole('button', { name: 'Sequential onboarding' }).click();
    await page.getByRole('radio', { name: 'Manual' }).check();
    await page.getByText('looks like a required sequence').waitFor();
    await page.getByRole('button', { name: 'Make it automatic' }).click();
    assert.ok(await page.getByRole('radio', { name: 'Automatic' }).isChecked());
    await page.getByText('Describe the benefits of the track').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Undo changes' }).click();
    await close(page);
  });

  it('previews the messages and the decision before anything is saved', async () => {
    const page = await open('#/tracks/ed-a/steps/new');
    await page.getByLabel('Enroll people in').selectOption('ed-c');
    await pick(page, 'As', 'Eve');
    await page.getByRole('radio', { name: 'Manual' }).check();
    const invitation = page.getByLabel('Invitation', { exact: true });
    await invitation.fill('Hi ');
    await page.getByRole('group', { name: 'Insert in invitation' }).getByRole('button', { name: '{{user}}' }).click();
    await page.keyboard.type(', says ');
    await page.getByRole('group', { name: 'Insert in invitation' }).getByRole('button', { name: '{{manager}}' }).click();
    assert.equal(await invitation.inputValue(), 'Hi {{user}}, says {{manager}}');
    await page.getByLabel('Button', { exact: true }).fill('Level up!');
    await page.getByText('9 / 75').waitFor();

    const preview = page.getByRole('complementary', { name: 'Preview' });
    await preview.getByText('Hi Eve Editor, says Mia Manager').waitFor();
    await preview.getByText('Level up!').waitFor();
    await preview.getByText('invited', { exact: true }).waitFor();

    // A person who has not started the track: skipped, with the reason.
    await pick(page, 'As', 'Mia');
    await preview.getByText('skipped', { exact: true }).waitFor();
    await preview.getByText('Reason: they have not started the track').waitFor();
    assert.equal((await api('GET', '/v1/tracks/ed-a/steps')).data.length, 1, 'a preview writes nothing');
    await close(page);
  });

  it('saves, and shows the API’s errors at their fields', async () => {
    const page = await open('#/tracks/ed-a/steps/new');
    await page.getByRole('radio', { name: 'Manual' }).check();
    await page.getByLabel('Id', { exact: true }).fill('s2');
    await page.getByRole('button', { name: 'Create step' }).click();
    const destination = page.getByLabel('Enroll people in');
    await eventually(async () => (await destination.getAttribute('aria-invalid')) !== null);
    await eventually(() => destination.evaluate((element) => element === document.activeElement));

    await destination.selectOption('ed-c');
    await page.getByLabel('Invitation', { exact: true }).fill('Dear {{usr}}');
    await page.getByRole('button', { name: 'Create step' }).click();
    await page.locator('.field.invalid', { hasText: 'Invitation' }).getByText('{{usr}}').waitFor();

    await page.getByLabel('Invitation', { exact: true }).fill('Dear {{user}}');
    await page.getByRole('button', { name: 'Create step' }).click();
    await page.getByText('All saved').waitFor();
    assert.match(page.url(), /#\/tracks\/ed-a\/steps\/s2$/);
    const saved = await api('GET', '/v1/tracks/ed-a/steps/s2');
    assert.equal(saved.invitationMessage, 'Dear {{user}}');
    assert.equal(saved.enrollmentMethod, 'manual');
    await close(page);
  });

  it('calls a step by its title, and proposes its id from the title until the author enters another', async () => {
    await track('ed-t', 'Editor T');
    const page = await open('#/tracks/ed-t/steps/new');
    const title = page.getByLabel('Title');
    const id = page.getByLabel('Id', { exact: true });
    await title.fill('Führung beginnt');
    assert.equal(await id.inputValue(), 'fuehrung-beginnt');
    await title.fill('');
    assert.equal(await id.inputValue(), 's1');
    await id.fill('lead');
    await title.fill('\u200d');
    assert.equal(await id.inputValue(), 'lead');
    await page.getByLabel('Enroll people in').selectOption('ed-c');
    await page.getByRole('button', { name: 'Create step' }).click();
    await page.locator('.field.invalid', { hasText: 'Title' }).getByText('Enter a title.').waitFor();
    await title.fill('Führung beginnt');
    await page.getByRole('button', { name: 'Create step' }).click();

    await page.getByRole('heading', { name: 'Führung beginnt' }).waitFor();
    assert.equal(await page.title(), 'Führung beginnt · Tracks');
    await page.getByText('Id lead · Changed').waitFor();
    assert.match(page.url(), /#\/tracks\/ed-t\/steps\/lead$/);
    assert.equal((await api('GET', '/v1/tracks/ed-t/steps/lead')).title, 'Führung beginnt');
    await page.getByRole('link', { name: 'Editor T' }).click();
    await page.getByRole('link', { name: /^Führung beginnt Enrolls people in Editor C · immediately/ }).click();

    // The id stays if the title changes.
    await title.fill('Leading starts');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('heading', { name: 'Leading starts' }).waitFor();
    await title.fill(' ');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('heading', { name: 'Step lead' }).waitFor();
    assert.equal((await api('GET', '/v1/tracks/ed-t/steps/lead')).title, null);
    await close(page);
  });

  it('rejects a loop with its path if the graph has changed since the page was opened', async () => {
    await track('ed-x', 'Editor X');
    await track('ed-y', 'Editor Y');
    const page = await open('#/tracks/ed-x/steps/new');
    await page.getByLabel('Enroll people in').selectOption('ed-y');
    await step('ed-y', 's1', 'ed-x');
    await page.getByRole('button', { name: 'Create step' }).click();
    await page.locator('.error', { hasText: 'in a loop' }).getByText('Editor X → Editor Y → Editor X').waitFor();
    await assert.rejects(api('GET', '/v1/tracks/ed-x/steps/s1'), /404/);
    await close(page);
  });

  it('shows who else saved the step, and keeps both versions until the user decides', async () => {
    await step('ed-a', 's3', 'ed-c', { confirmationMessage: 'first' });
    const page = await open('#/tracks/ed-a/steps/s3');
    await page.getByLabel('Confirmation', { exact: true }).fill('mine');
    await api(
      'PUT',
      '/v1/tracks/ed-a/steps/s3',
      { destinationTrackId: 'ed-c', confirmationMessage: 'theirs', enabled: false },
      'grace-admin',
    );
    await page.getByRole('button', { name: 'Save', exact: true }).click();

    const dialog = page.getByRole('dialog', { name: 'grace changed this step' });
    await dialog.getByRole('row', { name: /Confirmation first theirs mine/ }).waitFor();
    await dialog.getByRole('row', { name: /Enabled true false/ }).waitFor();
    await dialog.getByRole('button', { name: 'Keep editing' }).click();
    assert.equal(await page.getByLabel('Confirmation', { exact: true }).inputValue(), 'mine');
    assert.equal((await api('GET', '/v1/tracks/ed-a/steps/s3')).confirmationMessage, 'theirs');

    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await dialog.getByRole('button', { name: 'Overwrite with mine' }).click();
    await page.getByText('All saved').waitFor();
    assert.equal((await api('GET', '/v1/tracks/ed-a/steps/s3')).confirmationMessage, 'mine');
    await close(page);
  });

  it('keeps what is typed while a save is under way, and shows it as not saved', async () => {
    await step('ed-a', 's4', 'ed-c', { confirmationMessage: 'first' });
    const page = await open('#/tracks/ed-a/steps/s4');
    const confirmation = page.getByLabel('Confirmation', { exact: true });
    await confirmation.fill('second');
    const save = await holdSave(page);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await save.sent;
    await confirmation.fill('third');
    save.release();
    await page.getByText('Saved.', { exact: true }).waitFor();
    assert.equal(await confirmation.inputValue(), 'third');
    await page.getByText('Not saved yet').waitFor();
    assert.equal((await api('GET', '/v1/tracks/ed-a/steps/s4')).confirmationMessage, 'second');

    // The next save replaces the version that was just saved: nobody else has changed the step.
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('All saved').waitFor();
    assert.equal((await api('GET', '/v1/tracks/ed-a/steps/s4')).confirmationMessage, 'third');
    await close(page);
  });

  it('keeps what is typed while a new step is created', async () => {
    const page = await open('#/tracks/ed-b/steps/new');
    await page.getByLabel('Enroll people in').selectOption('ed-c');
    const save = await holdSave(page);
    await page.getByRole('button', { name: 'Create step' }).click();
    await save.sent;
    await page.getByLabel('Confirmation', { exact: true }).fill('typed late');
    await page.getByLabel('Id', { exact: true }).fill('too-late');
    save.release();
    await page.getByRole('heading', { name: 'Step s1' }).waitFor();
    assert.equal(await page.getByLabel('Confirmation', { exact: true }).inputValue(), 'typed late');
    await page.getByText('Not saved yet').waitFor();

    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('All saved').waitFor();
    assert.match(page.url(), /#\/tracks\/ed-b\/steps\/s1$/);
    assert.equal((await api('GET', '/v1/tracks/ed-b/steps/s1')).confirmationMessage, 'typed late');
    await close(page);
  });

  it('saves a reminder, a mail subject and an expiry, and shows errors in these fields', async () => {
    await step('ed-a', 's5', 'ed-c', { enrollmentMethod: 'manual', invitationMessage: 'Join us, {{user}}' });
    const page = await open('#/tracks/ed-a/steps/s5');
    await page.getByText('Reminder, mail subject and expiry').click();
    await page.getByLabel('Reminder', { exact: true }).fill('Still there, {{user}}?');
    await page.getByLabel('Mail subject', { exact: true }).fill('{{track}} for {{user}}');
    await page.getByLabel('Invitations stay open, in days').fill('x');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.locator('.field.invalid', { hasText: 'Invitations stay open' }).getByText('Enter a whole number of days from 1 to 9999, or nothing.').waitFor();

    await page.getByLabel('Invitations stay open, in days').fill('30');
    await pick(page, 'As', 'Eve');
    const preview = page.getByRole('complementary', { name: 'Preview' });
    await preview.getByText('Still there, Eve Editor?').waitFor();
    await preview.getByText('Editor C for Eve Editor').waitFor();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('All saved').waitFor();
    const saved = await api('GET', '/v1/tracks/ed-a/steps/s5');
    assert.equal(saved.reminderMessage, 'Still there, {{user}}?');
    assert.equal(saved.mailSubject, '{{track}} for {{user}}');
    assert.equal(saved.invitationExpiry, 'P30D');

    // They are open when the page is opened again.
    await page.reload();
    assert.equal(await page.getByLabel('Invitations stay open, in days').inputValue(), '30');
    await close(page);
  });

  it('sends the messages of a saved step to the user', async () => {
    await track('ed-m', 'Editor M', { managers: ['ed-mia'] });
    await track('ed-n', 'Editor N', { managers: ['ed-mia'] });
    await step('ed-m', 's1', 'ed-n', { enrollmentMethod: 'manual', invitationMessage: 'Join us, {{user}}' });
    const page = await open('#/tracks');
    await actAs(page, 'ed-mia', 'manager');
    await eventually(async () => (await page.locator('[data-track]').count()) === 2);
    await page.goto(page.url().replace(/#.*/, '#/tracks/ed-m/steps/s1'));
    await page.getByRole('button', { name: 'Send to me' }).click();
    await page.getByText('3 messages sent to you, marked as a test.').waitFor();
    await eventually(async () => {
      const { data } = await api('GET', '/local/messages');
      const texts = data.filter((message) => message.to === 'ed-mia').map((message) => message.text);
      return texts.includes('Test: Join us, Mia Manager') && texts.includes('Test: Reminder: Join us, Mia Manager');
    });

    await page.getByLabel('Invitation', { exact: true }).fill('Changed');
    await page.getByText('Save the step to send its messages to yourself.').waitFor();
    await page.getByRole('button', { name: 'Undo changes' }).click();
    await page.getByRole('button', { name: 'Send to me' }).waitFor();
    await close(page);
  });

  it('asks before it discards unsaved changes', async () => {
    const page = await open('#/tracks/ed-a/steps/s1');
    await page.getByLabel('Confirmation', { exact: true }).fill('not saved');
    await page.getByRole('link', { name: 'Map' }).click();
    const dialog = page.getByRole('dialog', { name: 'Leave without saving?' });
    await dialog.getByRole('button', { name: 'Keep editing' }).click();
    assert.equal(await page.getByLabel('Confirmation', { exact: true }).inputValue(), 'not saved');
    await page.getByRole('link', { name: 'Map' }).click();
    await dialog.getByRole('button', { name: 'Discard and leave' }).click();
    await page.getByRole('heading', { name: 'Map' }).waitFor();
    await close(page);
  });
});
