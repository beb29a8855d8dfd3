import type { Group } from '../group/group.js';
import type { Advice, Circumstances } from './advice.js';
import { groupRules } from './group-rules/index.js';
import { logRules } from './log-rules/index.js';

/** What could be done about a group, the likeliest first; nothing where no rule has something to say. */
export function advise(group: Group, circumstances: Circumstances): readonly Advice[] {
  return groupRules.flatMap((rule) => {
    const said = rule.advise(group, circumstances);
    return said === undefined ? [] : [{ id: rule.id, action: rule.action, ...said }];
  });
}

/** How to get better logs than these. */
export function adviseLogs(circumstances: Circumstances): readonly Advice[] {
  return logRules.flatMap((rule) => {
    const said = rule.advise(circumstances);
    return said === undefined ? [] : [{ id: rule.id, action: rule.action, ...said }];
  });
}
