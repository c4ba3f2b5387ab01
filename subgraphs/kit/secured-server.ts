import { constants } from 'node:crypto';
import type { ServerOptions } from 'node:https';
import { Server, TLSSocket } from 'node:tls';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { clientCertificateStatus } from '../../schema/contract/client-certificate.js';
import { leastTls, TlsFiles, type Pems } from '../../schema/process/tls-files.js';
import type { SubgraphConfig } from './config.js';

type Certificates = NonNullable<SubgraphConfig['tls']>;

/** The certificates that a subgraph is served with, and that it asks of who comes. */
export class SecuredServer {
  private readonly files: TlsFiles;
  private readonly asksClients: boolean;
  /** By connection: what was in force when it was made. */
  private readonly begunWith = new WeakMap<object, Pems>();

  /** @throws TlsFaults */
  constructor({ cert, key, clientCa }: Certificates) {
    this.files = TlsFiles.open({ cert, key, ...(clientCa !== undefined && { ca: clientCa }) });
    this.asksClients = clientCa !== undefined;
  }

  get options(): ServerOptions {
    return {
      ...contextOf(this.files.current),
      requestCert: this.asksClients,
      // Who is not believed is refused with a status that says why, and is heard at /health.
      rejectUnauthorized: false,
    };
  }

  /** Everything but the process's health is for who shows a certificate of the authority. */
  guard(app: FastifyInstance, logger: Logger): void {
    app.server.on('secureConnection', (socket: object) => {
      this.begunWith.set(socket, this.files.current);
    });
    app.addHook('onRequest', async (request, reply) => {
      const { socket } = request.raw;
      // An authority that was taken away, or a certificate, is not believed for as long as somebody asks.
      if (this.begunWith.get(socket) !== this.files.current) reply.raw.shouldKeepAlive = false;
      if (!this.asksClients) return;
      const status = refusalOf(request);
      if (status === null || request.routeOptions.url?.startsWith('/health/') === true) return;
      logger.info({ reason: reasons[status] }, 'refused a request');
      await refuse(reply, status);
    });
  }

  /** New files serve new connections; each that is open answers once more at most. */
  follow(server: unknown, logger: Logger): void {
    if (!(server instanceof Server)) throw new Error('the server speaks no TLS');
    this.files.follow(({ files, faults }) => {
      if (faults.length > 0) {
        logger.error({ files, faults }, 'new certificates were refused; the last good ones stay');
        return;
      }
      server.setSecureContext(contextOf(this.files.current));
      logger.info({ files }, 'new certificates are in force');
    });
  }

  stop(): void {
    this.files.stop();
  }
}

function contextOf(pems: Pems): ServerOptions {
  return {
    ...pems,
    minVersion: leastTls,
    // INVARIANT: no session is resumed. In one that is, no certificate is shown, and what was found of
    // one before would count again: each connection is judged by itself.
    secureOptions: constants.SSL_OP_NO_TICKET,
  };
}

type Refusal = (typeof clientCertificateStatus)[keyof typeof clientCertificateStatus];

const reasons: Readonly<Record<Refusal, string>> = {
  [clientCertificateStatus.wanted]: 'no client certificate',
  [clientCertificateStatus.refused]: 'client certificate refused',
};

function refusalOf({ raw: { socket } }: FastifyRequest): Refusal | null {
  if (!(socket instanceof TLSSocket)) return clientCertificateStatus.wanted;
  if (socket.getPeerX509Certificate() === undefined) return clientCertificateStatus.wanted;
  return socket.authorized ? null : clientCertificateStatus.refused;
}

async function refuse(reply: FastifyReply, status: Refusal): Promise<void> {
  const code =
    status === clientCertificateStatus.wanted
      ? 'CLIENT_CERTIFICATE_WANTED'
      : 'CLIENT_CERTIFICATE_REFUSED';
  await reply.code(status).send({
    data: null,
    errors: [{ message: 'Ce sous-graphe ne répond qu’à la passerelle.', extensions: { code } }],
  });
}
