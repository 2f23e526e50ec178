// The main flow of an admin and a person through the console, with the demo data. Takes the screenshots of the README.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { api, close, eventually, open, pick, picture } from './console.mjs';

const mentoring = {
  destinationTrackId: 'leadership',
  enrollmentMethod: 'manual',
};

describe('console', () => {
  it('configures, previews and saves a step, starts a person who joins, shows the history, pauses and reruns', async () => {
    const page = await open('#/tracks');
    await page.locator('[data-track="week-1"]').getByText('0', { exact: true }).waitFor();
    await picture(page, 'tracks');

    // Configure: a step from Month 1, by invitation.
    await page.getByRole('link', { name: 'Add step to Month 1' }).click();
    await page.getByRole('button', { name: 'Optional enrichment' }).click();
    const loop = await page.getByLabel('Enroll people in').locator('option[value="day-1"]');
    assert.ok(await loop.isDisabled());
    await page.getByText('Day 1 cannot be chosen: Month 1 → Day 1 → Week 1 → Month 1 is a loop.').waitFor();
    await page.getByLabel('Enroll people in').selectOption(mentoring.destinationTrackId);
    await page
      .getByLabel('Invitation', { exact: true })
      .fill('{{user}}, {{manager}} thinks that {{track}} is for you. You will learn to mentor and to hire.');
    await page.getByLabel('Wait before it happens').uncheck();

    // Preview: rendered and decided by the server.
    const preview = page.getByRole('complementary', { name: 'Preview' });
    await preview.getByText('Ada Lovelace, Grace Hopper thinks that Leadership is for you.').waitFor();
    await preview.getByText('skipped', { exact: true }).waitFor();
    await page.evaluate(() => scrollTo(0, 0));
    await picture(page, 'new-step');
    await page.getByRole('button', { name: 'Create step' }).click();
    await page.getByText('All saved').waitFor();

    // Start a person: the demo's steps run automatically.
    await page.getByRole('link', { name: 'Tracks', exact: true }).last().click();
    await page.getByRole('link', { name: 'Day 1', exact: true }).first().click();
    await page.getByRole('button', { name: 'Start a person' }).click();
    await pick(page, 'Person', 'Ada Lovelace');
    await page.getByRole('button', { name: 'Start', exact: true }).click();
    await page.getByText('Ada Lovelace has started Day 1.').waitFor();
    await eventually(async () =>
      (await api('GET', '/v1/participants/ada/invitations')).data.some((each) => each.status === 'pending'),
    );

    // Join from the inbox.
    await page.getByRole('link', { name: 'Inbox' }).click();
    const message = page.locator('[data-to="ada"][data-kind="invitation"]').first();
    await message.waitFor();
    await picture(page, 'inbox');
    const opened = page.context().waitForEvent('page');
    await message.getByRole('link').last().click();
    const join = await opened;
    await join.getByRole('heading', { name: 'Leadership' }).waitFor();
    await picture(join, 'join');
    await join.locator('button[value="join"]').click();
    await join.getByText("You're in!").waitFor();
    await join.close();

    // The history shows what happened.
    await page.getByRole('link', { name: 'People', exact: true }).click();
    await page.getByRole('searchbox').fill('Ada');
    await page.getByRole('link', { name: /Ada Lovelace/ }).click();
    const history = page.getByRole('list', { name: 'History' });
    await history.getByText('Joined Leadership (instance 1)').waitFor();
    await history.getByText('Enrolled in Week 1 (instance 1)').waitFor();
    await picture(page, 'person');

    // Pause after its impact is shown; a person is skipped; rerun.
    await page.getByRole('link', { name: 'Tracks', exact: true }).last().click();
    await page.getByRole('button', { name: 'Pause Week 1' }).click();
    const asking = page.getByRole('dialog', { name: 'Pause Week 1?' });
    await asking.getByText('1 track enrolls into this one: Day 1.').waitFor();
    await picture(page, 'pause');
    await asking.getByRole('button', { name: 'Pause' }).click();
    await page.locator('[data-track="week-1"]').getByText('paused').waitFor();
    await api('POST', '/v1/tracks/day-1/enrollments', { participantId: 'linus' });
    await eventually(async () =>
      (await api('GET', '/v1/participants/linus/history')).data.some((each) => each.reason === 'destination_not_active'),
    );
    await page.getByRole('button', { name: 'Resume Week 1' }).click();
    await page.getByRole('button', { name: 'Run again' }).click();
    await page.getByText('1 skipped person runs again').waitFor();
    await eventually(async () =>
      (await api('GET', '/v1/participants/linus/enrollments')).data.some((each) => each.trackId === 'week-1'),
    );

    await page.getByRole('link', { name: 'Map' }).click();
    await page.locator('[data-step="day-1/s1"] .count', { hasText: '2 enrolled' }).waitFor();
    await eventually(async () => (await page.getByText('…', { exact: true }).count()) === 0);
    await picture(page, 'map');
    await close(page);
  });

  it('works in dark mode and on a phone', async () => {
    const dark = await open('#/tracks/week-1/steps/s2', { colorScheme: 'dark' });
    await dark.getByRole('complementary', { name: 'Preview' }).getByText('If Ada Lovelace').waitFor();
    await picture(dark, 'step-dark');
    await close(dark);
    const phone = await open('#/tracks', { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true });
    await phone.locator('[data-track="week-1"]').getByText('2', { exact: true }).waitFor();
    await picture(phone, 'tracks-phone');
    await close(phone);
  });
});
