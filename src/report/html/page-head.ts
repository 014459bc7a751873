import { html, type Markup, raw } from './markup.ts';

/** What differs between the heads of pages. */
export interface PageHead {
  readonly title: string;
  readonly version: string;
  /** Content security policy: what the page may load and run. */
  readonly policy: string;
  /** Style sheets, in order. */
  readonly styles: readonly string[];
}

/** Beginning of a page up to its body. */
export const pageHead = ({ title, version, policy, styles }: PageHead): Markup => html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="breakwater ${version}">
<title>${title}</title>
<link rel="icon" href="data:,">
${styles.map((style) => html`<style>${raw(style)}</style>\n`)}</head>`;
