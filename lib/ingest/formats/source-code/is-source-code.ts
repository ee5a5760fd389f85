const extensions = new Set(
  (
    'c h cc cpp cxx hpp cs java kt kts scala groovy swift m mm go rs py pyi rb php pl pm lua r jl dart ex exs erl hrl hs ml mli fs clj ' +
    'js jsx mjs cjs ts tsx mts cts vue svelte css scss less sql sh bash zsh fish ps1 bat cmd asm s f f90 pas vb toml yaml yml ini cfg conf ' +
    'properties gradle cmake tf proto graphql'
  ).split(' '),
)
const names = new Set(['dockerfile', 'makefile', 'gnumakefile', 'jenkinsfile', 'rakefile', 'gemfile', 'cmakelists.txt'])

/** By the name, and for scripts by their first line: there is no other sure sign of code in a text. */
export function isSourceCode(text: string, source: string): boolean {
  const name = source.split(/[/\\]/).at(-1)?.toLowerCase() ?? ''
  return names.has(name) || extensions.has(/\.([a-z0-9]+)$/.exec(name)?.[1] ?? '') || /^#!\s*\/\S+/.test(text)
}
