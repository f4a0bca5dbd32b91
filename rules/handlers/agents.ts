import type { HandlerFramework, Registration } from './types.ts';

const tool = (members: readonly string[], handlers: Registration['handlers'], noun = 'tool'): Registration => ({
  members,
  handlers,
  noun,
  route: { at: 0, key: 'name' },
});
const library = (
  module: string,
  registrations: readonly Registration[],
  ...aliases: readonly string[]
): HandlerFramework => ({ name: module, module, aliases, kind: 'job', inServers: true, registrations });

const ENDS = ['onFinish', 'onStepFinish', 'onChunk', 'onError', 'onAbort'];
const GENERATE = ['streamText', 'generateText', 'streamObject', 'generateObject', 'new ToolLoopAgent', 'new Agent'];
const GUARDS = ['inputGuardrails', 'outputGuardrails'];
/** `defineInputGuardrail` for `inputGuardrails`. */
const guardOf = (name: string) => `define${name.charAt(0).toUpperCase()}${name.slice(1, -1)}`;

const STEPS = ['Start', 'End', 'Error'];
const RUNS = ['LLM', 'Chain', 'Tool', 'Retriever'].flatMap((run) => STEPS.map((step) => `${run}${step}`));
const ALSO = ['ChatModelStart', 'LLMNewToken', 'AgentAction', 'AgentEnd', 'Text', 'CustomEvent'];
const CALLBACKS = [...RUNS, ...ALSO].map((event) => `handle${event}`);
/** What LangChain calls of a class that extends one of its own. */
const TOOL = ['_call', 'call', 'invoke'];
const MODEL = ['_generate', '_call', '_streamResponseChunks'];
const HISTORY = ['getMessages', 'addMessage', 'addMessages', 'addUserMessage', 'addAIMessage', 'clear'];
const extended = (file: string, types: readonly string[], methodNames: readonly string[]): HandlerFramework => ({
  ...library(`@langchain/core/${file}`, []),
  classes: types.map((type) => ({ type, methodNames })),
});
const TRACED = [...CALLBACKS, ...RUNS.map((event) => `on${event}`), 'onRunCreate', 'onRunUpdate', 'persistRun'];

