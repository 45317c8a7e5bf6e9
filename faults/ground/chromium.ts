import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const CANDIDATES = [
  process.env.RELAIS_CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Path of a Chromium on this machine, if there is one. */
const chromiumPath = (): string | undefined => CANDIDATES.find((file) => file && existsSync(file));

/**
 * Why rows that need a browser are left out here; undefined: they are not.
 * @throws Error when RELAIS_REQUIRE_BROWSER says that there must be one.
 */
export function missingChromium(): string | undefined {
  if (chromiumPath()) return undefined;
  if (process.env.RELAIS_REQUIRE_BROWSER) throw new Error('RELAIS_REQUIRE_BROWSER is set, but there is no Chromium');
  return 'no Chromium on this machine';
}

/** Opens pages as a scanner does that renders them: scripts run, and it stays for a moment. @returns titles, to show that it did. */
export async function render(urls: string[], stayMs = 700): Promise<string[]> {
  const browser = await chromium.launch({
    executablePath: chromiumPath(),
    headless: true,
    chromiumSandbox: false,
    args: ['--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
  try {
    const page = await browser.newPage();
    const titles: string[] = [];
    for (const url of urls) {
      await page.goto(url, { waitUntil: 'load', timeout: 30_000 });
      await page.waitForTimeout(stayMs);
      titles.push(await page.title());
    }
    return titles;
  } finally {
    await browser.close();
  }
}
