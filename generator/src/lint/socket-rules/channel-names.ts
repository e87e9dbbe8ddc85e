import { at, objectOf } from '../../load/json.js';
import { below, type SocketFinding, type SocketRule } from './socket-rule.js';

/** The id names the file, the types of its schemas begin with it, and it ends in the name on the wire, or its beginning. */
export const channelNames: SocketRule = ({ channels }, source) =>
  channels.flatMap(({ id, kind, typeName, location, topics }): SocketFinding[] => {
    const found: SocketFinding[] = [];
    const file = `channels/${id.replaceAll('.', '/')}.yaml`;
    if (!location.file.replaceAll('\\', '/').endsWith(`/${file}`))
      found.push({ location, what: `${id} is described in another file than its own`, fix: `move it to ${file}` });
    const last = id.split('.').pop() ?? '';
    const strange = topics.find((topic) => kind !== 'session' && !topic.startsWith(last));
    if (strange !== undefined) {
      const what = `${id} is called ${strange} on the wire`;
      found.push({
        location: below(location, '/x-topics'),
        what,
        fix: `end the id in ${strange}, or in what all its topics begin with`,
      });
    }
    for (const name of Object.keys(objectOf(at(source.valueOf(location.file), '/schemas')))) {
      if (name.startsWith(typeName)) continue;
      const fix = `begin its name with ${typeName}, or move it to spec/common`;
      found.push({
        location: { file: location.file, pointer: `/schemas/${name}` },
        what: `the schema ${name} is not named by its channel`,
        fix,
      });
    }
    return found;
  });
