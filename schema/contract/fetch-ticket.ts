/** `typ` header of what the gateway signs for one fetch. */
export const fetchTicketType = 'passerelle-fetch+jwt';
/** Header of a request that brings it. */
export const fetchTicketHeader = 'passerelle-billet';
/** Header of a request that says by which operation of the gateway's it is sent. */
export const requestIdHeader = 'passerelle-requete';

/** By type, the fields that a document asks for. */
export type AskedCoordinates = Readonly<Record<string, readonly string[]>>;

/** Beyond, a ticket names no fields: a request's head is bounded. In characters of their JSON. */
export const mostAnnouncedFields = 8_192;

/**
 * Claims of a ticket, beside `iss`, `aud` and `iat`, `exp`, which are those of the token that it goes
 * with. It says what the gateway is about to ask by that token, and nothing else may be.
 */
export interface FetchTicketClaims {
  /** The signature of the token, as it stands at its end. */
  readonly jeton: string;
  /** SHA-256 of the document's text in UTF-8, base64url. */
  readonly document: string;
  /** Not given: they are too many to be named. */
  readonly champs?: AskedCoordinates;
  /** What the header of the request's id says; not given: the gateway does not sign it. */
  readonly requete?: string;
}

/** The signature of a compact token: two tokens that have the same are one. */
export function tokenSignatureOf(token: string): string {
  return token.slice(token.lastIndexOf('.') + 1);
}
