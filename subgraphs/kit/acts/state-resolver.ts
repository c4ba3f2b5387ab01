import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { SubgraphContext } from '../context.js';
import { ActePossible, possibleActs } from './awaited.js';
import { historyOf, PassageEtat } from './history.js';
import type { StatefulRow, Workflow } from './workflow.js';

/** What may be done with an object at its stage, and how it came there. */
export function stateResolverOf<Row extends StatefulRow>(
  workflow: Workflow<Row>,
): new () => object {
  @Resolver(() => workflow.entity)
  class StateResolver {
    @FieldResolver(() => [ActePossible], {
      description: 'Les actes que l’appelant peut faire maintenant.',
    })
    actesPossibles(@Root() row: Row, @Ctx() { access }: SubgraphContext): Promise<ActePossible[]> {
      return possibleActs(workflow, row, access);
    }

    @FieldResolver(() => [PassageEtat], { description: 'Les étapes passées, depuis la création.' })
    historique(@Root() row: Row, @Ctx() { rows }: SubgraphContext): Promise<PassageEtat[]> {
      return historyOf(rows, row);
    }
  }
  return StateResolver;
}
