/** What to do instead, as a sentence: code in backticks, words as they are. */
export function adviceSentence(useInstead: string): string {
  const isCode = /^(?:await|for await) .*\)\S*$/.test(useInstead);
  return `Use ${isCode ? `\`${useInstead}\`` : useInstead}.`;
}
