import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chromium, type BrowserContext } from 'playwright-core';

const CANDIDATES = [
  process.env.RELAIS_CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Path of a Chromium on this machine, or null. RELAIS_REQUIRE_BROWSER=1 makes its absence an error. */
export function findChromium(): string | null {
  const found = CANDIDATES.find((file) => file && existsSync(file)) ?? null;
  if (!found && process.env.RELAIS_REQUIRE_BROWSER === '1')
    throw new Error('RELAIS_REQUIRE_BROWSER=1, but there is no Chromium: install one or name it in RELAIS_CHROMIUM');
  return found;
}

export interface Browser {
  context: BrowserContext;
  close(): Promise<void>;
}

/** A browser of its own with an empty profile, which fetches nothing by itself. */
export async function openChromium(
  executablePath: string,
  options: Parameters<typeof chromium.launchPersistentContext>[1] = {},
): Promise<Browser> {
  const profile = mkdtempSync(path.join(os.tmpdir(), 'relais-browser-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: true,
    chromiumSandbox: false,
    args: [
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
    ...options,
  });
  return {
    context,
    close: async () => {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}
