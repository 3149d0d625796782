// The page for everybody: with the keyboard alone, on a phone, in Chinese, in the dark.
import { expect } from '@playwright/test';
import { cannotRun, test } from './server';
import { startReplay, uploadSession } from './walk';

test.skip(cannotRun !== null, cannotRun ?? '');
test.describe.configure({ mode: 'serial' });

test('the keyboard is enough', async ({ page, server }) => {
    await page.goto(server.address);
    await expect(page.getByRole('button', { name: 'Start' })).toBeEnabled();
    await page.keyboard.press('Tab');
    await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('main')).toBeFocused();
    await page.keyboard.press('Tab');
    const field = page.getByLabel('Person (code)');
    await expect(field).toBeFocused();
    const outline = await field.evaluate((element) => getComputedStyle(element).outlineStyle);
    expect(outline).toBe('solid');
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('K01');
    await expect(page.getByText('K01 will be added')).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'Live: K01' })).toBeVisible();
    await page.keyboard.press('m');
    await expect(page.getByTestId('marks').getByText('Mark 1')).toBeVisible();
    const stop = page.getByRole('button', { name: 'Stop' });
    for (
        let presses = 0;
        presses < 20 && !(await stop.evaluate((element) => element === document.activeElement));
        ++presses
    ) {
        await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Enter');
    const ended = page.getByRole('status').filter({ hasText: 'The session has ended.' });
    await expect(ended).toBeFocused();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'Figures' })).toBeVisible();
    await page.getByRole('button', { name: 'Delete this session' }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'Yes, delete it' })).toBeFocused();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'Delete this session' })).toBeFocused();
});

test('what is typed while a code is proposed stays', async ({ page, server }) => {
    // The proposal is held back until the very moment of typing.
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    await page.route('**/people/next-code', async (route) => {
        await held;
        await route.continue();
    });
    await page.goto(server.address);
    const field = page.getByLabel('Person (code)');
    await field.fill('T01');
    const came = page.waitForResponse('**/people/next-code');
    release();
    await (await came).finished();
    await expect(page.getByText('T01 will be added')).toBeVisible();
    await page.waitForTimeout(300);
    await expect(field).toHaveValue('T01');
});

test('everything has a name', async ({ page, server }) => {
    await uploadSession(page.request, server, 'N01', '2026-11-02T09:00:00.000Z');
    for (const part of ['live', 'people', 'upload', 'people/1', 'sessions/1']) {
        await page.goto(`${server.address}#/${part}`);
        await expect(page.locator('h1')).toBeVisible();
        const nameless = await page.locator('button, a[href], input, select, textarea').evaluateAll((elements) =>
            elements
                .filter((element) => {
                    const labels = (element as HTMLInputElement).labels;
                    const name = element.getAttribute('aria-label') ?? element.textContent ?? '';
                    return name.trim() === '' && (labels === null || labels === undefined || labels.length === 0);
                })
                .map((element) => element.outerHTML),
        );
        expect(nameless, part).toEqual([]);
    }
});

test('nothing is wider than a phone', async ({ browser, server }) => {
    const context = await browser.newContext({
        viewport: { width: 360, height: 780 },
        isMobile: true,
        hasTouch: true,
        colorScheme: 'dark',
    });
    const page = await context.newPage();
    await startReplay(page, server.address, 'F01');
    const width = (): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth);
    expect(await width()).toBeLessThanOrEqual(360);
    const words = page.getByLabel('Words for the mark');
    expect((await words.boundingBox())?.width).toBeGreaterThan(200);
    await page.getByRole('button', { name: 'Stop' }).click();
    await expect(page.getByText('The session has ended.')).toBeVisible();
    for (const part of ['live', 'people', 'upload', 'people/1', 'sessions/1', 'compare/1/2']) {
        await page.goto(`${server.address}#/${part}`);
        await expect(page.locator('h1')).toBeVisible();
        for (const wide of [360, 320]) {
            await page.setViewportSize({ width: wide, height: 780 });
            expect(await width(), `${part} of ${wide} px`).toBeLessThanOrEqual(wide);
        }
    }
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(20, 24, 29)');
    await context.close();
});

test('it speaks Chinese, and remembers what was chosen', async ({ browser, server }) => {
    const context = await browser.newContext({ locale: 'zh-CN' });
    const page = await context.newPage();
    await page.goto(server.address);
    await expect(page.getByRole('heading', { name: '开始一次测量' })).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
    await page.getByLabel('语言').selectOption('en');
    await page.reload();
    await expect(page.getByRole('heading', { name: 'Start a session' })).toBeVisible();
    await context.close();
});

test('numbers are written as the reader writes them', async ({ browser, server }) => {
    const context = await browser.newContext({ locale: 'de-DE' });
    const page = await context.newPage();
    await page.goto(`${server.address}#/people`);
    await page.getByRole('region', { name: 'Sessions' }).getByRole('link').first().waitFor();
    await page.goto(`${server.address}#/people`);
    await page.getByTestId('people').getByRole('link', { name: 'N01' }).click();
    await page.getByRole('region', { name: 'Sessions' }).getByRole('link').first().click();
    await expect(
        page
            .getByTestId('figures')
            .getByRole('row', { name: /Stride time/ })
            .locator('td')
            .first(),
    ).toContainText(/^\d,\d{3}/);
    await context.close();
});
