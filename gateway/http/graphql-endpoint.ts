import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ApolloServer } from '@apollo/server';
import { OperationTypeNode } from 'graphql';
import { findReservedAlias } from '../access/reserved-aliases.js';
import { Cancellation } from '../engine/fetching/cancellation.js';
import { PasserelleError } from '../errors.js';
import { unauthenticated } from '../identity/verify-token.js';
import type { Viewer } from '../identity/viewer.js';
import { send, sendFailure } from './answer.js';
import { headerMap, type OperationContext, type ValidatedOperation } from './apollo.js';
import { answerBrowser, requireOwnOrigin } from './cross-origin.js';
import { plainRequest, readBody } from './request-body.js';
import {
  requireWithinLimits,
  serveOperation,
  tooLarge,
  type OperationRequest,
  type ServingParts,
} from './serve-operation.js';
import type { GatewayState } from './state.js';
import type { ReceivedRequest } from './trusted-documents.js';

export interface EndpointParts extends ServingParts {
  /** The version in force when a request arrives. */
  readonly state: () => GatewayState;
  readonly apollo: () => ApolloServer<OperationContext>;
  readonly log: (error: unknown, requestId: string) => void;
  readonly onAnswer: (path: 'fast' | 'apollo', status: number, milliseconds: number) => void;
}

/**
 * `/graphql`. An operation comes in through Apollo Server, which parses and validates it; once it has
 * passed there, the same text is served straight from here. Token, limits, decision, journal, engine
 * and headers are the same code on both paths.
 */
export class GraphqlEndpoint {
  private readonly idPrefix = randomBytes(6).toString('hex');
  private count = 0;

  constructor(private readonly parts: EndpointParts) {}

  handle(request: IncomingMessage, response: ServerResponse): void {
    const requestId = `${this.idPrefix}-${(this.count += 1).toString(36)}`;
    this.serve(request, response, requestId).catch((error: unknown) => {
      sendFailure(response, error, requestId, this.parts.log);
    });
  }

  private async serve(
    request: IncomingMessage,
    response: ServerResponse,
    requestId: string,
  ): Promise<void> {
    const state = this.parts.state();
    state.users.come();
    try {
      await this.serveUnder(state, request, response, requestId);
    } finally {
      state.users.leave();
    }
  }

  private async serveUnder(
    state: GatewayState,
    request: IncomingMessage,
    response: ServerResponse,
    requestId: string,
  ): Promise<void> {
    const started = performance.now();
    const { origin } = request.headers;
    if (origin !== undefined && answerBrowser(request, response, origin, state.origins)) return;
    const authorization = onlyAuthorization(request);
    const finalites = headerText(request, 'x-finalite');
    const viewer =
      state.viewers.recall(authorization, finalites) ??
      (await state.viewers.of(authorization, finalites));
    if (origin !== undefined) requireOwnOrigin(origin, state.origins, viewer);
    const text = request.method === 'POST' ? await readBody(request) : '';
    const received = state.documents.resolve(receivedRequest(request, text), viewer);
    const fast = this.fastRequest(request, received.body, state, viewer, requestId, response);
    if (fast) {
      const answer = await serveOperation(fast, this.parts);
      send(response, 200, answer);
      this.parts.onAnswer('fast', 200, performance.now() - started);
      return;
    }
    const status = await this.throughApollo(request, response, received, {
      state,
      viewer,
      requestId,
      cancellation: cancellationOf(response),
      wantsPlan: wantsPlan(request),
      outcome: { answer: null, failure: null },
    });
    this.parts.onAnswer('apollo', status, performance.now() - started);
  }

  /** The request, if its operation is known and nothing about it is left for Apollo Server to judge. */
  private fastRequest(
    request: IncomingMessage,
    body: unknown,
    state: GatewayState,
    viewer: Viewer,
    requestId: string,
    response: ServerResponse,
  ): OperationRequest | null {
    if (request.method !== 'POST' || request.url !== '/graphql') return null;
    const type = request.headers['content-type'];
    if (type !== 'application/json' && type !== 'application/json; charset=utf-8') return null;
    const { accept } = request.headers;
    if (accept !== undefined && accept !== '*/*' && accept !== 'application/json') return null;
    const plain = plainRequest(body);
    if (!plain) return null;
    const operation = state.operations.get(plain.query, plain.operationName);
    if (!operation) return null;
    return {
      ...{ state, viewer, operation, ...plain, requestId },
      cancellation: cancellationOf(response),
      wantsPlan: wantsPlan(request),
    };
  }

