import type { Subgraph } from '../kit/subgraph.js';
import type { FileImport } from './file-import.js';

interface Partner {
  readonly subgraph: Subgraph<never>;
  readonly files: Readonly<Record<string, FileImport>>;
}

/** What each partner takes in. Loaded one at a time, as the subgraphs are. */
export const partners = {
  bailleurs: async (): Promise<Partner> => {
    const [{ bailleurs }, { rpls }, { residences }, { incidents }, { plaintes }, zones] =
      await Promise.all([
        import('../bailleurs/bailleurs.js'),
        import('./bailleurs/rpls.js'),
        import('./bailleurs/residences.js'),
        import('./bailleurs/incidents.js'),
        import('./bailleurs/plaintes.js'),
        import('./zones.js'),
      ]);
    const files = { rpls, residences, incidents, plaintes, zones: zones.zonesOfBailleurs };
    return { subgraph: bailleurs as unknown as Subgraph<never>, files };
  },
  ville: async (): Promise<Partner> => {
    const [{ ville }, { indicateurs }, zones] = await Promise.all([
      import('../ville/ville.js'),
      import('./ville/indicateurs.js'),
      import('./zones.js'),
    ]);
    return {
      subgraph: ville as unknown as Subgraph<never>,
      files: { indicateurs, zones: zones.zonesOfVille },
    };
  },
  justice: async (): Promise<Partner> => {
    const [{ justice }, { natinf }, zones] = await Promise.all([
      import('../justice/justice.js'),
      import('./justice/natinf.js'),
      import('./zones.js'),
    ]);
    return {
      subgraph: justice as unknown as Subgraph<never>,
      files: { natinf, zones: zones.zonesOfJustice },
    };
  },
};

/** For the command line, which loads no partner to say how it is used. */
export const kinds = [
  'rpls',
  'residences',
  'incidents',
  'plaintes',
  'zones',
  'indicateurs',
  'natinf',
] as const;
