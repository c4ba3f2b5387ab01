import partition from '../../../schema/reference/operateurs-ville.json' with { type: 'json' };

/** Who has what a signatory presides or promised: itself, where it operates a part of `ville`. */
export function keeperOf(signataire: string): string {
  return partition.operateurs.includes(signataire) ? signataire : partition.communs;
}
