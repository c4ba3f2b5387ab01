import type { FieldNode } from 'graphql';
import {
  actNotFound,
  outsideTerritory,
  withoutMayor,
} from '../../../schema/contract/act-not-found.js';
import {
  isOfTerritory,
  operatorFor,
  type OperatorTerritories,
} from '../../../schema/reference/operator-for.js';
import { removeUnasked } from '../fetching/asked-only.js';
import {
  isUnknownToIt,
  SubgraphFailure,
  type SubgraphAnswer,
} from '../fetching/subgraph-answer.js';
import {
  SubgraphClient,
  type SecureContextOf,
  type SubgraphConnections,
  type SubgraphLimits,
} from '../fetching/subgraph-client.js';
import type { MergedSubgraph, Operator } from '../planning/partitions.js';
import { actArgument, argumentReader } from './call-arguments.js';
import { mergeAnswers, type MergedAnswer } from './merge-answers.js';
import { OlderOperators } from './older-operators.js';
import { entitiesFor, failureOf, knownTo, nothingDone, refused } from './operator-request.js';
import type { SentText, Unit } from './merged-fetch.js';
import { placesIn, withSizes, type AskedPages, type PageCalls } from './asked-pages.js';
import { FullPages } from './full-pages.js';
import { PageShares } from './page-shares.js';
import { OperatorChoice, type Assignment } from './operator-choice.js';
import { OperatorAnswer } from './operator-answers.js';
import type { PageCursors } from './page-cursors.js';
import type { AskedOperator, PartitionedRequest } from './partitioned-request.js';

/** One subgraph of several operators: asks those that can have something, and merges what they say. */
export class PartitionedClient {
  private readonly clients: ReadonlyMap<string, SubgraphClient>;
  private readonly names: ReadonlyMap<string, string>;
  private readonly territories: OperatorTerritories;
  /** Who does the acts of those that operate nothing here; null: nobody. */
  private readonly common: string | null;
  private readonly choice: OperatorChoice;
  private readonly older: OlderOperators;
  private readonly shares = new PageShares();

  constructor(
    readonly subgraph: MergedSubgraph,
    operators: readonly Operator[],
    limits: SubgraphLimits,
    secureContextOf: SecureContextOf,
    private readonly cursors: PageCursors,
  ) {
    this.clients = new Map(
      operators.map(({ id, url }) => [
        id,
        new SubgraphClient(`${subgraph.name}/${id}`, url, limits, secureContextOf),
      ]),
    );
    this.older = new OlderOperators(subgraph.model.schema);
    this.names = new Map(operators.map(({ id, name }) => [id, name]));
    this.territories = new Map(operators.map(({ id, territoire }) => [id, territoire]));
    this.common = operators.find(({ common }) => common)?.id ?? null;
    this.choice = new OperatorChoice(subgraph.model, this.territories, this.common);
  }

  /** As people know it. */
  nameOf(operator: string): string {
    return this.names.get(operator) ?? operator;
  }

  connections(): readonly SubgraphConnections[] {
    return [...this.clients.values()].map((client) => client.connections());
  }

  close(): void {
    for (const client of this.clients.values()) client.close();
  }

  async ask(request: PartitionedRequest): Promise<MergedAnswer> {
    return request.fetch.mutation ? this.act(request) : this.look(request);
  }

  private async look(request: PartitionedRequest): Promise<MergedAnswer> {
    const calls = this.callsOf(request);
    const assignments = this.choice.assign(request, calls);
    const pages = new FullPages(calls, this.shares, request.signataire ?? '');
    const answers = await this.askAll(request, assignments, pages.first);
    await pages.fill(answers, assignments, (assignment, further) =>
      this.askOne(request, assignment, further),
    );
    const merged = mergeAnswers({
      fetch: request.fetch,
      answers,
      representations: request.representations,
      calls,
      cursors: this.cursors,
    });
    this.tell(request, answers);
    return merged;
  }

  /** What all of them have alike is asked of the next one where one does not answer. */
  private async askAll(
    request: PartitionedRequest,
    assignments: readonly Assignment[],
    pages: AskedPages,
  ): Promise<readonly OperatorAnswer[]> {
    const answers: OperatorAnswer[] = [];
    const silent = new Set<string>();
    let next = assignments;
    while (next.length > 0) {
      const given = await Promise.all(
        next.map((assignment) => this.askOne(request, assignment, pages)),
      );
      answers.push(...given);
      const lost = given.flatMap(({ operator, units, failure }) => {
        if (!failure) return [];
        silent.add(operator);
        return [...units].filter(({ as }) => as === 'any');
      });
      next = lost.length === 0 ? [] : this.choice.assignAlike(request, lost, silent);
    }
    return answers;
  }

