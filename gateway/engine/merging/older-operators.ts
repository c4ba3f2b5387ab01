import { AnnouncedFetch } from '../fetching/announced-fetch.js';
import type { SubgraphAnswer } from '../fetching/subgraph-answer.js';
import { ServedSchema } from './served-schema.js';
import type { GraphQLSchema } from 'graphql';

/** How long what was learned of an operator is believed, in milliseconds. */
const believedFor = 30_000;
/** After it was learned, before it is asked for again, in milliseconds. */
const pause = 5_000;

interface Learned {
  readonly served: ServedSchema | null;
  readonly at: number;
}

/** The operators that are at an older version of the schema, as they say it themselves. */
export class OlderOperators {
  private readonly learned = new Map<string, Learned>();
  private readonly learning = new Map<string, Promise<ServedSchema | null>>();
  readonly question: { readonly body: string; readonly announced: AnnouncedFetch };

  constructor(
    schema: GraphQLSchema,
    private readonly now: () => number = Date.now,
  ) {
    const query = '{_service{sdl}}';
    this.question = {
      body: JSON.stringify({ query }),
      announced: new AnnouncedFetch(query, schema),
    };
  }

  /** What it serves, where that is not all of it; null: all, as far as is known. */
  schemaOf(operator: string): ServedSchema | null {
    const known = this.learned.get(operator);
    if (!known) return null;
    const age = this.now() - known.at;
    return age >= 0 && age < believedFor ? known.served : null;
  }

  /**
   * Asks it, at most one question at a time and not again at once.
   * @param ask sends `question`. @returns null: there is nothing new to know.
   */
  async learn(operator: string, ask: () => Promise<SubgraphAnswer>): Promise<ServedSchema | null> {
    const known = this.learned.get(operator);
    if (known && this.now() - known.at < pause) return known.served;
    const running = this.learning.get(operator);
    if (running) return running;
    const learning = ask()
      .then(({ data }) => {
        const sdl = (data?.['_service'] as { sdl?: unknown } | null | undefined)?.sdl;
        return typeof sdl === 'string' ? ServedSchema.read(sdl) : null;
      })
      .catch(() => null)
      .then((served) => {
        this.learned.set(operator, { served, at: this.now() });
        this.learning.delete(operator);
        return served;
      });
    this.learning.set(operator, learning);
    return learning;
  }
}
