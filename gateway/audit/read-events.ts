import { createHmac, hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Journal } from './journal.js';
import type { Reading } from './reading.js';

/** What the journal needs to know of one operation that is about to be run. */
export interface ReadRequest {
  readonly requestId: string;
  readonly signataire: string | null;
  readonly subject: string | null;
  readonly operationName: string | null;
  readonly operationText: string;
  readonly reading: Reading;
  /** A mutation: something is about to be done, and not only read. */
  readonly act: boolean;
}

/** Records who is about to read what, and how it ended. Never a value, never a variable. */
export class ReadEvents {
  private readonly pseudonyms = boundedTexts(5_000);
  private readonly fingerprints = boundedTexts(2_000);

  constructor(
    private readonly journal: Journal,
    /** Same person, same pseudonym; nobody can go back from it without this key. */
    private readonly pseudonymKey: Buffer,
    private readonly onFailure: (error: unknown) => void,
    private readonly now: () => Date = () => new Date(),
  ) {}

  /**
   * To be called before anything is fetched. Where P2 or P3 data is about to be read, or something to
   * be done, resolves only once the record is written: no record, no data, no act.
   * @throws PasserelleError `JOURNAL_UNAVAILABLE`
   */
  begin(request: ReadRequest): Promise<void> | null {
    const { reading, subject, act } = request;
    const awaited = reading.sensitive || act;
    const written = this.journal.record(
      `{"evenement":"lecture","a":"${this.now().toISOString()}","requete":${JSON.stringify(request.requestId)},` +
        `"signataire":${JSON.stringify(request.signataire)},` +
        `"personne":${subject === null ? 'null' : `"${this.pseudonym(subject)}"`},` +
        `"operation":${JSON.stringify(request.operationName)},` +
        `"empreinte":"${this.fingerprint(request.operationText)}",${reading.members}}`,
      awaited,
    );
    if (awaited) return written;
    written.catch(this.onFailure);
    return null;
  }

  end(requestId: string, outcome: 'servie' | 'interrompue' | 'echec', milliseconds: number): void {
    this.journal
      .record(
        `{"evenement":"fin","a":"${this.now().toISOString()}","requete":${JSON.stringify(requestId)},` +
          `"issue":"${outcome}","dureeMs":${Math.round(milliseconds * 10) / 10}}`,
        false,
      )
      .catch(this.onFailure);
  }

  private pseudonym(subject: string): string {
    let known = this.pseudonyms.get(subject);
    if (known === undefined) {
      known = createHmac('sha256', this.pseudonymKey)
        .update(subject)
        .digest('base64url')
        .slice(0, 22);
      this.pseudonyms.set(subject, known);
    }
    return known;
  }

  private fingerprint(text: string): string {
    let known = this.fingerprints.get(text);
    if (known === undefined) {
      known = hash('sha256', text, 'base64url');
      this.fingerprints.set(text, known);
    }
    return known;
  }
}

/** By texts that callers chose: bounded by their length too. */
function boundedTexts(max: number): LRUCache<string, string> {
  const maxSize = 16 * 1024 * 1024;
  return new LRUCache({
    max,
    maxSize,
    sizeCalculation: (value, text) => value.length + text.length,
  });
}
