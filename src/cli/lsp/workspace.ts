import { dirname, isAbsolute, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readDocument, type EditorDocument, type EditorText } from '../../editor/document.js';
import { editorSet, type EditorSet } from '../../editor/set.js';
import { readSources } from '../files.js';
import { UsageError } from '../usage-error.js';
import { pathOf } from './uri.js';
import { defaultSettings, settingsIn, type DocumentSettings } from './settings.js';

/** What the workspace needs of the editor. */
export interface Editor {
  /** The documents that are open, as they are now. */
  readonly documents: () => readonly OpenText[];
  /** What is set under `chaff` in the editor for a document. */
  readonly asked: (uri: string) => Promise<object>;
  /** The folder that is open; messages name files relative to it. */
  readonly root: () => string;
  /** Tells the user of a mistake in what is set. */
  readonly complain: (message: string) => void;
  readonly today: string;
}

/** A text with the language that the editor takes it for. */
export interface OpenText extends EditorText {
  readonly languageId: string;
}

export interface Workspace {
  /** An open document and the set that it belongs to; undefined when it is not open, or no suppression file. */
  readonly find: (uri: string) => Promise<Found | undefined>;
  /** Reads settings, and files that are not open, again when they are next needed. */
  readonly forget: () => void;
}

export interface Found {
  readonly set: EditorSet;
  readonly document: EditorDocument;
  readonly settings: DocumentSettings;
}

/** How many sets are kept for the next question about them. */
const mostKept = 8;

/**
 * Finds out which documents belong together. One that the configuration names among its `sets` is seen in that set, with
 * the other files of it as they are in the editor, or else on disk. All others are one set if they have equal settings.
 * Editors that know no language of ours may show us texts of others: what is called `*.supp` is a suppression file, what
 * the editor takes for one, and what the configuration names.
 */
export function workspace(editor: Editor): Workspace {
  const settings = new Map<string, Promise<DocumentSettings>>();
  const onDisk = new Map<string, Promise<EditorText | undefined>>();
  const documents = new Map<string, EditorDocument>();
  let kept: readonly { readonly key: string; readonly set: EditorSet }[] = [];

  async function find(uri: string): Promise<Found | undefined> {
    if (!editor.documents().some((each) => each.uri === uri)) return undefined;
    const own = await settingsOf(uri);
    const texts = await together(uri, own);
    const set = setOf(texts.map(read), own);
    const document = set.documents.find((each) => each.uri === uri);
    return document && { set, document, settings: own };
  }

  async function together(uri: string, own: DocumentSettings): Promise<readonly EditorText[]> {
    if (isNamed(uri, own)) {
      const texts = await Promise.all(
        own.files.map((path) => openAt(path) ?? remembered(onDisk, path, readText)),
      );
      return texts.filter((text) => text !== undefined);
    }
    const open = editor.documents().map(({ uri: each }) => each);
    const others = await Promise.all(open.map(async (each) => ({ each, its: await settingsOf(each) })));
    const names = others.filter(({ each, its }) => its.key === own.key && !isNamed(each, its));
    // In an order that does not depend on which was opened first.
    return names
      .map(({ each }) => editor.documents().find((text) => text.uri === each))
      .filter((text) => text !== undefined)
      .filter(isSuppressionFile)
      .sort((a, b) => (a.uri < b.uri ? -1 : 1));
  }

  function openAt(path: string): EditorText | undefined {
    return editor.documents().find(({ uri }) => pathOf(uri) === path);
  }

  function settingsOf(uri: string): Promise<DocumentSettings> {
    return remembered(settings, uri, async () => {
      try {
        const path = pathOf(uri);
        const folder = path === undefined ? editor.root() : dirname(path);
        return await settingsIn(folder, await editor.asked(uri), editor.today);
      } catch (error) {
        if (!(error instanceof UsageError)) throw error;
        editor.complain(error.message);
        return defaultSettings(editor.today);
      }
    });
  }

  /** What was made of a text is good as long as it stays the same. */
  function read(text: EditorText): EditorDocument {
    const known = documents.get(text.uri);
    if (known?.version === text.version && known.text === text.text) return known;
    const document = readDocument(text, nameOf(text.uri, editor.root()));
    documents.set(text.uri, document);
    return document;
  }

  function setOf(members: readonly EditorDocument[], { key, options }: DocumentSettings): EditorSet {
    const known = kept.find(
      (each) =>
        each.key === key &&
        each.set.documents.length === members.length &&
        each.set.documents.every((document, index) => document === members[index]),
    );
    const found = known ?? { key, set: editorSet(members, options) };
    kept = [found, ...kept.filter((each) => each !== found)].slice(0, mostKept);
    return found.set;
  }

  function forget(): void {
    settings.clear();
    onDisk.clear();
    const open = new Set(editor.documents().map(({ uri }) => uri));
    for (const uri of documents.keys()) if (!open.has(uri)) documents.delete(uri);
  }

  return { find, forget };
}

function isSuppressionFile({ uri, languageId }: OpenText): boolean {
  return languageId === 'supp' || uri.endsWith('.supp');
}

function isNamed(uri: string, { files }: DocumentSettings): boolean {
  const path = pathOf(uri);
  return path !== undefined && files.includes(path);
}

function nameOf(uri: string, root: string): string {
  const path = pathOf(uri);
  if (path === undefined) return uri;
  const name = relative(root, path);
  return name.startsWith('..') || isAbsolute(name) ? path : name;
}

/** Undefined for a file that cannot be read: that is told when it is opened, or linted. */
async function readText(path: string): Promise<EditorText | undefined> {
  const [source] = await readSources([path], '/').catch(() => []);
  if (!source) return undefined;
  const text = Buffer.from(source.bytes, 'latin1').toString('utf8');
  return { uri: pathToFileURL(path).href, version: 0, text };
}

function remembered<T>(
  known: Map<string, Promise<T>>,
  key: string,
  make: (key: string) => Promise<T>,
): Promise<T> {
  const found = known.get(key) ?? make(key);
  known.set(key, found);
  return found;
}
