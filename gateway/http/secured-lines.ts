import { createSecureContext, type SecureContext } from 'node:tls';
import {
  leastTls,
  TlsFaults,
  TlsFiles,
  type Pems,
  type TlsPaths,
  type TlsReading,
} from '../../schema/process/tls-files.js';
import { subgraphCaPrefix } from '../../schema/process/variables.js';
import { environmentName, type Config } from '../config.js';
import type { SecureContextOf } from '../engine/fetching/subgraph-client.js';
import type { Deployment } from '../../schema/process/deployment.js';

/** How the lines of one version of the deployment are secured. */
export interface LineSecurities {
  readonly contextOf: SecureContextOf;
  /** As `partner doctor` takes it. */
  readonly pemsOf: (name: string) => Pems;
}

type Told = Pick<Config, 'subgraphCas' | 'clientCertificate' | 'engine'>;

/**
 * Authorities and client certificates of all lines to partners. Files stay open over reloads: one
 * that became faulty serves as it last was good, whatever else comes into force.
 */
export class SecuredLines {
  private readonly open = new Map<string, TlsFiles>();
  private readonly contexts = new WeakMap<Pems, SecureContext>();

  constructor(private readonly onReading: (reading: TlsReading) => void = () => undefined) {}

  /**
   * @param addresses by name of a subgraph, or of one of its operators.
   * @param isStart an authority of nobody is then a fault. Later it may be of one that left.
   */
  secure(
    addresses: ReadonlyMap<string, string>,
    deployment: Deployment,
    { subgraphCas, clientCertificate, engine }: Told,
    isStart: boolean,
  ): LineSecurities | { readonly faults: readonly string[] } {
    const faults = isStart ? ofNobody(subgraphCas, [...addresses.keys()]) : [];
    const files = new Map<string, TlsFiles>();
    for (const [name, url] of addresses) {
      const written = deployment.security.get(name);
      const variable = subgraphCaPrefix + environmentName(name);
      const ca = subgraphCas.get(environmentName(name));
      if (written?.ca !== undefined && ca !== undefined) {
        faults.push(`"${name}" has a ca here and in ${variable}: keep one of them`);
      }
      const own = { ...(ca !== undefined && { ca }), ...written };
      if (Object.keys(own).length > 0 && !/^https:/i.test(url)) {
        faults.push(
          `"${name}" has certificates and a plain address: write https://, or take ${ca === undefined ? 'them' : variable} away`,
        );
      }
      // Plain lines show nobody a certificate.
      const paths = /^https:/i.test(url)
        ? { ...(own.cert === undefined && clientCertificate), ...own }
        : {};
      if (Object.keys(paths).length > 0 && engine === 'apollo') {
        faults.push(`certificates are used by our engine only: set ENGINE=passerelle`);
      }
      try {
        files.set(name, this.filesOf(paths));
      } catch (error) {
        if (!(error instanceof TlsFaults)) throw error;
        faults.push(...error.faults.map((fault) => `"${name}": ${fault}`));
      }
    }
    if (faults.length > 0) return { faults: [...new Set(faults)] };
    const pemsOf = (name: string): Pems => {
      const found = files.get(name);
      // INVARIANT: a line that nobody secured is not opened by what this system believes.
      if (!found) throw new Error(`no security is known for ${name}`);
      return found.current;
    };
    return { pemsOf, contextOf: (name) => this.contextOf(pemsOf(name)) };
  }

  close(): void {
    for (const files of this.open.values()) files.stop();
  }

  /** What these files hold, followed from now on. @throws TlsFaults */
  filesOf(paths: TlsPaths): TlsFiles {
    const key = JSON.stringify([paths.ca, paths.cert, paths.key]);
    let files = this.open.get(key);
    if (!files) {
      files = TlsFiles.open(paths);
      if (Object.keys(paths).length > 0) files.follow(this.onReading);
      this.open.set(key, files);
    }
    return files;
  }

  private contextOf(pems: Pems): SecureContext {
    let context = this.contexts.get(pems);
    if (!context) {
      context = createSecureContext({ ...pems, minVersion: leastTls });
      this.contexts.set(pems, context);
    }
    return context;
  }
}

function ofNobody(given: ReadonlyMap<string, string>, names: readonly string[]): string[] {
  const known = new Set(names.map(environmentName));
  return [...given.keys()].flatMap((name) =>
    known.has(name)
      ? []
      : [
          `${subgraphCaPrefix}${name} names no subgraph and no operator: there are ${[...known].join(', ')}`,
        ],
  );
}
