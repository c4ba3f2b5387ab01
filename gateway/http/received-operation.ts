import type { IncomingMessage } from 'node:http';
import { isRecord } from '../../schema/is-record.js';
import { isExactNumber, parseExact } from '../engine/json/exact-numbers.js';
import { PasserelleError } from '../errors.js';

/** What a request asks for, wherever in it that stood. */
export interface ReceivedOperation {
  /** null: it came by an id or by a hash. */
  readonly query: string | null;
  /** Of a published document; undefined where none was given. */
  readonly documentId: unknown;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly extensions: Readonly<Record<string, unknown>> | null;
  /** By GET nothing is changed. */
  readonly byGet: boolean;
}

/** @param text the body of a POST. @throws PasserelleError `BAD_REQUEST` */
export function receivedOperation(request: IncomingMessage, text: string): ReceivedOperation {
  switch (request.method) {
    case 'POST':
      return operationOf(postedParameters(request.headers['content-type'], text), false);
    case 'GET':
      requirePreflight(request);
      return operationOf(urlParameters(request.url ?? ''), true);
    default:
      throw new PasserelleError(
        'BAD_REQUEST',
        'La passerelle répond à POST et à GET seulement.',
        405,
      );
  }
}

function postedParameters(contentType: string | undefined, text: string): unknown {
  if (contentType !== 'application/json') requireJson(contentType ?? '');
  try {
    return parseExact(text);
  } catch {
    throw badRequest('Le corps de la requête n’est pas du JSON.');
  }
}

function requireJson(contentType: string): void {
  const [type = '', ...parameters] = contentType.toLowerCase().split(';');
  const charset = parameters
    .map((parameter) => parameter.trim())
    .find((parameter) => parameter.startsWith('charset='));
  if (type.trim() !== 'application/json' || !/^(?:charset="?utf-?8"?)?$/.test(charset ?? '')) {
    throw badRequest(
      'Envoyez l’opération comme du JSON en UTF-8, avec « content-type: application/json ».',
    );
  }
}

function urlParameters(url: string): Record<string, unknown> {
  const cut = url.indexOf('?');
  const search = new URLSearchParams(cut < 0 ? '' : url.slice(cut));
  const parameters: Record<string, unknown> = {};
  for (const name of ['query', 'documentId', 'operationName', 'variables', 'extensions']) {
    const [value, ...others] = search.getAll(name);
    if (value === undefined) continue;
    if (others.length > 0) throw badRequest(`« ${name} » est donné deux fois.`);
    parameters[name] = name === 'variables' || name === 'extensions' ? json(name, value) : value;
  }
  return parameters;
}

function json(name: string, text: string): unknown {
  if (text === '') return null;
  try {
    return parseExact(text);
  } catch {
    throw badRequest(`« ${name} » n’est pas du JSON.`);
  }
}

const simpleTypes = ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'];

/** A page of anybody's may send a plain GET with what the browser keeps; it may not send these headers. */
function requirePreflight({ headers }: IncomingMessage): void {
  const type = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (type !== '' && !simpleTypes.includes(type)) return;
  if (headers['apollo-require-preflight'] || headers['x-apollo-operation-name']) return;
  throw badRequest(
    'Par GET, ajoutez l’en-tête « apollo-require-preflight: true », qu’une page étrangère ne peut pas envoyer.',
  );
}

function operationOf(parameters: unknown, byGet: boolean): ReceivedOperation {
  if (Array.isArray(parameters)) throw badRequest('Une seule opération par requête.');
  if (!isRecord(parameters) || isExactNumber(parameters))
    throw badRequest('La requête doit être un objet JSON.');
  const { query = null, documentId, operationName = null } = parameters;
  if (query !== null && typeof query !== 'string')
    throw badRequest('« query » doit être un texte.');
  if (operationName !== null && typeof operationName !== 'string') {
    throw badRequest('« operationName » doit être un texte.');
  }
  const extensions = recordOf(parameters, 'extensions');
  if (!query && documentId === undefined && !extensions?.['persistedQuery']) {
    throw badRequest('Il manque l’opération : donnez « query » ou « documentId ».');
  }
  return {
    query: query || null,
    documentId,
    operationName: operationName || null,
    variables: recordOf(parameters, 'variables') ?? {},
    extensions,
    byGet,
  };
}

function recordOf(
  parameters: Readonly<Record<string, unknown>>,
  name: string,
): Readonly<Record<string, unknown>> | null {
  const value = parameters[name] ?? null;
  if (value !== null && (!isRecord(value) || isExactNumber(value)))
    throw badRequest(`« ${name} » doit être un objet.`);
  return value;
}

function badRequest(message: string): PasserelleError {
  return new PasserelleError('BAD_REQUEST', message, 400);
}
