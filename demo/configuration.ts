import { writeShiftedConvention } from './convention-copy.js';
import type { DemoSettings } from './settings.js';
import { writeSubscriptions } from './subscriber/subscriptions.js';

/** Writes the files that the programs read when they start. */
export function writeConfiguration(settings: DemoSettings): void {
  writeShiftedConvention(settings);
  writeSubscriptions(settings);
}
