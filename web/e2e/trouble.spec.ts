// When something goes wrong in the middle of a walk: sensors, packets, noise, the connection, the server, its token.
import { expect, type Page } from '@playwright/test';
import { Sensors } from './sensors';
import { cannotRun, Server, test } from './server';
import { choosePerson, startReplay } from './walk';

test.skip(cannotRun !== null, cannotRun ?? '');
test.describe.configure({ mode: 'serial' });

const sign = (page: Page, foot: 'Left foot' | 'Right foot') => page.getByRole('region', { name: foot }).locator('.sign');
const idOf = (page: Page): string => page.url().split('/').at(-1) ?? '';

async function startSensors(page: Page, server: Server, code: string): Promise<Sensors> {
    const sensors = new Sensors(code, server.sensorPort, server.recordings);
    await page.goto(`${server.address}#/live`);
    await choosePerson(page, code);
    await page.getByLabel('Source').selectOption({ label: `UDP ${server.sensorPort} · ${code}` });
    await page.getByRole('button', { name: 'Start' }).click();
    await expect(page.getByRole('heading', { name: `Live: ${code}` })).toBeVisible();
    return sensors;
}

test('sensors that don’t send yet are waited for, in words', async ({ page, server }) => {
    await page.goto(server.address);
    await expect(page.getByTestId('source-note')).toHaveText(
        `UDP ${server.sensorPort}: waiting, no sensor sends yet.`,
    );
});

test('noise, lost packets and a sensor that is gone are told apart', async ({ page, server }) => {
    const sensors = await startSensors(page, server, 'S01');
    try {
        await expect(sign(page, 'Left foot')).toContainText('Walking', { timeout: 20_000 });
        await expect(page.getByTestId('strides').locator('tbody tr')).not.toHaveCount(0, { timeout: 10_000 });
        await expect(page.getByTestId('stance-tile')).not.toHaveClass(/doubt/);

        sensors.doing.left = 'noise';
        sensors.doing.right = 'losing';
        await expect(sign(page, 'Right foot')).toContainText('Packets are being lost', { timeout: 10_000 });
        await expect(sign(page, 'Left foot')).toContainText('The model is unsure', { timeout: 10_000 });
        await expect(page.getByTestId('announcement')).toContainText('Left foot: The model is unsure.');
        await expect(page.getByTestId('stance-tile')).toHaveClass(/doubt/);

        sensors.doing.right = 'nothing';
        await expect(sign(page, 'Right foot')).toContainText(/Sensor gone for \d+ s/, { timeout: 10_000 });
        await expect(page.getByRole('region', { name: 'Right foot' }).locator('.percent')).toHaveText('–');
    } finally {
        sensors.stop();
    }
    await page.getByRole('button', { name: 'Stop' }).click();
    await expect(page.getByText('The session has ended.')).toBeVisible();
    await expect(sign(page, 'Right foot')).toContainText('Session ended');
});

