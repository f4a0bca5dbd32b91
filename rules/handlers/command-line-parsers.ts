/** Packages that read the arguments of a command. */
export const COMMAND_LINE_PARSERS = [
  ...[
    'minimist',
    'mri',
    'yargs',
    'yargs-parser',
    'commander',
    '@commander-js/extra-typings',
    'cac',
    'meow',
    'arg',
    'sade',
  ],
  ...['getopts', 'citty', 'clipanion', 'cleye', 'command-line-args', '@oclif/core', 'caporal', '@caporal/core'],
];
