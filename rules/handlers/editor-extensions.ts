import type { HandlerFramework } from './types.ts';

const DOCUMENT = [
  ...['onDidChangeTextDocument', 'onDidSaveTextDocument', 'onDidOpenTextDocument', 'onDidCloseTextDocument'],
  ...['onWillSaveTextDocument', 'onDidChangeConfiguration', 'onDidCreateFiles', 'onDidDeleteFiles', 'onDidRenameFiles'],
];
const WINDOW = [
  ...['onDidChangeActiveTextEditor', 'onDidChangeVisibleTextEditors', 'onDidChangeTextEditorSelection'],
  ...['onDidChangeWindowState', 'onDidChangeActiveTerminal'],
];
/** Methods that the editor calls on a provider; what else it has is the extension's own. */
const PROVIDERS = [
  ...['Hover', 'CompletionItems', 'InlineCompletionItems', 'SignatureHelp', 'Definition', 'Declaration', 'References'],
  ...['TypeDefinition', 'Implementation', 'DocumentHighlights', 'DocumentSymbols', 'WorkspaceSymbols', 'CodeActions'],
  ...['CodeLenses', 'DocumentLinks', 'DocumentColors', 'DocumentFormattingEdits', 'DocumentRangeFormattingEdits'],
  ...['OnTypeFormattingEdits', 'RenameEdits', 'FoldingRanges', 'SelectionRanges', 'InlayHints'],
  ...['DocumentSemanticTokens', 'DocumentRangeSemanticTokens', 'DocumentDropEdits', 'DocumentPasteEdits'],
  ...['CallHierarchyIncomingCalls', 'CallHierarchyOutgoingCalls'],
]
  .map((name) => `provide${name}`)
  .concat(['CompletionItem', 'CodeAction', 'CodeLens', 'DocumentLink', 'InlayHint'].map((name) => `resolve${name}`))
  .concat('prepareRename', 'prepareCallHierarchy');
/** Other things that an extension provides, with what the editor asks them for. */
const PROVIDED: Readonly<Record<string, readonly string[]>> = {
  TreeDataProvider: ['getChildren', 'getTreeItem', 'resolveTreeItem'],
  TextDocumentContentProvider: ['provideTextDocumentContent'],
  WebviewViewProvider: ['resolveWebviewView'],
  CustomTextEditorProvider: ['resolveCustomTextEditor'],
  CustomEditorProvider: [
    ...['openCustomDocument', 'resolveCustomEditor', 'saveCustomDocument', 'saveCustomDocumentAs'],
    ...['revertCustomDocument', 'backupCustomDocument'],
  ],
  CustomReadonlyEditorProvider: ['openCustomDocument', 'resolveCustomEditor'],
  FileSystemProvider: ['stat', 'readDirectory', 'readFile', 'writeFile', 'createDirectory', 'delete', 'rename'],
  NotebookSerializer: ['deserializeNotebook', 'serializeNotebook'],
  AuthenticationProvider: ['getSessions', 'createSession', 'removeSession'],
  TaskProvider: ['provideTasks', 'resolveTask'],
  LanguageModelTool: ['invoke', 'prepareInvocation'],
  UriHandler: ['handleUri'],
};
const REGISTERED = [
  ...['window.registerTreeDataProvider', 'workspace.registerTextDocumentContentProvider', 'lm.registerTool'],
  ...['window.registerWebviewViewProvider', 'window.registerCustomEditorProvider', 'window.registerUriHandler'],
  ...['workspace.registerFileSystemProvider', 'workspace.registerNotebookSerializer', 'tasks.registerTaskProvider'],
];
const REQUESTS = [
  ...['Completion', 'CompletionResolve', 'Hover', 'SignatureHelp', 'Definition', 'Declaration', 'TypeDefinition'],
  ...['Implementation', 'References', 'DocumentHighlight', 'DocumentSymbol', 'WorkspaceSymbol', 'CodeAction'],
  ...['CodeActionResolve', 'CodeLens', 'CodeLensResolve', 'DocumentLinks', 'DocumentColor', 'DocumentFormatting'],
  ...['DocumentRangeFormatting', 'DocumentOnTypeFormatting', 'RenameRequest', 'PrepareRename', 'FoldingRanges'],
  ...['SelectionRanges', 'ExecuteCommand', 'DidOpenTextDocument', 'DidChangeTextDocument', 'DidSaveTextDocument'],
  ...['DidCloseTextDocument', 'DidChangeWatchedFiles', 'DidChangeConfiguration', 'Request', 'Notification'],
];
/** Requests that stand below `connection.languages`. */
const LANGUAGES = [
  ...['callHierarchy', 'typeHierarchy'].map((name) => `${name}.onPrepare`),
  ...['callHierarchy.onIncomingCalls', 'callHierarchy.onOutgoingCalls', 'typeHierarchy.onSupertypes'],
  ...['typeHierarchy.onSubtypes', 'diagnostics.on', 'diagnostics.onWorkspace', 'foldingRange.on', 'inlayHint.on'],
  ...['inlayHint.resolve', 'inlineCompletion.on', 'inlineValue.on', 'moniker.on', 'onLinkedEditingRange'],
  ...['semanticTokens.on', 'semanticTokens.onDelta', 'semanticTokens.onRange'],
];
const DOCUMENTS = ['DidChangeContent', 'DidOpen', 'DidSave', 'DidClose', 'WillSave'];

