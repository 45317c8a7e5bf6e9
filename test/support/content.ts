import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** A content folder of a test, written from plain objects of file name and text. */
export class ContentFolder {
  readonly dir = mkdtempSync(path.join(os.tmpdir(), 'relais-content-'));

  constructor(files: Record<string, string>) {
    for (const [name, text] of Object.entries(files)) this.write(name, text);
  }

  write(name: string, text: string): void {
    const file = path.join(this.dir, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  /** Holds these files and no others from now on. */
  replace(files: Record<string, string>): void {
    rmSync(this.dir, { recursive: true, force: true });
    for (const [name, text] of Object.entries(files)) this.write(name, text);
  }

  remove(): void {
    rmSync(this.dir, { recursive: true, force: true });
  }
}

/** Tiers, channel types, and a segment of everybody: what every content folder of a test has. */
export const BASICS = {
  'tiers.yaml': '- code: gold\n  name: { en: Gold, fr: Or }\n- code: silver\n  name: { en: Silver, fr: Argent }\n',
  'channel-types.yaml':
    '- code: reseller\n  name: { en: Reseller, fr: Revendeur }\n- code: distributor\n  name: { en: Distributor, fr: Distributeur }\n',
  'segments/everybody.yaml': 'name: { en: Everybody, fr: Tout le monde }\nrule: {}\n',
};

export interface LineOptions {
  mode?: 'sequence' | 'calendar';
  start?: 'slot' | 'enrolment';
  starts?: string;
  weekdays?: string;
  at?: string;
  until?: string;
  spacing?: string;
  segments?: string;
}

/** The text of a line.yaml; sends every day at nine unless told otherwise. */
export function aLine(name: string, options: LineOptions = {}): string {
  const {
    mode = 'sequence',
    start,
    starts,
    weekdays = 'mon, tue, wed, thu, fri, sat, sun',
    at = '09:00',
    until = '18:00',
    spacing = 'ladder',
    segments = 'everybody',
  } = options;
  const lines = [`name: { en: ${name}, fr: ${name} }`, 'locale: en', `segments: [${segments}]`, `mode: ${mode}`];
  if (start) lines.push(`start: ${start}`);
  if (starts) lines.push(`starts: ${starts}`);
  lines.push('cadence:', `  weekdays: [${weekdays}]`, `  at: "${at}"`, `  until: "${until}"`, `spacing: ${spacing}`);
  return `${lines.join('\n')}\n`;
}

/** A single-choice quiz whose right answer is b. */
export function aQuiz(title: string, extra = ''): string {
  return `---
kind: quiz
title: ${title}
${extra}options:
  - { id: a, text: The first }
  - { id: b, text: The second, right: true }
  - { id: c, text: The third }
explanation: Because **b** is right.
references:
  - { title: The manual, url: "https://docs.example.com/manual" }
---
Which one is it, {{rep.firstName}}?
`;
}

export function anInfo(title: string, extra = ''): string {
  return `---\nkind: info\ntitle: ${title}\n${extra}---\nGood to know.\n`;
}

export function aPoll(title: string): string {
  return `---\nkind: poll\ntitle: ${title}\noptions:\n  - { id: a, text: Yes }\n  - { id: b, text: "No" }\n---\nDo you?\n`;
}
