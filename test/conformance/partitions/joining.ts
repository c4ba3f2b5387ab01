import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parse, stringify } from 'yaml';
import { openDataSource } from '../../../subgraphs/kit/data-source.js';
import { bailleurs } from '../../../subgraphs/bailleurs/bailleurs.js';
import { Residence } from '../../../subgraphs/bailleurs/residence/residence.js';
import type { BothForms } from '../../harness/both-forms.js';
import { programEnvironment } from '../../harness/program-environment.js';
import { SubgraphProcess } from '../../harness/subgraph-process.js';

interface Convention {
  readonly emetteurs: object[];
  readonly signataires: { id: string }[];
  readonly partitions: { bailleurs: { operateurs: Record<string, object> } };
  readonly acces: { a: string[] }[];
}

interface Deployment {
  readonly subgraphs: { bailleurs: { operateurs: Record<string, object> } };
}

const page = readFileSync('docs/joining.md', 'utf8');
const partner = fileURLToPath(new URL('../../../schema/cli/partner/main.js', import.meta.url));

/** What stands in docs/joining.md in the block that begins so. */
function block(name: string, kind = '\\w+ '): string {
  const found = new RegExp(`^\`\`\`${kind}${name}\\n([\\s\\S]*?)^\`\`\``, 'm').exec(page)?.[1];
  if (found === undefined) throw new Error(`docs/joining.md has no block ${name}`);
  return found;
}

export const joiner = 'logis-du-poitou';
export const question = block('graphql', '');

/** The steps of docs/joining.md, on running processes. */
export class Joining {
  private subgraph: SubgraphProcess | null = null;
  private readonly convention: string;
  private readonly deployment: string;

  constructor(
    private readonly both: BothForms,
    files: { readonly convention: string; readonly deployment: string },
  ) {
    this.convention = files.convention;
    this.deployment = files.deployment;
  }

  /** 2: it starts its process, and has a row. */
  async start(): Promise<void> {
    const { folder } = this.both.world;
    const written = Object.fromEntries(
      [...block('process').matchAll(/\b([A-Z][A-Z_]+)=(\S+)/g)].map(([, name, value]) => [
        name ?? '',
        value ?? '',
      ]),
    );
    const url = `sqlite:${join(folder, joiner)}.sqlite`;
    this.subgraph = await SubgraphProcess.start('bailleurs', {
      ...written,
      // Where this test has them.
      PORT: '0',
      DATABASE_URL: url,
      GATEWAY_JWKS: join(folder, 'gateway-jwks.json'),
    });
    const database = await openDataSource(url, bailleurs);
    await database.getRepository(Residence).insert({
      id: `${joiner}:1`,
      nom: 'Les Tilleuls',
      nbLogements: 12,
      typeConstruction: 'COLLECTIF',
      bailleurId: joiner,
      communeCode: '86194',
    });
    await database.destroy();
  }

  /** 3: what `partner doctor` says of its line, before anything is in force. */
  async examine(): Promise<{ readonly code: number; readonly stdout: string }> {
    const { folder } = this.both.world;
    const file = join(folder, 'subgraphs.new.json');
    writeFileSync(file, this.withOperator());
    const [, ...args] = block('doctor').trim().split(' -- ')[1]?.split(/\s+/) ?? [];
    const told = args.map((arg) =>
      arg === 'subgraphs.new.json'
        ? file
        : arg.endsWith('cle-passerelle.json')
          ? join(folder, 'signing-key.json')
          : arg,
    );
    return new Promise((resolve) => {
      execFile(
        process.execPath,
        [partner, 'doctor', ...told],
        { env: { ...programEnvironment } },
        (error, stdout) => resolve({ code: error ? Number(error.code) : 0, stdout }),
      );
    });
  }

  /** 4: the convention, then the deployment file. */
  join(): Promise<void> {
    return this.putInForce(this.signed(), this.withOperator());
  }

  async leave(): Promise<void> {
    await this.putInForce(this.convention, this.deployment);
    await this.stop();
  }

  async stop(): Promise<void> {
    await this.subgraph?.stop();
  }

  private async putInForce(convention: string, deployment: string): Promise<void> {
    const { partitioned } = this.both.gateways;
    const before = partitioned.log.length;
    writeFileSync(join(this.both.world.folder, 'convention.yaml'), convention);
    await partitioned.write('convention.yaml', convention);
    await partitioned.write('deployment.yaml', deployment);
    const deadline = Date.now() + 60_000;
    while (Date.now() < deadline) {
      const said = partitioned.log.slice(before).split('\n');
      if (said.some((line) => /deployment\.yaml.*is in force/.test(line))) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`not in force:\n${partitioned.log.slice(before)}`);
  }

  private signed(): string {
    const convention = parse(this.convention) as Convention;
    const issuer = parse(block('emetteurs')) as object;
    // Its tokens are signed as this test signs all of them.
    convention.emetteurs.push({ ...issuer, jwks: './jwks.json' });
    convention.signataires.push(parse(block('signataires')) as { id: string });
    Object.assign(convention.partitions.bailleurs.operateurs, parse(block('partitions')));
    for (const list of new Set(convention.acces.map(({ a }) => a))) {
      if (list.includes('sem-hpc')) list.push(joiner);
    }
    return stringify(convention);
  }

  private withOperator(): string {
    const deployment = parse(this.deployment) as Deployment;
    const line = parse(block('operateurs')) as Record<string, object>;
    const url = this.subgraph?.url ?? '';
    deployment.subgraphs.bailleurs.operateurs[joiner] = { ...line[joiner], url };
    return stringify(deployment);
  }
}
