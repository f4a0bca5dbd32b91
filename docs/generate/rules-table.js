import { importBuilt } from './built.js';
import { table } from './markdown.js';

const begin = '<!-- begin: rules -->';
const end = '<!-- end: rules -->';

/** Renders README.md: its own text, with the table of rules between the two markers. */
export async function renderRulesTable(readme) {
  const from = readme.indexOf(begin);
  const to = readme.indexOf(end);
  if (from === -1 || to < from) throw new Error(`README.md needs a line \`${begin}\` and, after it, \`${end}\`.`);
  const { default: plugin } = await importBuilt('rules/index.js');
  return `${readme.slice(0, from)}${begin}\n\n${rulesTable(plugin)}\n\n${readme.slice(to)}`;
}

function rulesTable({ rules, configs }) {
  return table(
    ['rule', 'what it finds', 'recommended', 'strict'],
    Object.entries(rules).map(([name, rule]) => [
      `[\`${name}\`](docs/rules/${name}.md)`,
      rule.meta.docs.description,
      isOn(configs.recommended, name) ? '✓' : '',
      isOn(configs.strict, name) ? '✓' : '',
    ]),
  );
}

/** Whether a flat config, or a list of them, turns the rule on. */
function isOn(config, name) {
  const severities = [config].flat().map(({ rules = {} }) => [rules[`unblocked/${name}`]].flat()[0]);
  const severity = severities.findLast((value) => value !== undefined);
  return severity !== undefined && severity !== 'off' && severity !== 0;
}
