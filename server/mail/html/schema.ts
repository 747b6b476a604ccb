import type { Options } from 'rehype-sanitize';

const TAGS = [
  'a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del dfn div dl dt em',
  'figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav ol p pre q rp rt ruby s samp',
  'section small span strike strong sub sup table tbody td tfoot th thead time tr tt u ul var wbr',
]
  .join(' ')
  .split(' ');

export const ALLOWED_TAGS: ReadonlySet<string> = new Set(TAGS);

/** Elements that go with everything inside. All others that are not allowed are replaced by their content. */
export const DROPPED_TAGS: ReadonlySet<string> = new Set(
  [
    'applet audio base canvas dialog embed frame frameset iframe input link math meta noembed noframes noscript object',
    'option optgroup param script select source style svg template textarea title track video',
  ]
    .join(' ')
    .split(' ')
);

const tablePart = ['vAlign', 'width', 'height', 'bgColor'];
const cell = [...tablePart, 'colSpan', 'rowSpan'];

/**
 * The gate: whatever the steps before it do, only these elements, attributes and schemes pass. Values are checked where
 * the attributes are read (attributes.ts); here it is their names, and once more the schemes.
 */
export const MAIL_SCHEMA: Options = {
  tagNames: TAGS,
  strip: [...DROPPED_TAGS],
  ancestors: {
    tbody: ['table'],
    thead: ['table'],
    tfoot: ['table'],
    tr: ['table'],
    td: ['table'],
    th: ['table'],
    caption: ['table'],
    col: ['table'],
    colgroup: ['table'],
  },
  attributes: {
    '*': ['style', 'dir', 'lang', 'title', 'align'],
    a: ['href', ['rel', 'noopener', 'noreferrer', 'nofollow'], ['target', '_blank']],
    col: [...tablePart, 'span'],
    colgroup: [...tablePart, 'span'],
    blockquote: ['type'],
    div: ['dataConversationsQuote', 'dataConversationsSignature'],
    font: ['color', 'face', 'size'],
    hr: ['width', 'size'],
    img: ['alt', 'border', 'dataContentId', 'dataRemoteSrc', 'height', 'src', 'width'],
    li: ['type', 'value'],
    ol: ['start', 'type'],
    table: [...tablePart, 'border', 'cellPadding', 'cellSpacing'],
    tbody: tablePart,
    td: cell,
    tfoot: tablePart,
    th: cell,
    thead: tablePart,
    tr: tablePart,
    ul: ['type'],
  },
  protocols: { href: ['http', 'https', 'mailto', 'tel'], src: ['data'], dataRemoteSrc: ['http', 'https'] },
  required: {},
  clobber: [],
  allowComments: false,
  allowDoctypes: false,
};
