import type { HandlerFramework } from './types.ts';

const VALIDATORS = ['body', 'check', 'cookie', 'header', 'param', 'query'];
/** What gives the same chain of express-validator again. */
const CHAINED = (
  'bail custom customSanitizer default equals escape exists if isArray isBoolean isEmail isIn isInt isISO8601 isJWT isLength ' +
  'isMongoId isNumeric isObject isString isStrongPassword isURL isUUID matches normalizeEmail not notEmpty optional toArray ' +
  'toInt toLowerCase trim withMessage'
).split(' ');

/** What validates or converts a request's data: of servers' own packages; schemas are as often a program's configuration. */
export const validation: readonly HandlerFramework[] = [
  {
    name: 'express-validator',
    module: 'express-validator',
    kind: 'request',
    returns: Object.fromEntries(
      [...VALIDATORS, ...CHAINED.map((name) => `ValidationChain.prototype.${name}`)].map((name) => [
        name,
        'ValidationChain',
      ]),
    ),
    registrations: [
      {
        members: ['custom', 'customSanitizer', 'if'].map((name) => `ValidationChain.prototype.${name}`),
        handlers: [{ at: 0 }],
        noun: 'validate',
      },
    ],
  },
  {
    // https://github.com/typestack/class-validator#custom-validation-classes and custom-validation-decorators
    name: 'class-validator',
    module: 'class-validator',
    kind: 'request',
    registrations: [
      {
        members: ['registerDecorator', 'ValidateBy', 'buildMessage'],
        handlers: [{ at: 0 }, { at: 0, keys: ['validator.validate', 'validator.defaultMessage'] }],
        noun: 'validate',
        route: { at: 0, key: 'name' },
      },
      { members: ['ValidateIf'], handlers: [{ at: 0 }], noun: 'validate' },
    ],
    classes: [{ type: 'ValidatorConstraintInterface', methodNames: ['validate', 'defaultMessage'] }],
    decorated: [{ classes: [{ decorator: 'ValidatorConstraint', methodNames: ['validate', 'defaultMessage'] }] }],
  },
  {
    // https://vinejs.dev/docs/extend/custom_rules
    name: 'VineJS',
    module: '@vinejs/vine',
    kind: 'request',
    registrations: [
      { members: ['createRule', 'default.createRule'], handlers: [{ at: 0 }], noun: 'rule', route: 'key' },
    ],
  },
  {
    // https://github.com/typestack/class-transformer#additional-data-transformation
    name: 'class-transformer',
    module: 'class-transformer',
    kind: 'request',
    registrations: [{ members: ['Transform'], handlers: [{ at: 0 }], noun: 'transform' }],
  },
];
