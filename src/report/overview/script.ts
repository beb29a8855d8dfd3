/**
 * Filters groups and opens them. The report is whole without it; the tools that need it are hidden until it runs.
 * It reads what is in the page and writes nothing into it but states and a count.
 */
export const reportScript = `
(() => {
  const tools = document.querySelector('.tools');
  if (!tools) return;
  const groups = [...document.querySelectorAll('[data-rank]')];
  const [text, rank] = [tools.querySelector('input'), tools.querySelector('select')];
  const said = tools.querySelector('output');
  const texts = new Map();
  const textOf = (group) => {
    if (!texts.has(group)) texts.set(group, group.textContent.toLowerCase());
    return texts.get(group);
  };
  const filter = () => {
    const words = text.value.toLowerCase().split(/\\s+/).filter(Boolean);
    let shown = 0;
    for (const group of groups) {
      const fits = (rank.value === '' || group.dataset.rank === rank.value) && words.every((word) => textOf(group).includes(word));
      group.hidden = !fits;
      if (fits) shown += 1;
    }
    said.textContent = shown + ' of ' + groups.length + ' groups';
  };
  let later;
  text.addEventListener('input', () => { clearTimeout(later); later = setTimeout(filter, 120); });
  rank.addEventListener('change', filter);
  const open = (is) => () => { for (const group of groups) if (!group.hidden && 'open' in group) group.open = is; };
  const [all, none] = tools.querySelectorAll('button');
  all.addEventListener('click', open(true));
  none.addEventListener('click', open(false));
  tools.hidden = false;
  filter();
})();
`;
