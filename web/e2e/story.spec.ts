// The whole story: replay a walk, watch it, mark, stop, see the report, upload a file, compare sessions, delete.
import { expect } from '@playwright/test';
import { cannotRun, test } from './server';
import { drop, openPerson, recordingFile, startReplay, strangers, uploadSession } from './walk';

test.skip(cannotRun !== null, cannotRun ?? '');
test.describe.configure({ mode: 'serial' });

test('a walk is replayed, watched, marked and stopped', async ({ page, server }) => {
    const asked = strangers(page, server.address);
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    await startReplay(page, server.address, 'W01');

    for (const foot of ['Left foot', 'Right foot']) {
        await expect(page.getByRole('region', { name: foot }).locator('[data-gravity=good]')).toContainText('Walking', {
            timeout: 20_000,
        });
        await expect(page.getByRole('region', { name: foot }).locator('.percent')).toHaveText(/^\d+ %$/);
    }
    await expect(page.getByTestId('strides').locator('tbody tr')).not.toHaveCount(0, { timeout: 20_000 });
    await expect(page.locator('[data-figure=cadence_steps_per_min]')).toHaveText(/^\d{2,3}\.\d steps\/min$/, {
        timeout: 15_000,
    });

    await page.getByRole('main').focus();
    await page.keyboard.press('m');
    await expect(page.getByTestId('marks').getByText('Mark 1')).toBeVisible();
    await page.getByLabel('Words for the mark').fill('turned round, mmm');
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('marks').getByText('turned round, mmm')).toBeVisible();
    await expect(page.getByTestId('marks').getByRole('listitem')).toHaveCount(2);

    await page.getByRole('button', { name: 'Stop' }).click();
    await expect(page.getByText('The session has ended.')).toBeVisible();
    await page.getByRole('link', { name: 'Its figures' }).click();
    await expect(page.getByTestId('figures').getByRole('row', { name: /Stride time/ })).toBeVisible();
    await expect(page.getByText('turned round, mmm')).toBeVisible();

    expect(asked).toEqual([]);
    expect(complaints).toEqual([]);
});

test('the report opens beside the page', async ({ page, server }) => {
    await openPerson(page, server.address, 'W01');
    await page.getByRole('region', { name: 'Sessions' }).getByRole('link').first().click();
    const opened = page.waitForEvent('popup');
    await page.getByRole('link', { name: 'Open the report' }).click();
    const report = await opened;
    await expect(report.getByRole('heading').first()).toBeVisible();
    await expect(report.locator('svg').first()).toBeVisible();
});

test('a file is dropped, its columns guessed, its figures shown', async ({ page, server }) => {
    await page.goto(`${server.address}#/upload`);
    await drop(page, recordingFile(server.recordings));
    await expect(page.getByTestId('columns')).toBeVisible();
    await expect(
        page.getByTestId('columns').locator('option:checked', { hasText: 'Left foot: acceleration x' }),
    ).toHaveCount(1);
    await page.getByLabel('When was this walked?').fill('2026-11-20T09:30');
    await page.getByLabel('Person (code)').fill('U01');
    const asked = page.waitForRequest('**/analyze');
    await page.getByRole('button', { name: 'Analyse' }).click();
    expect((await asked).postDataJSON()).toMatchObject({
        person: { code: 'U01' },
        started: new Date(2026, 10, 20, 9, 30).toISOString(),
    });
    await expect(page.getByTestId('figures')).toBeVisible({ timeout: 30_000 });
    await expect(page.getByRole('link', { name: 'U01' })).toBeVisible();
});

test('a file that is no recording is refused in words', async ({ page, server }) => {
    await page.goto(`${server.address}#/upload`);
    await page
        .locator('input[type=file]')
        .setInputFiles({ name: 'photo.csv', mimeType: 'text/csv', buffer: Buffer.from([0xff, 0xd8, 0, 1, 2]) });
    await expect(page.getByRole('alert')).toContainText('not a table of samples');
});

test('two sessions are compared, and the trend says what is noise', async ({ page, server }) => {
    await uploadSession(page.request, server, 'W02', '2026-11-02T09:00:00.000Z');
    await uploadSession(page.request, server, 'W02', '2026-11-16T09:00:00.000Z');
    await openPerson(page, server.address, 'W02');
    await expect(page.getByTestId('verdict')).toContainText('noise');
    const boxes = page.getByRole('checkbox', { name: /Choose session/ });
    await boxes.nth(0).check();
    await boxes.nth(1).check();
    await page.getByRole('button', { name: 'Compare the two chosen' }).click();
    const row = page.getByTestId('comparison').getByRole('row', { name: /Stride time/ });
    // The same recording twice: no difference can be beyond noise.
    await expect(row).toContainText('within noise');
});

test('the data can be taken along', async ({ page, server }) => {
    await openPerson(page, server.address, 'W02');
    for (const format of ['CSV', 'JSON']) {
        const begun = page.waitForEvent('download');
        await page.getByRole('link', { name: `Export as ${format}` }).click();
        expect((await begun).suggestedFilename()).not.toBe('');
    }
});

test('a person is deleted entirely, once the code is typed', async ({ page, request, server }) => {
    await openPerson(page, server.address, 'W02');
    const person = page.url().split('/').at(-1);
    await page.getByText('Delete this person').click();
    const button = page.getByRole('button', { name: 'Delete W02 entirely' });
    await expect(button).toBeDisabled();
    await page.getByLabel('Code of the person to delete').fill('W0');
    await expect(button).toBeDisabled();
    await page.getByLabel('Code of the person to delete').fill('W02');
    await button.click();
    await expect(page.getByRole('heading', { name: 'People' })).toBeVisible();
    await expect(page.getByTestId('people').getByText('W02')).toHaveCount(0);
    expect((await request.get(`${server.address}api/v1/people/${person}`)).status()).toBe(404);
    expect((await (await request.get(`${server.address}api/v1/sessions?person=${person}`)).json()).total ?? 0).toBe(0);
});
