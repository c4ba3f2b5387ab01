import { foreign, subgraph, table } from '../kit/subgraph.js';
import { AvisRappelOrdre, avisRappelOrdreRows } from './avis-rappel/avis-rappel-ordre.js';
import { RappelOrdreAvisResolver } from './avis-rappel/avis-rappel-resolver.js';
import { RappelOrdre } from './avis-rappel/rappel-ordre.js';
import { CreateJustice1763856000000 } from './migrations/1763856000000-create-justice.js';
import { DecisionResolver, ProcedureResolver } from './procedure/procedure-resolver.js';
import {
  AvisNotifie,
  Decision,
  decisionRows,
  Procedure,
  procedureRows,
} from './procedure/procedure.js';
import { procedures } from './procedure/procedures.js';
import { StatistiqueSuitesResolver } from './statistique/statistique-resolver.js';
import { StatistiqueSuites, statistiquesSuites } from './statistique/statistique-suites.js';
import { Commune } from './territoire/commune.js';
import { importCommunes } from '../kit/territoire.js';

/** The parquet's register of communications: never a view on its case files. */
export const justice = subgraph({
  name: 'justice',
  defaultPort: 4003,
  about: 'procédures communiquées, décisions notifiées, avis, statistiques',
  resolvers: [
    ProcedureResolver,
    DecisionResolver,
    RappelOrdreAvisResolver,
    StatistiqueSuitesResolver,
  ],
  entities: [
    table(Commune),
    table(Procedure, { key: 'id', rules: procedureRows, list: procedures }),
    table(Decision, { rules: decisionRows }),
    table(AvisNotifie),
    table(AvisRappelOrdre, { key: 'id', rules: avisRappelOrdreRows }),
    table(StatistiqueSuites, { list: statistiquesSuites }),
    foreign(RappelOrdre, 'id'),
  ],
  migrations: [CreateJustice1763856000000],
  open: async ({ dataSource }) => {
    if (dataSource) await importCommunes(dataSource, Commune);
    return { services: undefined };
  },
});
