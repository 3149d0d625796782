// The whole story in Debian's Chromium, against the real `footfall serve`.
import { defineConfig } from '@playwright/test';

export default defineConfig({
    testDir: 'e2e',
    timeout: 90_000,
    workers: 1,
    reporter: 'list',
    outputDir: process.env['FOOTFALL_E2E_OUT'] ?? 'test-results',
    use: {
        headless: true,
        viewport: { width: 1280, height: 900 },
        launchOptions: {
            executablePath: process.env['FOOTFALL_CHROMIUM'] ?? '/usr/bin/chromium',
            // Chromium refuses to run as root with its sandbox.
            args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
        },
    },
});
