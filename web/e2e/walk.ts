// What a person at the page does, again and again.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type APIRequestContext, expect, type Page } from '@playwright/test';
import { analysisOf, guesses } from '../src/upload/column_choice';

/** Which recording of those that are offered, and how fast. */
interface Replay {
    recording?: number;
    speed?: number;
}

/** Types a code, and waits until the page says what it knows of it. */
export async function choosePerson(page: Page, code: string): Promise<void> {
    // Filling selects first and types then: a code proposed in between would stay before it.
    await expect(page.getByLabel('Person (code)')).not.toHaveValue('');
    await page.getByLabel('Person (code)').fill(code);
    await expect(page.locator('#person-hint')).toContainText(/will be added|Known person/);
}

/** Starts a session of the person with that code, and ends on the live view. */
export async function startReplay(page: Page, address: string, code: string, replay: Replay = {}): Promise<void> {
    await page.goto(`${address}#/live`);
    await choosePerson(page, code);
    // Sensors that send are offered too.
    const recording = page.locator('#source option', { hasText: 'Recording' }).nth(replay.recording ?? 0);
    await page.getByLabel('Source').selectOption((await recording.getAttribute('value')) ?? '');
    await page.getByLabel('Speed of the replay').selectOption(String(replay.speed ?? 1));
    await page.getByRole('button', { name: 'Start' }).click();
    await expect(page.getByRole('heading', { name: `Live: ${code}` })).toBeVisible();
}

/** Every address a page asks, but for its own server's and its own: blobs and inline pictures. */
export function strangers(page: Page, address: string): string[] {
    const asked: string[] = [];
    const { host } = new URL(address);
    const note = (url: string): void => {
        if (!/^(blob|data):/.test(url) && new URL(url).host !== host) {
            asked.push(url);
        }
    };
    page.on('request', (request) => note(request.url()));
    page.on('websocket', (socket) => note(socket.url()));
    return asked;
}

/** A session from a file, sooner had than one that is walked; "When" tells it from others of the same recording. */
export async function uploadSession(
    request: APIRequestContext,
    server: { address: string; recordings: string },
    code: string,
    started: string,
    recording = 0,
): Promise<number> {
    const { name, buffer } = recordingFile(server.recordings, recording);
    const root = `${server.address}api/v1/`;
    const headers = { 'X-Footfall': '1' };
    const upload = await (
        await request.post(`${root}uploads`, { headers: { ...headers, 'X-Filename': name }, data: buffer })
    ).json();
    const known = (await (await request.get(`${root}people?code=${code}`)).json()) as { people: { id: number }[] };
    const analysis = analysisOf(known.people[0]?.id ?? { code }, guesses(upload), upload.rate_hz, started);
    const answer = await request.post(`${root}uploads/${upload.id}/analyze`, { headers, data: analysis });
    expect(answer.status(), await answer.text()).toBe(201);
    return ((await answer.json()) as { id: number }).id;
}

export async function openPerson(page: Page, address: string, code: string): Promise<void> {
    await page.goto(`${address}#/people`);
    await page.getByLabel('Search for a code or a name').fill(code);
    await page.getByTestId('people').getByRole('link', { name: code }).click();
    await expect(page.getByRole('heading', { name: `Person ${code}` })).toBeVisible();
}

/** Lets a file fall on the page, as from a folder beside it. */
export async function drop(page: Page, file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
    const dataTransfer = await page.evaluateHandle(
        ({ name, type, text }) => {
            const transfer = new DataTransfer();
            transfer.items.add(new File([text], name, { type }));
            return transfer;
        },
        { name: file.name, type: file.mimeType, text: file.buffer.toString('utf8') },
    );
    // Beside the place that is drawn for it, where it falls as often as not.
    await page.locator('h1').dispatchEvent('drop', { dataTransfer });
}

/** A recording's file, as somebody would drop it on the page. */
export function recordingFile(recordings: string, index = 0): { name: string; mimeType: string; buffer: Buffer } {
    const name = readdirSync(recordings)
        .filter((file) => /^P\d+-\d+\.csv$/.test(file))
        .sort()[index];
    if (name === undefined) {
        throw new Error(`no recording in ${recordings}`);
    }
    return { name, mimeType: 'text/csv', buffer: readFileSync(join(recordings, name)) };
}
