// How the page is built: into dist/, which `footfall serve` serves as it is; nothing is fetched from elsewhere.
import { defineConfig } from 'vite';

export default defineConfig({
    base: './',
    esbuild: { jsx: 'automatic', jsxImportSource: 'preact' },
    build: {
        target: 'es2022',
        outDir: 'dist',
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
        reportCompressedSize: false,
    },
    server: { proxy: { '/api': { target: 'http://127.0.0.1:8080', ws: true } } },
});
