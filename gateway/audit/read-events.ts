import { hash } from 'node:crypto';
import type { Journal } from './journal.js';
import type { Reading } from './reading.js';

/** What the journal needs to know of one operation that is about to be run. */
export interface ReadRequest {
  /** A UUID. */
  readonly requestId: string;
  readonly signataire: string | null;
  readonly subject: string | null;
  readonly operationName: string | null;
  readonly operationText: string;
  /** Of this caller and this operation. */
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
  /** What the journal says of a reading: each is of one caller and one operation. */
  private readonly told = new WeakMap<Reading, string>();
  /** The time that was last written, and its text. */
  private at = NaN;
  private atText = '';
  private refusedIn = 0;
  private refusedCount = 0;

  constructor(
    private readonly journal: Journal,
    /** From a token's `sub`. */
    private readonly pseudonymOf: (subject: string) => string,
    /** Milliseconds since 1970. */
    private readonly now: () => number = Date.now,
  ) {}

  /**
   * To be called before anything is fetched. Where P2 or P3 data is about to be read, or something to
   * be done, resolves only once the record is written: no record, no data, no act.
   * @throws PasserelleError `JOURNAL_UNAVAILABLE`
   */
  begin(request: ReadRequest): Promise<void> | null {
    const { requestId, reading, act } = request;
    let told = this.told.get(reading);
    if (told === undefined) {
      told = this.membersOf(request);
      this.told.set(reading, told);
    }
    const event = `{"evenement":"lecture","a":"${this.time()}","requete":"${requestId}",${told}}`;
    if (reading.sensitive || act) return this.journal.record(event);
    this.journal.note(event);
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
    this.journal.note(
      `{"evenement":"fin","a":"${this.time()}","requete":"${requestId}",` +
        `"issue":"${outcome}",${partners}"dureeMs":${Math.round(milliseconds * 10) / 10}}`,
    );
  }

  /** A request whose token was refused, or that had none. Who sent it is not known. */
  refused(requestId: string, reason: 'jeton-absent' | 'jeton-refuse'): void {
    const second = Math.floor(this.now() / 1_000);
    if (second !== this.refusedIn) {
      this.tellOmitted();
      this.refusedIn = second;
      this.refusedCount = 0;
    }
    this.refusedCount += 1;
    // A stranger must not fill the journal.
    if (this.refusedCount > refusalsASecond) return;
    this.refusal(`"requete":"${requestId}","motif":"${reason}"`);
  }

  private tellOmitted(): void {
    const omitted = this.refusedCount - refusalsASecond;
    if (omitted > 0) this.refusal(`"motif":"autres","nombre":${omitted}`);
  }

  private refusal(members: string): void {
    this.journal.note(`{"evenement":"refus","a":"${this.time()}",${members}}`);
  }

  private membersOf({
    signataire,
    subject,
    operationName,
    operationText,
    reading,
  }: ReadRequest): string {
    return (
      `"signataire":${JSON.stringify(signataire)},` +
      `"personne":${subject === null ? 'null' : `"${this.pseudonymOf(subject)}"`},` +
      `"operation":${JSON.stringify(operationName)},` +
      `"empreinte":"${hash('sha256', operationText, 'base64url')}",${reading.members}`
    );
  }

  /** Written once a millisecond: many requests share it. */
  private time(): string {
    const now = this.now();
    if (now !== this.at) {
      this.at = now;
      this.atText = new Date(now).toISOString();
    }
    return this.atText;
  }
}
