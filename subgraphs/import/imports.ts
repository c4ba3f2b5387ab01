import type { Subgraph } from '../kit/subgraph.js';
import type { FileImport } from './file-import.js';

interface Partner {
  readonly subgraph: Subgraph<never>;
  readonly files: Readonly<Record<string, FileImport>>;
}

/** What each partner takes in. Loaded one at a time, as the subgraphs are. */
export const partners = {
  bailleurs: async (): Promise<Partner> => {
    const [{ bailleurs }, { rpls }, { residences }, { entrees }, facts, { plaintes }, zones] =
      await Promise.all([
        import('../bailleurs/bailleurs.js'),
        import('./bailleurs/rpls.js'),
        import('./bailleurs/residences.js'),
        import('./bailleurs/entrees.js'),
        import('./bailleurs/incidents.js'),
        import('./bailleurs/plaintes.js'),
        import('./zones.js'),
      ]);
    return {
      subgraph: bailleurs as unknown as Subgraph<never>,
      files: {
        rpls,
        residences,
        entrees,
        incidents: facts.incidents,
        plaintes,
        zones: zones.zonesOfBailleurs,
      },
    };
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
    const [{ justice }, { natinf }, { statistiques }, zones] = await Promise.all([
      import('../justice/justice.js'),
      import('./justice/natinf.js'),
      import('./justice/statistiques.js'),
      import('./zones.js'),
    ]);
    return {
      subgraph: justice as unknown as Subgraph<never>,
      files: { natinf, statistiques, zones: zones.zonesOfJustice },
    };
  },
};

/** For the command line, which loads no partner to say how it is used. */
export const kinds = [
  'rpls',
  'residences',
  'entrees',
  'incidents',
  'plaintes',
  'zones',
  'indicateurs',
  'natinf',
  'statistiques',
] as const;
