import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const page = readFileSync('docs/errors.md', 'utf8');
const documented = new Set([...page.matchAll(/^\| `([A-Z_]+)`/gm)].map(([, code]) => code ?? ''));

/** The members of a union of string literals, as they stand in the source. */
function unionIn(path: string, name: string): readonly string[] {
  const source = readFileSync(path, 'utf8');
  const start = source.indexOf(`type ${name} =`);
  const text = source.slice(start, source.indexOf(';', start));
  return [...text.matchAll(/'([^']+)'/g)].map(([, member]) => member ?? '');
}

function sourcesUnder(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => readFileSync(join(folder, path), 'utf8'));
}

describe('docs/errors.md', () => {
  it('explains every code of the gateway', () => {
    const codes = unionIn('gateway/errors.ts', 'ErrorCode');
    expect(codes.length).toBeGreaterThan(8);
    expect(codes.filter((code) => !documented.has(code))).toEqual([]);
  });

  it('explains every code that gateway or subgraphs write into an error', () => {
    const codes = [...sourcesUnder('gateway'), ...sourcesUnder('subgraphs')].flatMap((source) =>
      [...source.matchAll(/extensions: {\s*code: '([A-Z_]+)'/g)].map(([, code]) => code ?? ''),
    );
    expect(codes).toContain('BAD_USER_INPUT');
    expect(codes.filter((code) => !documented.has(code))).toEqual([]);
  });

  it('names every cause of a failed fetch', () => {
    const causes = unionIn('gateway/engine/fetching/subgraph-fault.ts', 'FaultCause');
    expect(causes).toContain('unknown-ca');
    expect(causes.filter((cause) => !page.includes(`\`${cause}\``))).toEqual([]);
  });
});
