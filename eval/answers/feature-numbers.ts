/** Numbers for the names of features, in the order in which they are first met. */
export class FeatureNumbers {
  private readonly numbers = new Map<string, number>()

  of(name: string): number {
    const known = this.numbers.get(name)
    if (known !== undefined) return known
    this.numbers.set(name, this.numbers.size)
    return this.numbers.size - 1
  }

  names(): string[] {
    return [...this.numbers.keys()]
  }
}
