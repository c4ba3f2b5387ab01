import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { always } from './answer.js';
import type { ErrorCode } from '../errors.js';

interface Refusal {
  readonly status: number;
  readonly message: string;
}

const noHttp: Refusal = { status: 400, message: 'La requête n’est pas du HTTP lisible.' };

/** By Node's code of the fault. */
const refusals: Readonly<Record<string, Refusal>> = {
  HPE_HEADER_OVERFLOW: {
    status: 431,
    message: 'Adresse ou en-têtes trop longs : envoyez l’opération par POST.',
  },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, message: 'La requête n’est pas arrivée à temps.' },
};

/**
 * Refuses what never became a request, in the one form that refusals have, and closes the connection.
 * @returns the status; null: nobody is there to be told.
 */
export function refuseUnreadable(error: Error & { code?: string }, socket: Socket): number | null {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return null;
  }
  const { status, message } = refusals[error.code ?? ''] ?? noHttp;
  const code: ErrorCode = 'BAD_REQUEST';
  const body = JSON.stringify({ errors: [{ message, extensions: { code } }] });
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    ...always,
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('')}\r\n${body}`);
  socket.destroySoon();
  return status;
}
