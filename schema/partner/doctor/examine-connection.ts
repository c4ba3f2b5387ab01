import { lookup } from 'node:dns/promises';
import { connect as connectTcp, isIP } from 'node:net';
import { checkServerIdentity, connect as connectTls, type PeerCertificate } from 'node:tls';
import type { LineSecurity } from '../line.js';
import { green, sign, type Sign } from './sign.js';

/** In milliseconds. */
const patience = 5_000;
const day = 86_400_000;
/** A certificate that ends sooner is told of. */
const soon = 30 * day;

/** From the name to the handshake, as far as it goes: a red sign is the last. */
export async function examineConnection(
  url: URL,
  security: LineSecurity,
  now: Date,
): Promise<readonly Sign[]> {
  const signs = [await examineName(url.hostname)];
  if (signs.at(-1)?.light === 'red') return signs;
  signs.push(await examinePort(url));
  if (signs.at(-1)?.light === 'red' || url.protocol !== 'https:') return signs;
  return [...signs, ...(await examineHandshake(url, security, now))];
}

async function examineName(name: string): Promise<Sign> {
  const host = name.replace(/^\[|\]$/g, '');
  try {
    const found = await lookup(host, { all: true });
    const addresses = String(found.length);
    return green('dns', `${host} : ${addresses} adresse(s)`, `${host}: ${addresses} address(es)`);
  } catch (error) {
    const { code = 'error' } = error as NodeJS.ErrnoException;
    return sign(
      'dns',
      'red',
      'dns',
      `« ${host} » est introuvable (${code}) : vérifiez le nom et le serveur DNS d’où part la passerelle.`,
      `"${host}" is not found (${code}): check the name and the DNS server where the gateway runs.`,
    );
  }
}

async function examinePort(url: URL): Promise<Sign> {
  const port = portOf(url);
  const failed = await outcomeOf((done) => {
    const socket = connectTcp({ host: hostOf(url), port, timeout: patience }, () => done(null));
    socket.once('timeout', () => done(Object.assign(new Error(), { code: 'ETIMEDOUT' })));
    socket.once('error', done);
    return () => socket.destroy();
  });
  if (failed === null) return green('tcp', `le port ${port} répond`, `port ${port} answers`);
  const { code = 'error' } = failed as NodeJS.ErrnoException;
  if (code === 'ECONNREFUSED') {
    return sign(
      'tcp',
      'red',
      'connection-refused',
      `rien n’écoute sur le port ${port} : démarrez le sous-graphe, ou corrigez le port.`,
      `nothing listens on port ${port}: start the subgraph, or mend the port.`,
    );
  }
  const cause = code === 'ETIMEDOUT' ? 'connect-timeout' : 'unreachable';
  return sign(
    'tcp',
    'red',
    cause,
    `le port ${port} ne répond pas (${code}) : un pare-feu entre les deux, ou une route, manque d’une ouverture.`,
    `port ${port} does not answer (${code}): a firewall between the two, or a route, lets nothing through.`,
  );
}

async function examineHandshake(
  url: URL,
  security: LineSecurity,
  now: Date,
): Promise<readonly Sign[]> {
  let found: Handshake | null = null;
  const failed = await outcomeOf((done) => {
    const host = hostOf(url);
    const socket = connectTls(
      {
        host,
        port: portOf(url),
        ...(isIP(host) === 0 ? { servername: host } : {}),
        ...security,
        minVersion: 'TLSv1.2',
        rejectUnauthorized: false,
        timeout: patience,
      },
      () => {
        const error: unknown = socket.authorizationError;
        const refusal = error instanceof Error ? (error as { code?: string }).code : error;
        found = {
          protocol: socket.getProtocol() ?? '',
          certificate: socket.getPeerCertificate(),
          refusal: typeof refusal === 'string' ? refusal : null,
        };
        // TLS 1.3: who lacks a certificate is told so after the handshake only.
        socket.write(`GET /health/live HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`);
        socket.once('data', () => done(null));
        socket.once('close', () => done(security.cert === undefined ? null : hungUp()));
      },
    );
    socket.once('timeout', () => done(Object.assign(new Error(), { code: 'ETIMEDOUT' })));
    socket.once('error', done);
    return () => socket.destroy();
  });
  const signs: Sign[] = [];
  if (failed !== null) signs.push(ofHandshake(failed, security.cert !== undefined));
  const seen = found as Handshake | null;
  if (seen === null) return signs;
  if (failed === null) signs.push(green('tls', seen.protocol, seen.protocol));
  return [...signs, ofCertificate(url, seen, now)];
}

