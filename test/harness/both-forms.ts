import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';
import { fillDatabases, fillEach } from '../../demo/data/fill-databases.js';
import { analystOf } from '../../demo/identity-provider/analyst.js';
import { inventData } from '../../demo/data/invent.js';
import type { InventedData } from '../../demo/data/invented-data.js';
import type { Partition } from '../../schema/convention/convention.js';
import { loadConvention } from '../../schema/convention/load-convention.js';
import { GatewayProcess } from './gateway-process.js';
import { OperatorGroup } from './operator-group.js';
import { openServiceDoor, serviceSecret, type ServiceDoor } from './service-door.js';
import { WatchedOperator } from './watched-operator.js';
import { World, type Answer } from './world.js';

const schema = fileURLToPath(new URL('../../../schema/', import.meta.url));

export type Form = 'single' | 'partitioned';

/**
 * Makes an address by which a gateway reaches a partner.
 * @param place of an operator among those of its subgraph, from 0.
 */
type LineTo = (url: string, place: number) => Promise<string>;

/**
 * The same rows twice: in one database of all landlords and one of all cities and EPCI, and in nine,
 * each of its own operator; a gateway before each form, the other partners before both.
 */
export class BothForms {
  private constructor(
    readonly world: World,
    readonly gateways: Readonly<Record<Form, GatewayProcess>>,
    readonly operators: ReadonlyMap<string, WatchedOperator>,
    private readonly groups: readonly OperatorGroup[],
    /** Through it the operators' own services reach the gateway of the second form. */
    readonly door: ServiceDoor,
  ) {}

  /**
   * @param scale of the invented data.
   * @param lineTo for measuring: each operator has a process of its own, and both gateways reach what
   *   they ask by the address that this makes of its own. null: operators of a subgraph share a process,
   *   and are watched.
   */
  static async start(scale: number, lineTo: LineTo | null = null): Promise<BothForms> {
    const loaded = await loadConvention(join(schema, 'convention.yaml'));
    if (!('convention' in loaded)) throw new Error('the convention has faults');
    const { signataires, partitions } = loaded.convention;
    const now = new Date();
    const data = notOverdue(
      inventData([...signataires.keys()], scale, now.toISOString().slice(0, 10)),
      now,
    );
    const world = await World.start(noRows, (urlOf) => fillDatabases(urlOf, [data]));
    const operators = new Map<string, WatchedOperator>();
    const door = await openServiceDoor((signataire) => world.token(signataire));
    const accounts = join(world.folder, 'comptes-operateurs.json');
    await writeFile(accounts, JSON.stringify(accountsOf(partitions.get('ville'), door)));
    const started = await Promise.all(
      (['ville', 'bailleurs'] as const).map(async (partner) => {
        const operators = [...(partitions.get(partner)?.operateurs.keys() ?? [])];
        const databases = operators.map((operator) => ({
          partner,
          operator,
          url: `sqlite:${join(world.folder, operator)}.sqlite`,
        }));
        await fillEach(databases, [data]);
        const urls = databases.map(({ operator, url }) => [operator, url] as const);
        const parts = lineTo ? urls.map((only) => [only]) : [urls];
        return Promise.all(
          parts.map((part) =>
            OperatorGroup.start(partner, new Map(part), join(world.folder, 'gateway-jwks.json'), {
              SERVICE_ACCOUNTS: accounts,
            }),
          ),
        );
      }),
    );
    const groups = started.flat();
    const others = Object.entries(world.subgraphs).filter(([name]) => !partitions.has(name));
    const places: Record<string, object> = {};
    for (const [name, { url }] of others)
      places[name] = { url: lineTo ? await lineTo(url, 0) : url };
    const addresses = new Map<string, Record<string, object>>();
    for (const { name, urls } of groups) {
      const operateurs = addresses.get(name) ?? {};
      addresses.set(name, operateurs);
      for (const [id, url] of urls) {
        const place = Object.keys(operateurs).length;
        if (lineTo) operateurs[id] = { url: await lineTo(url, place) };
        else {
          const watched = await WatchedOperator.before(url);
          operators.set(id, watched);
          operateurs[id] = { url: watched.url };
        }
      }
    }
    for (const [name, operateurs] of addresses) places[name] = { operateurs };
    const gatewayTo = async (subgraphs: object): Promise<GatewayProcess> =>
      GatewayProcess.start(
        {
          'supergraph.graphql': await readFile(join(schema, 'supergraph.graphql'), 'utf8'),
          'convention.yaml': await readFile(join(world.folder, 'convention.yaml'), 'utf8'),
          'jwks.json': await readFile(join(world.folder, 'jwks.json'), 'utf8'),
          'deployment.yaml': stringify({ subgraphs }),
        },
        {
          SUBGRAPHS: 'deployment.yaml',
          GATEWAY_SIGNING_KEY: join(world.folder, 'signing-key.json'),
          REQUIRE_AUTHENTICATION: 'true',
          ALLOW_UNCLASSIFIED: 'false',
          BUDGET: '0',
        },
      );
    const partitioned = await gatewayTo(places);
    if (lineTo) {
      await world.gateway.stop();
      const whole: Record<string, object> = { ...places };
      for (const name of partitions.keys()) {
        // As far as the farthest of those who have a part of its rows.
        const place = Object.keys(addresses.get(name) ?? {}).length - 1;
        whole[name] = { url: await lineTo(world.subgraphs[name]?.url ?? '', place) };
      }
      world.gateway = await gatewayTo(whole);
    }
    door.gateway = partitioned.url;
    return new BothForms(world, { single: world.gateway, partitioned }, operators, groups, door);
  }

