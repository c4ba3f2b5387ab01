import type { Convention } from '../../schema/convention/convention.js';
import type { RuledSchema } from '../../schema/rights/rule-changes.js';
import type { Engine } from '../engine/engine.js';
import type { RightsAtOwners } from '../identity/owner-rights.js';
import type { Viewers } from '../identity/viewers.js';
import type { AllowedOrigins } from './cross-origin.js';
import type { PemsOfIssuer } from './issuer-lines.js';
import type { KnownOperations } from './known-operations.js';
import type { Readings } from './readings.js';
import type { LineSecurities } from './secured-lines.js';
import type { TrustedDocuments } from './trusted-documents.js';
import type { UsersOfState } from './users-of-state.js';

/**
 * Everything that one version of the supergraph and the convention decides. A request takes it once
 * and keeps it to its end; a reload replaces it as a whole.
 */
export interface GatewayState {
  /** Of the file: two states with the same have the same schema and the same rules. */
  readonly supergraphVersion: string;
  readonly engine: Engine;
  /** The rules of the supergraph, and which subgraphs confirm the objects of a type. */
  readonly ruled: RuledSchema;
  /** By subgraph name, where it is: as the supergraph says, or the environment. */
  readonly addresses: ReadonlyMap<string, string>;
  /** What new connections to one of them are secured by. */
  readonly pemsOf: LineSecurities['pemsOf'];
  /** What the line to an issuer's keys is secured by. */
  readonly issuerPems: PemsOfIssuer;
  readonly convention: Convention;
  readonly viewers: Viewers;
  readonly atOwners: RightsAtOwners;
  readonly operations: KnownOperations;
  readonly readings: Readings;
  readonly origins: AllowedOrigins;
  readonly documents: TrustedDocuments;
  readonly users: UsersOfState;
  /** What the files leave open and production would refuse, one line each. */
  readonly warnings: readonly string[];
}