  private async throughApollo(
    request: IncomingMessage,
    response: ServerResponse,
    { method, body, search }: ReceivedRequest,
    context: OperationContext,
  ): Promise<number> {
    const answer = await this.parts.apollo().executeHTTPGraphQLRequest({
      httpGraphQLRequest: {
        headers: headerMap(request.headers),
        ...{ method, search, body },
      },
      context: () => Promise.resolve(context),
    });
    const { failure } = context.outcome;
    if (failure !== null) throw failure;
    const status = answer.status ?? 200;
    const complete = answer.body.kind === 'complete' ? answer.body.string : '';
    if (context.outcome.answer !== null && status === 200) {
      send(response, 200, context.outcome.answer);
      return 200;
    }
    const allow = answer.headers.get('allow');
    send(response, status, asTooLarge(complete), allow === undefined ? undefined : { allow });
    return status;
  }

  /** Called by Apollo Server for each operation that it found valid. */
  readonly serveValidated = async (
    context: OperationContext,
    operation: ValidatedOperation,
  ): Promise<Buffer> => {
    const { state } = context;
    const { document, query, operationName } = operation;
    if (findReservedAlias(document) !== null) {
      throw new PasserelleError(
        'BAD_REQUEST',
        'Un alias ne peut pas commencer par « __ » : choisissez un autre nom.',
        400,
      );
    }
    const prepared = state.engine.prepare(document, operationName);
    const { definition } = prepared.judged.tree;
    if (definition.operation === OperationTypeNode.SUBSCRIPTION) {
      throw new PasserelleError('BAD_REQUEST', 'Les abonnements ne sont pas servis.', 400);
    }
    const hasVariables = (definition.variableDefinitions ?? []).length > 0;
    if (!hasVariables) requireWithinLimits(state.engine, prepared, {}, this.parts.limits);
    const known = { prepared, hasVariables, plannedFor: new Map() };
    const answer = await serveOperation({ ...context, ...operation, operation: known }, this.parts);
    state.operations.add(query, operationName, known);
    return answer;
  };
}

const authorizationName = 'authorization';

/** @throws PasserelleError when there are two: which one speaks would be a guess. */
function onlyAuthorization(request: IncomingMessage): string | null {
  const { rawHeaders } = request;
  let found: string | null = null;
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i] ?? '';
    if (name.length !== authorizationName.length || name.toLowerCase() !== authorizationName)
      continue;
    if (found !== null) throw unauthenticated();
    found = rawHeaders[i + 1] ?? '';
  }
  return found;
}

function wantsPlan({ headers }: IncomingMessage): boolean {
  return headers['x-passerelle-plan'] === 'true';
}

function headerText(request: IncomingMessage, name: string): string {
  const value = request.headers[name];
  return value === undefined ? '' : Array.isArray(value) ? value.join(',') : value;
}

function cancellationOf(response: ServerResponse): Cancellation {
  const cancellation = new Cancellation();
  response.on('close', () => {
    if (!response.writableFinished) cancellation.cancel();
  });
  return cancellation;
}

function receivedRequest(request: IncomingMessage, text: string): ReceivedRequest {
  const { method = 'GET', url = '', headers } = request;
  const cut = url.indexOf('?');
  return {
    method,
    search: cut < 0 ? '' : url.slice(cut),
    body: parsedBody(text, headers['content-type']),
  };
}

function parsedBody(text: string, contentType: string | undefined): unknown {
  if (text === '') return undefined;
  // Apollo Server judges the content type itself; JSON is read for it only where it is announced.
  if (contentType?.split(';')[0]?.trim().toLowerCase() !== 'application/json') return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new PasserelleError('BAD_REQUEST', "Le corps de la requête n'est pas du JSON.", 400);
  }
}

/** The parser's own refusal of too many tokens, or of too deep a nesting, in our words. */
function asTooLarge(body: string): string {
  if (!/contains more tha[tn]|Maximum call stack/.test(body)) return body;
  const { message, code } = tooLarge();
  return JSON.stringify({ errors: [{ message, extensions: { code } }] });
}