  /** Asks one form as the person of a signatory who has a mandate in its groups. */
  async ask(
    form: Form,
    signataire: string,
    finalites: string,
    query: string,
    variables: object = {},
  ): Promise<Answer> {
    const token = await this.world.token(signataire, analystOf(signataire));
    const text = await this.gateways[form].query({ query, variables }, token, {
      'x-finalite': finalites,
    });
    return { ...(JSON.parse(text) as Omit<Answer, 'text'>), text };
  }

  /** Whose databases lie beside that of all. */
  get operatorIds(): readonly string[] {
    return this.groups.flatMap(({ urls }) => [...urls.keys()]);
  }

  /** The operators that are asked something while this runs. */
  async askedDuring(run: () => Promise<unknown>): Promise<readonly string[]> {
    for (const operator of this.operators.values()) operator.asked = [];
    await run();
    return [...this.operators].flatMap(([id, { asked }]) => (asked.length > 0 ? [id] : []));
  }

  /** The line of an operator's own log that holds this text. */
  async untilLoggedBy(id: string, text: string): Promise<string> {
    for (let attempt = 0; attempt < 400; attempt += 1) {
      const line = this.groups
        .flatMap(({ log }) => log.split('\n'))
        .find((said) => said.includes(`"operator":"${id}"`) && said.includes(text));
      if (line !== undefined) return line;
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    throw new Error(`${id} does not log ${text}`);
  }

  operator(id: string): WatchedOperator {
    const operator = this.operators.get(id);
    if (!operator) throw new Error(`no operator ${id}`);
    return operator;
  }

  async stop(): Promise<void> {
    await this.door.close();
    await this.gateways.partitioned.stop();
    for (const operator of this.operators.values()) operator.stop();
    for (const group of this.groups) await group.stop();
    await this.world.stop();
  }
}

function accountsOf(partition: Partition | undefined, { url }: ServiceDoor): readonly object[] {
  return [...(partition?.operateurs.keys() ?? [])].map((signataire) => ({
    signataire,
    passerelle: `${url}/graphql`,
    jetons: `${url}/jetons/${signataire}`,
    client: signataire,
    secret: serviceSecret,
  }));
}

const none = async (): Promise<void> => {
  // Filled otherwise.
};
const noRows = { ville: none, bailleurs: none, justice: none };

/** Without what the two forms would close by themselves at their start, each at its own moment. */
function notOverdue(data: InventedData, now: Date): InventedData {
  const signalements = data.signalements.signalements.map((signalement) =>
    signalement.statut === 'SUITE_COMMUNIQUEE'
      ? { ...signalement, statutDepuis: now }
      : signalement,
  );
  return { ...data, signalements: { ...data.signalements, signalements } };
}
