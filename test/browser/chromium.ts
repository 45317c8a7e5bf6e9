import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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

/** How a test says that it is not run, and what would make it run. */
export const LEFT_OUT = 'Left out, because there is no Chromium here (install one, or name it in RELAIS_CHROMIUM)';

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

type LaunchOptions = Parameters<typeof chromium.launchPersistentContext>[1];

/**
 * A browser of its own with an empty profile, which fetches nothing by itself.
 * @param textSize the reader's setting for the size of text, in pixels; browsers come with 16.
 */
export async function openChromium(
  executablePath: string,
  options: LaunchOptions = {},
  textSize = 16,
): Promise<Browser> {
  const profile = mkdtempSync(path.join(os.tmpdir(), 'relais-browser-'));
  mkdirSync(path.join(profile, 'Default'));
  writeFileSync(
    path.join(profile, 'Default', 'Preferences'),
    JSON.stringify({ webkit: { webprefs: { default_font_size: textSize } } }),
  );
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
