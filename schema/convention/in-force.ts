import type { Convention, Fondement, Signataire } from './convention.js';

/** Whether the convention runs on this day; its `echeance` is its last day. */
export function conventionRuns({ effet, echeance }: Convention, on: string): boolean {
  return effet <= on && (echeance === null || on <= echeance);
}

/** Whether a ground applies on this day. */
export function fondementInForce({ depuis, jusqu }: Fondement, on: string): boolean {
  return depuis <= on && (jusqu === null || on < jusqu);
}

/**
 * Whether a signatory has rights at all on this day: approved by its deciding body, signed, not
 * withdrawn, under a convention that runs. A caller of any other organisation is not authenticated.
 */
export function signataireInForce(
  convention: Convention,
  signataire: Signataire,
  on: string,
): boolean {
  const { approbation, signature, retrait } = signataire;
  return (
    conventionRuns(convention, on) &&
    approbation !== null &&
    approbation.date <= on &&
    signature !== null &&
    signature <= on &&
    (retrait === null || on < retrait)
  );
}
