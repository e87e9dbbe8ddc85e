/**
 * The one door through which a string of a description enters what is emitted, quoted for where it goes:
 *
 * | goes into | by |
 * | --- | --- |
 * | a block comment | `comment`, `inComment` |
 * | a comment that ends with its line | `inLineComment` |
 * | a string literal | `string` |
 * | a template literal | `inTemplate`, `jsonInTemplate` |
 * | a literal of data | `data` |
 * | a property's name | `key`, `member`, `dataKey` |
 * | the name of a type or call | `typeName` |
 * | Markdown, where the string is Markdown too | `prose`, `inline` |
 * | a code span, a fence, a cell of a table | `code`, `codes`, `fence`, `cell` |
 * | a link, a part of an address | `webLink`, `pageLink`, `inAddress` |
 * | text of a page's data, which is escaped where it is shown | `oneLine`, `visible` |
 * | YAML | `yaml` |
 * | a word of a shell, or double quotes there | `shellWord`, `inShellDouble` |
 * | a path below the output | `within` |
 */
export { typeName } from '../../../model/names.js';
export {
  comment,
  data,
  dataKey,
  inComment,
  inLineComment,
  inTemplate,
  JsonText,
  jsonInTemplate,
  key,
  member,
  string,
} from './code.js';
export { inAddress, pageLink, webLink } from './link.js';
export { inline, prose } from './markdown.js';
export { within } from './path.js';
export { inShellDouble, shellWord } from './shell.js';
export { cell, code, codes, fence } from './span.js';
export { oneLine, visible } from './visible.js';
export { yaml } from './yaml.js';
