import { createHmac } from 'node:crypto';
import { boundedTexts } from '../bounded-texts.js';

/** Persons as the journal and the partners know them: the same person is the same pseudonym. */
export class Pseudonyms {
  private readonly known = boundedTexts(5_000);

  /** @param key nobody can go back from a pseudonym without it. */
  constructor(private readonly key: Buffer) {}

  /** @param subject of the caller's token. */
  of(subject: string): string {
    let pseudonym = this.known.get(subject);
    if (pseudonym === undefined) {
      pseudonym = createHmac('sha256', this.key).update(subject).digest('base64url').slice(0, 22);
      this.known.set(subject, pseudonym);
    }
    return pseudonym;
  }
}