  private callsOf({ fetch, valueOf }: PartitionedRequest): PageCalls {
    return new Map(
      fetch.units.flatMap((unit) =>
        unit.page && unit.node
          ? [[unit, unit.page.call(argumentReader(unit.node, valueOf), this.cursors)] as const]
          : [],
      ),
    );
  }

  private async askOne(
    request: PartitionedRequest,
    { asked, units }: Assignment,
    pages: AskedPages,
  ): Promise<OperatorAnswer> {
    const { fetch, representations } = request;
    const { operator } = asked;
    const entities = representations === null ? [] : entitiesFor(fetch, units, representations);
    if (representations !== null && entities.length === 0) {
      return new OperatorAnswer(operator, new Set(), [], null, [], null);
    }
    const listed = entities.map((index) => representations?.[index] ?? '');
    const bodyOf = (text: SentText): string => {
      const variables = [
        request.variables(text.variables),
        ...placesIn(text, operator, pages),
        ...(representations === null ? [] : [`"representations":[${listed.join(',')}]`]),
      ].filter((part) => part !== '');
      return `${text.bodyStart}${variables.join(',')}}}`;
    };
    try {
      const count = representations === null ? null : entities.length;
      const { data, errors } = await this.sendServed(
        { ...request, valueOf: withSizes(request.valueOf, operator, pages) },
        asked,
        units,
        bodyOf,
        count,
        pages.rowsAlone,
      );
      return new OperatorAnswer(operator, units, entities, data, errors, null);
    } catch (error) {
      return new OperatorAnswer(operator, units, entities, null, [], failureOf(operator, error));
    }
  }

  /** What the operator serves of these units; it may be at an older version than the others. */
  private async sendServed(
    request: PartitionedRequest,
    asked: AskedOperator,
    units: ReadonlySet<Unit>,
    bodyOf: (text: SentText) => string,
    entities: number | null,
    rowsAlone = false,
  ): Promise<SubgraphAnswer> {
    const { fetch, inflight, lines } = request;
    const { operator, headersFor } = asked;
    const send = (text: SentText): Promise<SubgraphAnswer> =>
      this.send(request, asked, text, bodyOf(text), entities, !fetch.mutation);
    const told = (text: SentText): SentText => {
      if (text.unserved.size > 0)
        request.onUnserved(operator, knownTo(text.unserved, this.subgraph.model, asked.rights));
      return text;
    };
    const known = this.older.schemaOf(operator);
    const answer = await send(told(fetch.textFor(units, known, rowsAlone)));
    if (known || !isUnknownToIt(answer)) return answer;
    const { body, announced } = this.older.question;
    const served = await this.older.learn(operator, async () => {
      const client = this.clients.get(operator);
      if (!client) throw new SubgraphFailure(operator, 'unreachable');
      return client.request(body, headersFor(announced), true, inflight, null, lines);
    });
    if (!served) return answer;
    const text = fetch.textFor(units, served, rowsAlone);
    return text.unserved.size > 0 ? send(told(text)) : answer;
  }

  private async send(
    { valueOf, inflight, lines }: PartitionedRequest,
    { operator, headersFor }: AskedOperator,
    { mask, announced }: SentText,
    body: string,
    entities: number | null,
    idempotent: boolean,
  ): Promise<SubgraphAnswer> {
    const client = this.clients.get(operator);
    if (!client) throw new SubgraphFailure(operator, 'unreachable');
    const bounds = { mask, entities, variable: valueOf };
    const headers = headersFor(announced);
    const answer = await client.request(body, headers, idempotent, inflight, bounds, lines);
    if (answer.data) removeUnasked(answer.data, bounds);
    return answer;
  }

