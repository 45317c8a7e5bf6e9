import { brotliCompressSync, gzipSync } from 'node:zlib';
import mantine from 'postcss-preset-mantine';
import variables from 'postcss-simple-vars';
import { defineConfig, type Plugin } from 'vite';

/** Those of Mantine, for media queries in stylesheets: `@media (max-width: $mantine-breakpoint-sm)`. */
const BREAKPOINTS = {
  'mantine-breakpoint-xs': '36em',
  'mantine-breakpoint-sm': '48em',
  'mantine-breakpoint-md': '62em',
  'mantine-breakpoint-lg': '75em',
  'mantine-breakpoint-xl': '88em',
};
const COMPRESSIBLE = /\.(js|css|svg|json|webmanifest)$/;

/** Writes .br and .gz beside what is worth it, once, so that the server never compresses a file itself. */
const compressed = (): Plugin => ({
  name: 'compressed',
  apply: 'build',
  generateBundle: {
    order: 'post',
    handler(_, bundle) {
      for (const [fileName, file] of Object.entries(bundle)) {
        if (!COMPRESSIBLE.test(fileName)) continue;
        const source = file.type === 'chunk' ? file.code : file.source;
        this.emitFile({ type: 'asset', fileName: `${fileName}.br`, source: brotliCompressSync(source) });
        this.emitFile({ type: 'asset', fileName: `${fileName}.gz`, source: gzipSync(source) });
      }
    },
  },
});

/** Two programs: the console of staff and partner admins, and the small one of reps, which also holds the pages of sign-in. */
export default defineConfig({
  root: import.meta.dirname,
  base: './', // the server says where it is mounted, see apps/api/src/web
  plugins: [compressed()],
  css: {
    modules: { localsConvention: 'camelCaseOnly' },
    postcss: { plugins: [mantine(), variables({ variables: BREAKPOINTS })] },
  },
  build: {
    outDir: '../../dist/apps/web',
    emptyOutDir: false, // a program that runs from an older build still finds what it has not loaded yet
    target: 'es2022',
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1000,
    rolldownOptions: {
      input: { console: 'console.html', inbox: 'inbox.html' },
      // Libraries mark modules for servers that render React; there is none here.
      onLog: (level, log, write) => log.code === 'MODULE_LEVEL_DIRECTIVE' || write(level, log),
    },
  },
});