interface Handshake {
  readonly protocol: string;
  readonly certificate: PeerCertificate;
  /** OpenSSL's word for why it is not believed. */
  readonly refusal: string | null;
}

function ofHandshake(error: Error, hasCertificate: boolean): Sign {
  const { code = '' } = error as NodeJS.ErrnoException;
  const red = (cause: string, fr: string, en: string): Sign => sign('tls', 'red', cause, fr, en);
  if (/WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST/.test(code)) {
    return red(
      'not-tls',
      'l’adresse est en https et le port ne parle pas TLS : corrigez l’adresse ou le port.',
      'the address is https and the port does not speak TLS: mend the address or the port.',
    );
  }
  if (/PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL|NO_PROTOCOLS/.test(code)) {
    return red(
      'tls-version',
      'le serveur n’offre que TLS 1.1 ou plus ancien : activez TLS 1.2 ou 1.3.',
      'the server offers TLS 1.1 or older only: turn TLS 1.2 or 1.3 on.',
    );
  }
  if (/CERTIFICATE_REQUIRED|HANDSHAKE_FAILURE/.test(code) && !hasCertificate) {
    return red(
      'client-certificate-wanted',
      'le serveur demande un certificat client : donnez-en un (--cert, --cert-key).',
      'the server asks for a client certificate: give one (--cert, --cert-key).',
    );
  }
  if (/ALERT|CERTIFICATE/.test(code) && hasCertificate) {
    return red(
      'client-certificate-refused',
      `le serveur refuse notre certificat client (${code}) : son autorité, ou sa date, n’est pas celle qu’il attend.`,
      `the server refuses our client certificate (${code}): its authority, or its date, is not what it expects.`,
    );
  }
  return red('tls', `la négociation TLS échoue (${code}).`, `the TLS handshake fails (${code}).`);
}

function ofCertificate(url: URL, { certificate, refusal }: Handshake, now: Date): Sign {
  const red = (cause: string, fr: string, en: string): Sign =>
    sign('certificate', 'red', cause, fr, en);
  const until = new Date(certificate.valid_to);
  const untilDay = until.toISOString().slice(0, 10);
  if (until.getTime() <= now.getTime() || refusal === 'CERT_HAS_EXPIRED') {
    return red(
      'certificate-expired',
      `le certificat a expiré le ${untilDay} : renouvelez-le.`,
      `the certificate expired on ${untilDay}: renew it.`,
    );
  }
  if (new Date(certificate.valid_from).getTime() > now.getTime()) {
    return red(
      'certificate-not-yet-valid',
      'le certificat n’est pas encore valable : vérifiez l’horloge de ce côté, ou attendez.',
      'the certificate is not valid yet: check the clock on this side, or wait.',
    );
  }
  if (checkServerIdentity(hostOf(url), certificate) !== undefined) {
    return red(
      'certificate-name',
      `le certificat n’est pas au nom de « ${hostOf(url)} » : faites-en émettre un qui porte ce nom.`,
      `the certificate is not for "${hostOf(url)}": have one issued that bears this name.`,
    );
  }
  if (refusal !== null) {
    const self = refusal === 'DEPTH_ZERO_SELF_SIGNED_CERT';
    return red(
      self ? 'self-signed' : 'unknown-ca',
      self
        ? 'le certificat est signé par lui-même : donnez-le comme autorité (--ca), ou faites-en émettre un.'
        : `l’autorité du certificat n’est pas connue (${refusal}) : donnez-la (--ca), intermédiaires compris.`,
      self
        ? 'the certificate is signed by itself: give it as the authority (--ca), or have one issued.'
        : `the authority of the certificate is unknown (${refusal}): give it (--ca), with its intermediates.`,
    );
  }
  if (until.getTime() - now.getTime() < soon) {
    return sign(
      'certificate',
      'amber',
      'certificate-ends-soon',
      `le certificat expire le ${untilDay} : renouvelez-le avant.`,
      `the certificate expires on ${untilDay}: renew it before.`,
    );
  }
  return green('certificate', `valable jusqu’au ${untilDay}`, `valid until ${untilDay}`);
}

/** Some servers end the connection without a word where they do not take the client's certificate. */
function hungUp(): Error {
  return Object.assign(new Error(), { code: 'CERTIFICATE_AND_END' });
}

/** The error with which an attempt ended, null without; whatever was opened is closed. */
async function outcomeOf(
  attempt: (done: (error: Error | null) => void) => () => void,
): Promise<Error | null> {
  return new Promise((resolve) => {
    let settled = false;
    const close = attempt((error) => {
      if (settled) return;
      settled = true;
      setImmediate(() => close());
      resolve(error);
    });
  });
}

function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '');
}

function portOf(url: URL): number {
  return Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
}
