import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { PlanningObserver } from '../engine/planning/planning-service.js';

const buckets = [0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** What `/metrics` shows of planning: how long it takes, who waits, who is refused, what ended a planner. */
export class PlanningMetrics {
  private readonly plannings: Histogram;
  readonly observer: PlanningObserver;

  constructor(registry: Registry) {
    const registers = [registry];
    this.plannings = new Histogram({
      name: 'passerelle_planning_seconds',
      help: 'Time until the plan of an operation first seen, or first seen with such rights, was made.',
      buckets,
      registers,
    });
    const waits = new Histogram({
      name: 'passerelle_planning_wait_seconds',
      help: 'Time that an operation waited for its planning to begin.',
      buckets,
      registers,
    });
    const queue = new Gauge({
      name: 'passerelle_planning_queue',
      help: 'Operations that wait to be planned.',
      registers,
    });
    const refused = new Counter({
      name: 'passerelle_planning_refused_total',
      help: 'Operations not planned for now: too many wait (queue), too much planning time used (budget), no planner (unavailable).',
      labelNames: ['reason'],
      registers,
    });
    const exceeded = new Counter({
      name: 'passerelle_planning_exceeded_total',
      help: 'Operations that no plan was found for within the limits, by limit; time and memory end the planning process.',
      labelNames: ['reason'],
      registers,
    });
    this.observer = {
      onQueue: (change) => {
        queue.inc(change);
      },
      onWaited: (milliseconds) => {
        waits.observe(milliseconds / 1_000);
      },
      onRefused: (reason) => {
        refused.inc({ reason });
      },
      onExceeded: (reason) => {
        exceeded.inc({ reason });
      },
    };
  }

  planned(milliseconds: number): void {
    this.plannings.observe(milliseconds / 1_000);
  }
}
