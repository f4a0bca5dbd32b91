import type { BlockingCall, CatalogModule } from '../types.ts';

const parses = (member: string, useInstead: string): BlockingCall => ({
  member,
  weight: 'heavy',
  why: 'parses the whole document before it returns',
  useInstead,
  when: { largeInput: { at: 0, smaller: 'cheap' } },
});

const prints = (member: string): BlockingCall => ({
  member,
  weight: 'cheap',
  why: 'writes the whole document before it returns',
  useInstead: 'a worker thread',
});

const events = 'a stream of the sax package, or a worker thread';

const parsesInTheEnd = (member: string): BlockingCall => ({
  ...parses(member, `${member.split('.').at(-1) ?? member}(xml, { async: true })`),
  why: 'gives its result later, and parses the whole document on the loop all the same',
  fakeAsync: true,
  when: { largeInput: { at: 0, smaller: 'cheap' }, optionUnless: { at: 1, key: 'async', is: true } },
});

const xml2js: CatalogModule = {
  module: 'xml2js',
  versions: '^0.6.2',
  kind: 'parse',
  calls: [
    parsesInTheEnd('parseString'),
    parsesInTheEnd('parseStringPromise'),
    { ...parses('Parser.prototype.parseString', 'new Parser({ async: true })'), fakeAsync: true },
    { ...parses('Parser.prototype.parseStringPromise', 'new Parser({ async: true })'), fakeAsync: true },
    prints('Builder.prototype.buildObject'),
  ],
};

const fastXmlParser: CatalogModule = {
  module: 'fast-xml-parser',
  versions: '^3.21.1 || ^5.12.1',
  kind: 'parse',
  calls: [
    ...[
      parses('XMLParser.prototype.parse', events),
      parses('XMLValidator.validate', events),
      prints('XMLBuilder.prototype.build'),
    ].map((call) => ({ ...call, since: '4.0.0' })),
    ...[parses('parse', events), parses('validate', events), prints('j2xParser.prototype.parse')].map((call) => ({
      ...call,
      removed: '4.0.0',
    })),
  ],
};

const xmlJs: CatalogModule = {
  module: 'xml-js',
  versions: '^1.6.11',
  kind: 'parse',
  calls: [parses('xml2js', events), parses('xml2json', events), prints('js2xml'), prints('json2xml')],
};

const xmldom = (module: string, versions: string): CatalogModule => ({
  module,
  versions,
  kind: 'parse',
  calls: [parses('DOMParser.prototype.parseFromString', events), prints('XMLSerializer.prototype.serializeToString')],
});

const libxmljs2: CatalogModule = {
  module: 'libxmljs2',
  versions: '^0.35.0',
  kind: 'parse',
  calls: ['parseXml', 'parseXmlString', 'parseHtml', 'parseHtmlString'].map((member) => parses(member, events)),
};

const xmlbuilder2: CatalogModule = {
  module: 'xmlbuilder2',
  versions: '^4.0.3',
  kind: 'parse',
  calls: [parses('create', events), parses('convert', events)],
};

const nodeXml: CatalogModule = {
  module: 'xml',
  versions: '^1.0.1',
  kind: 'parse',
  calls: [
    {
      ...prints('default'),
      useInstead: 'xml.element() with { stream: true }',
      // Only a stream can be given its elements one by one.
      when: { optionUnless: { at: 1, key: 'stream', is: true } },
    },
  ],
};

const searches = (member: string): BlockingCall => ({
  member,
  weight: 'cheap',
  why: 'searches the whole document, and sorts what it finds, before it returns',
  useInstead: 'a bound on the size of the document, or a worker thread',
});

/** Usual documents are small. What it finds with `//` it compares with one another: ten thousand elements take most of a minute. */
const xpath: CatalogModule = {
  module: 'xpath',
  versions: '^0.0.34',
  kind: 'parse',
  calls: ['select', 'select1', 'evaluate'].map((member) => searches(member)),
};

const signsDocument = (name: string): BlockingCall => ({
  member: `SignedXml.prototype.${name}`,
  kind: 'crypto',
  weight: 'cheap',
  why: 'parses and hashes the document, and computes an RSA operation, before it returns',
  useInstead: 'a worker thread',
});

const xmlCrypto: CatalogModule = {
  module: 'xml-crypto',
  versions: '^6.3.2',
  kind: 'parse',
  calls: ['computeSignature', 'checkSignature'].map((name) => ({ ...signsDocument(name), fakeAsync: true })),
};

/** Up to version 1 its RSA is JavaScript, fifty milliseconds of it. */
const xmlEncryption: CatalogModule = {
  module: 'xml-encryption',
  versions: '^3.1.0',
  kind: 'crypto',
  calls: [
    {
      member: 'decrypt',
      weight: 'cheap',
      why: 'takes a callback, and parses the document and computes an RSA operation on the loop all the same',
      useInstead: 'a worker thread',
      fakeAsync: true,
    },
  ],
};

/** XML documents. */
export const xml: readonly CatalogModule[] = [
  xml2js,
  fastXmlParser,
  xmlJs,
  xmldom('@xmldom/xmldom', '^0.9.12'),
  // Its name up to version 0.6.
  xmldom('xmldom', '^0.6.0'),
  libxmljs2,
  xmlbuilder2,
  nodeXml,
  xpath,
  xmlCrypto,
  xmlEncryption,
];
