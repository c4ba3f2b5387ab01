import type { Exchange } from '../editor/exchange.js';
import type { Asked, Question } from '../graphql/question.js';
import type { TabPurposes } from './tab-purposes.js';

/** What belongs to one query and to no other. */
export interface TabState {
  /** Purposes declared for its next run. */
  readonly finalite: readonly string[];
  /** Purposes that a question or a file brought and that nobody has declared yet. */
  readonly proposee: readonly string[];
  /** Its last answer, and what was asked; none while the next is waited for. */
  readonly exchange: Exchange | null;
  readonly etat: 'repos' | 'en-cours' | 'arretee';
}

const none: readonly string[] = [];
const newTab: TabState = { finalite: none, proposee: none, exchange: null, etat: 'repos' };

type Ask = (question: Question, signal: AbortSignal) => Promise<Asked>;

/** The tabs of the desk: each with its own purposes, run and answer, whichever is looked at. */
export class QueryTabs {
  private active = '';
  private states: ReadonlyMap<string, TabState> = new Map();
  private readonly running = new Map<string, AbortController>();
  private readonly listeners = new Set<() => void>();

  /** @param onExchange told of every answer that somebody still waited for. */
  constructor(
    private readonly ask: Ask,
    private readonly purposes: TabPurposes,
    private readonly onExchange: (exchange: Exchange) => void,
    private readonly now: () => Date = () => new Date(),
  ) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** The tab that is looked at; the same object as long as nothing of it changes. */
  readonly current = (): TabState => this.stateOf(this.active);

  /** Looks at another tab. */
  select(tab: string): void {
    this.active = tab;
    this.tell();
  }

  declare(finalite: readonly string[]): void {
    this.purposes.keep(this.active, finalite);
    this.change(this.active, { finalite, proposee: none });
  }

  /** Another query stands in the tab: nothing of the one before belongs to it. */
  open(finalite: readonly string[], proposee: readonly string[]): void {
    const tab = this.active;
    this.end(tab);
    this.purposes.keep(tab, finalite);
    this.change(tab, { ...newTab, finalite, proposee });
  }

  /** Sends a query for the purposes of its tab; one that the tab still waits for is given up. */
  async run(asking: Omit<Question, 'finalite'>): Promise<void> {
    const tab = this.active;
    const question = { ...asking, finalite: this.stateOf(tab).finalite };
    this.end(tab);
    const controller = new AbortController();
    this.running.set(tab, controller);
    this.change(tab, { exchange: null, etat: 'en-cours' });
    // The session is over, and says so itself.
    const asked = await this.ask(question, controller.signal).catch(() => null);
    // Who stopped it, closed the tab or asked anew waits for another answer, or for none.
    if (this.running.get(tab) !== controller) return;
    this.running.delete(tab);
    if (asked === null) {
      this.change(tab, { etat: 'repos' });
      return;
    }
    const exchange = { ...asked, question, recue: this.now() };
    this.change(tab, { exchange, etat: 'repos' });
    this.onExchange(exchange);
  }

  stop(): void {
    if (this.end(this.active)) this.change(this.active, { etat: 'arretee' });
  }

  /** Forgets all tabs but these. */
  keepOnly(tabs: readonly string[]): void {
    for (const tab of this.running.keys()) if (!tabs.includes(tab)) this.end(tab);
    this.purposes.keepOnly(tabs);
    const kept = [...this.states].filter(([tab]) => tabs.includes(tab));
    if (kept.length === this.states.size) return;
    this.states = new Map(kept);
    this.tell();
  }

  private stateOf(tab: string): TabState {
    const known = this.states.get(tab);
    if (known) return known;
    const state = { ...newTab, finalite: this.purposes.of(tab) };
    this.states = new Map(this.states).set(tab, state);
    return state;
  }

  private end(tab: string): boolean {
    const controller = this.running.get(tab);
    this.running.delete(tab);
    controller?.abort();
    return controller !== undefined;
  }

  private change(tab: string, changed: Partial<TabState>): void {
    this.states = new Map(this.states).set(tab, { ...this.stateOf(tab), ...changed });
    this.tell();
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}
