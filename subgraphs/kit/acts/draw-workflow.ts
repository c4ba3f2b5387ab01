import { describeDelay, type StatefulRow, type Workflow } from './workflow.js';

/** A workflow as Markdown: a Mermaid state diagram, and its table of acts. French, as its labels. */
export function drawWorkflow<Row extends StatefulRow>(workflow: Workflow<Row>): string {
  const { id, title, states, creation } = workflow;
  const transitions = Object.values(
    workflow.transitions,
  ) as readonly (typeof workflow.transitions)[string][];
  const departures = new Set(transitions.flatMap(({ from }) => from));
  const diagram = [
    'stateDiagram-v2',
    ...Object.entries<string>(states).map(([state, label]) => `  state "${label}" as ${state}`),
    ...(creation ? [`  [*] --> ${creation.to}: ${creation.act}`] : []),
    ...transitions.flatMap(({ act, from, to }) =>
      from.map((state) => `  ${state} --> ${to}: ${act}`),
    ),
    ...Object.keys(states)
      .filter((state) => !departures.has(state))
      .map((state) => `  ${state} --> [*]`),
  ];
  const rows = [
    ...(creation ? [{ ...creation, from: [] as readonly string[], guards: [] }] : []),
    ...transitions,
  ].map((transition) => {
    const label = (state: string): string => states[state] ?? state;
    return [
      `\`${transition.act}\``,
      transition.actor,
      transition.from.map(label).join(', ') || '–',
      label(transition.to),
      transition.guards.map(({ code }) => `\`${code}\``).join(', ') || '–',
      transition.delay ? describeDelay(transition.delay) : '–',
      `\`${transition.scope}\``,
      `\`${transition.ground}\``,
    ];
  });
  return [
    `## ${id} ${title}`,
    '',
    '```mermaid',
    ...diagram,
    '```',
    '',
    ...table(['Acte', 'Par', 'De', 'À', 'Conditions', 'Délai', 'Droit', 'Fondement'], rows),
    '',
  ].join('\n');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}
