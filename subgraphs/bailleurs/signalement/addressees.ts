import signataires from '../../../schema/reference/signataires.json' with { type: 'json' };

const addressees: ReadonlySet<string> = new Set(
  signataires.filter(({ nature }) => nature !== 'bailleur').map(({ id }) => id),
);

/** Whether a landlord may address a signalement to this signatory. */
export function isAddressee(signataire: string): boolean {
  return addressees.has(signataire);
}
