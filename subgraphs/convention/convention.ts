import { EnvironmentReader } from '../../schema/process/environment.js';
import { loaded, subgraph } from '../kit/subgraph.js';
import { Signataire } from './signataire.js';
import { fieldNeedsIn } from './field-needs.js';
import { followConvention } from './convention-watch.js';
import {
  findSignataire,
  SignataireResolver,
  type ConventionServices,
} from './convention-resolvers.js';

/** Publishes the signatories, and to each caller its own rights. No database: it reads one file. */
export const convention = subgraph<ConventionServices>({
  name: 'convention',
  defaultPort: 4004,
  about: 'signataires, et les droits de l’appelant',
  resolvers: [SignataireResolver],
  entities: [loaded(Signataire, ({ id }, { services }) => findSignataire(services, String(id)))],
  migrations: [],
  open: async ({ env, warn }) => {
    const environment = new EnvironmentReader(env);
    const supergraph = environment.read('SUPERGRAPH');
    const file = environment.read('CONVENTION');
    environment.requireFaultless();
    const followed = await followConvention(file, warn);
    return {
      services: {
        current: followed.current,
        now: () => new Date(),
        fieldNeeds: fieldNeedsIn(supergraph, warn),
      },
      close: followed.close,
    };
  },
});
