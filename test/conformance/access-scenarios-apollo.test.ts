import { describeScenarios } from './access/describe-scenarios.js';

/**
 * The stock executor merges what a caller's alias brings with the keys of the same name. It is there
 * for comparison; that is one of the reasons why there is another.
 */
describeScenarios('apollo', new Set(['ACC-208', 'ACC-209']));
