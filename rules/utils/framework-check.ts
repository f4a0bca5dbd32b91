/** What a value of `settings.unblocked.handlers` must be: a test, and how to say it. */
interface Field {
  is: (value: unknown) => boolean;
  accepted: string;
  required?: true;
}

/** Says that a part of the settings cannot be used: where it stands, what it is, and what is accepted. */
export type Refuse = (at: string, received: unknown, accepted: string) => never;

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';
const isList = (value: unknown): boolean => Array.isArray(value);
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every(isText);

const text: Field = { is: isText, accepted: 'a non-empty string' };
const texts: Field = { is: isTexts, accepted: 'an array of non-empty strings' };
const list: Field = { is: isList, accepted: 'an array' };
const record: Field = { is: isRecord, accepted: 'an object' };
const flag: Field = { is: (value) => typeof value === 'boolean', accepted: 'true or false' };
const namesOrAny: Field = { is: (value) => value === '*' || isTexts(value), accepted: "an array of names, or '*'" };
const textOrTexts: Field = {
  is: (value) => isText(value) || isTexts(value),
  accepted: 'a string, or an array of them',
};
const index = (value: unknown): boolean => Number.isInteger(value) && (value as number) >= 0;

const KINDS = ['request', 'message', 'resolver', 'job', 'command', 'event', 'timer'];
const kind: Field = { is: (value) => KINDS.includes(value as string), accepted: KINDS.join(', ') };
const required = (field: Field): Field => ({ ...field, required: true });

const FRAMEWORK: Record<string, Field> = {
  name: required(text),
  module: required(text),
  kind: required(kind),
  inServers: flag,
  inCommands: flag,
  aliases: texts,
  returns: record,
  properties: record,
  registrations: list,
  plugins: list,
  models: texts,
  contexts: list,
  assigned: list,
  pluginShape: { is: isRecord, accepted: 'an object' },
  shared: texts,
  decorated: list,
  classes: list,
  conventions: list,
  parameterTypes: texts,
  handlerTypes: texts,
};
const LABEL: Field = {
  is: (value) => isRecord(value) && index(value['at']),
  accepted: 'an object with the argument that it stands in: { at: 0 }',
};
const REGISTRATION: Record<string, Field> = {
  members: required(texts),
  handlers: required(list),
  kind,
  route: { is: (value) => value === 'key' || LABEL.is(value), accepted: `'key', or ${LABEL.accepted}` },
  method: { is: (value) => value === 'member' || LABEL.is(value), accepted: `'member', or ${LABEL.accepted}` },
  noun: text,
  only: LABEL,
  anyReceiver: flag,
  receiver: text,
  parameters: texts,
};
const CONTEXT: Record<string, Field> = {
  members: required(texts),
  from: required(list),
  type: required(text),
  name: { is: index, accepted: 'the number of an argument from 0' },
  module: text,
};
const ASSIGNED: Record<string, Field> = { members: required(texts), kind, noun: text };
const ARGUMENT: Record<string, Field> = {
  at: required({
    is: (value) => index(value) || value === 'any' || value === 'last',
    accepted: "the number of an argument from 0, 'any' or 'last'",
  }),
  keys: texts,
};
const CONVENTION: Record<string, Field> = {
  exports: required(namesOrAny),
  path: text,
  directive: text,
  keys: texts,
  kind,
  dependency: textOrTexts,
  parameter: text,
  unlessExports: texts,
  unlessTrue: text,
  unlessDirective: text,
};

/** Checks one entry of `settings.unblocked.handlers`. */
export function checkFramework(value: unknown, at: string, refuse: Refuse): void {
  const framework = checkFields(value, FRAMEWORK, at, refuse);
  each(framework['registrations'], `${at}.registrations`, (registration, place) => {
    const { handlers } = checkFields(registration, REGISTRATION, place, refuse);
    each(handlers, `${place}.handlers`, (argument, where) => checkFields(argument, ARGUMENT, where, refuse));
  });
  each(framework['contexts'], `${at}.contexts`, (context, place) => {
    const { from } = checkFields(context, CONTEXT, place, refuse);
    each(from, `${place}.from`, (argument, where) => checkFields(argument, ARGUMENT, where, refuse));
  });
  each(framework['assigned'], `${at}.assigned`, (one, place) => checkFields(one, ASSIGNED, place, refuse));
  each(framework['conventions'], `${at}.conventions`, (one, place) => checkFields(one, CONVENTION, place, refuse));
}

function each(values: unknown, at: string, check: (value: unknown, at: string) => void): void {
  if (!Array.isArray(values)) return;
  values.forEach((value: unknown, number) => {
    check(value, `${at}[${number}]`);
  });
}

function checkFields(
  value: unknown,
  fields: Record<string, Field>,
  at: string,
  refuse: Refuse,
): Record<string, unknown> {
  const names = Object.keys(fields);
  if (!isRecord(value)) return refuse(at, value, `an object with ${names.join(', ')}`);
  for (const name of Object.keys(value))
    if (!names.includes(name)) refuse(`${at}.${name}`, value[name], `the fields ${names.join(', ')}`);
  for (const [name, { is, accepted, required: isRequired }] of Object.entries(fields)) {
    if (value[name] === undefined ? isRequired === true : !is(value[name]))
      refuse(`${at}.${name}`, value[name], accepted);
  }
  return value;
}
