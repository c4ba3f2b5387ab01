import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { readDeclaredRows } from '../../schema/partner/check/declared-rows.js';
import { PublishedSchema } from '../../schema/partner/check/published-schema.js';
import { reportLines } from '../../schema/partner/check/report.js';
import { runChecks } from '../../schema/partner/check/run-checks.js';
import { Subject } from '../../schema/partner/check/subject.js';
import { TrialKey } from '../../schema/partner/trial-key.js';
import type { Subgraph } from '../../subgraphs/kit/subgraph.js';
import { startSubgraph } from './subgraph.js';

/** The lines of docs/partner-contract.md that a subgraph does not meet, or that could not be tried. */
export async function unmetLines<S>(
  declared: Subgraph<S>,
  fill: (database: DataSource) => Promise<void>,
  rows: string,
): Promise<readonly string[]> {
  const key = TrialKey.generate();
  const folder = mkdtempSync(join(tmpdir(), 'passerelle-contrat-'));
  const jwksFile = join(folder, 'jwks.json');
  writeFileSync(jwksFile, JSON.stringify(key.keySet));
  const asGateway = { jwksFile, token: () => Promise.reject(new Error('not asked for')) };
  const subgraph = await startSubgraph(declared, asGateway, undefined, {
    REQUIRE_FETCH_TICKET: 'true',
  });
  try {
    if (subgraph.running.dataSource) await fill(subgraph.running.dataSource);
    const read = readDeclaredRows(rows);
    if (!('declared' in read)) throw new Error(read.faults.join('\n'));
    const schema = new PublishedSchema(readFileSync(`schema/${declared.name}.graphql`, 'utf8'));
    const url = `${subgraph.running.url}/graphql`;
    const findings = await runChecks(
      new Subject(url, declared.name, key, schema, { ...read.declared, billets: true }, {}),
    );
    const unmet = findings.filter(({ outcome }) => outcome.outcome !== 'met');
    return reportLines(unmet, 'en').slice(0, -1);
  } finally {
    await subgraph.stop();
    rmSync(folder, { recursive: true });
  }
}
