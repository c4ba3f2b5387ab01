import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Issued {
  readonly cert: string;
  readonly key: string;
}

/** A certificate authority of this test alone. */
export class Authority {
  private readonly folder = mkdtempSync(join(tmpdir(), 'passerelle-autorite-'));
  private issued = 0;

  constructor(name: string) {
    const subject = [
      '-subj',
      `/CN=${name}`,
      '-keyout',
      this.file('ca.key'),
      '-out',
      this.file('ca.pem'),
    ];
    openssl(
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-days',
      '3650',
      ...subject,
    );
  }

  get pem(): string {
    return readFileSync(this.file('ca.pem'), 'utf8');
  }

  /** From now on. @param days negative: it has expired. */
  issue(name: string, days = 365): Issued {
    const stem = `issued-${(this.issued += 1)}`;
    const [key, csr, cert, ext] = ['key', 'csr', 'pem', 'ext'].map((end) =>
      this.file(`${stem}.${end}`),
    );
    if (!key || !csr || !cert || !ext) throw new Error('no names');
    writeFileSync(ext, `subjectAltName=DNS:${name}\n`);
    openssl(
      'req',
      '-new',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-subj',
      `/CN=${name}`,
      '-keyout',
      key,
      '-out',
      csr,
    );
    openssl(
      'x509',
      '-req',
      '-in',
      csr,
      '-CA',
      this.file('ca.pem'),
      '-CAkey',
      this.file('ca.key'),
      '-CAcreateserial',
      '-extfile',
      ext,
      '-out',
      cert,
      '-days',
      String(days),
    );
    return { cert: readFileSync(cert, 'utf8'), key: readFileSync(key, 'utf8') };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }

  /** Of its own certificate. */
  get path(): string {
    return this.file('ca.pem');
  }

  private file(name: string): string {
    return join(this.folder, name);
  }
}

function openssl(...args: string[]): void {
  execFileSync('openssl', args, { stdio: 'ignore' });
}
