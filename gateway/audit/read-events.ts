import { hash } from 'node:crypto';
import { boundedTexts } from '../bounded-texts.js';
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

/**
 * What was delivered: all of it; not what some partners should have given; nothing, since the caller
 * may have none of it; nothing any more, since the caller was gone; nothing, for a fault.
 */
export type Outcome = 'complete' | 'partielle' | 'refusee' | 'interrompue' | 'echec';

const nobody: ReadonlySet<string> = new Set();
const refusalsASecond = 20;

/** Records who is about to read what, and how it ended. Never a value, never a variable. */
export class ReadEvents {
  private readonly fingerprints = boundedTexts(2_000);
  private refusedIn = 0;
  private refusedCount = 0;

  constructor(
    private readonly journal: Journal,
    /** From a token's `sub`. */
    private readonly pseudonymOf: (subject: string) => string,
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
        `"personne":${subject === null ? 'null' : `"${this.pseudonymOf(subject)}"`},` +
        `"operation":${JSON.stringify(request.operationName)},` +
        `"empreinte":"${this.fingerprint(request.operationText)}",${reading.members}}`,
      awaited,
    );
    if (awaited) return written;
    written.catch(this.onFailure);
    return null;
  }

  /** @param absent partners that gave no answer, or one with errors. */
  end(
    requestId: string,
    outcome: Outcome,
    milliseconds: number,
    absent: ReadonlySet<string> = nobody,
  ): void {
    const partners =
      absent.size === 0 ? '' : `"partenairesEnDefaut":${JSON.stringify([...absent].sort())},`;
    this.journal
      .record(
        `{"evenement":"fin","a":"${this.now().toISOString()}","requete":${JSON.stringify(requestId)},` +
          `"issue":"${outcome}",${partners}"dureeMs":${Math.round(milliseconds * 10) / 10}}`,
        false,
      )
      .catch(this.onFailure);
  }

  /** A request whose token was refused, or that had none. Who sent it is not known. */
  refused(requestId: string, reason: 'jeton-absent' | 'jeton-refuse'): void {
    const second = Math.floor(this.now().getTime() / 1_000);
    if (second !== this.refusedIn) {
      this.tellOmitted();
      this.refusedIn = second;
      this.refusedCount = 0;
    }
    this.refusedCount += 1;
    // A stranger must not fill the journal.
    if (this.refusedCount > refusalsASecond) return;
    this.record(`"requete":${JSON.stringify(requestId)},"motif":"${reason}"`);
  }

  private tellOmitted(): void {
    const omitted = this.refusedCount - refusalsASecond;
    if (omitted > 0) this.record(`"motif":"autres","nombre":${omitted}`);
  }

  private record(members: string): void {
    this.journal
      .record(`{"evenement":"refus","a":"${this.now().toISOString()}",${members}}`, false)
      .catch(this.onFailure);
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
