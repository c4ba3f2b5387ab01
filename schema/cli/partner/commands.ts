import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { GraphQLError } from 'graphql';
import { readDeclaredRows, type DeclaredRows } from '../../partner/check/declared-rows.js';
import { PublishedSchema } from '../../partner/check/published-schema.js';
import { reportJson, reportJunit, reportLines, type Language } from '../../partner/check/report.js';
import { runChecks } from '../../partner/check/run-checks.js';
import { Subject } from '../../partner/check/subject.js';
import { ask, type LineSecurity } from '../../partner/line.js';
import { TrialKey } from '../../partner/trial-key.js';
import { httpUrlFault } from '../../process/http-url.js';
import { CommandFailure } from '../command-line.js';
import { readText, securityOf, trialKey, writeReport, type SecurityOptions } from './files.js';

export interface KeyOptions {
  readonly key: string;
  readonly jwks: string;
}

export interface CheckOptions extends SecurityOptions {
  readonly url: string;
  readonly schema: string;
  readonly key: string;
  readonly rows?: string;
  readonly audience?: string;
  readonly langue: Language;
  readonly json?: string;
  readonly junit?: string;
}

/** @returns what was made, for people. */
export function makeKey({ key: file, jwks }: KeyOptions): string {
  const key = TrialKey.generate();
  try {
    writeFileSync(file, `${JSON.stringify(key.privateJwk)}\n`, { mode: 0o600, flag: 'wx' });
    writeFileSync(jwks, `${JSON.stringify(key.keySet)}\n`);
  } catch (error) {
    const { path = '', code = 'error' } = error as NodeJS.ErrnoException;
    throw new CommandFailure([`${path}: cannot be written (${code}).`]);
  }
  return `${file}: private key of a trial.\n${jwks}: GATEWAY_JWKS of the subgraph under trial.\n`;
}

/** @throws CommandFailure when the trial cannot begin. */
export async function check(
  options: CheckOptions,
): Promise<{ readonly lines: readonly string[]; readonly isMet: boolean }> {
  const { url, langue, json, junit } = options;
  const fault = httpUrlFault(url);
  if (fault !== null) throw new CommandFailure([`--url: ${fault}.`]);
  const declared = declaredRows(options);
  const security = securityOf(options);
  const subject = new Subject(
    url,
    options.audience ?? declared.sousGraphe,
    trialKey(options.key),
    publishedSchema(options.schema),
    declared,
    security,
  );
  await requireReachable(url, security);
  const findings = await runChecks(subject);
  if (json !== undefined) writeReport(json, reportJson(url, findings));
  if (junit !== undefined) writeReport(junit, reportJunit(findings, langue));
  const isMet = findings.every(({ outcome }) => outcome.outcome !== 'broken');
  return { lines: reportLines(findings, langue), isMet };
}

function declaredRows({ rows, schema }: CheckOptions): DeclaredRows {
  if (rows === undefined) {
    const sousGraphe = basename(schema).replace(/\.[^.]*$/, '');
    return {
      sousGraphe,
      appelants: new Map(),
      lignes: [],
      questions: [],
      temoins: [],
      billets: false,
    };
  }
  const read = readDeclaredRows(readText('--rows', rows));
  if ('declared' in read) return read.declared;
  throw new CommandFailure(read.faults.map((fault) => `--rows: ${rows}: ${fault}`));
}

function publishedSchema(file: string): PublishedSchema {
  try {
    return new PublishedSchema(readText('--schema', file));
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    throw new CommandFailure([`--schema: ${file}: ${error.message}`]);
  }
}

/** Nothing can be said of a subgraph that is not there. */
async function requireReachable(url: string, security: LineSecurity): Promise<void> {
  try {
    await ask(url, { method: 'GET' }, security);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? (error as Error).name;
    throw new CommandFailure([`--url: ${new URL(url).origin} does not answer (${code}).`]);
  }
}
