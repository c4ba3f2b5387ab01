import { join } from 'node:path';

/** The subgraphs that keep a database. */
export const partners = ['ville', 'bailleurs', 'justice'] as const;
export type Partner = (typeof partners)[number];

/** Who operate a part of a subgraph each; no entry: one process and one database for all of them. */
export type Parts = ReadonlyMap<string, readonly string[]>;
export const noParts: Parts = new Map();

/** Of a partner, or of one that operates a part of it. */
export interface PartnerDatabase {
  readonly partner: Partner;
  /** Whose part it is; null: everything of the partner's. */
  readonly operator: string | null;
  readonly file: string;
}

/** Each database of a demonstration. */
export function databasesIn(folder: string, parts: Parts): readonly PartnerDatabase[] {
  return partners.flatMap((partner): PartnerDatabase[] => {
    const operators = parts.get(partner);
    if (!operators) return [{ partner, operator: null, file: databaseFile(folder, partner) }];
    return operators.map((operator) => ({
      partner,
      operator,
      file: partFile(folder, partner, operator),
    }));
  });
}

export function databaseFile(folder: string, partner: Partner): string {
  return join(folder, `${partner}.sqlite`);
}

/** Of one signatory that operates its part of a subgraph itself. */
export function partFile(folder: string, partner: Partner, operator: string): string {
  return join(folder, `${partner}-${operator}.sqlite`);
}
