import type { Exchange } from '../editor/exchange.js';
import type { Question } from '../gallery/question.js';
import type { Asked, Question as Asking } from '../graphql/question.js';

/** A worked question that was chosen: as it is asked now, and what was answered. */
export interface AskedQuestion {
  readonly question: Question;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Declared with it. */
  readonly finalite: readonly string[];
  /** To be declared by the analyst before it is asked: it reads data of persons. */
  readonly aDeclarer: readonly string[];
  readonly exchange: Exchange | null;
  readonly enCours: boolean;
  /** When the answer came. */
  readonly lueA: Date | null;
}

type Ask = (question: Asking, signal: AbortSignal) => Promise<Asked>;
type All = ReadonlyMap<string, AskedQuestion>;

const none: readonly string[] = [];

/** The questions chosen since the page was opened, each once, with its own filters and answer. */
export class AskedQuestions {
  private all: All = new Map();
  private readonly running = new Map<string, AbortController>();
  private readonly listeners = new Set<() => void>();

  constructor(
    private readonly ask: Ask,
    private readonly now: () => Date,
  ) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly current = (): All => this.all;

  /**
   * Asks a question when it is chosen for the first time; afterwards it stands as it was left.
   *
   * @param isSilent whether a purpose opens no data of persons, and needs no word of the analyst.
   */
  choose(
    question: Question,
    variables: Readonly<Record<string, unknown>>,
    isSilent: (finalite: string) => boolean,
  ): void {
    if (this.all.has(question.id)) return;
    const aDeclarer = question.finalites.filter((id) => !isSilent(id));
    this.change(question.id, {
      question,
      query: question.query,
      variables,
      finalite: aDeclarer.length === 0 ? question.finalites : none,
      aDeclarer,
      exchange: null,
      enCours: false,
      lueA: null,
    });
    if (aDeclarer.length === 0) void this.run(question.id);
  }

  /** The analyst declares what the question needs. */
  declare(id: string): void {
    const asked = this.all.get(id);
    if (!asked) return;
    this.change(id, { ...asked, finalite: asked.question.finalites, aDeclarer: none });
    void this.run(id);
  }

  /** Asks it in another form: with other filters. */
  rewrite(id: string, form: Pick<AskedQuestion, 'query' | 'variables'>): void {
    const asked = this.all.get(id);
    if (!asked) return;
    this.change(id, { ...asked, ...form });
    void this.run(id);
  }

  async run(id: string): Promise<void> {
    const asked = this.all.get(id);
    if (!asked || asked.aDeclarer.length > 0) return;
    this.running.get(id)?.abort();
    const controller = new AbortController();
    this.running.set(id, controller);
    this.change(id, { ...asked, enCours: true });
    const { query, variables, finalite } = asked;
    const question: Asking = { query, variables, finalite, plan: true };
    const answer = await this.ask(question, controller.signal).catch(() => null);
    // Asked anew meanwhile: what comes late is nobody's.
    if (this.running.get(id) !== controller) return;
    this.running.delete(id);
    const latest = this.all.get(id) ?? asked;
    const recue = this.now();
    const exchange = answer === null ? latest.exchange : { ...answer, question, recue };
    this.change(id, { ...latest, exchange, enCours: false, lueA: recue });
  }

  private change(id: string, asked: AskedQuestion): void {
    this.all = new Map(this.all).set(id, asked);
    for (const listener of this.listeners) listener();
  }
}
