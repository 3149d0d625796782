// The pictures of the README, taken when asked: npm run screenshots.
import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, type Page } from '@playwright/test';
import { cannotRun, test } from './server';
import { openPerson, startReplay, uploadSession } from './walk';

test.skip(cannotRun !== null, cannotRun ?? '');

const kLargest_bytes = 150_000;

async function take(page: Page, name: string, fullPage = false): Promise<void> {
    const path = fileURLToPath(new URL(`../../docs/images/${name}.png`, import.meta.url));
    await page.screenshot({ path, fullPage });
    expect(statSync(path).size, name).toBeLessThan(kLargest_bytes);
}

test('@screenshots of the page', async ({ browser, request, server }) => {
    test.setTimeout(240_000);
    const desktop = await browser.newContext({ viewport: { width: 1180, height: 860 } });
    const page = await desktop.newPage();
    // A person who walks faster from week to week.
    for (const [week, recording] of [1, 0, 3, 0, 2].entries()) {
        const day = new Date(Date.UTC(2026, 8, 7 + 14 * week, 9, 30));
        await uploadSession(request, server, 'P001', day.toISOString(), recording);
    }
    await openPerson(page, server.address, 'P001');
    await page.getByLabel('Figure').selectOption('speed_m_s');
    await expect(page.getByTestId('verdict')).toContainText('m/s');
    await page.setViewportSize({ width: 1180, height: 900 });
    await take(page, 'dashboard-history');
    await page.setViewportSize({ width: 1180, height: 660 });

    await startReplay(page, server.address, 'P002');
    await page.waitForTimeout(20_000);
    await take(page, 'dashboard-live');

    const phone = await browser.newContext({
        viewport: { width: 390, height: 844 },
        colorScheme: 'dark',
        locale: 'zh-CN',
        isMobile: true,
    });
    const small = await phone.newPage();
    await small.goto(page.url());
    await small.waitForTimeout(8_000);
    await take(small, 'dashboard-phone');
});
