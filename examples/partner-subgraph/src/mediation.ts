import {
  ActeRecu,
  PassageEnregistre,
  stateResolverOf,
  subgraph,
  table,
} from '@passerelle/subgraph-kit';
import { CreateMediation1795800000000 } from './create-mediation.js';
import { Intervention, interventionRows, interventions } from './intervention.js';
import { InterventionResolver, interventionWorkflow } from './intervention-resolver.js';

export const mediation = subgraph({
  name: 'mediation',
  defaultPort: 4005,
  about: 'interventions de médiation dans les immeubles',
  resolvers: [InterventionResolver, stateResolverOf(interventionWorkflow, 'mediation:lecture')],
  entities: [
    table(Intervention, { key: 'id', rules: interventionRows, list: interventions }),
    table(PassageEnregistre),
    table(ActeRecu),
  ],
  workflows: [interventionWorkflow],
  migrations: [CreateMediation1795800000000],
});