/** What a language model has called while it answers: tools and guards of agents. */
export const agents: readonly HandlerFramework[] = [
  // https://ai-sdk.dev/docs/ai-sdk-core/tools-and-tool-calling
  library('ai', [
    tool(['tool', 'dynamicTool'], [{ at: 0, keys: ['execute'] }]),
    tool(GENERATE, [{ at: 0, keys: ['tools.*.execute', 'prepareStep', 'stopWhen', ...ENDS] }]),
    tool(['createUIMessageStream', 'createDataStreamResponse'], [{ at: 0, keys: ['execute', 'onFinish', 'onError'] }]),
  ]),
  // https://js.langchain.com/docs/how_to/custom_tools
  {
    ...library(
      '@langchain/core/tools',
      [
        tool(['tool'], [{ at: 0 }]),
        tool(['new DynamicTool', 'new DynamicStructuredTool'], [{ at: 0, keys: ['func'] }]),
      ],
      ...['langchain', 'langchain/tools'],
    ),
    classes: ['Tool', 'StructuredTool', 'DynamicTool', 'DynamicStructuredTool'].map((type) => ({
      type,
      methodNames: TOOL,
    })),
  },
  // https://js.langchain.com/docs/how_to/custom_retriever, custom_chat and custom_llm
  extended('retrievers', ['BaseRetriever'], ['_getRelevantDocuments', 'getRelevantDocuments']),
  extended('embeddings', ['Embeddings'], ['embedQuery', 'embedDocuments']),
  extended('language_models/chat_models', ['BaseChatModel', 'SimpleChatModel'], MODEL),
  extended('language_models/llms', ['LLM', 'BaseLLM'], MODEL),
  extended('chat_history', ['BaseChatMessageHistory', 'BaseListChatMessageHistory'], HISTORY),
  extended('memory', ['BaseMemory'], ['loadMemoryVariables', 'saveContext']),
  extended('caches', ['BaseCache'], ['lookup', 'update']),
  extended('vectorstores', ['VectorStore'], ['similaritySearchVectorWithScore', 'addVectors', 'addDocuments']),
  // https://js.langchain.com/docs/concepts/runnables and https://langchain-ai.github.io/langgraphjs
  library('@langchain/core/runnables', [
    tool(
      ['RunnableLambda.from', 'RunnableSequence.from', 'new RunnableLambda'],
      [{ at: 0 }, { at: 0, keys: ['*'] }],
      'run',
    ),
  ]),
  // https://js.langchain.com/docs/concepts/callbacks
  {
    ...library(
      '@langchain/core/callbacks/base',
      [tool(['BaseCallbackHandler.fromMethods'], [{ at: 0, keys: CALLBACKS }], 'callback')],
      'langchain/callbacks',
    ),
    classes: [{ type: 'BaseCallbackHandler', methodNames: CALLBACKS }],
  },
  ...['base', 'console', 'log_stream', 'run_collector', 'tracer_langchain'].map((file) => ({
    ...library(`@langchain/core/tracers/${file}`, []),
    classes: [
      'BaseTracer',
      'ConsoleCallbackHandler',
      'LogStreamCallbackHandler',
      'RunCollectorCallbackHandler',
      'LangChainTracer',
    ].map((type) => ({ type, methodNames: TRACED })),
  })),
  {
    ...library('@langchain/langgraph', [
      {
        members: ['addNode', 'addConditionalEdges'].map((name) => `StateGraph.prototype.${name}`),
        handlers: [{ at: 1 }],
        noun: 'node',
        route: { at: 0 },
      },
    ]),
    returns: Object.fromEntries(
      ['addNode', 'addEdge', 'addConditionalEdges'].map((name) => [`StateGraph.prototype.${name}`, 'StateGraph']),
    ),
  },
  {
    // https://github.com/openai/openai-node/blob/master/helpers.md#automated-function-calls
    ...library('openai', [
      tool(
        ['beta.chat.completions.runTools', 'chat.completions.runTools'].map((name) => `OpenAI.prototype.${name}`),
        [{ at: 0, keys: ['tools.function.function'] }],
      ),
    ]),
    returns: { 'new default': 'OpenAI' },
  },
  // https://openai.github.io/openai-agents-js/guides/tools and guardrails
  library(
    '@openai/agents',
    [
      tool(['tool'], [{ at: 0, keys: ['execute', 'needsApproval', ...GUARDS.map((name) => `${name}.run`)] }]),
      tool(GUARDS.map(guardOf), [{ at: 0, keys: ['execute'] }], 'guard'),
      tool(
        GUARDS.map((name) => guardOf(name).replace('define', 'defineTool')),
        [{ at: 0, keys: ['run'] }],
        'guard',
      ),
      { members: ['handoff'], handlers: [{ at: 1, keys: ['onHandoff', 'inputFilter'] }], noun: 'handoff' },
      tool(
        ['new Agent', 'Agent.create'],
        [{ at: 0, keys: ['instructions', ...GUARDS.map((name) => `${name}.execute`)] }],
        'agent',
      ),
    ],
    ...['@openai/agents-core', '@openai/agents/realtime'],
  ),
  // https://mastra.ai/docs/agents/using-tools and workflows/overview
  library('@mastra/core/tools', [tool(['createTool', 'new Tool'], [{ at: 0, keys: ['execute'] }])], '@mastra/core'),
  library('@mastra/core/workflows', [tool(['createStep'], [{ at: 0, keys: ['execute'] }], 'step')]),
  // https://developers.llamaindex.ai/typescript/framework/modules/agents/tool
  library(
    '@llamaindex/core/tools',
    [
      tool(['tool'], [{ at: 0, keys: ['execute'] }]),
      { members: ['tool', 'FunctionTool.from'], handlers: [{ at: 0 }], noun: 'tool', route: { at: 1, key: 'name' } },
    ],
    'llamaindex',
  ),
  // https://genkit.dev/docs/flows
  {
    ...library('genkit', [
      tool(
        ['defineFlow', 'defineTool', 'defineStreamingFlow'].map((name) => `Genkit.prototype.${name}`),
        [{ at: 'last' }],
        'flow',
      ),
    ]),
    returns: { genkit: 'Genkit' },
  },
];
