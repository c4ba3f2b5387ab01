import { runSubgraph } from '@passerelle/subgraph-kit';
import { mediation } from './mediation.js';

await runSubgraph(mediation);
