/** A parameter of a call: `options?: CallOptions`. */
export const parameter = (name: string, type: string, optional = false): string =>
  `${name}${optional ? '?' : ''}: ${type}`;

/** A property that is only read. @param doc its doc comment, or nothing */
export const property = (name: string, type: string, doc = ''): string => `${doc}readonly ${name}: ${type};`;

/** A method, or the call of a type that is one where it has no name. */
export const method = (name: string, parameters: string[], returns: string, doc: string): string =>
  `${doc}${name}(${parameters.join(', ')}): ${returns};`;

/** An exported interface, a member a line. @param head its name, and what it extends */
export const interfaceText = (head: string, members: string[], doc: string): string =>
  `${doc}export interface ${head} {\n${members.map((member) => `${indented(member)}\n`).join('')}}`;

/** An exported function of one statement. */
export const functionText = (head: string, statement: string, doc: string): string =>
  `${doc}export function ${head} {\n  ${statement}\n}`;

/** A doc comment before what follows: on one line where it is one. The text is quoted for a comment already. */
export const doc = (text: string): string => (text.includes('\n') ? longDoc(text) : `/** ${text} */\n`);

/** A doc comment on lines of its own, however short. */
export const longDoc = (text: string): string => {
  const lines = text.split('\n').map((line) => (line ? ` * ${line}` : ' *'));
  return `/**\n${lines.join('\n')}\n */\n`;
};

/** Text one level deeper; lines that hold nothing stay so. */
const indented = (text: string): string => text.replaceAll(/^(?=.)/gm, '  ');
