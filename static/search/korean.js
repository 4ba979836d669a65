// Korean writes a particle at the end of the noun: 서울은, 서울에서. The index finds words by how they begin, so 서울 finds
// both. What this adds is the other way round: to ask for 서울은 is to ask for 서울.

/** The particles, the longer before those that they end in. Only such as follow a noun; endings of verbs are none. */
const PARTICLES = [
  "으로부터", "에서부터", "에게서는", "에서는", "에게서", "에게는", "한테서", "이라는", "이라고", "으로는", "으로서", "으로써", "로부터", "까지는",
  "부터는", "에서도", "에게도", "이라도", "이나마", "에는", "에도", "에서", "에게", "에의", "으로", "로서", "로써", "로는", "로도", "까지", "부터",
  "보다", "처럼", "만큼", "마다", "조차", "마저", "이나", "이며", "이란", "이랑", "하고", "한테", "께서", "라는", "라고", "만은", "만이", "와는",
  "과는", "와의", "과의", "은", "는", "이", "가", "을", "를", "의", "에", "와", "과", "도", "로", "만", "나", "랑", "께",
];
const WORD = /^\p{Script=Hangul}+$/u;

/** The words of a query without the particles that they end in, where at least `least` syllables are left before. */
export function withoutParticles(query, least) {
  return query.split(/\s+/).filter(Boolean).map((word) => bare(word.normalize("NFC"), least)).join(" ");
}

function bare(word, least) {
  if (!WORD.test(word)) return word;
  const particle = PARTICLES.find((end) => word.endsWith(end) && word.length - end.length >= least);
  return particle ? word.slice(0, -particle.length) : word;
}
