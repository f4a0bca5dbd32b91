const ROOT = 'https://github.com/unblocked-js/unblocked/blob/main/docs/rules';

/** Where a rule is described. */
export const ruleAddress = (rule: string): string => `${ROOT}/${rule}.md`;
