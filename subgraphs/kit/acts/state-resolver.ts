import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { SubgraphContext } from '../context.js';
import { Portee } from '../portee.js';
import { ActePossible, possibleActs } from './awaited.js';
import { historyOf, PassageEtat } from './history.js';
import type { StatefulRow, Workflow } from './workflow.js';

/**
 * What may be done with an object at its stage, and how it came there.
 * @param portee what reading this demands, where it is more than the object itself does.
 */
export function stateResolverOf<Row extends StatefulRow>(
  workflow: Workflow<Row>,
  portee?: string,
): new () => object {
  const nullable = portee !== undefined;
  const guard: MethodDecorator = portee === undefined ? () => undefined : Portee(portee);

  @Resolver(() => workflow.entity)
  class StateResolver {
    @FieldResolver(() => [ActePossible], {
      nullable,
      description: 'Les actes que l’appelant peut faire maintenant.',
    })
    @guard
    actesPossibles(@Root() row: Row, @Ctx() { access }: SubgraphContext): Promise<ActePossible[]> {
      return possibleActs(workflow, row, access);
    }

    @FieldResolver(() => [PassageEtat], {
      nullable,
      description: 'Les étapes passées, depuis la création.',
    })
    @guard
    historique(@Root() row: Row, @Ctx() { rows }: SubgraphContext): Promise<PassageEtat[]> {
      return historyOf(rows, row);
    }
  }
  return StateResolver;
}
