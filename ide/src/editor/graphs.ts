import type { IntrospectionQuery } from 'graphql';
import type { Classe } from '../documentation/field-classes.js';
import type { Answer } from '../graphql/answer.js';
import { ask } from '../graphql/ask.js';
import { buildClientSchema } from '../graphql/client-schema.js';
import type { Graph } from '../graphql/person-free-variables.js';
import type { Session } from '../session/session.js';

type Classes = ReadonlyMap<string, Classe>;

/** What the schema's own text cannot say of itself. */
interface Marks {
  readonly classes: Classes;
  /** Names of the mutations that cannot be undone. */
  readonly irrevocable: ReadonlySet<string>;
}

const marksQuery = '{ champs { coordonnee classe } actesIrrevocables }';

/** What this caller may ask, for each set of purposes: read once a session. */
export class Graphs {
  private readonly schemas = new Map<string, Answer>();
  /** Asked for, and not answered yet. */
  private readonly asked = new Map<string, Promise<Answer>>();
  private readonly marks = new Map<string, Marks>();
  private readonly graphs = new Map<string, Graph>();
  private readonly listeners = new Set<() => void>();

  constructor(private readonly session: Session) {}

  /** Told whenever more is known. */
  onKnown(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** The answer to the query that reads the schema. */
  async read(query: string, finalite: readonly string[]): Promise<Answer> {
    const key = keyOf(finalite);
    const known = this.schemas.get(key);
    if (known) return known;
    const asking = this.asked.get(key) ?? this.ask(query, finalite, key);
    this.asked.set(key, asking);
    return asking.finally(() => this.asked.delete(key));
  }

  private async ask(query: string, finalite: readonly string[], key: string): Promise<Answer> {
    const { body } = await ask(this.session, { query, finalite });
    if (body.data !== null && body.errors.length === 0) {
      this.schemas.set(key, body);
      this.tell();
    }
    return body;
  }

  /** The classes of the protected fields; null when they could not be read. */
  async readClasses(finalite: readonly string[]): Promise<Classes | null> {
    return (await this.readMarks(finalite))?.classes ?? null;
  }

  /** The acts that this caller may do and nobody can undo; null when they could not be read. */
  async readIrrevocable(finalite: readonly string[]): Promise<ReadonlySet<string> | null> {
    return (await this.readMarks(finalite))?.irrevocable ?? null;
  }

  private async readMarks(finalite: readonly string[]): Promise<Marks | null> {
    const key = keyOf(finalite);
    const known = this.marks.get(key);
    if (known) return known;
    const { body } = await ask(this.session, { query: marksQuery, finalite });
    const champs = body.data?.['champs'];
    const acts = body.data?.['actesIrrevocables'];
    if (!Array.isArray(champs) || !Array.isArray(acts)) return null;
    const classes: Classes = new Map(
      (champs as readonly { readonly coordonnee: string; readonly classe: Classe }[]).map(
        ({ coordonnee, classe }) => [coordonnee, classe],
      ),
    );
    const marks = { classes, irrevocable: new Set(acts as readonly string[]) };
    this.marks.set(key, marks);
    this.tell();
    return marks;
  }

  /** Schema and classes for the same purposes; null as long as one of them has not been read. */
  known(finalite: readonly string[]): Graph | null {
    const key = keyOf(finalite);
    const data = this.schemas.get(key)?.data;
    const classes = this.marks.get(key)?.classes;
    if (!data || !classes) return null;
    const graph = this.graphs.get(key) ?? {
      schema: buildClientSchema(data as unknown as IntrospectionQuery),
      classes,
    };
    this.graphs.set(key, graph);
    return graph;
  }

  /** As `readIrrevocable`; null as long as it has not been read. */
  knownIrrevocable(finalite: readonly string[]): ReadonlySet<string> | null {
    return this.marks.get(keyOf(finalite))?.irrevocable ?? null;
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}

function keyOf(finalite: readonly string[]): string {
  return [...finalite].sort().join(',');
}
