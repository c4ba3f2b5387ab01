import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DataSource } from 'typeorm';
import { stringify } from 'yaml';
import partition from '../../schema/reference/operateurs-ville.json' with { type: 'json' };
import { openDataSource } from '../../subgraphs/kit/data-source.js';
import { ville } from '../../subgraphs/ville/ville.js';
import { GatewayProcess } from './gateway-process.js';
import { openServiceDoor, serviceSecret, type ServiceDoor } from './service-door.js';
import { SubgraphProcess } from './subgraph-process.js';
import { World, type Answer } from './world.js';

const supergraph = fileURLToPath(new URL('../../../schema/supergraph.graphql', import.meta.url));
const none = async (): Promise<void> => {
  // Empty but for its reference data.
};

/** The operators of `ville`, each a process of its own on a database of its own, behind one gateway. */
export class CityProcesses {
  private constructor(
    private readonly world: World,
    private readonly processes: Map<string, SubgraphProcess>,
    /** Operator → its database, open beside its own connections. */
    readonly databases: ReadonlyMap<string, DataSource>,
    private gateway: GatewayProcess,
    private readonly startOperator: (id: string, port: string) => Promise<SubgraphProcess>,
    private readonly startGateway: () => Promise<GatewayProcess>,
    /** Through it the operators' own services reach the gateway. */
    readonly door: ServiceDoor,
  ) {}

  /** @param newDatabase the URL of an empty database; SQLite files without it. */
  static async start(newDatabase?: () => Promise<string>): Promise<CityProcesses> {
    const world = await World.start(
      { ville: none, bailleurs: none, justice: none },
      undefined,
      undefined,
      ['passerelle', 'ville'],
    );
    const { folder } = world;
    const door = await openServiceDoor((signataire) => world.token(signataire));
    const accounts = join(folder, 'comptes-villes.json');
    await writeFile(accounts, JSON.stringify(partition.operateurs.map(accountAt(door))));
    const urls = new Map<string, string>();
    for (const id of partition.operateurs) {
      urls.set(id, (await newDatabase?.()) ?? `sqlite:${join(folder, id)}.sqlite`);
    }
    const startOperator = (id: string, port: string) =>
      SubgraphProcess.start('ville', {
        PORT: port,
        OPERATOR: id,
        SERVICE_ACCOUNTS: accounts,
        DATABASE_URL: urls.get(id) ?? '',
        GATEWAY_JWKS: join(folder, 'gateway-jwks.json'),
        CONVENTION: join(folder, 'convention.yaml'),
        LOG_LEVEL: 'warn',
      });
    const processes = new Map(
      await Promise.all(
        partition.operateurs.map(async (id) => [id, await startOperator(id, '0')] as const),
      ),
    );
    const databases = new Map<string, DataSource>();
    for (const [id, url] of urls) databases.set(id, await openDataSource(url, ville));
    const operateurs = Object.fromEntries([...processes].map(([id, { url }]) => [id, { url }]));
    const deployment = {
      subgraphs: {
        ...Object.fromEntries(
          Object.entries(world.subgraphs).map(([name, { url }]) => [name, { url }]),
        ),
        ville: { operateurs },
      },
    };
    const files = {
      'supergraph.graphql': await readFile(supergraph, 'utf8'),
      'convention.yaml': await readFile(join(folder, 'convention.yaml'), 'utf8'),
      'jwks.json': await readFile(join(folder, 'jwks.json'), 'utf8'),
      'deployment.yaml': stringify(deployment),
    };
    const startGateway = () =>
      GatewayProcess.start(files, {
        SUBGRAPHS: 'deployment.yaml',
        GATEWAY_SIGNING_KEY: join(folder, 'signing-key.json'),
        REQUIRE_AUTHENTICATION: 'true',
        ALLOW_UNCLASSIFIED: 'false',
        BUDGET: '0',
      });
    const gateway = await startGateway();
    door.gateway = gateway.url;
    return new CityProcesses(
      world,
      processes,
      databases,
      gateway,
      startOperator,
      startGateway,
      door,
    );
  }

  /** Asks the gateway as a signatory's agent, for these purposes. */
  async ask(signataire: string, finalites: string, query: string): Promise<Answer> {
    const token = await this.world.token(signataire);
    const text = await this.gateway.query({ query }, token, { 'x-finalite': finalites });
    return { ...(JSON.parse(text) as Omit<Answer, 'text'>), text };
  }

  /** Kills an operator at once, and starts it again where it was. */
  async restart(id: string): Promise<void> {
    const killed = this.processes.get(id);
    const { port } = new URL(killed?.url ?? '');
    await killed?.stop();
    this.processes.set(id, await this.startOperator(id, port));
  }

  /** Kills the gateway at once, and starts it again, elsewhere. */
  async restartGateway(): Promise<void> {
    this.door.gateway = null;
    await this.gateway.stop();
    this.gateway = await this.startGateway();
    this.door.gateway = this.gateway.url;
  }

  async stop(): Promise<void> {
    await this.gateway.stop();
    await Promise.all([...this.processes.values()].map((running) => running.stop()));
    await Promise.all([...this.databases.values()].map((database) => database.destroy()));
    await this.door.close();
    await this.world.stop();
  }
}

function accountAt({ url }: ServiceDoor): (signataire: string) => object {
  return (signataire) => ({
    signataire,
    passerelle: `${url}/graphql`,
    jetons: `${url}/jetons/${signataire}`,
    client: signataire,
    secret: serviceSecret,
  });
}
