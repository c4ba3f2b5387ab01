import { createHash, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ApolloServer } from '@apollo/server';
import { OperationTypeNode } from 'graphql';
import { readTraceparent, traceparentHeader } from '../../schema/contract/traceparent.js';
import { isRecord } from '../../schema/is-record.js';
import { countSelections } from '../access/expanded-selections.js';
import { findReservedAlias } from '../access/reserved-aliases.js';
import { Cancellation } from '../engine/fetching/cancellation.js';
import { PasserelleError } from '../errors.js';
import { Admissions, type Admission } from './admissions.js';
import type { Answers } from './answer.js';
import { validateAndServe, type OperationContext, type ValidatedOperation } from './apollo.js';
import { answerBrowser } from './cross-origin.js';
import type { KnownOperation } from './known-operations.js';
import { negotiate, plainForm, type AnswerForm } from './negotiate.js';
import { receivedOperation, type ReceivedOperation } from './received-operation.js';
import { readBody } from './request-body.js';
import {
  payFor,
  requireWithinLimits,
  RightsChanged,
  serveOperation,
  tooLarge,
  type ServingParts,
} from './serve-operation.js';
import type { GatewayState } from './state.js';

export interface EndpointParts extends ServingParts {
  /** The version in force when a request arrives. */
  readonly state: () => GatewayState;
  readonly apollo: () => ApolloServer<OperationContext>;
  readonly answers: Answers;
  readonly onAnswer: (way: Way, status: number, milliseconds: number) => void;
}

type Way = 'fast' | 'apollo' | 'refused';

/** What leaves for one request. */
interface Answer {
  readonly way: Way;
  readonly status: number;
  readonly body: string | Buffer;
}

/** How often an operation is begun anew because what is in force changed under it. */
const mostBeginnings = 3;

/**
 * `/graphql`. An operation comes in through Apollo Server, which parses and validates it; once it has
 * passed there, the same text is served straight from here. Token, limits, decision, journal, engine
 * and headers are the same code on both paths.
 */
export class GraphqlEndpoint {
  private readonly admissions: Admissions;

  constructor(private readonly parts: EndpointParts) {
    this.admissions = new Admissions(parts.state);
  }

  handle(request: IncomingMessage, response: ServerResponse): void {
    const { origin, accept } = request.headers;
    const { origins } = this.parts.state();
    if (origin !== undefined && answerBrowser(request, response, origin, origins)) return;
    const started = performance.now();
    // Partners are told it: a number of order would tell them how much is asked of others.
    const requestId = randomUUID();
    const { answers, onAnswer } = this.parts;
    const failed = (form: AnswerForm, error: unknown): void => {
      if (error instanceof PasserelleError && error.code === 'UNAUTHENTICATED') {
        const hasToken = request.headers.authorization !== undefined;
        this.parts.events.refused(requestId, hasToken ? 'jeton-refuse' : 'jeton-absent');
      }
      const status = answers.sendFailure(response, form, error, requestId);
      onAnswer('refused', status, performance.now() - started);
    };
    let form: AnswerForm;
    try {
      form = negotiate(accept);
    } catch (error) {
      failed(plainForm, error);
      return;
    }
    this.answer(request, response, form, requestId).then(
      ({ way, status, body }) => {
        answers.send(response, form, status, body);
        onAnswer(way, status, performance.now() - started);
      },
      (error: unknown) => {
        failed(form, error);
      },
    );
  }

  private async answer(
    request: IncomingMessage,
    response: ServerResponse,
    form: AnswerForm,
    requestId: string,
  ): Promise<Answer> {
    // Before the body: whoever may not ask need not send it.
    const admitted = this.admissions.admit(request);
    let admission = admitted instanceof Promise ? await admitted : admitted;
    const { ignoredPurposes } = admission;
    if (ignoredPurposes > 0) response.setHeader('x-finalites-ignorees', ignoredPurposes);
    const received = receivedOperation(
      request,
      request.method === 'POST' ? await readBody(request) : '',
    );
    const cancellation = cancellationOf(response);
    for (let beginning = 0; beginning < mostBeginnings; beginning += 1) {
      // The body may have been long in coming.
      if (!this.admissions.isRecent(admission)) admission = await this.admissions.readmit(request);
      const { users } = admission.state;
      users.come();
      try {
        return await this.answerUnder(admission, request, received, form, requestId, cancellation);
      } catch (error) {
        if (!(error instanceof RightsChanged)) throw error;
        if (error.act) throw actWithheld();
      } finally {
        users.leave();
      }
    }
    throw new PasserelleError(
      'RIGHTS_CHANGED',
      'Les droits en vigueur ont changé pendant la demande : renvoyez-la.',
      503,
    );
  }

  private async answerUnder(
    admission: Admission,
    request: IncomingMessage,
    received: ReceivedOperation,
    form: AnswerForm,
    requestId: string,
    cancellation: Cancellation,
  ): Promise<Answer> {
    const { state, viewer } = admission;
    const asked = state.documents.resolve(received, viewer);
    const context: OperationContext = {
      state,
      viewer,
      requestId,
      cancellation,
      byGet: asked.byGet,
      wantsPlan: request.headers['x-passerelle-plan'] === 'true',
      traceparent: readTraceparent(request.headers[traceparentHeader]),
      stillHolds: () => this.admissions.holds(request, admission),
      outcome: { answer: null, failure: null },
    };
    requireOwnHash(asked);
    const query = textOf(asked, state);
    const operation = query === null ? undefined : state.operations.get(query, asked.operationName);
    if (query !== null && operation && !(asked.byGet && changes(operation))) {
      const { operationName, variables } = asked;
      const body = await serveOperation(
        { ...context, operation, query, operationName, variables },
        this.parts,
      );
      return { way: 'fast', status: statusOf(body, form), body };
    }
    return this.throughApollo(context, asked, form);
  }

