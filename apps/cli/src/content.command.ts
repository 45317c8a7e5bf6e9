import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { ChallengeFiles, checkChallengeFiles } from '@relais/challenges';
import { ContentExport, PublishingService, readContent, type Content, type SyncResult } from '@relais/editorial';
import { checkNetworkFiles, NetworkFiles, readKnownSegments } from '@relais/network';
import { Env, Invalid, rows, type Fault } from '@relais/platform';
import { DataSource } from 'typeorm';
import type { CommandLine, RegisterCommands } from './command.js';
import { registerWithdrawCommand } from './withdraw.command.js';

interface Inspection {
  content: Content;
  segments: number;
  faults: Fault[];
  remarks: Fault[];
}

/** `relais content check | sync | withdraw | export`: the words of Relais as files. */
export const registerContentCommands: RegisterCommands = (program, line) => {
  const content = program
    .command('content')
    .description('check, publish and write back the content folder (RELAIS_CONTENT_DIR)');

  content
    .command('check')
    .description('list every fault of lines, bricks, segments, tiers, channel types and challenges; needs no database')
    .option('--json', 'print one JSON document')
    .action(async ({ json }: { json?: boolean }) => {
      const dir = line.env().RELAIS_CONTENT_DIR;
      const found = await inspect(dir, new Set());
      refuseFaults(line, dir, found, json);
      const counts = { lines: found.content.lines.length, bricks: bricksOf(found.content), segments: found.segments };
      if (json) return line.print(JSON.stringify({ ok: true, ...counts, faults: [], remarks: found.remarks }, null, 2));
      found.remarks.forEach((remark) => line.remark(worded(remark)));
      line.print(`${counts.lines} lines, ${counts.bricks} bricks, ${counts.segments} segments: no fault.`);
    });

  content
    .command('sync')
    .description(
      'publish what the content folder says; what did not change stays untouched, and a second run changes nothing',
    )
    .option('--overwrite', 'let the files win over what was edited in the console since')
    .option('--json', 'print one JSON document')
    .action(({ json, overwrite }: { json?: boolean; overwrite?: boolean }) =>
      line.withApp(async (app) => {
        const dir = app.get(Env).RELAIS_CONTENT_DIR;
        const found = await inspect(dir, await storedSegments(app));
        refuseFaults(line, dir, found, json);
        // Lower rooms first: lines name segments, challenges name lines.
        const network = await app.get(NetworkFiles).sync(dir, { ...(overwrite && { overwrite }) });
        const result = await app.get(PublishingService).sync(found.content, { ...(overwrite && { overwrite }) });
        const challenges = await app.get(ChallengeFiles).sync(dir);
        if (json)
          return line.print(
            JSON.stringify({ ok: true, ...network, ...result, challenges, remarks: found.remarks }, null, 2),
          );
        found.remarks.forEach((remark) => line.remark(worded(remark)));
        result.kept?.forEach(({ line: of, brick, fields }) =>
          line.remark(
            `${of}${brick ? `/${brick}` : ''}: ${fields.join(', ')} edited in the console and left so (\`relais content export\` writes it into the files)`,
          ),
        );
        line.print(summary(result, { ...network, challenges }));
      }),
    );

  registerWithdrawCommand(content, line);

  content
    .command('export <folder>')
    .description(
      'write lines and bricks of the database, and segments edited in the console, as files; syncing them changes nothing',
    )
    .option('--force', 'write into a folder that is not empty: files that say the same stay as they are')
    .option('--json', 'print one JSON document')
    .action((folder: string, { force, json }: { force?: boolean; json?: boolean }) =>
      line.withApp(async (app) => {
        const result = await app.get(ContentExport).export(folder, { force });
        result.written.push(...(await app.get(NetworkFiles).exportSegments(folder)));
        if (json) return line.print(JSON.stringify({ ok: true, folder, ...result }, null, 2));
        for (const brick of result.leftOut)
          line.remark(`${brick}: withdrawn and left out, its number now belongs to another brick`);
        line.print(`${result.written.length} files written and ${result.removed.length} removed in ${folder}.`);
      }),
    );
};

/**
 * Everything that is wrong anywhere in the folder, at once.
 * @param stored segments that need no file, because the database has them.
 */
async function inspect(dir: string, stored: ReadonlySet<string>): Promise<Inspection> {
  const inFiles = await readKnownSegments(dir);
  const segments = new Set([...inFiles, ...stored]);
  // A folder without segments/ is an export of lines; where their segments are is known only to a database.
  const known = segments.size > 0 || (await isThere(path.join(dir, 'segments'))) ? segments : undefined;
  const content = await readContent(dir, { knownSegments: known });
  const lines = new Set(content.lines.map((l) => l.slug));
  const faults = [
    ...(await checkNetworkFiles(dir)),
    ...content.faults,
    ...(await checkChallengeFiles(dir, lines, segments)),
  ];
  return {
    content,
    segments: inFiles.size,
    faults: faults.map((fault) => inside(dir, fault)),
    remarks: content.remarks,
  };
}

function refuseFaults(
  line: CommandLine,
  dir: string,
  { faults, remarks }: Inspection,
  json: boolean | undefined,
): void {
  if (faults.length === 0) return;
  if (json) line.print(JSON.stringify({ ok: false, faults, remarks }, null, 2));
  throw new Invalid(
    'content.invalid',
    `${faults.length === 1 ? '1 fault' : `${faults.length} faults`} in ${dir}; nothing was published:`,
    faults,
  );
}

/** Faults name files by their path inside the content folder, whoever found them. */
function inside(dir: string, fault: Fault): Fault {
  const start = path.join(dir, path.sep);
  return fault.where.startsWith(start)
    ? { ...fault, where: fault.where.slice(start.length).split(path.sep).join('/') }
    : fault;
}

async function storedSegments(app: INestApplicationContext): Promise<ReadonlySet<string>> {
  const found = await rows<{ slug: string }>(app.get(DataSource), 'SELECT slug FROM network.segment');
  return new Set(found.map((s) => s.slug));
}

function summary(
  { lines, bricks, changes }: SyncResult,
  others: Record<string, { created: number; updated: number; unchanged: number }>,
): string {
  const counted = (counts: object) =>
    Object.entries(counts)
      .map(([what, count]) => `${count} ${what}`)
      .join(', ');
  const changed = changes.map(
    ({ line, brick, what, version }) =>
      `  ${what} ${line}${brick ? `/${brick}` : ''}${version ? ` (version ${version})` : ''}`,
  );
  const tables = { ...others, lines, bricks };
  const words: Record<string, string> = { channelTypes: 'channel types' };
  return [...Object.entries(tables).map(([of, counts]) => `${words[of] ?? of}: ${counted(counts)}`), ...changed].join(
    '\n',
  );
}

function worded({ where, what, fix }: Fault): string {
  return `${where}: ${what}${fix ? ` (${fix})` : ''}`;
}

function bricksOf({ lines }: Content): number {
  return lines.reduce((sum, l) => sum + l.bricks.length, 0);
}

async function isThere(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
