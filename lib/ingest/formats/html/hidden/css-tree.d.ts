/** The part of css-tree that is used; the package has no types of its own. */
declare module 'css-tree/parser' {
  /** By the rules of CSS, which know no wrong style sheet: what is not understood comes as a node of the type `Raw`. */
  function parseCss(
    text: string,
    options: { context: 'stylesheet' | 'declarationList'; parseValue: boolean; parseAtrulePrelude?: boolean; parseRulePrelude?: boolean },
  ): parseCss.CssNode
  namespace parseCss {
    interface CssNode {
      type: string
      name?: string | CssNode
      /** Of a rule and of a rule that begins with @. Text where it is not parsed. */
      prelude?: CssNode | null
      block?: CssNode | null
      children?: { toArray(): CssNode[] } | null
      property?: string
      important?: boolean | string
      value?: CssNode | string | null
      matcher?: string | null
    }
  }
  export = parseCss
}
