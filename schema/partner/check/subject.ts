import { fetchTicketHeader } from '../../contract/fetch-ticket.js';
import { isRecord } from '../../is-record.js';
import { ask, type LineAnswer, type LineSecurity } from '../line.js';
import type { Falsified, TrialCaller, TrialKey } from '../trial-key.js';
import type { DeclaredRows } from './declared-rows.js';
import type { PublishedSchema } from './published-schema.js';

export interface GraphQLAnswer {
  readonly status: number;
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly errors: readonly GraphQLFault[];
  /** Whether the body is a JSON object. */
  readonly isJson: boolean;
  readonly text: string;
}

interface GraphQLFault {
  readonly message?: unknown;
  readonly extensions?: { readonly code?: unknown };
}

/** The subgraph under trial, and what it was heard to say. */
export class Subject {
  /** The text of every answer that was no plain success: looked through at the end. */
  readonly complaints: string[] = [];

  constructor(
    readonly url: string,
    readonly audience: string,
    readonly key: TrialKey,
    readonly published: PublishedSchema,
    readonly declared: DeclaredRows,
    private readonly security: LineSecurity,
  ) {}

  /** Any caller: what is asked of all alike. */
  get somebody(): TrialCaller {
    const [first] = this.declared.appelants.values();
    return first ?? { signataire: 'essai', territoire: {}, droits: {} };
  }

  caller(name: string): TrialCaller {
    const caller = this.declared.appelants.get(name);
    if (!caller) throw new Error(`no caller ${name}`);
    return caller;
  }

  token(falsified?: Falsified, caller = this.somebody): string {
    return this.key.token(this.audience, caller, falsified);
  }

  /** A ticket for this document, as the gateway makes it. */
  ticket(token: string, document: string, falsified?: Falsified): string {
    return this.key.ticket(this.audience, token, document, falsified);
  }

  /**
   * What is sent is announced by a ticket for the first token.
   * @param tokens one `Authorization` header each. @param body text, or what is written as JSON
   */
  async send(
    tokens: readonly string[],
    body: unknown,
    contentType = 'application/json',
  ): Promise<GraphQLAnswer> {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const [first] = tokens;
    const ticket = first === undefined ? null : this.ticket(first, documentOf(text));
    return this.post(tokens, ticket, text, contentType);
  }

  /** As `send`, with this ticket, or none. */
  sendWith(token: string, ticket: string | null, body: object): Promise<GraphQLAnswer> {
    return this.post([token], ticket, JSON.stringify(body), 'application/json');
  }

  private async post(
    tokens: readonly string[],
    ticket: string | null,
    body: string,
    contentType: string,
  ): Promise<GraphQLAnswer> {
    const headers = [
      'content-type',
      contentType,
      'accept',
      'application/json',
      ...tokens.flatMap((token) => ['authorization', `Bearer ${token}`]),
      ...(ticket === null ? [] : [fetchTicketHeader, ticket]),
    ];
    return this.heard(await ask(this.url, { headers, body }, this.security));
  }

  async get(path: string): Promise<GraphQLAnswer> {
    return this.heard(await ask(new URL(path, this.url).href, { method: 'GET' }, this.security));
  }

  async query(
    caller: TrialCaller,
    query: string,
    variables: Readonly<Record<string, unknown>> = {},
  ): Promise<GraphQLAnswer> {
    return this.send([this.token({}, caller)], { query, variables });
  }

  /** The entities of one type under these keys. */
  async entities(
    caller: TrialCaller,
    type: string,
    keys: readonly Readonly<Record<string, unknown>>[],
    fields: readonly string[],
  ): Promise<{ readonly rows: readonly (Row | null)[] | null; readonly answer: GraphQLAnswer }> {
    const selected = fields.map((field) =>
      this.published.isLeaf(type, field) ? field : `${field} { __typename }`,
    );
    const query =
      'query ($representations: [_Any!]!) { _entities(representations: $representations) ' +
      `{ ... on ${type} { __typename ${selected.join(' ')} } } }`;
    const representations = keys.map((key) => ({ __typename: type, ...key }));
    const answer = await this.query(caller, query, { representations });
    const rows = answer.data?.['_entities'];
    return { rows: Array.isArray(rows) ? (rows as (Row | null)[]) : null, answer };
  }

  private heard({ status, text }: LineAnswer): GraphQLAnswer {
    let parsed: unknown = null;
    try {
      parsed = JSON.parse(text);
    } catch {
      // Said by `isJson`.
    }
    const isJson = typeof parsed === 'object' && parsed !== null;
    const { data, errors } = (isJson ? parsed : {}) as Partial<GraphQLAnswer>;
    const faults = Array.isArray(errors) ? errors : [];
    if (status >= 400 || faults.length > 0) {
      this.complaints.push(faults.length > 0 ? JSON.stringify(faults) : text);
    }
    return { status, data: data ?? null, errors: faults, isJson, text };
  }
}

/** What of a body is announced: nothing of what is no GraphQL request. */
function documentOf(body: string): string {
  try {
    const parsed: unknown = JSON.parse(body);
    const query = isRecord(parsed) ? parsed['query'] : null;
    return typeof query === 'string' ? query : '';
  } catch {
    return '';
  }
}

export type Row = Readonly<Record<string, unknown>>;
