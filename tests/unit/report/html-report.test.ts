import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { METRIC_IDS } from '../../../src/measure/index.ts';
import { htmlReport } from '../../../src/report/html/index.ts';
import { pageScript } from '../../../src/report/html/page-assets.ts';
import type { Payload } from '../../../src/report/html/payload.ts';
import { reportData } from '../../fixtures/report.ts';

const one = htmlReport(reportData());
const many = htmlReport(reportData({ seeds: 11, equalised: true }));

const payloadOf = (page: string): Payload =>
  JSON.parse(/<script type="application\/json" id="payload">(.*?)<\/script>/s.exec(page)?.[1] ?? '') as Payload;
/** The page without its scripts: what a reader and a browser take for HTML. */
const markupOf = (page: string): string => page.replace(/<(script|style)\b.*?<\/\1>/gs, '');

describe('one file', () => {
  it('is below 800 kB with ten designs, and below 2 MB with two readings of each', () => {
    expect(Buffer.byteLength(one)).toBeLessThan(800_000);
    expect(Buffer.byteLength(many)).toBeLessThan(2_000_000);
  });

  it('loads nothing: no address but those of links and of the SVG name space', () => {
    for (const page of [one, many]) {
      expect(markupOf(page)).not.toMatch(/<(script|img|iframe|object|embed|source|video|audio)\b[^>]*\b(src|data)=/);
      expect(markupOf(page).match(/<link\b[^>]*>/g)).toEqual(['<link rel="icon" href="data:,">']);
      expect(page).not.toMatch(/@import\s+(url|['"])|url\(\s*['"]?(https?:)?\/\//);
      expect(page).not.toMatch(/\b(fetch|XMLHttpRequest|WebSocket|EventSource|importScripts|sendBeacon)\s*\(/);
      const addresses = [...page.matchAll(/https?:\/\/[^\s"'<>)]+/g)].map(([address]) => address);
      const others = addresses.filter((address) => !/^https:\/\/example\.org\//.test(address));
      expect(new Set(others)).toEqual(new Set(['http://www.w3.org/2000/svg', 'https://github.com/leeoniya/uPlot']));
      expect(page).toContain('content="default-src &#39;none&#39;;');
    }
  });

  it('is the same bytes for the same data', () => {
    expect(htmlReport(reportData())).toBe(one);
  });

  it('closes no script early, whatever names hold', () => {
    const data = reportData({ designs: 2 });
    const evil = '</script><script>alert(1)</script><!--';
    const page = htmlReport({
      ...data,
      compare: { ...data.compare, experiment: evil },
      exchanges: [
        { name: evil, summary: '<img src=x onerror=alert(1)>', sources: ['https://example.org/"><b>'], assumed: {} },
      ],
    });
    expect(page.match(/<script/g)?.length).toBe(3);
    expect(page.match(/<\/script>/g)?.length).toBe(3);
    expect(page).not.toContain('<img');
    expect(page).not.toContain('"><b>');
    expect(payloadOf(page).experiment).toBe(evil);
  });
});

describe('what the page says', () => {
  it('defines every metric, and every head of a column points at a definition', () => {
    for (const id of METRIC_IDS) expect(one).toContain(`id="def-${id}"`);
    const pointed = [...one.matchAll(/aria-describedby="([^"]+)"/g)].map((match) => match[1] as string);
    expect(pointed.length).toBeGreaterThanOrEqual(METRIC_IDS.length);
    for (const id of pointed) expect(one).toContain(`id="${id}"`);
  });

  it('has no id twice', () => {
    const ids = [...markupOf(many).matchAll(/\bid="([^"]+)"/g)].map((match) => match[1] as string);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  });

  it('shows variants, differences, robustness and readings only where there are any', () => {
    const parts = [
      'One part at a time',
      'What hinges on assumptions',
      'id="figure-differences"',
      'id="view"',
      'class="band"',
    ];
    for (const part of parts) {
      expect(many).toContain(part);
      expect(one).not.toContain(part);
    }
  });

  it('does without figures', () => {
    const page = htmlReport({ ...reportData({ designs: 2 }), figures: [] });
    expect(page).not.toContain('id="figure-time"');
    expect(page).toContain('id="figure-losses"');
  });

  it('keeps variants out of the comparison of designs', () => {
    const { views } = payloadOf(many);
    expect(views.map(({ designs }) => designs.length)).toEqual([10, 10]);
    expect(
      markupOf(many)
        .match(/<tbody>.*?<\/tbody>/s)?.[0]
        .match(/<tr>/g)?.length,
    ).toBe(10);
  });

  it('carries metrics as numbers, and amounts of figures to four digits', () => {
    const [view] = payloadOf(one).views;
    const design = view?.designs[0];
    expect(design?.metrics.shortfall).toBeCloseTo(Number(reportData().compare.designs[0]?.metrics.shortfall), -3);
    const [value] = design?.figures?.series.liquidated.slice(-1) ?? [];
    expect(String(value).replace(/0+$/, '').length).toBeLessThanOrEqual(4);
  });
});

it('takes every file of the client in, each after what it imports', () => {
  const script = pageScript();
  const files = readdirSync('src/report/html/client').map((name) => name.replace(/\.js$/, ''));
  const order = [...script.matchAll(/^parts\['([\w-]+)'\] = /gm)].map((match) => match[1] as string);
  expect(order.toSorted()).toEqual(files.toSorted());
  for (const [i, name] of order.entries()) {
    const body = script.slice(script.indexOf(`parts['${name}'] = `), script.indexOf(`parts['${order[i + 1]}'] = `));
    for (const [, from] of body.matchAll(/= parts\['([\w-]+)'\];/g)) expect(order.slice(0, i)).toContain(from);
  }
  expect(script).not.toMatch(/^\s*(import|export) /m);
  expect(() => new Function(script)).not.toThrow();
});
