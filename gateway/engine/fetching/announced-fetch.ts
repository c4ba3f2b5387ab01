import { hash } from 'node:crypto';
import { parse, type GraphQLSchema } from 'graphql';
import { askedCoordinates } from '../../../schema/contract/asked-coordinates.js';
import type { AskedCoordinates } from '../../../schema/contract/fetch-ticket.js';

/** What a subgraph is about to be asked, as its owner is told before: made when it is first sent. */
export class AnnouncedFetch {
  private digest: string | null = null;
  private asked: AskedCoordinates | null = null;

  constructor(
    private readonly text: string,
    private readonly schema: GraphQLSchema,
  ) {}

  /** SHA-256 of the document's text, base64url. */
  get document(): string {
    return (this.digest ??= hash('sha256', this.text, 'base64url'));
  }

  get fields(): AskedCoordinates {
    return (this.asked ??= askedCoordinates(parse(this.text, { noLocation: true }), this.schema));
  }
}
