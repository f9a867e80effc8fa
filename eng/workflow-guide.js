// Writes the tables of keys in docs/guide/workflow-file.md from schemas/workflow.schema.json, between the markers
// <!-- keys: SECTION --> and <!-- /keys -->. Run it after the schema changed: node eng/workflow-guide.js
const fs = require('fs');
const path = require('path');

const root = path.join(__dirname, '..');
const schema = JSON.parse(fs.readFileSync(path.join(root, 'schemas/workflow.schema.json'), 'utf8'));
const guide = path.join(root, 'docs/guide/workflow-file.md');
const shown = new Map();

const defOf = node => node.$ref?.split('/').pop();
const choices = def => (def.allOf ?? []).map(rule => {
  const [key, word] = Object.entries(rule.if.properties)[0];
  return { key, words: word.enum ?? [word.const], name: defOf(rule.then) };
});
const cell = text => String(text).replace(/\|/g, '\\|').replace(/\n/g, ' ');
const code = value => '`' + (typeof value === 'object' ? JSON.stringify(value) : value) + '`';

// A value may always come from a variable; that is said once in the text, not in every row.
const bare = node => node.anyOf?.filter(one => defOf(one) !== 'variable').length === 1
  ? node.anyOf.find(one => defOf(one) !== 'variable')
  : node;

function range(node) {
  const low = node.exclusiveMinimum ?? node.minimum;
  const high = node.exclusiveMaximum ?? node.maximum;
  if (low === undefined && high === undefined) return '';
  return ` in ${node.minimum === undefined ? '(' : '['}${low ?? '-∞'}, ${high ?? '∞'}${node.maximum === undefined ? ')' : ']'}`;
}

function text(node) {
  if (node.pattern === undefined) return 'text';
  if (node.pattern.startsWith('^[0-9]{4}-')) return 'date';
  if (node.pattern.includes('us|ms|s|m|h|d|w')) return 'length of time';
  if (node.pattern.includes('rps')) return 'rate';
  if (node.pattern.startsWith('^[A-Za-z]')) return 'name';
  return 'text';
}

function type(raw, at) {
  const node = bare(raw);
  if (defOf(node)) return `block \`${at}\``;
  if (node.enum) return node.enum.map(code).join(', ');
  if (node.anyOf) return [...new Set(node.anyOf.filter(one => defOf(one) !== 'variable').map(one => type(one, at)))].join(' or ');
  if (Array.isArray(node.type)) return node.type.join(' or ');
  switch (node.type) {
    case 'array': return `list of ${type(node.items, at)}`;
    case 'object': return node.additionalProperties ? `name: ${type(node.additionalProperties, at)}` : 'name: number or list of numbers, see below';
    case 'integer': return `whole number${range(node)}`;
    case 'number': return `number${range(node)}`;
    case 'boolean': return '`true`, `false`';
    default: return text(node);
  }
}

function place(key, node, at) {
  const inner = bare(node);
  const full = at ? `${at}.${key}` : key;
  if (inner.type === 'array') return `${full}[]`;
  return inner.type === 'object' && inner.additionalProperties ? `${full}.<name>` : full;
}

function inside(raw) {
  const node = bare(raw);
  return defOf(node) ?? (node.type === 'array' ? inside(node.items) : node.additionalProperties ? inside(node.additionalProperties) : undefined);
}

function rows(def, at) {
  return Object.entries(def.properties).map(([key, node]) => {
    const isAll = Array.isArray(node.default) && node.default.length > 1 && node.default.length === bare(bare(node).items).enum?.length;
    const needed = def.required?.includes(key) ? 'required' : node.default === undefined ? '' : isAll ? 'all' : code(node.default);
    return `| \`${key}\` | ${cell(type(node, place(key, node, at)))} | ${cell(needed)} | ${cell(node.description ?? '')} |`;
  });
}

const table = lines => ['| key | value | default | meaning |', '|---|---|---|---|', ...new Set(lines)];

function choiceTable(def, at) {
  const found = choices(def);
  const key = found[0].key;
  const byName = new Map();
  for (const { words, name } of found) byName.set(name, [...(byName.get(name) ?? []), ...words]);
  const variants = [...byName].map(([name, words]) => {
    const variant = schema.$defs[name];
    const keys = Object.keys(variant.properties).filter(other => other !== key)
      .map(other => code(other) + (variant.required?.includes(other) ? '' : '?'));
    return `| ${words.map(word => `\`${key}: ${word}\``).join(', ')} | ${keys.join(', ')} | ${cell(variant.description)} |`;
  });
  const lines = [...byName.keys()].flatMap(name => rows(schema.$defs[name], at).filter(row => !row.startsWith(`| \`${key}\` |`)));
  return [`| which | its keys (\`?\`: may be left out) | meaning |`, '|---|---|---|', ...variants, '', ...(lines.length ? table(lines) : [])];
}

function blocks(name, at) {
  const def = schema.$defs[name];
  const kinds = choices(def);
  shown.set(name, at);
  const lines = [`### \`${at}\``, '', def.description, '', ...(kinds.length ? choiceTable(def, at) : table(rows(def, at))), ''];
  const members = kinds.length ? kinds.map(kind => schema.$defs[kind.name]) : [def];
  for (const member of members) {
    for (const [key, node] of Object.entries(member.properties)) {
      const child = inside(node);
      if (child && child !== 'variable' && schema.$defs[child].properties) {
        if (!shown.has(child)) lines.push(...blocks(child, place(key, node, at)));
        else if (shown.get(child) !== place(key, node, at) && !lines.includes(`\`${place(key, node, at)}\` is as \`${shown.get(child)}\`.`)) {
          lines.push(`\`${place(key, node, at)}\` is as \`${shown.get(child)}\`.`, '');
        }
      }
    }
  }
  return lines;
}

const written = fs.readFileSync(guide, 'utf8').replace(
  /<!-- keys: (\w+) -->[\s\S]*?<!-- \/keys -->/g,
  (_, section) => [`<!-- keys: ${section} -->`, '', ...blocks(defOf(schema.properties[section]), section), '<!-- /keys -->'].join('\n').replace(/\n{3,}/g, '\n\n'));
fs.writeFileSync(guide, written);