test('marks and strides are there after a reload, and in another tab', async ({ page, server }) => {
    await startReplay(page, server.address, 'R01', { speed: 2 });
    await page.keyboard.press('m');
    await expect(page.getByTestId('marks').getByRole('listitem')).toHaveCount(1);
    await expect(page.getByTestId('strides').locator('tbody tr')).toHaveCount(6, { timeout: 20_000 });
    await page.reload();
    await expect(page.getByTestId('marks').getByRole('listitem')).toHaveCount(1, { timeout: 3000 });
    await expect(page.getByTestId('strides').locator('tbody tr')).toHaveCount(6, { timeout: 3000 });
    const other = await page.context().newPage();
    await other.goto(page.url());
    await expect(other.getByTestId('marks').getByRole('listitem')).toHaveCount(1, { timeout: 3000 });
    await other.close();

    // Somebody else is told of it, and led there.
    await page.goto(`${server.address}#/live`);
    await expect(page.getByRole('link', { name: 'Watch R01' })).toBeVisible();
    await choosePerson(page, 'R01');
    await page.getByRole('button', { name: 'Start' }).click();
    await page.getByRole('alert').getByRole('link', { name: 'Watch R01' }).click();
    await page.getByRole('button', { name: 'Stop' }).click();
    await expect(page.getByText('The session has ended.')).toBeVisible();
    await page.reload();
    // It is not live any more.
    await expect(page).toHaveURL(/#\/sessions\/\d+$/);
});

test('a code that is somebody’s is not used unasked', async ({ page, server }) => {
    await page.goto(server.address);
    await choosePerson(page, 'r01');
    await expect(page.getByRole('alert')).toContainText('There is R01 already');
    await page.getByRole('button', { name: 'Use R01' }).click();
    await expect(page.locator('#person-hint')).toContainText('Known person');

    // Nobody had it when the page asked, and somebody has it now.
    await choosePerson(page, 'R02');
    await page.request.post(`${server.address}api/v1/people`, {
        headers: { 'X-Footfall': '1' },
        data: { code: 'R02' },
    });
    await page.getByRole('button', { name: 'Start' }).click();
    await expect(page.getByRole('alert')).toContainText('taken already');
    await page.getByRole('button', { name: 'Use R02' }).click();
    await expect(page.getByRole('heading', { name: 'Live: R02' })).toBeVisible();
    await page.getByRole('button', { name: 'Stop' }).click();
    await expect(page.getByText('The session has ended.')).toBeVisible();
});

test('a session that begins while one looks elsewhere does not call back', async ({ page, server }) => {
    await page.route('**/api/v1/sessions', async (route) => {
        await new Promise((resolve) => setTimeout(resolve, 500));
        await route.continue();
    });
    await page.goto(server.address);
    await choosePerson(page, 'E01');
    const begun = page.waitForResponse((response) => response.request().method() === 'POST');
    await page.getByRole('button', { name: 'Start' }).click();
    await page.getByRole('link', { name: 'History' }).click();
    const session = (await (await begun).json()) as { id: number };
    await page.waitForTimeout(200);
    await expect(page).toHaveURL(/#\/people$/);
    await page.request.post(`${server.address}api/v1/sessions/${session.id}/stop`, {
        headers: { 'X-Footfall': '1' },
        data: {},
    });
});

test('a server that is gone is not taken for a walk that goes on', async ({ page }) => {
    const own = await Server.start();
    try {
        await startReplay(page, own.address, 'G01', { speed: 2 });
        const session = idOf(page);
        await expect(sign(page, 'Left foot')).toContainText('Walking', { timeout: 20_000 });
        const watcher = await page.context().newPage();
        await watcher.goto(own.address);
        await expect(watcher.getByRole('link', { name: 'Watch G01' })).toBeVisible();

        own.kill();
        await expect(page.getByRole('alert').first()).toContainText('no longer hears the server');
        await expect(sign(page, 'Left foot')).toContainText('No connection');
        await expect(page.locator('[data-gravity=good]')).toHaveCount(0);
        await expect(page.locator('.tiles .doubt')).toHaveCount(5);
        await expect(page.locator('.dial .hand').first()).toBeHidden();
        await expect(page.getByTestId('fps')).toHaveAttribute('data-fps', '0', { timeout: 5000 });
        await expect(watcher.getByRole('alert').first()).toContainText('footfall serve', { timeout: 5000 });
        await watcher.close();

        await own.again();
        // What was live was interrupted: no reason to be content.
        await expect(page.getByText('The session was interrupted')).toBeVisible({ timeout: 10_000 });
        await expect(page.locator('.note.good')).toHaveCount(0);
        await expect(sign(page, 'Left foot')).toContainText('Session ended');
        await page.getByRole('link', { name: 'Its figures' }).click();
        await expect(page).toHaveURL(new RegExp(`#/sessions/${session}$`));
        await expect(page.getByText('interrupted', { exact: true })).toBeVisible();

        own.kill();
        await page.getByRole('link', { name: 'History' }).click();
        await expect(page.getByRole('alert').first()).toContainText('footfall serve');
    } finally {
        own.end();
    }
});

test('the connection is made again, and the walk goes on', async ({ page, server }) => {
    // A cable that is pulled and put in again: every socket of the page breaks, and none opens meanwhile.
    let connected = true;
    const breaks: (() => void)[] = [];
    await page.routeWebSocket('**/live*', (socket) => {
        if (connected) {
            socket.connectToServer();
            breaks.push(() => void socket.close());
        } else {
            void socket.close();
        }
    });
    await startReplay(page, server.address, 'C01', { speed: 2 });
    await expect(sign(page, 'Right foot')).toContainText('Walking', { timeout: 20_000 });
    connected = false;
    breaks.forEach((cut) => cut());
    await expect(sign(page, 'Right foot')).toContainText('No connection');
    await page.request.post(`${server.address}api/v1/sessions/${idOf(page)}/marks`, {
        headers: { 'X-Footfall': '1' },
        data: { text: 'while nobody listened' },
    });
    connected = true;
    await expect(sign(page, 'Right foot')).toContainText('Walking', { timeout: 10_000 });
    await expect(page.getByTestId('marks').getByText('while nobody listened')).toBeVisible();
    await page.getByRole('button', { name: 'Stop' }).click();
    await expect(page.getByText('The session has ended.')).toBeVisible();
});

test('that the store is in trouble is told where a walk is started and watched', async ({ page, server }) => {
    await page.route('**/api/v1/status', async (route) => {
        const response = await route.fetch();
        await route.fulfill({ response, json: { ...(await response.json()), store_in_trouble: true } });
    });
    await startReplay(page, server.address, 'D01');
    await expect(page.getByTestId('store-trouble')).toBeVisible();
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByRole('link', { name: 'Start another' }).click();
    await expect(page.getByTestId('store-trouble')).toBeVisible();
});

test('with a token everything is asked, shown and kept all the same', async ({ page }) => {
    const own = await Server.start({ token: 'correct horse battery' });
    try {
        await page.goto(own.address);
        await page.getByLabel('Token').fill('incorrect horse battery');
        await page.getByRole('button', { name: 'Use this token' }).click();
        await expect(page.getByText('That was not the token.')).toBeVisible();
        await page.getByLabel('Token').fill('correct horse battery');
        await page.getByRole('button', { name: 'Use this token' }).click();
        await startReplay(page, own.address, 'T01', { speed: 8 });
        await expect(page.getByTestId('strides').locator('tbody tr')).not.toHaveCount(0, { timeout: 20_000 });
        await page.getByRole('button', { name: 'Stop' }).click();
        const opened = page.waitForEvent('popup');
        await page.getByRole('link', { name: 'Its report' }).click();
        const report = await opened;
        await expect(report.locator('svg').first()).toBeVisible();
        expect(await report.evaluate(() => window.opener)).toBeNull();
        await page.getByRole('link', { name: 'Its figures' }).click();
        const saved = page.waitForEvent('download');
        await page.getByRole('link', { name: 'Export as CSV' }).click();
        expect((await saved).suggestedFilename()).toMatch(/^T01-.*\.csv$/);
    } finally {
        own.end();
    }
});