  /** An act is done by one operator: the caller's own, or who has what it is about. */
  private async act(request: PartitionedRequest): Promise<MergedAnswer> {
    const { fetch, operators, own } = request;
    const [unit] = fetch.units;
    if (!unit?.node || unit.key === null || fetch.units.length !== 1) {
      throw new Error('a fetch is one act');
    }
    const allowed = operators.filter((asked) => this.choice.canHave(unit, asked, request.valueOf));
    if (unit.place) return this.actAt(request, unit, unit.node, unit.place, allowed);
    const keeper = own ?? (unit.as === 'own' ? this.common : null);
    const callers = allowed.find(({ operator }) => operator === keeper);
    const held = unit.held ? await this.holder(request, unit, unit.held, allowed) : null;
    if (held && 'unknown' in held) return nothingDone(unit, held.unknown);
    // INVARIANT: what was entered is sent to nobody but who has the row, to the caller's own, or to
    // whom the convention names for those without one.
    const doer = held ? (held.holder ?? callers) : callers;
    if (doer) return this.actBy(request, unit, doer);
    return held ? refused(unit, unit.node, actNotFound) : nothingDone(unit, new Set());
  }

  /** INVARIANT: what was entered is sent to nobody but who operates for the commune that it names. */
  private async actAt(
    request: PartitionedRequest,
    unit: Unit,
    node: FieldNode,
    place: readonly string[],
    allowed: readonly AskedOperator[],
  ): Promise<MergedAnswer> {
    const commune = actArgument(node, place, request.valueOf);
    const isCode = typeof commune === 'string' || typeof commune === 'number';
    const operates = isCode ? operatorFor(String(commune), this.territories) : null;
    const territoire = operates === null ? undefined : this.territories.get(operates);
    if (!territoire || !isOfTerritory(territoire, unit.at)) {
      return refused(unit, node, unit.at === null ? outsideTerritory : withoutMayor);
    }
    const doer = allowed.find(({ operator }) => operator === operates);
    return doer ? this.actBy(request, unit, doer) : refused(unit, node, actNotFound);
  }

  private async actBy(
    request: PartitionedRequest,
    unit: Unit,
    doer: AskedOperator,
  ): Promise<MergedAnswer> {
    const bodyOf = (text: SentText): string =>
      `${text.bodyStart}${request.variables(text.variables)}}}`;
    try {
      const answer = await this.sendServed(request, doer, new Set([unit]), bodyOf, null);
      return { ...answer, absent: new Set() };
    } catch (error) {
      request.onFailure(doer.operator, failureOf(doer.operator, error));
      return nothingDone(unit, new Set([doer.operator]));
    }
  }

  /** Who has the row; `unknown`: who has it may be among those that do not answer. */
  private async holder(
    request: PartitionedRequest,
    unit: Unit,
    held: NonNullable<Unit['held']>,
    allowed: readonly AskedOperator[],
  ): Promise<
    { readonly holder: AskedOperator | null } | { readonly unknown: ReadonlySet<string> }
  > {
    const [only] = allowed;
    if (only && allowed.length === 1) return { holder: only };
    const id = unit.node && actArgument(unit.node, held.by, request.valueOf);
    if (typeof id !== 'string' && typeof id !== 'number') return { holder: null };
    const representation = JSON.stringify({ __typename: held.of, [held.key]: String(id) });
    const text = request.fetch.holderText(held);
    const body = `${text.bodyStart}"representations":[${representation}]}}`;
    const holders: AskedOperator[] = [];
    const silent = new Set<string>();
    await Promise.all(
      allowed.map(async (asked) => {
        try {
          const { data, errors } = await this.send(request, asked, text, body, 1, true);
          const entities = data?.['_entities'];
          if (errors.length > 0 || !Array.isArray(entities) || entities.length !== 1) {
            throw new SubgraphFailure(asked.operator, 'garbage');
          }
          if (entities[0] !== null) holders.push(asked);
        } catch (error) {
          silent.add(asked.operator);
          request.onFailure(asked.operator, failureOf(asked.operator, error));
        }
      }),
    );
    // One that claims the row is not believed while another may have it.
    if (silent.size > 0) return { unknown: silent };
    const [holder] = holders;
    if (holder && holders.length === 1) return { holder };
    if (holders.length > 1) {
      for (const { operator } of holders) {
        request.onFailure(operator, new SubgraphFailure(operator, 'garbage'));
      }
      return { unknown: new Set() };
    }
    return { holder: null };
  }

  private tell({ onFailure }: PartitionedRequest, answers: readonly OperatorAnswer[]): void {
    for (const { operator, failure } of answers) if (failure) onFailure(operator, failure);
  }
}