  private async throughApollo(
    context: OperationContext,
    asked: ReceivedOperation,
    form: AnswerForm,
  ): Promise<Answer> {
    await payFor(context.viewer, [], costOfReading(asked), this.parts);
    const validated = await validateAndServe(this.parts.apollo(), context, asked);
    const { failure, answer } = context.outcome;
    if (failure !== null) throw failure;
    const hash = hashOf(asked);
    if (answer !== null) {
      if (hash !== null && asked.query !== null) {
        context.state.operations.rememberText(hash, asked.query);
      }
      return { way: 'apollo', status: statusOf(answer, form), body: answer };
    }
    const { status = 200, body } = validated;
    const complete = body.kind === 'complete' ? body.string : '';
    if (isTooLarge(complete)) throw tooLarge();
    return { way: 'apollo', status: faultStatus(status, form), body: complete };
  }

  /** Called by Apollo Server for each operation that it found valid. */
  readonly serveValidated = async (
    context: OperationContext,
    operation: ValidatedOperation,
  ): Promise<Buffer> => {
    const { state } = context;
    const { document, query, operationName } = operation;
    const known = state.operations.get(query, operationName);
    if (known && !(context.byGet && changes(known))) {
      return serveOperation({ ...context, ...operation, operation: known }, this.parts);
    }
    if (findReservedAlias(document) !== null) {
      throw new PasserelleError(
        'BAD_REQUEST',
        'Un alias ne peut pas commencer par « __ » : choisissez un autre nom.',
        400,
      );
    }
    // Before anything is made of it: fragments let a short text grow without end.
    if (countSelections(document, operationName) > this.parts.limits.selections) throw tooLarge();
    const prepared = state.engine.prepare(document, operationName);
    const { definition } = prepared.judged.tree;
    if (definition.operation === OperationTypeNode.SUBSCRIPTION) {
      throw new PasserelleError('BAD_REQUEST', 'Les abonnements ne sont pas servis.', 400);
    }
    if (context.byGet && definition.operation !== OperationTypeNode.QUERY) {
      throw new PasserelleError('BAD_REQUEST', 'Par GET on lit seulement : envoyez POST.', 405);
    }
    const hasVariables = (definition.variableDefinitions ?? []).length > 0;
    // Without variables: what they ask for is measured once they are known.
    if (!hasVariables) requireWithinLimits(state.engine, prepared, {}, this.parts.limits);
    const first = { prepared, hasVariables, plannedFor: new Map() };
    const answer = await serveOperation({ ...context, ...operation, operation: first }, this.parts);
    state.operations.add(query, operationName, first);
    return answer;
  };
}

/** What is first seen is parsed and validated before anything else is known of it. */
function costOfReading({ query }: ReceivedOperation): number {
  return 200 + Math.ceil((query?.length ?? 0) / 4);
}

function actWithheld(): PasserelleError {
  return new PasserelleError(
    'RIGHTS_CHANGED',
    'Vos droits ont changé pendant cet acte : il a été transmis, mais sa réponse ne peut plus vous être donnée. Vérifiez avant de le renvoyer.',
    403,
  );
}

function changes({ prepared }: KnownOperation): boolean {
  return prepared.judged.tree.definition.operation !== OperationTypeNode.QUERY;
}

/** What Apollo Server itself refuses is a fault of the document. */
function faultStatus(status: number, { mediaType, faultsAreOk }: AnswerForm): number {
  if (status >= 500) return status;
  if (faultsAreOk) return 200;
  return mediaType === 'application/json' ? status : 400;
}

/** An answer without data is a refusal, and told as one. */
function statusOf(answer: Buffer, { faultsAreOk }: AnswerForm): number {
  return faultsAreOk || noData.some((byte, index) => answer[index] !== byte) ? 200 : 400;
}

const noData = Buffer.from('{"errors"');

/** @throws PasserelleError `BAD_REQUEST` where an operation comes with a hash that is not its own. */
function requireOwnHash({ query, extensions }: ReceivedOperation): void {
  const persisted = extensions?.['persistedQuery'];
  if (query === null || persisted === undefined || persisted === null) return;
  const given = isRecord(persisted) ? persisted['sha256Hash'] : undefined;
  if (given === createHash('sha256').update(query).digest('hex')) return;
  throw new PasserelleError(
    'BAD_REQUEST',
    'L’empreinte donnée (persistedQuery) n’est pas celle de l’opération.',
    400,
  );
}

/** The operation's text, where nothing about it is left for Apollo Server to judge. */
function textOf(asked: ReceivedOperation, { operations }: GatewayState): string | null {
  const { query, extensions } = asked;
  if (extensions?.['persistedQuery'] === undefined) return query;
  const hash = hashOf(asked);
  if (hash === null) return null;
  return query ?? operations.textOf(hash);
}

/** By which an operation that was sent before may be asked alone. */
function hashOf({ extensions }: ReceivedOperation): string | null {
  const persisted = extensions?.['persistedQuery'];
  if (!isRecord(persisted) || persisted['version'] !== 1) return null;
  return typeof persisted['sha256Hash'] === 'string' ? persisted['sha256Hash'] : null;
}

function cancellationOf(response: ServerResponse): Cancellation {
  const cancellation = new Cancellation();
  response.on('close', () => {
    if (!response.writableFinished) cancellation.cancel();
  });
  return cancellation;
}

/** The parser's own refusal of too many tokens, or of too deep a nesting. */
function isTooLarge(body: string): boolean {
  return /contains more tha[tn]|Maximum call stack/.test(body);
}
