import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { Engine, type RunOptions } from '../../gateway/engine/engine.js';
import { defaultSubgraphLimits } from '../../gateway/engine/fetching/subgraph-client.js';
import { readFault, type FaultCause } from '../../gateway/engine/fetching/subgraph-fault.js';
import { defaultPlanningLimits } from '../../gateway/engine/planning/planning-service.js';
import { defaultAccessOptions } from '../../schema/rules/access-model.js';
import type { Rights } from '../../schema/rules/access-rules.js';
import { cacheableFields } from '../../schema/rules/cacheable-fields.js';
import { readRules } from '../../schema/rules/read-rules.js';
import { stripRules } from '../../schema/rules/strip-rules.js';
import { RawSubgraph } from './raw-subgraph.js';

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9",
  import: ["@key", "@shareable", "@external", "@requires", "@listSize"])
`;

const nobody: Rights = { authenticated: false, scopes: new Set(), policies: new Set() };

/** What the engine makes of subgraphs that answer what a test tells them to, byte for byte. */
export class RawWorld {
  readonly causes: FaultCause[] = [];

  private constructor(
    readonly engine: Engine,
    readonly subgraphs: Readonly<Record<string, RawSubgraph>>,
  ) {}

  /**
   * @param sdl by name of the subgraph.
   * @param links what all of them import beside.
   */
  static async start(sdl: Readonly<Record<string, string>>, links = ''): Promise<RawWorld> {
    const subgraphs: Record<string, RawSubgraph> = {};
    const services = [];
    for (const [name, text] of Object.entries(sdl)) {
      const subgraph = await RawSubgraph.start();
      subgraphs[name] = subgraph;
      services.push({ name, url: subgraph.url, typeDefs: parse(link + links + text) });
    }
    const { supergraphSdl, errors } = composeServices(services);
    if (!supergraphSdl) throw new Error(errors?.map(({ message }) => message).join('\n'));
    const document = parse(supergraphSdl);
    const { rules } = readRules(document);
    const engine = await Engine.load({
      supergraph: stripRules(document),
      rules,
      access: defaultAccessOptions,
      authorizationErrors: 'errors',
      urls: new Map(),
      subgraphLimits: defaultSubgraphLimits,
      planning: { limits: defaultPlanningLimits },
      onPlanned: () => undefined,
      cacheable: cacheableFields(document, rules),
      engine: 'passerelle',
    });
    return new RawWorld(engine, subgraphs);
  }

  subgraph(name: string): RawSubgraph {
    const subgraph = this.subgraphs[name];
    if (!subgraph) throw new Error(`no subgraph ${name}`);
    return subgraph;
  }

  /**
   * @param signataire who asks; null: nobody known.
   * @returns the answer's text.
   */
  async ask(
    query: string,
    given: Readonly<Record<string, unknown>> = {},
    signataire: string | null = null,
    rights: Rights = nobody,
  ): Promise<string> {
    const { engine, causes } = this;
    causes.length = 0;
    const prepared = engine.prepare(parse(query), null);
    const variables = engine.settleVariables(prepared, given);
    const coerced = engine.coerce(prepared, variables);
    if ('errors' in coerced) throw new Error(coerced.errors.map(({ message }) => message).join());
    const variant = await engine.decide(prepared, rights, coerced.values, null);
    const options: RunOptions = {
      rights,
      variables,
      coerced: coerced.values,
      headersFor: () => ({ 'content-type': 'application/json' }),
      signataire,
      cancellation: null,
      requestId: 'test',
      onFailure: (_, error) => void causes.push(readFault(error)?.cause ?? 'internal'),
      report: null,
    };
    return (await engine.run(prepared, variant, options)).toString();
  }

  async stop(): Promise<void> {
    await this.engine.close();
    await Promise.all(Object.values(this.subgraphs).map((subgraph) => subgraph.stop()));
  }
}
