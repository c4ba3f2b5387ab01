import { clientCertificateStatus } from '../../../schema/contract/client-certificate.js';
import { ConnectFault } from './connection.js';
import {
  AnswerWithErrors,
  InvalidValue,
  NoPlan,
  NotServedYet,
  SubgraphFailure,
} from './subgraph-answer.js';

/** Why a partner gave no usable answer, in the words of who runs networks and servers. */
export type FaultCause =
  | 'dns'
  | 'connection-refused'
  | 'connection-reset'
  | 'connect-timeout'
  | 'unreachable'
  | 'unknown-ca'
  | 'certificate-expired'
  | 'certificate-name'
  | 'client-certificate-wanted'
  | 'client-certificate-refused'
  | 'tls'
  | 'timeout'
  | 'token-refused'
  | 'http-413'
  | 'http-429'
  | 'http-4xx'
  | 'http-5xx'
  | 'http-redirect'
  | 'html'
  | 'no-graphql'
  | 'no-http'
  | 'answer-too-large'
  | 'answer-out-of-bounds'
  | 'circuit-open'
  | 'busy'
  | 'graphql-error'
  | 'invalid-value'
  | 'no-plan'
  | 'older-schema'
  | 'internal';

/** What an operator is told: no text of the partner's and no value. */
export interface SubgraphFault {
  readonly cause: FaultCause;
  readonly status: number | null;
  /** What the partner calls it, for asking there. */
  readonly reference: string | null;
}

/** By the code of the system's or TLS's error. */
const byCode: Readonly<Record<string, FaultCause>> = {
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  EAI_FAIL: 'dns',
  EAI_NODATA: 'dns',
  ECONNREFUSED: 'connection-refused',
  ECONNRESET: 'connection-reset',
  EPIPE: 'connection-reset',
  ETIMEDOUT: 'connect-timeout',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  SELF_SIGNED_CERT_IN_CHAIN: 'unknown-ca',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'unknown-ca',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'unknown-ca',
  UNABLE_TO_GET_ISSUER_CERT: 'unknown-ca',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'unknown-ca',
  CERT_HAS_EXPIRED: 'certificate-expired',
  CERT_NOT_YET_VALID: 'certificate-expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate-name',
  // Alerts: it is the partner that does not take ours.
  ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED: 'client-certificate-wanted',
  ERR_SSL_TLSV1_ALERT_UNKNOWN_CA: 'client-certificate-refused',
  ERR_SSL_TLSV1_ALERT_ACCESS_DENIED: 'client-certificate-refused',
  ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE: 'client-certificate-refused',
  ERR_SSL_SSLV3_ALERT_UNSUPPORTED_CERTIFICATE: 'client-certificate-refused',
  ERR_SSL_SSLV3_ALERT_CERTIFICATE_REVOKED: 'client-certificate-refused',
  ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED: 'client-certificate-refused',
  ERR_SSL_SSLV3_ALERT_CERTIFICATE_UNKNOWN: 'client-certificate-refused',
};

/** @returns null: the caller went away, and the partner has nothing to do with it. */
export function readFault(error: unknown): SubgraphFault | null {
  if (error instanceof AnswerWithErrors) {
    return { cause: 'graphql-error', status: error.status, reference: error.reference };
  }
  if (error instanceof NoPlan) return { cause: 'no-plan', status: null, reference: null };
  if (error instanceof NotServedYet)
    return { cause: 'older-schema', status: null, reference: null };
  if (error instanceof InvalidValue) {
    return { cause: 'invalid-value', status: null, reference: null };
  }
  if (!(error instanceof SubgraphFailure)) {
    return { cause: 'internal', status: null, reference: null };
  }
  if (error.reason === 'aborted') return null;
  return { cause: causeOf(error), status: error.status, reference: error.reference };
}

function causeOf({ reason, status, cause }: SubgraphFailure): FaultCause {
  switch (reason) {
    case 'status':
      return causeOfStatus(status ?? 0);
    case 'garbage':
      if (status !== null && status >= 400) return causeOfStatus(status);
      return status === null ? 'no-http' : 'no-graphql';
    case 'html':
      return status !== null && status >= 400 ? causeOfStatus(status) : 'html';
    case 'too-large':
      return 'answer-too-large';
    case 'out-of-bounds':
      return 'answer-out-of-bounds';
    case 'unreachable':
      return causeOfConnection(cause);
    case 'timeout':
    case 'circuit-open':
    case 'busy':
      return reason;
    case 'aborted':
      return 'internal';
  }
}

function causeOfStatus(status: number): FaultCause {
  if (status === 401 || status === 403) return 'token-refused';
  if (status === clientCertificateStatus.wanted) return 'client-certificate-wanted';
  if (status === clientCertificateStatus.refused) return 'client-certificate-refused';
  if (status === 413) return 'http-413';
  if (status === 429) return 'http-429';
  if (status >= 500) return 'http-5xx';
  return status >= 400 ? 'http-4xx' : 'http-redirect';
}

function causeOfConnection(error: unknown): FaultCause {
  if (!(error instanceof Error)) return 'unreachable';
  const reason: unknown = error instanceof ConnectFault ? error.cause : error;
  // Several addresses were tried: they mostly fail alike.
  const first: unknown = reason instanceof AggregateError ? reason.errors[0] : reason;
  const { code = '' } = (first ?? {}) as NodeJS.ErrnoException;
  const known = byCode[code];
  if (known) return known;
  if (/^(ERR_SSL|ERR_TLS|EPROTO|CERT_|UNABLE_TO_)/.test(code)) return 'tls';
  return /timeout|not connected in time|connecting took too long/i.test(error.message)
    ? 'connect-timeout'
    : 'unreachable';
}
