import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { Classe } from '../../schema/convention/convention.js';
import type { Journal } from './journal.js';

/** What the journal needs to know of one operation that is about to be run. */
export interface ReadRequest {
  readonly requestId: string;
  readonly signataire: string | null;
  readonly subject: string | null;
  readonly finalites: readonly string[];
  readonly operationName: string | null;
  readonly operationText: string;
  /** Scopes about to be used, with the grounds that open them. */
  readonly scopes: readonly string[];
  readonly coordinates: readonly string[];
  readonly refused: readonly string[];
  readonly classOf: (scope: string) => Classe | undefined;
  readonly groundsOf: (scope: string) => readonly string[];
}

/** Records who is about to read what, and how it ended. Never a value, never a variable. */
export class ReadEvents {
  /** Same person, same pseudonym, for the life of this process; nobody can go back from it. */
  private readonly pseudonymKey = randomBytes(32);
  private readonly texts = new Map<string, string>();

  constructor(
    private readonly journal: Journal,
    private readonly now: () => Date = () => new Date(),
    private readonly onFailure: (error: unknown) => void = () => undefined,
  ) {}

  /**
   * To be called before anything is fetched. Where P2 or P3 data is about to be read, resolves only
   * once the record is written: no record, no data.
   * @throws PasserelleError `JOURNAL_UNAVAILABLE`
   */
  begin(request: ReadRequest): Promise<void> | null {
    const sensitive = request.scopes.some((scope) => {
      const classe = request.classOf(scope);
      return classe === 'P2' || classe === 'P3';
    });
    const written = this.journal.record({
      evenement: 'lecture',
      a: this.now().toISOString(),
      requete: request.requestId,
      signataire: request.signataire,
      personne: request.subject === null ? null : this.pseudonym(request.subject),
      finalites: request.finalites,
      operation: request.operationName,
      empreinte: this.fingerprint(request.operationText),
      portees: request.scopes.map((portee) => ({
        portee,
        classe: request.classOf(portee) ?? null,
        fondements: request.groundsOf(portee),
      })),
      champs: request.coordinates,
      refuses: request.refused,
    });
    if (sensitive) return written;
    written.catch(this.onFailure);
    return null;
  }

  end(requestId: string, outcome: 'servie' | 'interrompue' | 'echec', milliseconds: number): void {
    this.journal
      .record({
        evenement: 'fin',
        a: this.now().toISOString(),
        requete: requestId,
        issue: outcome,
        dureeMs: Math.round(milliseconds * 10) / 10,
      })
      .catch(this.onFailure);
  }

  private pseudonym(subject: string): string {
    return createHmac('sha256', this.pseudonymKey).update(subject).digest('base64url').slice(0, 22);
  }

  private fingerprint(text: string): string {
    let known = this.texts.get(text);
    if (known === undefined) {
      known = createHash('sha256').update(text).digest('base64url');
      if (this.texts.size >= 1_000) this.texts.clear();
      this.texts.set(text, known);
    }
    return known;
  }
}
