// How soon the page can be used, and how often it draws: npm run speed, on a machine that has nothing else to do.
import { expect } from '@playwright/test';
import { cannotRun, test } from './server';
import { startReplay } from './walk';

test.skip(cannotRun !== null, cannotRun ?? '');

const kOpenings = 10;
const kSeconds = 20;
/** From one reading of the page's count, which is of a whole second, to the next. */
const kReading_ms = 1050;

test('@speed the page can be used within a second of opening', async ({ browser, server }) => {
    const times: number[] = [];
    for (let opening = 0; opening < kOpenings; ++opening) {
        const context = await browser.newContext();
        const page = await context.newPage();
        const begin = Date.now();
        await page.goto(server.address);
        await expect(page.getByRole('button', { name: 'Start' })).toBeEnabled();
        times.push(Date.now() - begin);
        await context.close();
    }
    console.log(`usable after ${times.join(', ')} ms`);
    expect(Math.max(...times)).toBeLessThan(1000);
});

test('@speed two feet live are drawn 30 times a second or more', async ({ page, server }) => {
    await startReplay(page, server.address, 'W01');
    await expect(page.getByTestId('strides').locator('tbody tr')).not.toHaveCount(0, { timeout: 30_000 });
    // Frames in which the drawn walk moved on.
    const frames: number[] = [];
    for (let second = 0; second < kSeconds; ++second) {
        await page.waitForTimeout(kReading_ms);
        frames.push(Number(await page.getByTestId('fps').getAttribute('data-fps')));
    }
    console.log(`frames a second: ${frames.join(', ')}`);
    expect(Math.min(...frames)).toBeGreaterThanOrEqual(30);
});
