import { blocksIn } from '../../merge/three-way/contested.js';
import { quote } from '../../suppression/explain.js';
import { linesOf } from '../../suppression/tree.js';
import { atLines } from '../place.js';
import type { Rule } from '../rule.js';

export const unresolvedConflict: Rule = {
  id: 'unresolved-conflict',
  level: 'error',
  description: 'No conflict of a merge is left open.',
  why:
    'Where both sides of a merge changed an entry, `chaff merge` keeps their versions as comments, so that Valgrind still ' +
    'loads the file. It reads none of them, and nothing but these comments tells that somebody has to choose.',
  example: {
    wrong:
      '# <<<<<<< ours\n# {\n#    cache of the parser\n#    Memcheck:Cond\n#    fun:parser_look\n# }\n# ||||||| base\n# =======\n' +
      '# {\n#    cache of the parser\n#    Memcheck:Cond\n#    fun:parser_find\n# }\n# >>>>>>> theirs\n',
    right: '{\n   cache of the parser\n   Memcheck:Cond\n   fun:parser_find\n}\n',
  },
  *check({ files, tools }) {
    for (const { name, bytes, tree } of files) {
      // Hardly any file has one.
      if (!bytes.includes('# <<<<<<<')) continue;
      const comments = [...linesOf(tree)].filter(({ type }) => type === 'comment');
      for (const { block, contested } of blocksIn(comments)) {
        const whose = contested ? ` of ${quote(contested.name)}` : '';
        yield {
          ...atLines(name, block[0]!, block.at(-1)!),
          message: `A merge left open which version${whose} counts, and Valgrind reads none in these comments. Choose one, and delete the comments.`,
          tools,
        };
      }
    }
  },
};
