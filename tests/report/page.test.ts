import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { type BrowserContext, chromium, type Download, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { htmlReport } from '../../src/report/html/index.ts';
import { reportData } from '../fixtures/report.ts';

const browser = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  (file) => file !== undefined && existsSync(file),
);
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const WIDE = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };

const folder = mkdtempSync(join(tmpdir(), 'breakwater-page-'));
const addresses = {
  one: pathToFileURL(join(folder, 'one.html')).href,
  many: pathToFileURL(join(folder, 'many.html')).href,
};
let context: BrowserContext;
let page: Page;
/** What must not happen: messages of the console, errors, and requests for anything but the file. */
let complaints: string[] = [];

beforeAll(async () => {
  if (browser === undefined) return;
  writeFileSync(join(folder, 'one.html'), htmlReport(reportData()));
  writeFileSync(join(folder, 'many.html'), htmlReport(reportData({ seeds: 11, equalised: true })));
  context = await chromium.launchPersistentContext(join(folder, 'profile'), {
    executablePath: browser,
    headless: true,
    args: FLAGS,
    acceptDownloads: true,
    viewport: WIDE,
  });
});

afterAll(async () => {
  await context?.close();
  rmSync(folder, { recursive: true, force: true });
});

beforeEach(async (test) => {
  test.skip(browser === undefined, 'no Chromium here: install it, or name one in CHROMIUM');
  complaints = [];
  page = await context.newPage();
  page.on('console', (message) => complaints.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('request', (request) => {
    if (!request.url().startsWith('file:') && !request.url().startsWith('data:')) complaints.push(request.url());
  });
});

afterEach(async () => {
  await page?.close();
  expect(complaints).toEqual([]);
});

const open = async (name: keyof typeof addresses, viewport = WIDE, colorScheme: 'light' | 'dark' = 'light') => {
  await page.setViewportSize(viewport);
  await page.emulateMedia({ colorScheme });
  await page.goto(addresses[name]);
};

const textOf = async (download: Download): Promise<string> => readFileSync(await download.path(), 'utf8');
const saved = async (selector: string): Promise<Download> => {
  const [download] = await Promise.all([page.waitForEvent('download'), page.click(selector)]);
  return download;
};
const column = (index: number): Promise<string[]> =>
  page.$$eval(
    '.of-view:not([hidden]) table.metrics tbody tr',
    (rows, at) => rows.map((row) => (row as HTMLTableRowElement).cells[at]?.dataset.value ?? ''),
    index,
  );
const background = (): Promise<string> => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

describe('the table', () => {
  it('sorts by a column, both ways, and says so', async () => {
    await open('one');
    const head = page.locator('th:has(> button[data-tip="adlNotional"])');
    const at = await head.evaluate((cell) => (cell as HTMLTableCellElement).cellIndex);
    await head.locator('button').click();
    expect(await head.getAttribute('aria-sort')).toBe('ascending');
    const up = (await column(at)).map(Number);
    expect(up).toEqual(up.toSorted((a, b) => a - b));
    await head.locator('button').press('Enter');
    expect(await head.getAttribute('aria-sort')).toBe('descending');
    expect((await column(at)).map(Number)).toEqual(up.toReversed());
    expect(await page.locator('.of-view:not([hidden]) th[aria-sort]:not([aria-sort="none"])').count()).toBe(1);
  });

  it('shows a family of metrics at a time', async () => {
    await open('one');
    const heads = page.locator('table.metrics thead th:visible');
    const overview = await heads.count();
    await page.click('button[data-show="all"]');
    expect(await heads.count()).toBeGreaterThan(overview);
    await page.click('button[data-show="venue"]');
    expect((await heads.allTextContents()).join()).toContain('fund low');
    expect(await page.getAttribute('button[data-show="venue"]', 'aria-pressed')).toBe('true');
  });

  it('defines a metric by focus and by pointing, and hides it at Escape', async () => {
    await open('one');
    const tip = page.locator('#tip');
    await page.focus('button[data-tip="shortfall"]');
    await expect.poll(() => tip.isVisible()).toBe(true);
    expect(await tip.textContent()).toContain('What defaulted accounts cost others');
    await page.keyboard.press('Escape');
    expect(await tip.isVisible()).toBe(false);
    await page.hover('button[data-tip="uncovered"]');
    expect(await tip.textContent()).toContain('Dead balances');
  });

  it('saves all metrics as CSV', async () => {
    await open('one');
    const lines = (await textOf(await saved('button.csv'))).trim().split('\r\n');
    expect(lines.length).toBe(11);
    expect(lines[0]).toMatch(/^design,shortfall/);
    expect(new Set(lines.map((line) => line.split(',').length)).size).toBe(1);
  });
});

describe('figures', () => {
  const IDS = ['losses', 'frontier', 'differences', 'time', 'lorenz', 'sizes', 'hedged', 'hedges'];

  it('all are drawn, and save well-formed drawings that need no page', async () => {
    await open('many');
    expect(await page.$$eval('figure', (figures) => figures.map(({ id }) => id))).toEqual(
      IDS.map((id) => `figure-${id}`),
    );
    for (const id of IDS) {
      expect(await page.locator(`#figure-${id} [data-drawing] :is(svg, canvas)`).count(), id).toBeGreaterThan(0);
      const svg = await textOf(await saved(`#figure-${id} [data-save="svg"]`));
      expect(svg, id).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
      expect(svg, id).not.toMatch(/var\(|NaN|undefined|Infinity/);
      const error = await page.evaluate(
        (text) =>
          new DOMParser().parseFromString(text, 'image/svg+xml').querySelector('parsererror')?.textContent ?? '',
        svg,
      );
      expect(error, id).toBe('');
    }
  });

  it('all save their numbers', async () => {
    await open('many');
    for (const id of IDS) {
      const rows = (await textOf(await saved(`#figure-${id} [data-save="csv"]`))).trim().split('\r\n');
      expect(rows.length, id).toBeGreaterThan(1);
      expect(rows.join(), id).not.toMatch(/NaN|undefined|Infinity/);
    }
  });

  it('switch axes and scale of the scatter', async () => {
    await open('one');
    const drawing = page.locator('#figure-frontier [data-drawing]');
    expect(await drawing.locator('svg').getAttribute('aria-label')).toBe('Designs by shortfall and ADL notional');
    const before = await drawing.innerHTML();
    await page.selectOption('#figure-frontier [data-control="x"]', 'fundLow');
    expect(await drawing.locator('svg').getAttribute('aria-label')).toBe('Designs by fund low and ADL notional');
    await page.selectOption('#figure-frontier [data-control="scale"]', 'log');
    expect(await drawing.innerHTML()).not.toBe(before);
    expect(await drawing.locator('circle').count()).toBe(10);
  });

  it('follow the two designs that are chosen', async () => {
    await open('one');
    await page.selectOption('#design-a', 'gmx-v2');
    await page.selectOption('#design-b', '');
    const rows = (await textOf(await saved('#figure-time [data-save="csv"]'))).trim().split('\r\n');
    expect(new Set(rows.slice(1).map((row) => row.split(',')[0]))).toEqual(new Set(['gmx-v2']));
    expect(await page.textContent('#figure-hedges [data-drawing]')).toContain('gmx-v2');
    expect(await page.locator('#figure-lorenz text').allTextContents()).not.toContainEqual(
      expect.stringContaining('hyperliquid'),
    );
  });

  it('share one crosshair, and tell the time by the clock', async () => {
    await open('one');
    const plot = page.locator('#figure-time .u-over').first();
    await plot.scrollIntoViewIfNeeded();
    await plot.hover({ position: { x: 200, y: 40 } });
    const readings = page.locator('#figure-time output');
    await expect.poll(() => readings.first().textContent()).toMatch(/^2[0-2]:\d\d:\d\d {2}.*%/);
    const texts = await readings.allTextContents();
    expect(texts.length).toBe(7);
    expect(new Set(texts.map((text) => text.slice(0, 8))).size).toBe(1);
  });

  it('show their numbers as a table', async () => {
    await open('one');
    await page.click('#figure-losses details.data summary');
    await expect.poll(() => page.locator('#figure-losses [data-numbers] tbody tr').count()).toBe(10);
  });
});

it('changes everything with the reading that is shown', async () => {
  await open('many');
  const before = await page.innerHTML('#figure-losses [data-drawing]');
  const lead = page.locator('.of-view:not([hidden]) .lead');
  const words = await lead.textContent();
  await page.selectOption('#view', '1');
  expect(await page.innerHTML('#figure-losses [data-drawing]')).not.toBe(before);
  expect(await lead.count()).toBe(1);
  expect(await lead.textContent()).not.toBe(words);
});

it('is light or dark as the system says, until the reader says otherwise', async () => {
  await open('one', WIDE, 'light');
  const light = await background();
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await background();
  expect(dark).not.toBe(light);
  await page.click('#theme');
  expect(await background()).toBe(light);
  await page.click('#theme');
  expect(await background()).toBe(dark);
  const svg = await textOf(await saved('#figure-losses [data-save="svg"]'));
  expect(svg).toContain('fill="#14191f"');
});

it.each([PHONE, WIDE, { width: 1600, height: 1000 }])(
  'fits $width pixels without scrolling sideways',
  async (viewport) => {
    await open('many', viewport, 'dark');
    const excess = () =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(await excess()).toBe(0);
    await page.click('.of-view:not([hidden]) button[data-show="all"]');
    await page.$$eval('details', (all) => {
      for (const one of all) one.open = true;
    });
    expect(await excess()).toBe(0);
    const cut = await page.$$eval('figure [data-drawing]', (boxes) =>
      boxes.filter((box) => box.scrollWidth > box.clientWidth + 1).map((box) => box.closest('figure')?.id),
    );
    expect(cut).toEqual([]);
  },
);

it('draws again when the window changes its width', async () => {
  await open('one', WIDE);
  const width = () => page.$eval('#figure-losses svg', (svg) => svg.clientWidth);
  const wide = await width();
  await page.setViewportSize(PHONE);
  await expect.poll(width).toBeLessThan(wide / 2);
});

it('prints without controls', async () => {
  await open('one');
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('.controls:visible, nav:visible, button[data-save]:visible').count()).toBe(0);
  expect(await page.locator('.lead').first().isVisible()).toBe(true);
});
