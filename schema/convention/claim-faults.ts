import { text, type ConventionFile } from './convention-file.js';

/** Claims that say nothing of the organisation for which a token speaks. */
const generic: ReadonlySet<string> = new Set(['iss', 'aud', 'exp', 'nbf', 'iat', 'jti', 'scope']);

/** Reports claims that cannot tell one signatory's tokens from another's. */
export function reportClaimFaults(file: ConventionFile): void {
  for (const item of file.items('signataires')) {
    const claim = file.inside(item, 'revendication');
    const [name, value, id] = [text(claim, 'nom'), text(claim, 'valeur'), text(item, 'id')];
    if (name === null || value === null) continue;
    if (generic.has(name)) {
      file.report(
        [...claim.path, 'nom'],
        `« ${name} » ne dit rien de l'organisation : nommez une revendication que l'émetteur remplit selon l'organisation du porteur.`,
      );
    }
    if (name === 'signataire' && id !== null && value !== id) {
      file.report(
        [...claim.path, 'valeur'],
        `Un jeton de « ${id} » porte « ${id} » comme « signataire » : écrivez cette valeur, ou nommez une autre revendication.`,
      );
    }
  }
}
