import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';
import type { Journal } from '../audit/journal.js';
import type { BudgetStore } from './budget-store.js';
import { Durations, type DurationSeries } from './durations.js';
import { PlanningMetrics } from './planning-metrics.js';
import { SignatoryMetrics } from './signatory-metrics.js';
import { SubgraphMetrics } from './subgraph-metrics.js';

/** What `/metrics` shows. Labels are closed lists: no person, no operation text, no path. */
export class Metrics {
  readonly registry = new Registry();
  private readonly answers = new Durations({
    name: 'passerelle_graphql_duration_seconds',
    help: 'Time from the request head to the answer, by way through the gateway and HTTP status.',
    labelNames: ['way', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registry: this.registry,
  });
  readonly subgraphs = new SubgraphMetrics(this.registry);
  readonly signatories = new SignatoryMetrics(this.registry);
  private readonly reloads = new Counter({
    name: 'passerelle_reloads_total',
    help: 'New versions of supergraph or convention, by what became of them.',
    labelNames: ['outcome'],
    registers: [this.registry],
  });

  private readonly refusedBudgets = new Counter({
    name: 'passerelle_budget_refusals_total',
    help: 'Operations refused because their signatory had spent its budget of cost.',
    labelNames: ['signataire'],
    registers: [this.registry],
  });

  private readonly issuerKeys = new Counter({
    name: 'passerelle_issuer_key_readings_total',
    help: 'Readings of the public keys of token issuers, by issuer and what became of them.',
    labelNames: ['issuer', 'outcome'],
    registers: [this.registry],
  });

  readonly planning = new PlanningMetrics(this.registry);
  private readonly answersBy = {
    fast: new Map<number, DurationSeries>(),
    apollo: new Map<number, DurationSeries>(),
    refused: new Map<number, DurationSeries>(),
  };

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  answered(way: 'fast' | 'apollo' | 'refused', status: number, milliseconds: number): void {
    const known = this.answersBy[way];
    let series = known.get(status);
    if (!series) {
      series = this.answers.of(way, String(status));
      known.set(status, series);
    }
    series.observe(milliseconds);
  }

  followJournal(journal: Journal): void {
    const registers = [this.registry];
    new Gauge({
      name: 'passerelle_journal_writable',
      help: '0: the journal could not be written when that was last tried; P2 and P3 are refused.',
      registers,
      aggregator: 'min',
      collect() {
        this.set(journal.health.isWritable ? 1 : 0);
      },
    });
    new Gauge({
      name: 'passerelle_journal_queue',
      help: 'Events that wait to be written.',
      registers,
      collect() {
        this.set(journal.queued);
      },
    });
  }

  followBudgetStore(store: BudgetStore): void {
    new Gauge({
      name: 'passerelle_budget_store_up',
      help: '0: the store that replicas share cannot be used; each counts for itself meanwhile.',
      registers: [this.registry],
      aggregator: 'min',
      collect() {
        this.set(store.isUsable ? 1 : 0);
      },
    });
  }

  budgetRefused(signataire: string): void {
    this.refusedBudgets.inc({ signataire });
  }

  issuerKeysRead(issuer: string, outcome: string): void {
    this.issuerKeys.inc({ issuer, outcome });
  }

  reloaded(outcome: 'in-force' | 'refused'): void {
    this.reloads.inc({ outcome });
  }
}