/** Extensions of editors and language servers, whose one loop serves every key stroke. */
export const editorExtensions: readonly HandlerFramework[] = [
  {
    // https://code.visualstudio.com/api/references/vscode-api: all extensions share the loop of one host.
    name: 'VS Code',
    module: 'vscode',
    kind: 'command',
    registrations: [
      {
        members: ['commands.registerCommand', 'commands.registerTextEditorCommand'],
        handlers: [{ at: 1 }],
        noun: 'command',
        route: { at: 0 },
      },
      {
        members: [...DOCUMENT.map((name) => `workspace.${name}`), ...WINDOW.map((name) => `window.${name}`)],
        handlers: [{ at: 0 }],
        noun: 'editor',
        kind: 'event',
      },
      { members: ['languages.*'], handlers: [{ at: 1, keys: PROVIDERS }], noun: 'editor' },
      { members: REGISTERED, handlers: [{ at: 'any', keys: Object.values(PROVIDED).flat() }], noun: 'editor' },
      {
        members: ['window.createTreeView'],
        handlers: [{ at: 1, keys: ['getChildren', 'getTreeItem'].map((name) => `treeDataProvider.${name}`) }],
        noun: 'editor',
      },
      { members: ['chat.createChatParticipant'], handlers: [{ at: 1 }], noun: 'chat', route: { at: 0 } },
      {
        // https://code.visualstudio.com/api/extension-guides/webview#passing-messages-from-a-webview-to-an-extension
        members: ['Webview.prototype.onDidReceiveMessage'],
        handlers: [{ at: 0 }],
        noun: 'webview',
        kind: 'message',
        anyReceiver: true,
      },
    ],
    classes: Object.entries(PROVIDED).map(([type, methodNames]) => ({ type, methodNames })),
  },
  {
    // https://code.visualstudio.com/api/language-extensions/language-server-extension-guide
    name: 'language server',
    module: 'vscode-languageserver/node',
    aliases: ['vscode-languageserver', 'vscode-languageserver/node.js'],
    kind: 'message',
    returns: { createConnection: 'Connection' },
    registrations: [
      ...REQUESTS.map((name) => ({
        members: [`Connection.prototype.on${name}`],
        handlers: [{ at: 'last' as const }],
        noun: `language server on${name}`,
      })),
      ...LANGUAGES.map((name) => ({
        members: [`Connection.prototype.languages.${name}`],
        handlers: [{ at: 0 }],
        noun: `language server ${name.replace(/\.?on$/, '')}`,
      })),
      ...DOCUMENTS.map((name) => ({
        members: [`TextDocuments.prototype.on${name}`],
        handlers: [{ at: 0 }],
        noun: `language server on${name}`,
      })),
    ],
  },
];
